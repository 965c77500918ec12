"""upgrade: an index in format 1 in, the same index in the present format out."""

import json
import shutil
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.errors import IndexBusy, IndexDamaged, IndexMissing, IndexOutdated, IndexProblem
from index.manifest import manifest_digest, read_manifest
from index.progress import unseen
from index.store import building, current_folder
from index.upgrade import Upgrade, upgrade
from tests.tiny import EVERYTHING, TinyEmbedder, build_tiny, open_tiny, titles_by_words, write_files

_KEPT = Path(__file__).parent / "format1" / "index.zip"
_ROUNDED = 0.002  # vectors may be stored in half precision


class Model:
    """Gives the same tiny embedder for every name, and remembers the names."""

    def __init__(self, embedder: TinyEmbedder | None = None) -> None:
        self.embedder = embedder or TinyEmbedder()
        self.names: list[str] = []

    def __call__(self, name: str) -> TinyEmbedder:
        self.names.append(name)
        return self.embedder


def upgraded(index: Path, model: Model | None = None) -> Upgrade:
    return upgrade(index, embedder_named=model or Model(), progress=unseen)


def interrupted(step: str, done: int, total: int, *, share: float) -> None:
    """A progress that ends an upgrade when its vectors are there and its words are not yet."""
    del done, total, share
    if step == "indexing words":
        raise KeyboardInterrupt


def files_of(index: Path) -> dict[str, bytes]:
    """Every file that readers of an index open, by its path."""
    files = [index / "CURRENT", *sorted((index / "versions").rglob("*"))]
    return {str(path): path.read_bytes() for path in files if path.is_file()}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The folder of an archive, its index in format 1, and what was found in that."""
    with zipfile.ZipFile(_KEPT) as packed:
        packed.extractall(tmp_path / "kept")
    return tmp_path / "kept"


@pytest.fixture
def old(kept: Path) -> Path:
    """The index in format 1; its archive is gone."""
    shutil.rmtree(kept / "archive")
    return kept / "index"


@pytest.fixture
def expected(kept: Path) -> dict[str, Any]:
    found = json.loads((kept / "expected.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


# --- what stays the same


def test_articles_keep_their_ids_paragraphs_copies_and_what_was_left_aside(
    old: Path, expected: dict[str, Any]
) -> None:
    upgraded(old)

    with closing(open_tiny(old)) as reader:
        found = {
            one.id: {
                "title": one.title,
                "origin": str(one.origin),
                "fingerprint": one.fingerprint,
                "also_in": [copy.id for copy in one.also_in],
                "removed": [left.text for left in one.removed],
                "paragraphs": [[p.number, p.start, p.end, p.digest] for p in one.paragraphs],
            }
            for one, _ in reader.database.shown_articles()
        }
    assert found == expected["articles"]


def test_the_same_is_found_by_words_and_by_meaning(old: Path, expected: dict[str, Any]) -> None:
    upgraded(old)

    with closing(open_tiny(old)) as reader:
        for wanted, titles in expected["by_words"].items():
            assert titles_by_words(reader, wanted) == titles
        for wanted, scores in expected["by_meaning"].items():
            found = reader.nearest(reader.embed([wanted])[0], 20, EVERYTHING)
            located = reader.database.located(list(found))
            cosines = {f"{one.article.id} {one.number}": found[key] for key, one in located.items()}
            assert cosines == pytest.approx(scores, abs=_ROUNDED)


def test_nothing_is_embedded_and_the_summary_says_so(old: Path) -> None:
    model = Model()

    done = upgraded(old, model)

    assert model.embedder.history == []
    assert model.names == ["tiny"]
    assert (done.from_format, done.needed) == (1, True)
    assert (done.articles, done.duplicates, done.paragraphs) == (7, 1, 10)
    assert (done.vectors_taken_over, done.vectors_embedded) == (10, 0)
    assert done.version == current_folder(old).name


def test_the_archives_named_and_the_embedder_are_carried_over(old: Path) -> None:
    upgraded(old)

    made = read_manifest(current_folder(old))
    assert made.archives == ("/format-1/archive",)
    assert made.embedder.name == "tiny"


def test_a_build_of_the_unchanged_archive_after_it_embeds_nothing(
    kept: Path, expected: dict[str, Any]
) -> None:
    index, embedder = kept / "index", TinyEmbedder()
    upgraded(index)

    summary = build_tiny(kept / "archive", index=index, embedder=embedder)

    assert embedder.history == []
    assert (summary.added, summary.changed, summary.removed) == (0, 0, 0)
    assert summary.articles == len(expected["articles"])


def test_after_an_upgrade_a_changed_file_costs_only_its_change(kept: Path) -> None:
    index, embedder = kept / "index", TinyEmbedder()
    upgraded(index)
    bakery = kept / "archive" / "tide" / "bakery.md"
    write_files(bakery.parent, {bakery.name: bakery.read_text().replace("Ten", "Nine")})

    build_tiny(kept / "archive", index=index, embedder=embedder)

    assert embedder.history == ["Bakery closes\nNine bakers lose their work."]


# --- the older versions


def test_the_older_versions_are_removed_after_the_switch(old: Path) -> None:
    assert sorted(one.name for one in (old / "versions").iterdir()) == ["000001", "000002"]
    done = upgraded(old)
    assert [one.name for one in (old / "versions").iterdir()] == [done.version]


def test_an_interrupted_upgrade_leaves_the_index_as_it_was(old: Path) -> None:
    before = files_of(old)

    with pytest.raises(KeyboardInterrupt):
        upgrade(old, embedder_named=Model(), progress=interrupted)

    assert files_of(old) == before
    assert upgraded(old).vectors_embedded == 0


def test_an_upgrade_waits_for_no_build(old: Path) -> None:
    with building(old), pytest.raises(IndexBusy):
        upgraded(old)


# --- what is up to date, newer, missing or damaged


def test_an_index_that_is_up_to_date_is_left_alone(old: Path) -> None:
    done = upgraded(old)
    before, model = files_of(old), Model()

    again = upgraded(old, model)

    assert (again.needed, again.version, again.articles) == (False, done.version, 7)
    assert (again.vectors_taken_over, again.vectors_embedded) == (0, 0)
    assert files_of(old) == before
    assert model.names == []


def test_a_newer_format_is_not_touched(archive: Path, index: Path) -> None:
    build_tiny(write_files(archive, {"a.txt": "Words."}), index=index)
    folder = current_folder(index)
    manifest = folder / "manifest.json"
    record = json.loads(manifest.read_text()) | {"format": 99}
    manifest.write_text(json.dumps(record))
    folder = folder.rename(folder.with_name(f"000001-{manifest_digest(folder)}"))
    (index / "CURRENT").write_text(folder.name + "\n")

    with pytest.raises(IndexProblem, match="format 99") as caught:
        upgraded(index)
    assert "newer Pressmark" in caught.value.hint


def test_where_there_is_no_index_there_is_nothing_to_upgrade(index: Path) -> None:
    with pytest.raises(IndexMissing):
        upgraded(index)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [_cut, _flip, Path.unlink])
@pytest.mark.parametrize("name", ["articles.sqlite", "vectors.faiss", "manifest.json"])
def test_a_damaged_version_is_not_upgraded(
    old: Path, name: str, damage: Callable[[Path], None]
) -> None:
    damage(old / "versions" / "000002" / name)
    before = files_of(old)

    with pytest.raises(IndexDamaged) as caught:
        upgraded(old)

    assert "--replace" in caught.value.hint
    assert files_of(old) == before


def test_other_commands_name_the_upgrade(old: Path) -> None:
    with pytest.raises(IndexOutdated) as caught:
        open_tiny(old)
    assert "pressmark index upgrade" in caught.value.hint


# --- what must be embedded after all


def test_with_other_weights_under_the_same_name_everything_is_embedded_again(old: Path) -> None:
    model = Model(TinyEmbedder(digest="tiny-2"))

    done = upgraded(old, model)

    assert (done.vectors_taken_over, done.vectors_embedded) == (0, 10)
    assert len(model.embedder.history) == 10


def test_what_an_interrupted_upgrade_embedded_is_not_embedded_again(old: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        upgrade(old, embedder_named=Model(TinyEmbedder(digest="tiny-2")), progress=interrupted)
    model = Model(TinyEmbedder(digest="tiny-2"))

    done = upgraded(old, model)

    assert model.embedder.history == []
    assert (done.vectors_taken_over, done.vectors_embedded) == (10, 0)
