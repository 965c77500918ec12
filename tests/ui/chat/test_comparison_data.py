"""Two reports compared, as the page draws it: in all, and by kind of question."""

from eval.compare import Comparison, KindChanges
from eval.intervals import Measure
from eval.paired_metrics import Change
from ui.chat.comparison_data import comparison_data


def change(metric: str, low: float, high: float) -> Change:
    value = (low + high) / 2
    return Change(metric, 0.5, 0.5 + value, Measure(value, low, high, 20), 0.01)


def test_kinds_are_told_where_they_have_cases_enough() -> None:
    better, unsure = change("answered_right", 0.2, 0.4), change("citation_recall", -0.1, 0.1)
    kinds = (
        KindChanges("date", 20, (better, unsure, change("latency_p50", 1, 2))),
        KindChanges("", 20, (unsure,)),
        KindChanges("rare", 2, ()),
    )

    data = comparison_data(Comparison(42, (), (), (better,), kinds, (), (), (), ()))

    assert data["columns"] == ["answered_right", "citation_recall"]
    date, unnamed, rare = data["kinds"]
    assert (date["kind"], date["cases"], date["told"]) == ("date", 20, True)
    assert [one["verdict"] for one in date["cells"]] == ["better", ""]
    assert date["cells"][0]["change"].startswith("+0.3")
    assert [bool(one["change"]) for one in unnamed["cells"]] == [False, True]
    assert not rare["told"]
    assert data["fewest"] == 5
