"""Located cases and what was found for them in; TREC's qrels and run files out.

Formats: https://github.com/usnistgov/trec_eval. Fields are parted by a space, so white space in an
id is written as in an address (`%20`).
"""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from eval.gold import Located, Place


def qrels(cases: Iterable[Located]) -> str:
    """Return a line for each right paragraph: case, 0, paragraph, 1."""
    return "".join(
        f"{_field(one.case.id)} 0 {_field(str(place))} 1\n"
        for one in cases
        for place in sorted(one.right)
    )


def run(found: Iterable[tuple[str, Sequence[Place]]], *, name: str) -> str:
    """Return a line for each paragraph found: case, Q0, paragraph, place, score, name of the run.

    `found` pairs the id of a case with its paragraphs, best first. The score counts down to 1, as
    other programs order by it and break ties in ways of their own.
    """
    return "".join(
        f"{_field(case)} Q0 {_field(str(place))} {turn} {len(places) - turn + 1} {_field(name)}\n"
        for case, places in found
        for turn, place in enumerate(places, 1)
    )


def _field(text: str) -> str:
    return "".join(
        quote(letter) if letter.isspace() or letter == "%" else letter for letter in text
    )
