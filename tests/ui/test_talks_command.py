"""`pressmark talks`: listing, exporting and deleting what was kept."""

import io
import zipfile
from pathlib import Path

import pytest

from index.postgres.address import Address
from index.postgres.schema import migrate
from rag.talks import Talks
from rag.types import Citation
from tests.rag.made import answer, citation, claim
from tests.sample import SHARED
from tests.ui.conftest import Press, assert_one_line_and_a_hint


@pytest.fixture
def kept(harbour: Path) -> dict[str, str]:
    """A talk of Ida's that cites the harbour's bridge, one of Olof's; their ids."""
    start = Citation(
        "quay-bridge", "Harrow bridge opens after two years", "The Quay",
        "https://quay.example/bridge", "2024-03-01", 1, 0, len(SHARED), SHARED,
    )  # fmt: skip
    gone = citation("It fell down.", article_id="gone", title="An old bridge")
    ids = {}
    with Talks.open(harbour / "talks.sqlite") as talks:
        for owner, cited, question in (
            ("ida", start, "Who opened the bridge?"),
            ("olof", gone, "Who closed the\x1b[31m ferry?"),
        ):
            ids[owner] = talks.begin(owner).id
            talks.add(owner, ids[owner], answer(claim(cited.quote, cited), question=question))
    return ids


def test_all_talks_are_listed_the_last_first(press: Press, kept: dict[str, str]) -> None:
    ran = press("talks")

    assert (ran.status, ran.err) == (0, "")
    first, second = ran.out.splitlines()
    assert f"  {kept['olof']}  olof  Who closed the[31m ferry? (1 question)" in first
    assert f"  {kept['ida']}  ida  Who opened the bridge? (1 question)" in second
    record = press("talks", "--json").record
    assert [one["id"] for one in record["talks"]] == [kept["olof"], kept["ida"]]
    assert set(record["talks"][0]) == {"id", "owner", "title", "created", "updated", "turns"}


def test_talks_are_narrowed_by_words_and_by_owner(press: Press, kept: dict[str, str]) -> None:
    def listed(*options: str) -> list[str]:
        return [one["owner"] for one in press("talks", *options, "--json").record["talks"]]

    assert kept
    assert listed("--containing", "ALMA Reed") == ["ida"]
    assert listed("--owner", "olof") == ["olof"]
    assert listed("--owner", "olof", "--containing", "alma") == []


def test_a_talk_is_exported_with_what_became_of_its_citations(
    press: Press, kept: dict[str, str], folder: Path
) -> None:
    ran = press("talks", "export", kept["ida"])
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("# Who opened the bridge?\n")
    assert "since" not in ran.out

    ran = press("talks", "export", kept["olof"], "--as", "html", "--out", "olof.html")
    assert (ran.status, ran.out) == (0, "olof.html\n")
    assert "withdrawn from the archive since" in (folder / "olof.html").read_text("utf-8")

    ran = press("talks", "export", kept["ida"], "--as", "docx")
    assert ran.out.startswith("pressmark-")
    with zipfile.ZipFile(io.BytesIO((folder / ran.out.strip()).read_bytes())) as file:
        assert "word/footnotes.xml" in file.namelist()
    assert_one_line_and_a_hint(
        press("talks", "export", kept["ida"], "--as", "docx"), "left as it is"
    )
    assert_one_line_and_a_hint(
        press("talks", "export", kept["ida"], "--out", "none/a.md"), "cannot be written"
    )


def test_talks_kept_elsewhere_are_found_and_need_no_index(
    press: Press, kept: dict[str, str], folder: Path
) -> None:
    (folder / ".pressmark" / "talks.sqlite").rename(folder / "mine.sqlite")
    (folder / "pressmark.toml").write_text('talks = "mine.sqlite"\nindex = "nowhere"\n')

    ran = press("talks", "export", kept["ida"])
    assert ran.status == 0
    assert "Alma Reed" in ran.out
    assert ran.err.startswith("note: no index at ")


def test_a_deleted_talk_is_gone(press: Press, kept: dict[str, str]) -> None:
    ran = press("talks", "delete", kept["ida"])

    assert (ran.status, ran.out) == (0, f"deleted: {kept['ida']}\n")
    assert [one["owner"] for one in press("talks", "--json").record["talks"]] == ["olof"]
    assert_one_line_and_a_hint(
        press("talks", "--index", ".", "delete", kept["olof"]), "options go after talks delete"
    )
    for command in ("delete", "export"):
        assert_one_line_and_a_hint(press("talks", command, kept["ida"]), "no talk ")


def test_where_nothing_was_kept_it_is_told(press: Press, harbour: Path) -> None:
    for arguments in ([], ["export", "x"], ["delete", "x"]):
        assert_one_line_and_a_hint(press("talks", *arguments), "no talks at ", "pressmark chat")
    assert not (harbour / "talks.sqlite").exists()
    with Talks.open(harbour / "talks.sqlite") as talks:
        empty = talks.begin("ida").id
    assert_one_line_and_a_hint(press("talks", "export", empty), "nothing was asked")
    assert_one_line_and_a_hint(press("talks", "delete", "\udcff"), "is not text")


def test_talks_in_a_database_are_listed_exported_and_deleted(
    press: Press, folder: Path, database: str
) -> None:
    (folder / "pressmark.toml").write_text(f'talks = "{database}"\nindex = "nowhere"\n')
    assert_one_line_and_a_hint(press("talks"), "no tables to keep talks in", "index upgrade")
    migrate(Address.read(database))
    with Talks.open(Address.read(database)) as talks:
        id = talks.begin("ida").id
        talks.add("ida", id, answer(claim(), question="Is it open?"))

    assert f"  {id}  ida  Is it open? (1 question)" in press("talks").out
    assert press("talks", "export", id).out.startswith("# Is it open?\n")
    assert press("talks", "delete", id).status == 0
    assert press("talks").out == ""
    assert not (folder / "nowhere").exists()
