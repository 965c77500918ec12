"""The doctor: every illness is found and named, its remedy cures it, and nothing is written."""

import os
import re
import shlex
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.computed import Computed
from index.doctor import Machine, examine
from index.embedder import Embedder, Vectors
from index.errors import EmbedderError, IndexMissing
from index.finding import Finding, some
from index.manifest import FORMAT, manifest_digest, read_manifest
from index.precision import Precision
from index.progress import unseen
from index.removal import readmit_articles, remove_articles
from index.rollback import roll_back
from index.store import COMPUTED, current_folder, locked, make_current, versions
from index.upgrade import upgrade
from index.vectors import VectorRows, VectorWriter
from index.verification import describe_files
from index.version import DATABASE, LEDGER, VECTORS
from tests.kept import unpacked
from tests.tiny import BELL, TinyEmbedder, build_tiny, write_files

FERRY = "---\nid: ferry\nsource: Tide\n---\n# Ferry sails\n\n" + "\n\n".join(BELL)
FILES = {
    "ferry.md": FERRY,
    "again.md": FERRY.replace("id: ferry", "id: again").replace("Tide", "Ebb"),
    "bakery.md": "---\nid: bakery\n---\n# Bakery closes\n\nFlour is dear.\n\nTen bakers go.",
}
STORM = {"storm.md": "---\nid: storm\n---\n# Storm nears\n\nGales are forecast for Friday."}
PLENTY = 10**12


def machine(
    *, now: datetime | None = None, free: int = PLENTY, model: Embedder | None = None
) -> Machine:
    return Machine(
        now or datetime.now(UTC), lambda _: free, lambda name: model or TinyEmbedder(name=name)
    )


def found(index: Path, on: Machine | None = None) -> dict[str, Finding]:
    """What the doctor finds, by name."""
    return {one.name: one for one in examine(index, on or machine())}


def unwell(index: Path, on: Machine | None = None) -> dict[str, str]:
    return {name: one.state for name, one in found(index, on).items() if one.state != "well"}


def is_ill(index: Path) -> bool:
    return "ill" in unwell(index).values()


def carry_out(remedy: str) -> None:
    """Do what the commands of a remedy do."""
    commands = re.findall(r"(?:^|: |&& |; )((?:pressmark index|mv|rm) [^;&]+)", remedy)
    assert commands
    for command in commands:
        words = shlex.split(command)
        if words[0] == "rm":
            for path in map(Path, words[2:]):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        elif words[0] == "mv":
            Path(words[1]).rename(words[2])
        elif words[2] == "rollback":
            roll_back(Path(words[-1]), int(words[3]))
        elif words[2] == "remove":
            readmit_articles(
                [words[4]], index=Path(words[-1]), embedder=TinyEmbedder(), progress=unseen
            )
        else:
            assert words[2] == "build"
            ended = next(at for at, word in enumerate(words) if word.startswith("--"))
            archives = [Path(one) for one in words[3:ended]]
            build_tiny(*archives, index=Path(words[-1]), replace="--replace" in words)


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (
            path.read_bytes() if path.is_file() else b"",
            path.stat().st_mtime_ns,
        )
        for path in folder.rglob("*")
    }


def rewritten(index: Path, change: Callable[[Path], object]) -> None:
    """Change files of the current version, and describe them as if they had been built so."""
    version = current_folder(index)
    change(version)
    replace(read_manifest(version), files=describe_files(version)).write(version)
    named = version.with_name(f"{version.name[:6]}-{manifest_digest(version)}")
    make_current(index, version.rename(named))


def described_otherwise(index: Path, **values: object) -> None:
    """Let the current version's manifest say something else."""
    version = current_folder(index)
    replace(read_manifest(version), **values).write(version)  # type: ignore[arg-type]
    named = version.with_name(f"{version.name[:6]}-{manifest_digest(version)}")
    make_current(index, version.rename(named))


def told(*statements: str, file: str = DATABASE) -> Callable[[Path], None]:
    """A change of the version's tables."""

    def change(version: Path) -> None:
        with closing(sqlite3.connect(version / file)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return change


def flip(path: Path, at: int = -1) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose `kept` has an archive and its index, which were built in its `now`."""
    folder = tmp_path_factory.mktemp("kept")
    archive = write_files(folder / "now" / "archive", FILES)
    build_tiny(archive, index=folder / "now" / "index")
    build_tiny(write_files(archive, STORM), index=folder / "now" / "index")
    (folder / "now").rename(folder / "kept")
    return folder


@pytest.fixture
def archive(kept: Path) -> Path:
    """An empty folder for files to index."""
    shutil.rmtree(kept / "now", ignore_errors=True)
    folder = kept / "now" / "archive"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def index(archive: Path) -> Path:
    """Where an index may be built; nothing is there yet."""
    return archive.with_name("index")


@pytest.fixture
def built(kept: Path, archive: Path, index: Path) -> Iterator[Path]:
    """The index of an archive, with a copy and two versions: the second has the storm."""
    shutil.rmtree(archive.parent)
    shutil.copytree(kept / "kept", archive.parent)
    yield index
    assert not list(index.rglob("*-journal")) + list(index.rglob("*-wal"))


# --- well


def test_a_healthy_index_is_well_in_every_way(built: Path) -> None:
    findings = examine(built, machine())
    assert unwell(built) == {}
    assert [one.name for one in findings] == [
        "current", "manifest", "files", "tables", "ids", "paragraphs", "copies", "counts",
        "vectors", "model", "code", "sources", "withdrawn", "versions", "leftovers", "lock",
        "disk", "rights", "clock",
    ]  # fmt: skip
    assert all(one.found and "\n" not in one.found for one in findings)


def test_an_empty_index_is_well(archive: Path, index: Path) -> None:
    build_tiny(archive, index=index)
    assert unwell(index) == {}


def test_the_doctor_writes_nothing(built: Path) -> None:
    write_files(built, {"building/half": "x", "strange": "y"})
    before = contents(built)
    examine(built, machine())
    assert contents(built) == before


def test_where_there_is_no_index_the_doctor_says_so(index: Path) -> None:
    for _ in range(2):
        with pytest.raises(IndexMissing, match="no index at"):
            examine(index, machine())
        (index / "versions").mkdir(parents=True, exist_ok=True)


def test_a_finding_has_a_remedy_unless_it_is_well() -> None:
    with pytest.raises(ValueError, match="files is ill"):
        Finding("files", "ill", "gone")
    with pytest.raises(ValueError, match="files is well"):
        Finding("files", "well", "all there", "rest")


def test_of_many_names_the_first_three_are_told() -> None:
    assert some(list("abc")) == "a, b, c"
    assert some(["a\nb", "c", "d", "e", "f"]) == "a\\nb, c, d and 2 more"


# --- damaged files


@pytest.mark.parametrize("name", [DATABASE, LEDGER, "lexical/meta.json", VECTORS])
@pytest.mark.parametrize("how", ["flipped", "cut", "missing"])
def test_a_damaged_file_is_ill_and_going_back_cures_it(built: Path, name: str, how: str) -> None:
    path = current_folder(built) / name
    path = next(path.iterdir()) if path.is_dir() else path
    if how == "flipped":
        flip(path)
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:-1])
    else:
        path.unlink()

    files = found(built)["files"]

    assert (files.state, path.name in files.found) == ("ill", True)
    assert files.remedy == f"pressmark index rollback 1 --index {built}"
    carry_out(files.remedy)
    assert not is_ill(built)
    assert found(built)["versions"].state == "note"
    carry_out(found(built)["versions"].remedy)
    assert unwell(built) == {"sources": "note"}  # the storm came after version 1
    carry_out(found(built)["sources"].remedy)
    assert unwell(built) == {}


def test_what_a_damaged_file_holds_is_not_looked_at(built: Path) -> None:
    flip(current_folder(built) / DATABASE)
    findings = found(built)
    for name in ("tables", "ids", "paragraphs", "copies", "counts", "vectors", "sources"):
        assert findings[name].state == "note"
        assert findings[name].found == "not looked at: not whole: articles.sqlite"
        assert findings[name].remedy


def test_a_file_that_cannot_be_read_is_ill(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.examination.file_digest", lambda _: "")
    assert "cannot be read" in found(built)["files"].found


def test_without_an_earlier_version_a_damaged_index_is_built_anew(
    archive: Path, index: Path
) -> None:
    build_tiny(write_files(archive, FILES), index=index)
    flip(current_folder(index) / DATABASE)
    remedy = found(index)["files"].remedy
    assert f"pressmark index build {archive} --replace --embedder tiny --index {index}" in remedy
    carry_out(remedy)
    assert unwell(index) == {"versions": "note"}
    carry_out(found(index)["versions"].remedy)
    assert unwell(index) == {}


def test_an_earlier_version_that_is_damaged_too_is_not_gone_back_to(
    archive: Path, built: Path
) -> None:
    build_tiny(write_files(archive, {"new.txt": "A whale was seen."}), index=built)
    for version in versions(built)[1:]:
        flip(version / DATABASE)
    assert "rollback 1 " in found(built)["files"].remedy
    flip(versions(built)[0] / LEDGER)
    assert "--replace" in found(built)["files"].remedy


@pytest.mark.parametrize("content", [b"", b"000009-0123456789abcdef\n", b"\xff\xfe", b"../x\n"])
def test_a_pointer_to_nothing_is_ill_and_going_back_cures_it(built: Path, content: bytes) -> None:
    (built / "CURRENT").write_bytes(content)
    current = found(built)["current"]
    assert (current.state, "CURRENT" in current.found) == ("ill", True)
    assert "rollback 2 " in current.remedy
    carry_out(current.remedy)
    assert unwell(built) == {}


def test_a_lost_pointer_is_ill_where_versions_are_kept(built: Path) -> None:
    (built / "CURRENT").unlink()
    assert "CURRENT is missing" in found(built)["current"].found
    carry_out(found(built)["current"].remedy)
    assert unwell(built) == {}


def test_a_damaged_manifest_is_ill_and_going_back_cures_it(built: Path) -> None:
    flip(current_folder(built) / "manifest.json")
    findings = found(built)
    assert findings["current"].state == "well"
    assert findings["manifest"].state == "ill"
    assert "not looked at" in findings["files"].found
    assert "not looked at" in findings["model"].found
    carry_out(findings["manifest"].remedy)
    assert not is_ill(built)


def test_where_no_manifest_can_be_read_the_archives_are_to_be_named(
    archive: Path, index: Path
) -> None:
    build_tiny(write_files(archive, FILES), index=index)
    (current_folder(index) / "manifest.json").write_text("{")
    remedy = found(index)["manifest"].remedy
    assert f"pressmark index build ARCHIVE... --replace --index {index}" in remedy


def test_an_older_format_is_to_be_upgraded(index: Path) -> None:
    write_files(index, {"CURRENT": "000007 " + "ab" * 16 + "\n"})
    findings = found(index)
    assert "format 1" in findings["current"].found
    assert "pressmark index upgrade" in findings["current"].remedy
    assert "files" not in findings


def test_a_later_older_format_is_to_be_upgraded_and_is_told_once(tmp_path: Path) -> None:
    kept = unpacked(2, tmp_path / "kept")
    findings = found(kept.index)
    assert (findings["current"].state, findings["manifest"].state) == ("well", "ill")
    assert "format 2" in findings["manifest"].found
    assert "pressmark index upgrade" in findings["manifest"].remedy
    assert findings.keys().isdisjoint({"files", "tables", "vectors", "model", "sources"})
    assert [name for name, one in findings.items() if one.state == "ill"] == ["manifest"]


def test_earlier_versions_in_an_older_format_are_told_from_damaged_ones(tmp_path: Path) -> None:
    kept = unpacked(2, tmp_path / "kept")
    upgrade(kept.index, embedder_named=lambda _: TinyEmbedder(), progress=unseen)
    findings = found(kept.index)
    earlier = findings["versions"]
    assert (earlier.state, is_ill(kept.index)) == ("note", False)
    assert earlier.found == "besides the current one: none; in an older format: 2, 3"
    assert earlier.remedy == "only the Pressmark that built what is older can go back to it"
    assert findings["leftovers"].state == "well"

    (current_folder(kept.index) / LEDGER).write_bytes(b"")
    assert "--replace" in found(kept.index)["files"].remedy  # there is no going back


def test_a_newer_format_wants_a_newer_pressmark(built: Path) -> None:
    newer = FORMAT + 1
    described_otherwise(built, format=newer)
    manifest = found(built)["manifest"]
    assert (manifest.state, f"format {newer}" in manifest.found) == ("ill", True)
    assert "newer Pressmark" in manifest.remedy


# --- what was written wrong


WRONG = {
    "ids": told(
        "INSERT INTO withdrawn VALUES ('ferry', 'Ferry sails'), ('bakery', 'Bakery closes')"
    ),
    "tables": told("UPDATE paragraphs SET article = 999 WHERE key = 1"),
    "copies": told("UPDATE articles SET copy_of = key WHERE copy_of IS NOT NULL"),
    "counts": told("INSERT INTO vectors VALUES (99, 'x')", file=LEDGER),
}
SPANS = {
    "start": "UPDATE paragraphs SET start = start + 1 WHERE number = 2",
    "digest": "UPDATE paragraphs SET digest = 'x' WHERE key = 1",
    "order": "UPDATE paragraphs SET number = number + 1 WHERE article = 1 AND number = 6",
    "words": "UPDATE articles SET text = replace(text, 'Monday', 'Sunday')",
    "end": "UPDATE paragraphs SET finish = 10000000 WHERE number = 2",
    "kind": "UPDATE paragraphs SET start = 'x' WHERE number = 1",
    "none": "DELETE FROM paragraphs WHERE article = (SELECT key FROM articles WHERE id = 'bakery')",
    "last": "DELETE FROM paragraphs WHERE article = (SELECT max(key) FROM articles)",
}
ROWS: dict[str, Callable[[Path], object]] = {
    "that passages name are not there": told("UPDATE passages SET row = 99 WHERE paragraph = 1"),
    "without vectors": told("DELETE FROM embedded WHERE article = 1"),
    "of no paragraph that is shown": told("INSERT INTO passages VALUES (9999, 0)"),
    "the ledger names": told("INSERT INTO vectors VALUES (99, 'x')", file=LEDGER),
    "of what is gone are not erased": lambda version: (
        told("DELETE FROM vectors WHERE row = 0", file=LEDGER)(version),
        told("DELETE FROM passages WHERE row = 0")(version),
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_rows_that_disagree_are_ill_and_going_back_cures_them(built: Path, name: str) -> None:
    rewritten(built, WRONG[name])
    finding = found(built)[name]
    assert finding.state == "ill"
    carry_out(finding.remedy)
    assert not is_ill(built)


@pytest.mark.parametrize("what", SPANS)
def test_a_paragraph_that_is_not_in_its_text_is_ill(built: Path, what: str) -> None:
    rewritten(built, told(SPANS[what]))
    finding = found(built)["paragraphs"]
    assert (finding.state, "disagrees" in finding.found) == ("ill", True)


@pytest.mark.parametrize("what", ROWS)
def test_passages_and_vectors_that_do_not_match_are_ill(built: Path, what: str) -> None:
    rewritten(built, ROWS[what])
    finding = found(built)["vectors"]
    assert (finding.state, what in finding.found) == ("ill", True)


def test_an_index_of_words_that_lacks_paragraphs_is_ill(built: Path) -> None:
    shown = "(SELECT article FROM embedded)"
    change = f"UPDATE articles SET copy_of = NULL WHERE key NOT IN {shown}"  # noqa: S608
    rewritten(built, told(change))
    assert "there, 9 in the index of words" in found(built)["counts"].found


def test_an_id_given_twice_is_ill(built: Path) -> None:
    rewritten(
        built,
        told(
            "CREATE TABLE other AS SELECT * FROM articles",
            "INSERT INTO other SELECT * FROM articles WHERE id = 'bakery'",
            "DROP TABLE articles",
            "ALTER TABLE other RENAME TO articles",
        ),
    )
    assert "1 id given twice: bakery" in found(built)["ids"].found


def test_an_index_that_was_written_wrong_is_built_anew_beside(archive: Path, index: Path) -> None:
    build_tiny(write_files(archive, FILES), index=index)
    rewritten(index, WRONG["copies"])
    remedy = found(index)["copies"].remedy
    assert f"mv {index} {index}.ill && pressmark index build {archive} " in remedy
    carry_out(remedy)
    assert unwell(index) == {}


@pytest.mark.parametrize("value", [0.0, 2.0, np.nan, np.inf])
def test_a_vector_that_is_no_unit_vector_is_ill(
    built: Path, value: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = VectorRows.get

    def bent(self: VectorRows, rows: list[int]) -> Vectors:
        vectors = np.array(kept(self, rows))
        vectors[0] = 0
        vectors[0, 0] = value
        return vectors

    monkeypatch.setattr(VectorRows, "get", bent)
    assert "1 in use are not of unit length" in found(built)["vectors"].found


def test_vectors_of_another_length_are_ill(built: Path) -> None:
    made = read_manifest(current_folder(built))
    described_otherwise(built, embedder=replace(made.embedder, dimensions=3))
    assert "64 dimensions, not 3" in found(built)["vectors"].found


def test_vectors_that_no_passage_uses_are_noted_and_erased_by_a_build(
    archive: Path, built: Path
) -> None:
    def orphan(version: Path) -> None:
        shutil.move(version / VECTORS, version / "before")
        writer = VectorWriter.extend(version / VECTORS, version / "before")
        (row,) = writer.append(TinyEmbedder().encode(["whale"]))
        writer.close()
        shutil.rmtree(version / "before")
        ledger = told(f"INSERT INTO vectors VALUES ({row}, 'x')", file=LEDGER)  # noqa: S608
        ledger(version)

    rewritten(built, orphan)
    finding = found(built)["vectors"]
    assert (finding.state, "1 that no passage uses" in finding.found) == ("note", True)
    build_tiny(write_files(archive, {"new.txt": "A whale was seen."}), index=built)
    assert found(built)["vectors"].state == "well"


def test_many_holes_among_the_vectors_are_noted(archive: Path, built: Path) -> None:
    (archive / "bakery.md").unlink()
    (archive / "storm.md").unlink()
    build_tiny(archive, index=built)
    finding = found(built)["vectors"]
    assert (finding.state, "3 erased: many holes" in finding.found) == ("note", True)
    build_tiny(write_files(archive, STORM), index=built)
    assert found(built)["vectors"].state == "well"


def test_what_nobody_foresaw_is_told_and_the_rest_is_looked_at(built: Path) -> None:
    described_otherwise(built, counts={"articles": 2}, created=5, archives=(7,))
    findings = found(built)
    assert "could not be looked at: " in findings["sources"].found
    assert findings["sources"].state == "ill"
    assert findings["tables"].state == "well"


# --- what changed since


def test_a_model_that_is_not_here_is_ill(built: Path) -> None:
    def none(name: str) -> Embedder:
        raise EmbedderError(f"{name} is not installed", hint="pip install it")

    finding = found(built, Machine(datetime.now(UTC), lambda _: PLENTY, none))["model"]
    assert finding == Finding("model", "ill", "tiny is not installed", "pip install it")


def test_another_model_is_ill_and_a_build_with_it_cures_that(archive: Path, built: Path) -> None:
    other = TinyEmbedder(digest="tiny-2")
    finding = found(built, machine(model=other))["model"]
    assert (finding.state, "tiny-2, not tiny-1" in finding.found) == ("ill", True)
    assert f"pressmark index build {archive} --index {built}" in finding.remedy
    build_tiny(archive, index=built, embedder=other)
    assert unwell(built, machine(model=other)) == {}


def test_the_precision_the_vectors_were_computed_in_is_told(built: Path) -> None:
    described_otherwise(built, precision=Precision("bfloat16", 2.5, 0.9999))
    assert "computed in bfloat16" in found(built)["model"].found


def test_other_code_is_noted_and_a_build_reads_all_again(built: Path) -> None:
    described_otherwise(built, reading="other")
    finding = found(built)["code"]
    assert (finding.state, "keeps the vectors" in finding.remedy) == ("note", True)
    carry_out(finding.remedy)
    assert unwell(built) == {}


def test_files_changed_gone_and_new_are_noted_and_a_build_takes_them_in(
    archive: Path, built: Path
) -> None:
    write_files(archive, {"bakery.md": "Other words.", "new.txt": "A whale was seen."})
    (archive / "storm.md").unlink()
    sources = found(built)["sources"]
    assert sources.state == "note"
    for words in (
        f"1 file changed: {archive / 'bakery.md'}",
        f"1 file gone: {archive / 'storm.md'}",
        f"1 file not read yet: {archive / 'new.txt'}",
    ):
        assert words in sources.found
    carry_out(sources.remedy)
    assert found(built)["sources"].state == "well"


def test_an_archive_that_is_gone_keeps_its_articles(
    archive: Path, built: Path, tmp_path: Path
) -> None:
    other = write_files(tmp_path / "other one", {"new.txt": "A whale was seen."})
    build_tiny(other, index=built)
    shutil.rmtree(archive)
    sources = found(built)["sources"]
    assert sources.found == f"1 archive gone: {archive}"
    assert "stays in the index until" in sources.remedy
    write_files(other, {"new.txt": "A whale was heard."})
    assert f"pressmark index build '{other}' --index" in found(built)["sources"].remedy


def test_an_index_without_any_of_its_archives_asks_for_one(archive: Path, built: Path) -> None:
    shutil.rmtree(archive)
    described_otherwise(built, reading="other")
    assert "pressmark index build ARCHIVE... --index" in found(built)["code"].remedy


def test_articles_taken_out_are_noted_and_may_come_back(archive: Path, built: Path) -> None:
    remove_articles(["bakery"], index=built, embedder=TinyEmbedder(), progress=unseen)
    build_tiny(archive, index=built)
    finding = found(built)["withdrawn"]
    assert (finding.state, finding.found.endswith("by builds: bakery")) == ("note", True)
    carry_out(finding.remedy)
    build_tiny(archive, index=built)
    assert unwell(built) == {}


# --- the machine


@pytest.mark.parametrize(("free", "state"), [(10**6, "ill"), (5 * 10**7, "note"), (10**9, "well")])
def test_a_disk_with_little_room_is_told(built: Path, free: int, state: str) -> None:
    finding = found(built, machine(free=free))["disk"]
    assert (finding.state, f"{free / 1e6:,.0f} MB free" in finding.found) == (state, True)


@pytest.mark.parametrize("name", ["", "versions", "lock", "CURRENT"])
def test_a_folder_that_may_not_be_written_is_ill(
    built: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = built / name
    monkeypatch.setattr(os, "access", lambda path, mode: path != shut or not mode & os.W_OK)
    finding = found(built)["rights"]
    assert finding.state == ("well" if name == "CURRENT" else "ill")
    assert (str(shut) in finding.found) == (finding.state == "ill")


def test_an_index_built_in_the_future_is_ill(built: Path) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    finding = found(built, machine(now=yesterday))["clock"]
    assert (finding.state, "which is to come" in finding.found) == ("ill", True)
    assert f"{yesterday:%Y-%m-%d}" in finding.remedy


def test_versions_built_in_another_order_than_numbered_are_noted(built: Path) -> None:
    described_otherwise(built, created="2020-01-01T00:00:00")
    finding = found(built)["clock"]
    assert (finding.state, "before an earlier one" in finding.found) == ("note", True)


def test_sources_of_the_future_are_noted(archive: Path, built: Path) -> None:
    (archive / "link.md").symlink_to("nothing")
    os.utime(archive / "ferry.md", (2e10, 2e10))
    finding = found(built)["clock"]
    assert (finding.state, "ferry.md" in finding.found) == ("note", True)


# --- what lies beside


def test_what_a_killed_build_left_is_noted_and_may_be_removed(built: Path) -> None:
    write_files(built, {"building/vectors/half": "x", "CURRENT.new": "0", "seen.123": "{"})
    finding = found(built)["leftovers"]
    assert finding.state == "note"
    assert finding.found == "left by a build that was killed: building, CURRENT.new, seen.123"
    carry_out(finding.remedy)
    assert unwell(built) == {}


def test_vectors_of_an_interrupted_build_are_counted(archive: Path, built: Path) -> None:
    embedder = TinyEmbedder()
    computed = Computed(built / COMPUTED, embedder)
    computed.add(["x" * 24, "y" * 24], embedder.encode(["a", "b"]))
    write_files(built, {f"{COMPUTED}/0/000000-torn.npy": "torn"})
    finding = found(built)["leftovers"]
    assert finding.found == "2 vectors of a build that was interrupted"
    build_tiny(write_files(archive, {"new.txt": "A whale was seen."}), index=built)
    assert unwell(built) == {}


def test_what_is_not_of_pressmark_is_noted(built: Path) -> None:
    write_files(built, {"notes.txt": "mine", "versions/old/x": "y"})
    finding = found(built)["leftovers"]
    assert (finding.state, "notes.txt" in finding.found) == ("note", True)
    assert str(built / "versions" / "old") in finding.found


def test_a_build_under_way_is_told_and_its_folder_is_none_left_over(built: Path) -> None:
    with locked(built):
        write_files(built, {"building/half": "x"})
        assert unwell(built) == {"lock": "note"}
    assert unwell(built) == {"leftovers": "note"}


def test_an_index_without_a_lock_is_not_being_built(built: Path) -> None:
    (built / "lock").unlink()
    assert unwell(built) == {}


def test_a_damaged_earlier_version_is_noted(built: Path) -> None:
    flip(versions(built)[0] / DATABASE)
    finding = found(built)["versions"]
    assert (finding.state, "damaged: 1" in finding.found) == ("note", True)
    carry_out(finding.remedy)
    assert unwell(built) == {}


def test_a_switch_meanwhile_is_looked_at_anew(archive: Path, built: Path) -> None:
    write_files(archive, {"new.txt": "A whale was seen."})
    builds = iter([lambda: build_tiny(archive, index=built, keep=1)])

    def free(_: Path) -> int:
        next(builds, lambda: None)()
        return PLENTY

    on = Machine(
        datetime.now(UTC) + timedelta(minutes=1), free, lambda name: TinyEmbedder(name=name)
    )
    assert unwell(built, on) == {}


# --- any damage


@given(st.data(), st.sampled_from(["flip", "cut", "append", "empty"]), st.floats(0, 1))
def test_any_damage_to_any_file_is_ill_and_never_stops_the_doctor(
    kept: Path,
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
    how: str,
    at: float,
) -> None:
    index = tmp_path_factory.mktemp("damaged") / "index"
    shutil.copytree(kept / "kept" / "index", index)
    whole = current_folder(index)
    files = [path for path in [index / "CURRENT", *whole.rglob("*")] if path.is_file()]
    path = data.draw(st.sampled_from(sorted(one for one in files if one.stat().st_size)))
    content = bytearray(path.read_bytes())
    place = int(at * (len(content) - 1))
    if how == "flip":
        content[place] ^= 1
    elif how == "append":
        content += b"x"
    else:
        del content[place if how == "cut" else 0 :]
    path.write_bytes(content)
    assert is_ill(index)


@given(st.sampled_from([DATABASE, LEDGER]), st.floats(0, 1), st.binary(min_size=1, max_size=40))
def test_a_file_written_wrong_never_stops_the_doctor(
    kept: Path, tmp_path_factory: pytest.TempPathFactory, name: str, at: float, bytes: bytes
) -> None:
    index = tmp_path_factory.mktemp("wrong") / "index"
    shutil.copytree(kept / "kept" / "index", index)

    def write(version: Path) -> None:
        content = bytearray((version / name).read_bytes())
        place = int(at * (len(content) - len(bytes)))
        content[place : place + len(bytes)] = bytes
        (version / name).write_bytes(content)

    rewritten(index, write)
    examine(index, machine())
