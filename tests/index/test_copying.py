"""copy: an index at another place answers as it does where it was, and is built on there."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from index.carried import ARTICLES, REMEMBERED, Arriving, Leaving, Table
from index.copying import Copied, copy
from index.errors import (
    EmbedderError,
    IndexBusy,
    IndexDamaged,
    IndexMissing,
    IndexProblem,
    SettingsError,
)
from index.folder_copying import FolderArriving
from index.home import Location, home_of
from index.lists import Lists
from index.postgres.address import Address
from index.postgres.copying import PostgresArriving
from index.postgres.lock import locked as locked_database
from index.postgres.server import connect
from index.progress import unseen
from index.reader import IndexReader
from index.removal import remove_articles
from index.store import BUILDING, locked
from rag.search import search
from tests.postgres import Server
from tests.sample import HARBOUR
from tests.tiny import BELL, EVERYTHING, TinyEmbedder, build_tiny, open_tiny, write_files

Place = Callable[[str], Location]
PAIRS = [(one, other) for one in ("folder", "database") for other in ("folder", "database")]
ASKED = ("Who opened the Harrow bridge?", "ferry fares to Kelm", "the bell of the Lapwing", "مكتبة")
FOOT = "The Tide is read in every harbour from Kelm to the Skerries, and in most of the inns."


def article(id: str, *paragraphs: str, **more: Any) -> str:
    record = {"id": id, "title": f"Story {id}", "text": "\n\n".join(paragraphs)} | more
    return json.dumps(record, ensure_ascii=False) + "\n"


TAR = article("tar", "The tar of Kelm is boiled twice and sold by the barrel.")
EEL = article("eel", "An eel was weighed at the quay of Kelm.")


def everything(archive: Path) -> Path:
    """Write an archive that has of everything an index keeps something."""
    tide = "".join(
        article(f"tide-{n}", f"Boat {n} sailed to isle {n}.", FOOT, source="The Tide")
        for n in range(12)
    )
    bell = {"source": "Coast Wire", "published": "2024-01-24"}
    return write_files(
        archive,
        {
            "harbour.jsonl": "".join(json.dumps(one) + "\n" for one in HARBOUR),
            "tide.jsonl": tide,
            "bell.jsonl": article("bell", *BELL, **bell),
            "copy.jsonl": article("copied", *BELL, **(bell | {"source": "The Mole"})),
            "long.jsonl": article("long", " ".join(BELL * 3), authors=["Ann Oar"]),
            "old.txt": "A note on tar\n\nThe tar of Kelm is boiled twice and sold by the barrel.",
            "broken.pdf": "no PDF",
        },
    )


def built(archive: Path, index: Location) -> Location:
    """Build an index in which an article moved, and another was taken out."""
    build_tiny(archive, index=index)
    (archive / "old.txt").rename(archive / "new.txt")
    build_tiny(archive, index=index)
    remove_articles(["poem"], index=index, embedder=TinyEmbedder(), progress=unseen)
    build_tiny(archive, index=index)
    return index


@dataclass(frozen=True, slots=True)
class Original:
    """An archive, its index in both kinds of places, and what each answers; all stay so."""

    archive: Path
    places: Mapping[str, Location]
    answers: dict[str, Any]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, postgres: Server) -> Original:
    folder = tmp_path_factory.mktemp("original")
    archive = everything(folder / "archive")
    places: dict[str, Location] = {
        "folder": folder / "index", "database": Address.read(postgres.new_database())
    }  # fmt: skip
    for one in places.values():
        built(archive, one)
        (archive / "new.txt").rename(archive / "old.txt")
    (archive / "old.txt").rename(archive / "new.txt")
    return Original(archive, places, answers(places["folder"]))


@pytest.fixture
def place(tmp_path: Path, postgres: Server) -> Place:
    """A new place of each kind, whenever one is asked for."""
    made: list[Location] = []

    def new(kind: str) -> Location:
        path = tmp_path / f"index-{len(made)}"
        made.append(path if kind == "folder" else Address.read(postgres.new_database()))
        return made[-1]

    return new


def carried(source: Location, target: Location, **options: Any) -> Copied:
    def none(name: str) -> TinyEmbedder:
        raise AssertionError(f"{name} was asked for")

    return copy(source, target, **({"embedder_named": none, "progress": unseen} | options))


def answers(place: Location) -> dict[str, Any]:
    """Return all that a reader of an index may be told, but scores."""
    with open_tiny(place) as reader:
        rows = reader.database
        return {
            "articles": list(rows.articles_of(rows.known())),
            "listed": list(rows.listed(EVERYTHING)),
            "known": rows.known(),
            "withdrawn": rows.withdrawn(),
            "sources": rows.sources(),
            "bylines": rows.bylines(),
            "found": {one: [_place(hit) for hit in search(reader, one).hits] for one in ASKED},
        }


def legs(place: Location, asked: str) -> tuple[dict[Any, float], dict[Any, float]]:
    """Return what is nearest to a question and what shares its words, each by its paragraph."""
    with open_tiny(place) as reader:
        nearest = reader.nearest(reader.embed_question(asked), 50, EVERYTHING)
        return _named(reader, nearest), _named(reader, reader.by_words(asked, 50, EVERYTHING))


def held(place: Location) -> dict[str, Any]:
    """Return the rows of the tables of a version but their keys, and its vectors bit by bit."""
    with home_of(place).leaving() as leaving:
        rows = {one.name: _without_keys(one, leaving) for one in (*ARTICLES, *REMEMBERED)}
        vectors = {
            digest: vector.tobytes()
            for some in leaving.embedded()
            for digest, vector in zip(some.digests, some.vectors, strict=True)
        }
        return rows | {"vectors": vectors, "manifest": leaving.manifest}


def _without_keys(table: Table, leaving: Leaving) -> list[tuple[object, ...]]:
    said = [at for at, name in enumerate(table.columns) if name not in table.keys]
    return sorted(tuple(row[at] for at in said) for row in leaving.rows(table))


def _place(hit: Any) -> tuple[str, int]:
    return hit.article.id, hit.paragraph


def _named(reader: IndexReader, found: dict[int, float]) -> dict[Any, float]:
    located = reader.database.located(list(found))
    return {(located[key].article.id, located[key].number): one for key, one in found.items()}


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_copy_holds_what_the_original_holds(
    original: Original, place: Place, one: str, other: str
) -> None:
    source, target = original.places[one], place(other)

    done = carried(source, target)

    assert answers(target) == original.answers
    here, there = held(source), held(target)
    made, manifest = here.pop("manifest"), there.pop("manifest")
    assert there == here
    assert all(here[name] for name in here)  # there was something of everything
    for name in ("reading", "archives", "embedder", "passages", "precision", "ranking", "counts"):
        assert getattr(manifest, name) == getattr(made, name)
    counts = made.counts
    assert (done.articles, done.duplicates) == (counts["articles"], counts["duplicates"])
    assert (done.paragraphs, done.vectors) == (counts["paragraphs"], counts["vectors"])
    assert done.version == home_of(target).current()
    for asked in ASKED:
        nearest, words = legs(source, asked)
        nearest_there, words_there = legs(target, asked)
        assert nearest_there == pytest.approx(nearest, abs=1e-6)
        assert words_there == pytest.approx(words, rel=1e-4)


@pytest.mark.parametrize("other", ["folder", "database"])
def test_it_goes_there_and_back_again(original: Original, place: Place, other: str) -> None:
    source, between, back = original.places["folder"], place(other), place("folder")

    carried(source, between)
    carried(between, back)

    assert answers(back) == original.answers
    for asked in ASKED:
        assert legs(back, asked) == legs(source, asked)  # to the last digit


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_next_build_there_does_nothing(
    original: Original, place: Place, one: str, other: str
) -> None:
    target, embedder = place(other), TinyEmbedder()
    carried(original.places[one], target)
    name = home_of(target).current()

    assert build_tiny(original.archive, index=target, embedder=embedder).unchanged == 20

    assert (embedder.history, home_of(target).current()) == ([], name)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_changes_after_it_costs_what_changed(
    archive: Path, place: Place, one: str, other: str
) -> None:
    source, target, embedder = place(one), place(other), TinyEmbedder()
    build_tiny(write_files(archive, {"a.jsonl": TAR, "b.jsonl": EEL}), index=source)
    carried(source, target)

    write_files(archive, {"b.jsonl": EEL.replace("weighed", "measured")})
    done = build_tiny(archive, index=target, embedder=embedder)

    assert (done.changed, done.unchanged) == (1, 1)
    assert embedder.history == ["Story eel\nAn eel was measured at the quay of Kelm."]
    build_tiny(archive, index=source)
    assert answers(target) == answers(source)


@pytest.mark.parametrize("other", ["folder", "database"])
def test_a_place_that_holds_an_index_is_left_as_it_is(
    original: Original, archive: Path, place: Place, other: str
) -> None:
    source, target = original.places["folder"], place(other)
    build_tiny(write_files(archive, {"a.txt": "Words of old."}), index=target)
    before, name = answers(target), home_of(target).current()

    with pytest.raises(IndexProblem, match="holds an index already") as caught:
        carried(source, target)

    assert "--replace" in caught.value.hint
    assert (answers(target), home_of(target).current()) == (before, name)


@pytest.mark.parametrize("other", ["folder", "database"])
def test_what_is_replaced_can_be_gone_back_to(
    original: Original, archive: Path, place: Place, other: str
) -> None:
    target, embedder = place(other), TinyEmbedder()
    build_tiny(write_files(archive, {"a.jsonl": TAR, "poem.jsonl": EEL}), index=target)
    remove_articles(["eel"], index=target, embedder=embedder, progress=unseen)
    before = answers(target)

    carried(original.places["folder"], target, over=True)
    assert answers(target) == original.answers

    home_of(target).roll_back(0)
    assert answers(target) == before
    build_tiny(archive, index=target, embedder=embedder)
    assert embedder.history == []
    assert answers(target) == before


def test_a_database_that_was_gone_back_in_is_read_again_after_it_was_copied(
    archive: Path, place: Place
) -> None:
    source, target = place("database"), place("folder")
    build_tiny(write_files(archive, {"a.jsonl": TAR}), index=source)
    build_tiny(write_files(archive, {"b.jsonl": EEL}), index=source)
    home_of(source).roll_back(0)

    carried(source, target)
    assert answers(target) == answers(source)

    embedder = TinyEmbedder()
    assert build_tiny(archive, index=target, embedder=embedder).added == 1
    assert embedder.history == ["Story eel\nAn eel was weighed at the quay of Kelm."]


_BREAKS: list[tuple[str, int]] = [
    ("take", 1), ("take", 9), ("take_embedded", 1), ("switch", 1),
]  # fmt: skip


@pytest.mark.parametrize(("method", "call"), _BREAKS)
@pytest.mark.parametrize("other", ["folder", "database"])
@pytest.mark.parametrize("over", [False, True])
def test_a_crash_leaves_the_place_as_it_was(
    original: Original,
    archive: Path,
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    *,
    method: str,
    call: int,
    other: str,
    over: bool,
) -> None:
    source, target = original.places["folder"], place(other)
    if over:
        build_tiny(write_files(archive, {"a.txt": "Words of old."}), index=target)
    before = held(target) if over else {}
    _break(monkeypatch, method, call)

    with pytest.raises(KeyboardInterrupt):
        carried(source, target, over=over)

    monkeypatch.undo()
    if over:
        assert held(target) == before
        assert build_tiny(archive, index=target).unchanged == 1
    else:
        with pytest.raises(IndexMissing):
            home_of(target).current()
    if isinstance(target, Path):
        assert not (target / BUILDING).exists()
    carried(source, target, over=over)
    assert answers(target) == original.answers


def _break(monkeypatch: pytest.MonkeyPatch, method: str, call: int) -> None:
    """Be interrupted after a step was done, before the next."""
    calls = 0
    for kind in (FolderArriving, PostgresArriving):
        done = getattr(kind, method)

        def broken(self: Arriving, *given: Any, done: Any = done) -> Any:
            nonlocal calls
            calls += 1
            if method == "switch":  # which ends with the switch itself
                raise KeyboardInterrupt
            found = done(self, *given)
            if calls == call:
                raise KeyboardInterrupt
            return found

        monkeypatch.setattr(kind, method, broken)


@pytest.mark.parametrize("other", ["folder", "database"])
def test_while_another_writes_there_it_is_busy(
    original: Original, place: Place, other: str
) -> None:
    source, target = original.places["folder"], place(other)
    if isinstance(target, Path):
        with locked(target), pytest.raises(IndexBusy):
            carried(source, target)
    else:
        with locked_database(target), pytest.raises(IndexBusy):
            carried(source, target)


@pytest.mark.parametrize("one", ["folder", "database"])
def test_where_there_is_no_index_nothing_is_made(place: Place, one: str, tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        carried(place(one), tmp_path / "target")
    assert not (tmp_path / "target").exists()


@pytest.mark.parametrize("one", ["folder", "database"])
def test_an_index_is_not_copied_onto_itself(original: Original, one: str) -> None:
    source = original.places[one]
    again = source / ".." / source.name if isinstance(source, Path) else _other_name(source)

    with pytest.raises(SettingsError, match="one place"):
        carried(source, again, over=True)


def _other_name(address: Address) -> Address:
    return Address.read(f"{address.whole}&application_name=another")


def test_a_reader_sees_one_version_whatever_is_built_meanwhile(
    archive: Path, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = place("database"), place("folder")
    build_tiny(write_files(archive, {"a.jsonl": TAR}), index=source)
    before = answers(source)
    take, write = FolderArriving.take, [True]

    def meanwhile(self: FolderArriving, table: Table, rows: Iterator[Sequence[object]]) -> None:
        if table.name == "paragraphs" and write.pop():
            build_tiny(write_files(archive, {"b.jsonl": EEL}), index=source)
        take(self, table, rows)

    monkeypatch.setattr(FolderArriving, "take", meanwhile)
    carried(source, target)

    assert answers(target) == before
    assert build_tiny(archive, index=target).added == 1


def test_a_build_that_reads_all_anew_waits_until_it_was_copied(
    place: Place, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = place("database"), place("folder")
    build_tiny(write_files(archive, {"a.jsonl": TAR}), index=source)
    take, other = FolderArriving.take, TinyEmbedder(digest="other")
    build = Thread(target=lambda: build_tiny(archive, index=source, embedder=other))

    def meanwhile(self: FolderArriving, table: Table, rows: Iterator[Sequence[object]]) -> None:
        if table.name == "articles":
            build.start()
            _wait_until_one_waits(source)
        take(self, table, rows)

    monkeypatch.setattr(FolderArriving, "take", meanwhile)
    carried(source, target)
    build.join()

    embedder = TinyEmbedder()
    assert build_tiny(archive, index=target, embedder=embedder).unchanged == 1
    assert embedder.history == []
    assert other.history == ["Story tar\nThe tar of Kelm is boiled twice and sold by the barrel."]


def _wait_until_one_waits(place: Location) -> None:
    assert isinstance(place, Address)
    with connect(place) as connection:
        while not connection.execute(
            "SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'"
        ).fetchone():
            pass


def test_a_large_folder_is_measured_anew_by_the_model_it_was_built_with(
    original: Original, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = original.places["folder"], place("folder")
    monkeypatch.setattr("index.folder_copying.lists_are_stale", lambda *_: True)
    monkeypatch.setattr("index.searched.write_lists", lambda *_: Lists(1, 1, 5, 1.0))
    monkeypatch.setattr("index.vectors.OpenLists", lambda *_, **__: None)

    carried(source, target, embedder_named=lambda name: TinyEmbedder(name=name))
    with home_of(target).leaving() as leaving:
        assert leaving.manifest.lists == Lists(1, 1, 5, 1.0)

    with pytest.raises(EmbedderError, match="another tiny"):
        carried(source, place("folder"), embedder_named=lambda _: TinyEmbedder(digest="other"))


def test_an_index_that_lost_articles_is_not_copied(
    original: Original, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = original.places["folder"], place("folder")
    monkeypatch.setattr(FolderArriving, "counts", lambda _: (1, 0, 1))

    with pytest.raises(IndexDamaged, match="1 articles, 0 copies and 1 paragraphs"):
        carried(source, target)


def test_progress_is_told_table_by_table(original: Original, place: Place) -> None:
    source, told = original.places["folder"], dict[str, tuple[int, int, float]]()

    def progress(step: str, done: int, total: int, *, share: float) -> None:
        told[step] = (done, total, share)

    carried(source, place("database"), progress=progress)

    assert told["copying articles"] == (20, 20, 1.0)
    assert {"copying paragraphs", "copying vectors", "indexing words"} <= told.keys()
    assert all(done == total for done, total, _ in told.values())


def test_an_empty_index_can_be_copied(archive: Path, place: Place) -> None:
    source = place("folder")
    build_tiny(archive, index=source)

    for kind in ("folder", "database"):
        target = place(kind)
        assert carried(source, target).articles == 0
        assert answers(target) == answers(source)
