"""The Search, Archive and Evaluation views, as Streamlit draws them."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import ui.chat.adding_view
import ui.chat.archive_view
import ui.chat.evaluation_view
import ui.chat.owner
import ui.page
from index.added import added_folder, keep_added
from index.store import current_number
from tests.eval.made_reports import answered, run_record, silent, unwanted, written
from tests.sample import reader_of
from tests.ui.test_page import HOSTILE, UNCLEANED
from ui.chat.adding_view import build_name
from ui.chat.job import begin, job

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

LONG = 30.0
Open = Callable[..., "AppTest"]


@pytest.fixture
def view(monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Open a view over an index, as this machine alone gets it, at an address with parameters."""

    import streamlit as st
    from streamlit.testing.v1 import AppTest

    def opened(of: Path, name: str, *, at_home: bool = True, **parameters: str) -> AppTest:
        monkeypatch.setattr(sys, "argv", ["page.py", str(of)])
        monkeypatch.setattr(ui.chat.owner, "cookie", lambda _: "")
        for module in (ui.chat.archive_view, ui.chat.evaluation_view):
            monkeypatch.setattr(module, "at_home", lambda: at_home)
        test = AppTest.from_file(ui.page.__file__, default_timeout=60)
        for key, value in {"view": name, **parameters}.items():
            test.query_params[key] = value
        return test.run()

    yield opened
    st.cache_resource.clear()


def drawn(test: "AppTest", has: str) -> dict[str, Any]:
    """The data of the part of the page that has this field."""
    from streamlit.testing.v1.element_tree import Element

    assert not test.exception
    parts = [one for one in test._tree if isinstance(one, Element)]
    found = [json.loads(one.proto.json) for one in parts if one.type == "bidi_component"]
    (part,) = [one for one in found if has in one]
    assert isinstance(part, dict)
    return part


def address(test: "AppTest") -> dict[str, Any]:
    return {
        name: given if isinstance(given, str) else given[0]
        for name, given in test.query_params.items()
    }


def test_a_search_is_in_the_address_and_the_address_searches(view: Open, harbour: Path) -> None:
    test = view(harbour, "search")
    test.text_input(key="sought-words").set_value("ferry ticket").run()

    assert address(test) == {"view": "search", "words": "ferry ticket"}
    assert drawn(test, "hits")["hits"][0]["article"] == "mole-ferry"
    again = view(harbour, name="search", words="ferry ticket")
    assert drawn(again, "hits") == drawn(test, "hits")


def test_a_view_is_left_for_another_one_and_for_no_none(view: Open, harbour: Path) -> None:
    test = view(harbour, "search", words="ferry")
    test.button_group[0].set_value("archive").run()
    assert address(test) == {"view": "archive"}

    test.button_group[0].set_value(None).run()
    assert address(test) == {"view": "archive"}
    assert not test.exception


def test_a_search_is_sorted_and_narrowed_by_its_boxes(view: Open, harbour: Path) -> None:
    test = view(harbour, "search", words="bridge ferry")
    test.selectbox(key="sought-sort").set_value("oldest").run()
    test.selectbox(key="sought-outlet").set_value("The Mole").run()

    assert address(test)["sort"] == "oldest"
    hits = drawn(test, "hits")["hits"]
    assert {one["facts"][0] for one in hits} == {"The Mole"}


def test_an_address_of_days_the_wrong_way_round_says_so(view: Open, harbour: Path) -> None:
    test = view(harbour, "search", words="ferry", since="2024-06-02", until="2024-06-01")

    assert not test.exception
    assert "later than" in test.text[0].value


@pytest.mark.parametrize("words", ["", "?!", HOSTILE, "كم كتابا في المكتبة؟"])
def test_no_words_break_the_search(words: str, view: Open, harbour: Path) -> None:
    assert not view(harbour, "search", words=words, count="x", sort="y").exception


def test_an_article_opens_beside_the_search_which_stays(view: Open, harbour: Path) -> None:
    test = view(harbour, "search", words="ferry", article="mole-ferry", paragraph="1")

    assert drawn(test, "paragraphs")["article"] == "mole-ferry"
    assert drawn(test, "hits")["hits"]


def test_the_archive_is_counted_and_listed(view: Open, harbour: Path) -> None:
    part = drawn(view(harbour, "archive"), "counts")

    assert part["outlets"][0] == "The Mole"
    assert sum(map(sum, part["counts"])) == 5
    assert part["articles"][0]["article"] == "mole-library"


def test_the_list_is_narrowed_by_its_address(view: Open, harbour: Path) -> None:
    part = drawn(view(harbour, "archive", outlet="The Mole", period="2024-06"), "counts")

    assert [one["article"] for one in part["articles"]] == ["mole-ferry"]


def test_a_file_handed_over_is_found_after_the_build_and_gone_after_going_back(
    view: Open, harbour: Path
) -> None:
    test = view(harbour, "archive")
    keep_added(harbour, "lamp.txt", b"A lamp for the mole\n\nThe mole has a new lamp since Friday.")
    ui.chat.adding_view.begin_build(harbour, [added_folder(harbour)], keep=3)
    built = job(build_name(harbour))
    assert built
    built.wait(LONG)
    test.run()

    assert "6 articles: 1 added" in test.success[0].value
    assert test.caption[0].value.startswith("6 articles")
    assert drawn(view(harbour, "search", words="new lamp"), "hits")["hits"][0]["alsoIn"] == []

    test.button(key="go 1").click().run()
    assert "Show version 1" in test.warning[0].value
    next(one for one in test.button if one.label.startswith("Yes")).click().run()

    assert current_number(harbour) == 1
    assert test.caption[0].value.startswith("5 articles")


def test_a_folder_that_is_not_there_is_told_and_the_archive_stays(
    view: Open, harbour: Path
) -> None:
    test = view(harbour, "archive")
    test.text_input(key="added path").set_value("/no/such/folder")
    next(one for one in test.button if one.label == "Add this").click().run()
    found = job(build_name(harbour))
    assert found
    found.wait(LONG)
    test.run()

    assert any("no file or folder" in one.value for one in test.text)
    assert current_number(harbour) == 1


def test_one_build_of_an_index_is_under_way_at_a_time(view: Open, harbour: Path) -> None:
    view(harbour, "archive")
    first = begin("some build", lambda progress: _until_stopped(progress))

    assert begin("some build", lambda _: None) is first
    first.stop()
    first.wait(LONG)
    assert first.stopped


def test_who_is_not_at_the_machine_changes_nothing(view: Open, harbour: Path) -> None:
    archive = view(harbour, "archive", at_home=False)

    assert "open to other machines" in archive.info[0].value
    assert not archive.expander
    assert not archive.text_input
    evaluation = view(harbour, "evaluation", at_home=False)
    assert not evaluation.button


def test_without_a_report_the_page_says_where_one_would_be(view: Open, harbour: Path) -> None:
    test = view(harbour, "evaluation")

    assert test.info[0].value.startswith("There is no report yet")
    assert test.text[0].value == str(harbour.with_name("eval"))


@pytest.fixture
def reports(harbour: Path) -> Path:
    """Two reports of the same cases beside the index, and a file that is none."""
    folder = harbour.with_name("eval")
    folder.mkdir()
    cases = [answered("a"), silent("b"), unwanted("c")]
    written(folder / "one.json", run_record(cases))
    written(folder / "two.json", run_record([answered("a"), silent("b"), silent("c")]))
    written(folder / "other.json", {"format": 1, "kind": "claims"})
    return harbour


def test_a_report_shows_its_figures_and_its_cases_failures_first(view: Open, reports: Path) -> None:
    test = view(reports, "evaluation", report="one.json")
    part = drawn(test, "metrics")

    assert test.selectbox(key="chosen report").options[0][:3] in ("one", "two")
    assert len(test.selectbox(key="chosen report").options) == 2
    assert part["cases"][0]["verdict"] == "unwanted answer"
    assert {one["name"] for one in part["metrics"]} >= {"paragraph_hit@1"}
    assert part["opened"] is None


def test_a_case_is_opened_and_the_list_narrowed_by_the_address(view: Open, reports: Path) -> None:
    part = drawn(
        view(reports, "evaluation", report="one.json", case="a", verdict="unwanted answer"),
        "metrics",
    )

    assert [one["id"] for one in part["cases"]] == ["c"]
    assert part["opened"]["answers"] == ["62 kilograms"]
    assert part["opened"]["cited"][0]["right"]


def test_two_reports_are_compared(view: Open, reports: Path) -> None:
    test = view(reports, "evaluation", **{"report": "two.json", "with": "one.json"})
    part = drawn(test, "changes")

    assert (part["first"], part["second"], part["cases"]) == ("one.json", "two.json", 3)
    assert [one["id"] for one in part["better"]["cases"]] == ["c"]


@pytest.mark.parametrize("name", ["../two.json", "/etc/passwd", "gone.json", ""])
def test_an_address_names_only_reports_of_the_folder(name: str, view: Open, reports: Path) -> None:
    test = view(reports, "evaluation", **{"report": name, "with": name})

    assert drawn(test, "metrics")["total"] == 3


def test_a_report_cut_short_is_told(view: Open, reports: Path) -> None:
    path = reports.with_name("eval") / "one.json"
    path.write_text(path.read_text()[:200])

    test = view(reports, "evaluation", report="one.json")

    assert not test.exception
    assert "not JSON" in "".join(one.value for one in test.text)


@pytest.mark.parametrize("name", ["search", "archive"])
def test_an_archives_words_are_only_in_the_data_of_parts(
    name: str, view: Open, folder: Path, tiny_model: list[str]
) -> None:
    from streamlit.testing.v1.element_tree import Element

    del tiny_model
    text = f"{UNCLEANED} {HOSTILE} said it."
    reader_of(folder, {"id": HOSTILE, "title": HOSTILE, "source": HOSTILE, "text": text}).close()

    test = view(folder / "index", name, words="alert")

    parts = [one for one in test._tree if isinstance(one, Element)]
    assert any("alert(1)" in str(one.proto) for one in parts if one.type == "bidi_component")
    plain = {"bidi_component", "text_input", "selectbox", "text"}  # shown as text, whatever it is
    for one in parts:
        assert one.type in plain or "alert(1)" not in str(one.proto)


def _until_stopped(progress: Callable[..., None]) -> None:
    import time

    while True:
        progress("embedding", 1, 2, share=0.5)
        time.sleep(0.01)
