"""An English sentence in which somebody says something in; the same said by somebody else out."""

import re
from collections.abc import Iterator

from eval.adversarial.cast import NAME, SAYS, Cast, without_titles
from eval.adversarial.chance import shuffled
from eval.adversarial.names import like, others_than
from eval.adversarial.statements import Statement

_SPEAKERS = (
    re.compile(rf"(?P<speaker>{NAME}) {SAYS}\b(?! to have)"),
    re.compile(rf"\b{SAYS} (?P<speaker>{NAME})(?=[,.;]|$| (?:in|on|at|of|who)\b)"),
    re.compile(rf"\b[Aa]ccording to (?P<speaker>{NAME})(?=[,.;]|$)"),
)
_NOT_ALONE = re.compile(r"(?:\b(?:for|of|and|to|with|by|at|from)|[’']s) $")


def changed(statement: Statement, here: Cast, everywhere: Cast, *, seed: int) -> Iterator[str]:
    """Yield the sentence with another person of its article, or of the archive, as its speaker."""
    text = statement.text
    for start, name, full in _speakers(text, here):
        near = others_than(statement, full, here.people)
        far = others_than(statement, full, everywhere.people)
        for other in [*shuffled(near, seed, text), *shuffled(far, seed, text)[:3]]:
            yield text[:start] + like(other, name) + text[start + len(name) :]


def _speakers(text: str, here: Cast) -> Iterator[tuple[int, str, str]]:
    """Yield where a speaker is named, the name there, and the full name."""
    full_names = {one: one for one in here.people} | here.surnames
    for pattern in _SPEAKERS:
        for found in pattern.finditer(text):
            name = without_titles(found["speaker"])
            before = text[: found.start("speaker")]
            if name in full_names and not _NOT_ALONE.search(before):
                yield found.end("speaker") - len(name), name, full_names[name]
