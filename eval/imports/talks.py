"""Saved talks in; the answers that readers judged as cases, and a file of them, out.

What a reader found good is a case as it is: its citations are the gold. What a reader found bad is
a draft: the answer that was given is to be mended by a person, and counts only when `accepted`.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.cases import Case, Gold, Turn, record
from eval.drafts.draft import check_free
from eval.fields import CaseError
from eval.imports.imported import id_of
from index.filters import Filters
from index.postgres.address import Address
from rag.talks import SavedTurn, Talks
from rag.types import Answer

_GOOD, _BAD = "judged good", "judged bad"
_MEND = "a reader judged the answer wrong: mend the gold, or say that nothing answers"


@dataclass(frozen=True, slots=True)
class Judged:
    """A case made of an answer that was given, and whether it counts without further ado."""

    case: Case
    accepted: bool


def read(place: Path | Address) -> tuple[Judged, ...]:
    """Return what readers judged, talk by talk, whoever they were; none is named."""
    if isinstance(place, Path) and not place.is_file():
        raise CaseError(
            f"no file {place}", hint="talks takes the file or database that talks are kept in"
        )
    found: list[tuple[str, str, tuple[SavedTurn, ...]]] = []
    with Talks.open(place) as talks:
        for owner in talks.owners():
            for card in talks.listed(owner):
                found.append((card.created, card.id, talks.turns(owner, card.id)))
    return tuple(one for _, id, turns in sorted(found) for one in _judged(id, turns))


def write(judged: Sequence[Judged], path: Path) -> None:
    """Write the cases; CaseError where the file is there, which is left as it is."""
    check_free(path)
    lines = ({**record(one.case), "accepted": one.accepted} for one in judged)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    except OSError as error:
        raise CaseError(f"{path}: cannot be written: {error}", hint="name another file") from error


def _judged(talk_id: str, turns: Sequence[SavedTurn]) -> Iterator[Judged]:
    for at, turn in enumerate(turns):
        if turn.good is not None:
            before = tuple(Turn(_text(one.question), _said(one.answer)) for one in turns[:at])
            yield Judged(_case(f"{talk_id}:{turn.number}", turn, before), turn.good)


def _case(known: str, turn: SavedTurn, before: tuple[Turn, ...]) -> Case:
    answer = turn.answer
    understood = answer.understood
    given = understood.given if understood else answer.trace.filters
    return Case(
        f"talk-{id_of(known)}",
        _text(answer.question),
        answerable=answer.answered,
        gold=_gold(answer),
        kind=_GOOD if turn.good else _BAD,
        history=before,
        filters=Filters(given.since, given.until, given.source, given.author),
        as_of=(understood.asked if understood else "") or turn.asked[:10],
        note=turn.reason if turn.good else ": ".join(filter(None, [_MEND, turn.reason])),
        rewrite=_text(answer.stand_alone),
    )


def _gold(answer: Answer) -> tuple[Gold, ...]:
    cited = [Gold(one.article_id, one.quote) for claim in answer.claims for one in claim.citations]
    return tuple(dict.fromkeys(cited))


def _said(answer: Answer) -> str:
    return _text(" ".join(claim.text for claim in answer.claims))


def _text(words: str) -> str:
    """Return the words as a file of UTF-8 can hold them."""
    return words.encode("utf-8", "replace").decode()
