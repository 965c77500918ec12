"""An English sentence in which one does something to another in; with the two changed over, out."""

import re
from collections.abc import Iterator

from eval.adversarial.cast import NAME, OPENERS, share_a_word

# what one does to the other is not what the other does to the one
_DOES = """beat defeated accused criticized criticised praised sued killed attacked arrested shot
    hired fired thanked urged told asked invited succeeded replaced appointed nominated endorsed
    blamed warned invaded bought acquired supplied paid hit followed trailed overtook backed
    supported interviewed visited helped saved taught represented charged convicted sentenced
    elected funded founded bombed struck occupied annexed captured seized outpolled overruled
    rejected approved blocked challenged ousted unseated mentored coached banned fined investigated
    questioned directed wrote published created designed built owns bought sold pressured accuses
    criticizes blames urges backs supports leads led runs ran signed rescued raided searched
    condemned dismissed denounced threatened""".split()
_BETWEEN = r"(?: (?:has|have|had|also|later|then|narrowly|publicly|repeatedly|first|twice|once))*"
_END = (
    r"(?=[.,;]|$| (?:in|on|that|to|for|and|at|after|with|over|by|as|during|when|because|last"
    r"|from|before|who|he|she|it|they|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
)
_ACTIVE = re.compile(
    rf"(?:^|[“\"]|(?<=that )|(?<=, but )|(?<=, and ))(?P<first>(?:The )?{NAME}){_BETWEEN}"
    rf" (?:{'|'.join(sorted(set(_DOES)))}) (?P<second>(?:the )?{NAME}){_END}"
)
_PASSIVE = re.compile(
    rf"(?:^|[“\"]|(?<=that )|(?<=, but )|(?<=, and ))(?P<first>(?:The )?{NAME}) (?:was|were|been)"
    rf"(?: \w+ly)? (?:{'|'.join(sorted(set(_DOES)))}|beaten|founded|shot|struck) by"
    rf" (?P<second>(?:the )?{NAME}){_END}"
)
_NOBODY = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Congress God St Mt".split()
)


def changed(text: str) -> Iterator[str]:
    """Yield the sentence with the one who does and the one it is done to changed over."""
    for pattern in (_ACTIVE, _PASSIVE):
        for found in pattern.finditer(text):
            first, second = _bare(found["first"]), _bare(found["second"])
            if _both(first, second):
                one, other = found.span("first"), found.span("second")
                yield "".join(
                    [
                        text[: one[0]],
                        _opening(found["second"]),
                        text[one[1] : other[0]],
                        _within(found["first"]),
                        text[other[1] :],
                    ]
                )


def _both(first: str, second: str) -> bool:
    words = {*first.split(), *second.split()}
    return bool(first and second) and not (
        share_a_word(first, second) or words & (_NOBODY | OPENERS)
    )


def _bare(name: str) -> str:
    return re.sub(r"^[Tt]he ", "", name)


def _opening(name: str) -> str:
    return name[:1].upper() + name[1:]


def _within(name: str) -> str:
    return re.sub(r"^The ", "the ", name)
