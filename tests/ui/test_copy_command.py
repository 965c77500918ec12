"""`pressmark index copy`: an index moves to another place, its talks with it when asked."""

from pathlib import Path

from index.postgres.address import Address
from rag.talks import Talks
from tests.rag.made import answer, claim
from tests.tiny import build_tiny, listed_ids
from tests.ui.conftest import Press, assert_one_line_and_a_hint

KEYS = {
    "from", "to", "version", "articles", "duplicates", "paragraphs", "vectors", "talks", "seconds",
}  # fmt: skip


def keep_talk(index: Path) -> None:
    with Talks.open(index / "talks.sqlite") as talks:
        talks.add("ida", talks.begin("ida").id, answer(claim()))


def test_an_index_is_copied_and_asked_at_its_new_place(
    press: Press, harbour: Path, folder: Path
) -> None:
    ran = press("index", "copy", ".pressmark", "elsewhere")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("copied 5 articles and 0 copies, 9 paragraphs and 7 vectors in ")
    assert "ask it with --index 'elsewhere'" in ran.out
    assert listed_ids(folder / "elsewhere") == listed_ids(harbour)
    assert press("search", "ferry", "--index", "elsewhere").out == press("search", "ferry").out


def test_its_talks_go_with_it_only_when_asked(
    press: Press, harbour: Path, folder: Path, database: str
) -> None:
    keep_talk(harbour)

    record = press("index", "copy", ".pressmark", database, "--json").record
    assert record.keys() == KEYS
    assert (record["from"], record["to"]) == (".pressmark", str(Address.read(database)))
    assert (record["articles"], record["vectors"], record["talks"]) == (5, 7, 0)

    again = press("index", "copy", ".pressmark", database, "--replace", "--talks", "--json").record
    assert (again["talks"], again["version"][:6]) == (1, "000002")
    third = press("index", "copy", ".pressmark", database, "--replace", "--json").record
    assert third["talks"] == 0  # what is there stays
    ran = press("index", "copy", database, "back", "--talks")
    assert "talks copied that were not there: 1" in ran.out
    with Talks.open(folder / "back" / "talks.sqlite") as talks:
        assert talks.owners() == ("ida",)


def test_talks_that_are_kept_elsewhere_stay_there(
    press: Press, harbour: Path, folder: Path
) -> None:
    (folder / "pressmark.toml").write_text('talks = "talks.sqlite"\n', encoding="utf-8")
    keep_talk(harbour)

    assert press("index", "copy", ".pressmark", "new", "--talks", "--json").record["talks"] == 0


def test_what_cannot_be_copied_is_a_line_and_a_hint(
    press: Press, harbour: Path, folder: Path
) -> None:
    build_tiny(folder / "archive", index=folder / "there")

    assert harbour
    assert_one_line_and_a_hint(press("index", "copy", "nowhere", "new"), "no index at nowhere")
    assert_one_line_and_a_hint(press("index", "copy", ".pressmark", "there"), "--replace")
    same = press("index", "copy", ".pressmark", "./.pressmark", "--replace")
    assert_one_line_and_a_hint(same, "one place")
    unreachable = "postgresql://127.0.0.1:1/news?connect_timeout=2"
    assert_one_line_and_a_hint(press("index", "copy", ".pressmark", unreachable))
    assert_one_line_and_a_hint(press("index", "copy", ".pressmark"))
    assert_one_line_and_a_hint(press("index", "copy", ".pressmark", "postgresql://x/y?schema=A-b"))


def test_a_password_is_never_printed(press: Press, harbour: Path, database: str) -> None:
    assert harbour
    with_password = database.replace("postgres@", "postgres:hush@").replace(
        "postgres:@", "postgres:hush@"
    )
    assert "hush" in with_password

    for options in ([], ["--json", "--replace"], []):
        ran = press("index", "copy", ".pressmark", with_password, *options)
        assert "hush" not in ran.out + ran.err
