"""gather: files in, articles with their ids out."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Draft, Origin, Skipped
from index.gather import Gathered, clean_article, gather
from index.ledger import Ledger
from index.progress import unseen
from index.reading import archive_files
from tests.tiny import write_files

Read = dict[str, Article]


def gathered(*archives: Path, before: Read | None = None) -> tuple[Read, Gathered]:
    """Read the archives as a build does that remembers nothing but the articles before."""
    kept: list[Article] = []
    files, _ = archive_files(archives)
    ledger = Ledger.create(Path(":memory:"))
    known = {id: article.known for id, article in (before or {}).items()}
    found = gather(files, known=known, ledger=ledger, keep=kept.append, progress=unseen)
    ledger.close()
    assert len({article.id for article in kept}) == len(kept), "two articles were given one id"
    return {article.id: article for article in kept}, found


@given(st.text(st.characters()), st.lists(st.text(st.characters())))
def test_a_cleaned_article_is_its_paragraphs(title: str, blocks: list[str]) -> None:
    article = clean_article(Draft(Origin("a.txt"), title, tuple(blocks)), "a")
    if isinstance(article, Article):
        assert "\n\n".join(article.quote(one.number) for one in article.paragraphs) == article.text
    else:
        assert article == Skipped("a.txt", "no text in it")


def test_a_draft_of_furniture_alone_is_skipped() -> None:
    draft = Draft(Origin("a.txt", "#2"), "Ferry sails", ("Ferry sails", "TT", "20", "***"))
    assert clean_article(draft, "a") == Skipped("a.txt#2", "no text in it")


def test_each_article_goes_to_its_keeper_and_is_known(archive: Path) -> None:
    write_files(archive, {"one.txt": "Ferry sails\n\nIt left."})
    articles, found = gathered(archive)
    ((id, article),) = articles.items()
    assert found.articles == {id: article.origin}
    assert article.origin == Origin(str(archive / "one.txt"))


@pytest.mark.parametrize("count", [2, 3, 5])
def test_pages_under_one_headline_in_one_paste_each_get_an_id(archive: Path, count: int) -> None:
    page = "The weather today\n\nA caption\n\nThe weather today\n\nIt rained on day {}.\n"
    write_files(archive, {"paste.txt": "\n\n\n".join(page.format(n) for n in range(count))})
    assert len(gathered(archive)[0]) == count


@pytest.mark.parametrize("given_id", ["", '"id": "w", '])
def test_records_under_one_headline_in_one_list_each_get_an_id(
    archive: Path, given_id: str
) -> None:
    records = ", ".join(f'{{{given_id}"title": "Weather", "text": "Day {n}."}}' for n in range(4))
    write_files(archive, {"all.json": f"[{records}]"})
    assert len(gathered(archive)[0]) == 4


def test_files_of_one_name_in_two_archives_each_get_an_id(tmp_path: Path) -> None:
    one = write_files(tmp_path / "one", {"a.txt": "One."})
    two = write_files(tmp_path / "two", {"a.txt": "Two."})
    articles, _ = gathered(one, two)
    assert {article.text for article in articles.values()} == {"One.", "Two."}


def test_an_id_that_moves_to_another_file_leaves_an_id_for_its_old_file(archive: Path) -> None:
    write_files(archive, {"z.md": "---\nid: tide-12\n---\nIt left."})
    before, _ = gathered(archive)
    write_files(archive, {"a.md": "---\nid: tide-12\n---\nIt left.", "z.md": "It sank."})
    articles, _ = gathered(archive, before=before)
    assert articles["tide-12"].text == "It left."
    assert len(articles) == 2


def test_a_file_known_by_its_path_keeps_its_id_when_others_come_before_it(archive: Path) -> None:
    write_files(archive, {"b/one.txt": "One."})
    before, _ = gathered(archive / "b")
    write_files(archive, {"a/one.txt": "Another."})
    articles, _ = gathered(archive / "a", archive / "b", before=before)
    (id,) = before
    assert articles[id].text == "One."


def test_the_same_files_get_the_same_ids_again(archive: Path) -> None:
    write_files(
        archive,
        {
            "one.txt": "One.",
            "two.md": "---\nid: x\n---\nTwo.",
            "three.md": "---\nid: x\n---\nThree.",
        },
    )
    first, _ = gathered(archive)
    assert gathered(archive)[0].keys() == first.keys()
    assert gathered(archive, before=first)[0].keys() == first.keys()


def test_progress_is_told_of_every_file(archive: Path) -> None:
    write_files(archive, {"one.txt": "One.", "two.txt": "Two."})
    told: list[tuple[str, int, int, float]] = []

    def tell(step: str, done: int, total: int, *, share: float) -> None:
        told.append((step, done, total, share))

    ledger = Ledger.create(Path(":memory:"))
    files, _ = archive_files([archive])
    gather(files, known={}, ledger=ledger, keep=lambda _: None, progress=tell)
    ledger.close()
    assert told == [("reading", 1, 2, 0.5), ("reading", 2, 2, 1.0)]
