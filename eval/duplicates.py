"""Archives in, the copies found in them out, with what a person needs to judge each pair.

    python -m eval.duplicates ARCHIVE... [--pairs FILE] [--near]

Prints a JSON line for each copy with the article shown in its stead, then one with the totals.
With --pairs, the pairs go to the file; with --near, pairs that were looked at and refused too.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from index.comparison import compare, differences
from index.duplicates import Edition, Opened, Shelf, copies
from index.gather import read_archives

_NEAR = 0.5  # containment of a pair that is worth a look though it was refused


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that were compared: whether one is a copy of the other, and how they differ."""

    copy: bool
    ids: tuple[str, str]
    titles: tuple[str, str]
    published: tuple[str, str]
    outlets: tuple[str, str]
    containment: float
    likeness: float
    only_shown: tuple[str, ...]
    only_copy: tuple[str, ...]
    contradicting: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many articles, candidate pairs and copies there were, and what finding them took."""

    articles: int
    words: int
    candidates: int
    copies: int
    shown: int
    seconds_to_read: float
    seconds_to_find: float


def measure(archives: Sequence[Path], *, near: bool) -> tuple[list[Pair], Totals]:
    """Find the copies in the archives; with `near`, return pairs almost taken for copies too."""
    started = time.monotonic()
    editions = _read(archives)
    read = time.monotonic()
    found = copies(editions.values(), editions.__getitem__)
    done = time.monotonic()
    candidates = [(one.id, two.id) for one, two in Shelf(editions.values()).candidates()]
    pairs = [_pair(editions[shown], editions[copy], copy=True) for copy, shown in found.items()]
    if near:
        refused = (pair for pair in candidates if found.get(pair[1]) != pair[0])
        looked_at = (_pair(editions[one], editions[two], copy=False) for one, two in refused)
        pairs += [pair for pair in looked_at if pair.containment >= _NEAR]
    totals = Totals(
        articles=len(editions),
        words=sum(len(one.text.split()) for one in editions.values()),
        candidates=len(candidates),
        copies=len(found),
        shown=len(set(found.values())),
        seconds_to_read=round(read - started, 2),
        seconds_to_find=round(done - read, 2),
    )
    return pairs, totals


def main() -> None:
    """Measure the archives that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m eval.duplicates")
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--near", action="store_true")
    asked = parser.parse_args()
    pairs, totals = measure([path.resolve() for path in asked.archives], near=asked.near)
    lines = "".join(json.dumps(asdict(pair), ensure_ascii=False) + "\n" for pair in pairs)
    if asked.pairs:
        asked.pairs.write_text(lines, encoding="utf-8")
    else:
        sys.stdout.write(lines)
    sys.stdout.write(json.dumps(asdict(totals)) + "\n")


def _read(archives: Sequence[Path]) -> dict[str, Edition]:
    articles, _ = read_archives(archives)
    return {
        one.id: Edition(one.id, one.title, one.text, one.url, one.source, one.published)
        for one in articles
    }


def _pair(shown: Edition, other: Edition, *, copy: bool) -> Pair:
    first, second = Opened(shown).wording, Opened(other).wording
    likeness, parts = compare(first, second), differences(first, second)
    return Pair(
        copy=copy,
        ids=(shown.id, other.id),
        titles=(shown.title, other.title),
        published=(shown.published, other.published),
        outlets=(shown.source, other.source),
        containment=round(likeness.containment, 3),
        likeness=round(likeness.likeness, 3),
        only_shown=parts.only_first,
        only_copy=parts.only_second,
        contradicting=parts.contradicting + parts.other_days,
    )


if __name__ == "__main__":
    main()
