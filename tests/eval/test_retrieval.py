"""Measures of an order: worked by hand, and equal to those of trec_eval on random runs."""

import math
from collections.abc import Sequence

import ir_measures
import numpy as np
import pytest
from ir_measures import AP, RR, R, Success, nDCG

from eval.cases import Case, Gold
from eval.gold import Located, Place
from eval.retrieval import average_precision, hit, ndcg, recall, reciprocal_rank, scores
from eval.trec import qrels, run

FOUND = ["a", "b", "c", "d", "e"]
RIGHT = {"b", "d", "z"}


def test_hit_asks_for_one_among_the_first() -> None:
    assert [hit(FOUND, RIGHT, k) for k in (1, 2, 5)] == [0, 1, 1]


def test_recall_asks_for_all() -> None:
    assert [recall(FOUND, RIGHT, k) for k in (1, 2, 4, 99)] == [0, 1 / 3, 2 / 3, 2 / 3]


def test_reciprocal_rank_is_of_the_first_right_one() -> None:
    assert reciprocal_rank(FOUND, RIGHT) == 1 / 2
    assert reciprocal_rank(FOUND, {"z"}) == 0


def test_average_precision_counts_what_was_not_found() -> None:
    assert average_precision(FOUND, RIGHT) == pytest.approx((1 / 2 + 2 / 4) / 3)


def test_ndcg_is_a_share_of_the_best_order() -> None:
    gained = 1 / math.log2(3) + 1 / math.log2(5)
    best = 1 + 1 / math.log2(3) + 1 / 2
    assert ndcg(FOUND, RIGHT, 10) == pytest.approx(gained / best)
    assert ndcg(["b", "z", "d", "a"], RIGHT, 3) == 1
    assert ndcg(["b", "a"], RIGHT, 1) == 1


def test_nothing_found_is_worth_nothing() -> None:
    assert hit([], RIGHT, 1) == recall([], RIGHT, 1) == ndcg([], RIGHT, 1) == 0
    assert average_precision([], RIGHT) == reciprocal_rank([], RIGHT) == 0


def test_what_cannot_be_measured_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing is right"):
        hit(FOUND, set(), 1)
    with pytest.raises(ValueError, match="the first 0"):
        recall(FOUND, RIGHT, 0)
    with pytest.raises(ValueError, match="3 found are only 2"):
        average_precision(["a", "b", "a"], RIGHT)


def test_a_case_is_scored_by_paragraph_and_by_article() -> None:
    found = [Place("x", 1), Place("x", 2), Place("y", 1), Place("z", 4)]
    one = scores(found, {Place("y", 1), Place("y", 2), Place("z", 3)}, depths=(1, 2))
    assert one["paragraph_hit@2"] == 0
    assert one["paragraph_MRR"] == 1 / 3
    assert one["paragraph_recall@2"] == 0
    assert one["paragraph_MAP"] == pytest.approx(1 / 9)
    assert one["article_hit@1"] == 0
    assert one["article_hit@2"] == 1
    assert one["article_recall@2"] == 1 / 2
    assert one["article_MAP"] == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert one["article_nDCG@10"] == pytest.approx(
        (1 / math.log2(3) + 1 / 2) / (1 + 1 / math.log2(3))
    )


def test_weak_gold_need_not_all_be_found() -> None:
    one = scores([Place("x", 1)], [Place("x", 1), Place("x", 2)], weak=True, depths=(1,))
    assert one == {
        "paragraph_hit@1": 1, "paragraph_MRR": 1, "article_hit@1": 1, "article_MRR": 1,
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_random_runs_measure_as_trec_eval_measures_them(seed: int) -> None:
    chance = np.random.default_rng(seed)
    pool = [Place(f"n {turn % 7}%", turn) for turn in range(1, 41)]
    cases = [
        Located(
            Case(f"case {turn}", "?", answerable=True, gold=(Gold("n", "q"),)),
            (some(pool, chance, 6),),
        )
        for turn in range(8)
    ]
    found = [some(pool, chance, len(pool)) for _ in cases]
    ours = [scores(places, one.right) for one, places in zip(cases, found, strict=True)]
    wanted = {
        **{f"paragraph_hit@{k}": Success @ k for k in (1, 5, 10)},
        **{f"paragraph_recall@{k}": R @ k for k in (1, 5, 10)},
        "paragraph_MRR": RR, "paragraph_MAP": AP, "paragraph_nDCG@10": nDCG @ 10,
    }  # fmt: skip
    written = run(pairs(cases, found), name="ours")
    known = [(one.case.id, sorted(one.right)) for one in cases]
    theirs = ir_measures.calc_aggregate(
        wanted.values(),
        # the library annotates neither reader
        list(ir_measures.read_trec_qrels(qrels(known))),  # type: ignore[no-untyped-call]
        list(ir_measures.read_trec_run(written)),  # type: ignore[no-untyped-call]
    )
    for name, measure in wanted.items():
        mean = sum(one[name] for one in ours) / len(ours)
        assert mean == pytest.approx(theirs[measure]), name


def some(pool: Sequence[Place], chance: np.random.Generator, most: int) -> tuple[Place, ...]:
    drawn = chance.permutation(len(pool))[: chance.integers(1, most, endpoint=True)]
    return tuple(pool[turn] for turn in drawn)


def pairs(
    cases: Sequence[Located], found: Sequence[Sequence[Place]]
) -> list[tuple[str, Sequence[Place]]]:
    return [(one.case.id, places) for one, places in zip(cases, found, strict=True)]
