"""A comparison in; how much of the claim the evidence holds, in numbers, out.

Coverage is weighted by how much a word tells, as BERTScore's recall is (Zhang, Kishore, Wu,
Weinberger and Artzi, ICLR 2020), with a word's form for its vector; runs of the same words are the
fragments of Grusky, Naaman and Artzi, "Newsroom", NAACL 2018. docs/verifier.md says what vectors
would add: on these claims, nothing.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from rag.verifier.comparison import Comparison
from rag.verifier.words import Word

_LIGHT, _FIGURE, _CAPITAL = 0.15, 1.5, 1.3  # what a small word, a number and a name weigh


def measures(compared: Comparison) -> Mapping[str, float]:
    """Return the measures by name, each about 0 to 1."""
    taken = {**_coverage(compared), **_order(compared), **_facts(compared)}
    taken["length"] = math.log1p(len(compared.claim.words)) / 5
    taken["evidence_length"] = math.log1p(len(compared.evidence.words)) / 7
    return taken


def _coverage(compared: Comparison) -> dict[str, float]:
    claimed = compared.claim.words
    everywhere = compared.evidence.terms | compared.around.terms
    nearest = {word.term for word in compared.alignment.said}
    best = max(
        (_share(claimed, {one.term for one in words}) for words in compared.evidence.sentences),
        default=0.0,
    )
    content = [word for word in claimed if word.is_content]
    absent = [word for word in content if word.term not in everywhere]
    return {
        "covered": _share(claimed, everywhere),
        "covered_near": _share(claimed, nearest),
        "covered_best": best,
        "absent_words": min(len(absent), 5) / 5,
        "whole": float(not absent),
    }


def _order(compared: Comparison) -> dict[str, float]:
    alignment = compared.alignment
    count = max(len(compared.claim.words), 1)
    terms = [one.term for one in compared.claim.words]
    said = [one.term for one in compared.evidence.words]
    runs = _fragments(terms, said)
    pairs = set(pairwise(said))
    mine = list(pairwise(terms))
    sizes = [size for _, _, size in alignment.blocks if size]
    skipped = _skipped(alignment.blocks)
    return {
        "closeness": alignment.closeness,
        "pairs": sum(one in pairs for one in mine) / max(len(mine), 1),
        "longest": max(runs, default=0) / count,
        "density": sum(run * run for run in runs) / count**2,
        "fragments": min(len(runs), 10) / 10,
        "runs": min(len(sizes), 10) / 10,
        "skipped": min(skipped, 30) / 30,
        "replaced": min(_replaced(compared), 3) / 3,
        "fragments_a_word": len(runs) / count,
    }


def _replaced(compared: Comparison) -> int:
    """Return how many words that the evidence lacks stand in the place of words it has."""
    there, here = compared.evidence.terms, compared.claim.terms
    return sum(
        sum(word.is_content and word.term not in there for word in change.claimed)
        for change in compared.alignment.changes
        if any(word.is_content and word.term not in here for word in change.said)
    )


def _facts(compared: Comparison) -> dict[str, float]:
    """Return what share of the names, numbers and dates the claim has stand in the evidence."""
    there = compared.evidence.terms | compared.around.terms
    named = [word.term in there for name in compared.claimed_names for word in name.words]
    figures = [word.term in there for word in compared.claim.words if word.is_figure]
    facts = named + figures
    return {"facts": sum(facts) / len(facts) if facts else 1.0, "has_facts": float(bool(facts))}


def _skipped(blocks: Sequence[tuple[int, int, int]]) -> int:
    """Return how many of the evidence's words lie between words that the claim has together."""
    inner = [block for block in blocks if block[2]]
    return sum(
        after[1] - before[1] - before[2] for before, after in pairwise(inner)
        if after[0] == before[0] + before[2]
    )  # fmt: skip


def _fragments(claimed: Sequence[str], said: Sequence[str]) -> list[int]:
    """Return the lengths of the longest runs of the claim that stand in the evidence, in order."""
    places: dict[str, list[int]] = {}
    for turn, one in enumerate(said):
        places.setdefault(one, []).append(turn)
    runs, at = list[int](), 0
    while at < len(claimed):
        longest = 0
        for start in places.get(claimed[at], ()):
            size = 0
            while (
                at + size < len(claimed)
                and start + size < len(said)
                and claimed[at + size] == said[start + size]
            ):
                size += 1
            longest = max(longest, size)
        if longest:
            runs.append(longest)
        at += max(longest, 1)
    return runs


def _share(words: Sequence[Word], there: frozenset[str] | set[str]) -> float:
    total = sum(map(_weight, words))
    return sum(_weight(one) for one in words if one.term in there) / total if total else 0.0


def _weight(word: Word) -> float:
    if not word.is_content:
        return _LIGHT
    return _FIGURE if word.is_figure else _CAPITAL if word.is_capital else 1.0
