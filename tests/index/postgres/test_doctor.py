"""The doctor of a database: every illness is found and named, its remedy cures it."""

import re
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from index.doctor import Machine
from index.errors import IndexDamaged, IndexMissing
from index.finding import Finding
from index.home import home_of
from index.postgres import surroundings, tidiness
from index.postgres.address import Address
from index.postgres.lock import try_lock
from index.postgres.nearest import make_index_if_worth
from index.postgres.schema import migrate
from index.postgres.server import connect
from index.progress import unseen
from index.removal import readmit_articles, remove_articles
from tests.postgres import Server
from tests.tiny import BELL, TinyEmbedder, build_tiny, open_tiny, titles_by_words, write_files

FERRY = "---\nid: ferry\nsource: Tide\n---\n# Ferry sails\n\n" + "\n\n".join(BELL)
FILES = {
    "ferry.md": FERRY,
    "again.md": FERRY.replace("id: ferry", "id: again").replace("Tide", "Ebb"),
    "bakery.md": "---\nid: bakery\n---\n# Bakery closes\n\nFlour is dear.\n\nTen bakers go.",
}
STORM = {"storm.md": "---\nid: storm\n---\n# Storm nears\n\nGales are forecast for Friday."}
NAMES = [
    "server", "encryption", "checksums", "tables", "current", "manifest", "ids", "paragraphs",
    "copies", "counts", "words", "vectors", "model", "code", "sources", "withdrawn", "versions",
    "nearest", "orphans", "leftovers", "lock", "rights", "replicas", "clock",
]  # fmt: skip


def machine(*, now: datetime | None = None, digest: str = "tiny-1") -> Machine:
    return Machine(
        now or datetime.now(UTC), lambda _: 0, lambda name: TinyEmbedder(name=name, digest=digest)
    )


def found(address: Address, on: Machine | None = None) -> dict[str, Finding]:
    return {one.name: one for one in home_of(address).examine(on or machine())}


def unwell(address: Address, on: Machine | None = None) -> dict[str, str]:
    """What is not well; the tests' server keeps no checksums."""
    states: dict[str, str] = {
        name: one.state for name, one in found(address, on).items() if one.state != "well"
    }
    assert states.pop("checksums", "note") == "note"
    return states


def carry_out(remedy: str, address: Address) -> None:
    """Do what the commands of a remedy do."""
    commands = re.findall(r"(?:^|: |; )((?:pressmark index|psql) .+?)(?=$|; )", remedy)
    assert commands
    for command in commands:
        words = shlex.split(command)
        assert words[0] == "psql" or words[-1] == str(address)
        if words[0] == "psql":
            with psycopg.connect(words[1], autocommit=True) as connection:
                connection.execute(words[3].encode())
        elif words[2] == "rollback":
            home_of(address).roll_back(int(words[3]))
        elif words[2] == "upgrade":
            home_of(address).upgrade(lambda name: TinyEmbedder(name=name), keep=3, progress=unseen)
        elif words[2] == "remove":
            readmit_articles([words[4]], index=address, embedder=TinyEmbedder(), progress=unseen)
        else:
            assert words[2] == "build"
            ended = next(at for at, word in enumerate(words) if word.startswith("--"))
            build(*map(Path, words[3:ended]), address=address, replace="--replace" in words)


def build(*archives: Path, address: Address, replace: bool = False) -> None:
    build_tiny(*archives, index=address, replace=replace)


def told(address: Address, *statements: str) -> None:
    """Change the tables behind the index's back."""
    with connect(address) as connection:
        for statement in statements:
            connection.execute(statement.encode())


@pytest.fixture(scope="module")
def template(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A database with an archive's index: two versions, a copy; the second has the storm."""
    folder = tmp_path_factory.mktemp("doctored") / "archive"
    database = postgres.new_database()
    address = Address.read(database)
    build(write_files(folder, FILES), address=address)
    build(write_files(folder, STORM), address=address)
    return database, folder


@pytest.fixture
def built(template: tuple[str, Path], postgres: Server) -> Address:
    """The same, to be made ill."""
    return Address.read(postgres.copy_of(template[0]))


@pytest.fixture
def files(template: tuple[str, Path]) -> Path:
    """Its archive."""
    return template[1]


# --- well


def test_a_healthy_index_is_well_in_every_way(built: Address) -> None:
    findings = home_of(built).examine(machine())
    assert unwell(built) == {}
    assert [one.name for one in findings] == NAMES
    assert all(one.found and "\n" not in one.found for one in findings)


def test_an_empty_index_is_well(database: str, archive: Path) -> None:
    address = Address.read(database)
    build(archive, address=address)
    assert unwell(address) == {}


def test_where_there_is_no_index_the_doctor_says_so(database: str) -> None:
    address = Address.read(database)
    for _ in range(2):
        with pytest.raises(IndexMissing, match="no index at"):
            home_of(address).examine(machine())
        migrate(address)


# --- what a version holds


@pytest.mark.parametrize(
    ("statement", "ills"),
    [
        ("UPDATE article_rows SET text = 'x' || text WHERE id = 'storm'",
         {"paragraphs", "vectors"}),
        ("UPDATE paragraphs SET number = number + 10 WHERE number >= 2", {"paragraphs"}),
        ("DELETE FROM article_rows WHERE id = 'bakery'", {"counts", "words"}),
        ("DELETE FROM worded WHERE paragraph = (SELECT max(paragraph) FROM worded)", {"words"}),
        ("DELETE FROM postings WHERE term = 'bell'", {"words"}),
        ("DELETE FROM passages WHERE paragraph = (SELECT min(paragraph) FROM passages)",
         {"counts", "vectors"}),
        ("UPDATE passages SET embedding = (embedding::vector * array_fill(2, ARRAY[64])::vector)"
         "::halfvec", {"vectors"}),
        ("UPDATE passages SET embedding = '[1,0,0]'", {"vectors"}),
        ("UPDATE passages SET digest = 'other' WHERE paragraph = (SELECT min(paragraph)"
         " FROM passages)", {"vectors"}),
        ("UPDATE article_rows SET copy_of = 4711 WHERE copy_of IS NOT NULL", {"copies"}),
        ("INSERT INTO withdrawn_rows (born, id, title) VALUES (1, 'bakery', '')", {"ids"}),
    ],
)  # fmt: skip
def test_ill_contents_are_named_and_a_build_anew_cures_them(
    built: Address, statement: str, ills: set[str]
) -> None:
    told(built, statement)

    findings = found(built)

    assert ills <= {name for name, one in findings.items() if one.state == "ill"}
    remedy = findings[min(ills)].remedy
    carry_out(remedy, built)
    left = unwell(built)
    if "rollback" in remedy:  # the storm came after version 1
        assert left == {"sources": "note"}
        carry_out(found(built)["sources"].remedy, built)
        left = unwell(built)
    if "ids" in ills:
        assert left == {"withdrawn": "note"}
        return
    assert left == {}
    with open_tiny(built) as reader:
        assert "Ferry sails" in titles_by_words(reader, "bell")
        assert reader.manifest.counts["articles"] == 3


def test_a_build_anew_leaves_out_what_was_taken_out(built: Address, files: Path) -> None:
    remove_articles(["bakery"], index=built, embedder=TinyEmbedder(), progress=unseen)
    told(built, "DELETE FROM postings")

    carry_out(found(built)["words"].remedy, built)

    del files
    withdrawn = found(built)["withdrawn"]
    assert unwell(built) == {"withdrawn": "note"}
    carry_out(withdrawn.remedy.replace(", then build", ""), built)
    assert found(built)["withdrawn"].state == "well"
    assert found(built)["sources"].state == "note"
    carry_out(found(built)["sources"].remedy, built)
    assert unwell(built) == {}


def test_a_well_index_that_is_replaced_reads_nothing_anew(built: Address, files: Path) -> None:
    embedder = TinyEmbedder()
    build_tiny(files, index=built, embedder=embedder, replace=True)
    assert embedder.history == []
    assert [one.number for one in home_of(built).kept()] == [1, 2]


# --- versions


def test_what_lost_its_pointer_is_gone_back_to(built: Address) -> None:
    told(built, "DELETE FROM pointer")
    current = found(built)["current"]
    assert (current.state, current.found) == ("ill", "no version is the current one")
    carry_out(current.remedy, built)
    assert unwell(built) == {}


def test_a_manifest_that_was_changed_is_ill(built: Address) -> None:
    told(built, "UPDATE generations SET manifest = jsonb_set(manifest, '{manifest,created}',"
         " '\"2020-01-01\"') WHERE number = 2")  # fmt: skip
    assert found(built)["manifest"].state == "ill"
    assert "rollback 1" in found(built)["manifest"].remedy


def test_a_torn_manifest_is_ill_and_going_back_cures_it(built: Address) -> None:
    told(built, "UPDATE generations SET manifest = '[]' WHERE number = 2")
    with pytest.raises(IndexDamaged, match="version 2"):
        home_of(built).open()
    manifest = found(built)["manifest"]
    assert manifest.state == "ill"
    carry_out(manifest.remedy, built)
    assert unwell(built) == {"versions": "note", "sources": "note"}
    carry_out(found(built)["sources"].remedy, built)
    assert unwell(built) == {}


def test_with_no_earlier_version_a_torn_manifest_is_built_anew(built: Address, files: Path) -> None:
    told(built, "UPDATE generations SET manifest = '[]'")
    remedy = found(built)["manifest"].remedy
    assert "build anew: pressmark index build ARCHIVE... --replace" in remedy
    build(files, address=built, replace=True)
    assert unwell(built) == {}


@pytest.mark.parametrize("number", [1, 2])
def test_lost_views_are_made_again(built: Address, number: int) -> None:
    told(built, f"DROP SCHEMA pressmark_v{number} CASCADE")
    versions = found(built)["versions"]
    assert versions.state == ("ill" if number == 2 else "note")
    carry_out(versions.remedy, built)
    assert unwell(built) == {}


def test_going_back_is_noted_until_the_next_build(built: Address) -> None:
    home_of(built).roll_back(1)
    sources = found(built)["sources"]
    assert (sources.state, sources.found) == ("note", "an earlier version was gone back to")
    carry_out(sources.remedy, built)
    assert unwell(built) == {}


# --- what lies about


def test_rows_of_articles_that_are_gone_are_noted(built: Address) -> None:
    told(
        built,
        "INSERT INTO paragraphs (article, number, start, finish, digest) VALUES (9, 1, 0, 1, '')",
        "INSERT INTO embedded VALUES (9)",
    )
    orphans = found(built)["orphans"]
    assert orphans.found == "rows of articles that are gone: 1 of paragraphs, 1 of embedded"
    carry_out(orphans.remedy, built)
    assert unwell(built) == {}


def test_what_killed_builds_left_is_noted(built: Address) -> None:
    told(
        built,
        "CREATE SCHEMA pressmark_v7",
        "CREATE SCHEMA pressmark_v8",
        "CREATE TABLE pressmark_v8.migrated ()",  # of another index
        "INSERT INTO computed VALUES ('a', '[1]')",
        "INSERT INTO work (kind, name, task) VALUES ('read', 'a', ''), ('embed', 'b', '')",
        "INSERT INTO work (kind, name, task, state) VALUES ('read', 'c', '', 'aside')",
    )
    leftovers = found(built)["leftovers"]
    assert leftovers.state == "note"
    assert leftovers.found == (
        "schemas of no version: pressmark_v7; 1 vector of a build that was interrupted;"
        " 2 tasks of a build that was interrupted;"
        " 1 task set aside, for those who took them failed"
    )
    carry_out(leftovers.remedy, built)
    assert unwell(built) == {}


def test_an_index_of_vectors_that_is_missing_or_not_valid_is_told(
    built: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tidiness, "EXACT_BELOW", 1)
    assert unwell(built) == {"nearest": "note"}
    with connect(built) as connection:
        make_index_if_worth(connection, least=1)
        assert unwell(built) == {}
        connection.execute(
            "UPDATE pg_index SET indisvalid = false"
            " WHERE indexrelid = 'passages_by_embedding_64'::regclass"
        )
        assert unwell(built) == {"nearest": "ill"}
        carry_out(found(built)["nearest"].remedy, built)
        assert unwell(built) == {"nearest": "note"}
        assert make_index_if_worth(connection, least=1)


def test_a_build_that_is_under_way_is_told(built: Address) -> None:
    told(built, "INSERT INTO computed VALUES ('a', '[1]')")
    with connect(built) as connection:
        assert try_lock(built, connection)
        assert unwell(built) == {"lock": "note"}
    assert unwell(built) == {"leftovers": "note"}


# --- server, role, machine


def test_tables_that_are_older_or_newer_are_ill(built: Address) -> None:
    told(built, "INSERT INTO migrated (number) VALUES (4711)")
    newer = found(built)
    assert list(newer) == NAMES[:4]
    assert (newer["tables"].state, "newer Pressmark" in newer["tables"].remedy) == ("ill", True)
    told(built, "DELETE FROM migrated WHERE number > 4")
    older = found(built)["tables"]
    assert older.remedy.endswith(f"pressmark index upgrade --index '{built}'")


def test_a_table_that_is_gone_is_ill(built: Address) -> None:
    told(built, "DROP TABLE words, samples")
    assert found(built)["tables"].found == "missing: samples, words"


def test_a_role_that_may_only_read_is_told_who_may_build(built: Address) -> None:
    told(
        built,
        "DROP ROLE IF EXISTS looker",
        "CREATE ROLE looker LOGIN",
        "GRANT USAGE ON SCHEMA pressmark, pressmark_v1, pressmark_v2 TO looker",
        "GRANT SELECT ON ALL TABLES IN SCHEMA pressmark, pressmark_v1, pressmark_v2 TO looker",
    )
    looker = Address.read(built.whole.replace("//postgres:", "//looker:"))
    rights = found(looker)["rights"]
    assert (rights.state, rights.found) == ("note", "looker may read, not build")
    assert "build as postgres" in rights.remedy
    told(built, "GRANT INSERT, DELETE ON talks, turns TO looker")
    assert found(looker)["rights"].found == "looker may keep talks and read, not build"
    assert unwell(looker) == {"rights": "note"}
    told(built, "DROP OWNED BY looker", "DROP ROLE looker")


def test_replicas_that_do_not_answer_are_told(built: Address) -> None:
    named = Address(built.told, built.whole, built.server, _READERS, built.schema)
    with connect(built) as connection:
        finding = surroundings.replicas(named, connection)
    assert finding.state == "note"
    assert finding.found.startswith("2 of 2 replicas cannot be asked: 127.0.0.1:1 (")


_READERS = "postgresql://postgres@127.0.0.1:1,127.0.0.1:2/press"


def test_a_server_in_another_time_is_told(built: Address) -> None:
    later = machine(now=datetime.now(UTC) + timedelta(hours=1))
    assert "its clock says" in found(built, later)["server"].found
    earlier = machine(now=datetime.now(UTC) - timedelta(hours=1))
    assert found(built, earlier)["clock"].state == "ill"


def test_another_model_is_ill(built: Address) -> None:
    assert unwell(built, machine(digest="tiny-2")) == {"model": "ill"}


def test_what_changed_in_the_archive_is_noted(built: Address, files: Path) -> None:
    new = write_files(files, {"whale.md": "---\nid: whale\n---\n# Whale\n\nA whale swam by."})
    try:
        sources = found(built)["sources"]
        assert sources.found.startswith("1 file not read yet: ")
        carry_out(sources.remedy, built)
        assert unwell(built) == {}
    finally:
        (new / "whale.md").unlink()


def test_of_a_password_nothing_is_told(built: Address) -> None:
    secret = Address.read(built.whole.replace("//postgres:", "//postgres:hush-hush"))
    told(
        secret,
        "DELETE FROM postings",
        "INSERT INTO embedded VALUES (9)",
        "CREATE SCHEMA pressmark_v9",
    )
    assert "hush" not in repr(home_of(secret).examine(machine()))
