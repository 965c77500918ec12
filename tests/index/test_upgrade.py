"""upgrade: an index in an older format in, the same index in the present format out."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import IndexBusy, IndexDamaged, IndexMissing, IndexOutdated, IndexProblem
from index.gather import WITHDRAWN
from index.home import Upgrade
from index.manifest import manifest_digest, read_manifest
from index.precision import Precision
from index.progress import unseen
from index.ranking import learned_ranking
from index.settings import VERSIONS_KEPT
from index.store import building, current_folder, versions
from index.terms import key_terms
from index.upgrade import open_older, upgrade
from tests.kept import OLDER_FORMATS, Kept, unpacked, vectors_of
from tests.tiny import EVERYTHING, TinyEmbedder, build_tiny, open_tiny, titles_by_words, write_files

_ROUNDED = 0.002  # vectors may be stored in half precision


class Model:
    """Gives the same tiny embedder for every name, and remembers the names."""

    def __init__(self, embedder: TinyEmbedder | None = None) -> None:
        self.embedder = embedder or TinyEmbedder()
        self.names: list[str] = []

    def __call__(self, name: str) -> TinyEmbedder:
        self.names.append(name)
        return self.embedder


def upgraded(index: Path, model: Model | None = None, *, keep: int = VERSIONS_KEPT) -> Upgrade:
    return upgrade(index, embedder_named=model or Model(), progress=unseen, keep=keep)


def interrupted(step: str, done: int, total: int, *, share: float) -> None:
    """A progress that ends an upgrade when its vectors are there and its words are not yet."""
    del done, total, share
    if step == "indexing words":
        raise KeyboardInterrupt


def files_of(index: Path) -> dict[str, bytes]:
    """Every file that readers of an index open, by its path."""
    files = [index / "CURRENT", *sorted((index / "versions").rglob("*"))]
    return {str(path): path.read_bytes() for path in files if path.is_file()}


@pytest.fixture(params=OLDER_FORMATS, ids="format {}".format)
def whole(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    """An index in an older format beside its archive."""
    return unpacked(request.param, tmp_path / "kept")


@pytest.fixture
def kept(whole: Kept) -> Kept:
    """An index in an older format; its archive is gone."""
    shutil.rmtree(whole.archive)
    return whole


@pytest.fixture
def second(tmp_path: Path) -> Kept:
    """An index in format 2 beside its archive."""
    return unpacked(2, tmp_path / "kept")


# --- what stays the same


def test_articles_keep_their_ids_paragraphs_copies_and_what_was_left_aside(kept: Kept) -> None:
    upgraded(kept.index)

    with closing(open_tiny(kept.index)) as reader:
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
    assert found == kept.expected["articles"]


def test_the_same_is_found_by_words_and_by_meaning(kept: Kept) -> None:
    upgraded(kept.index)

    with closing(open_tiny(kept.index)) as reader:
        for wanted, titles in kept.expected["by_words"].items():
            assert titles_by_words(reader, wanted) == titles
        for wanted, scores in kept.expected["by_meaning"].items():
            found = reader.nearest(reader.embed([wanted])[0], 20, EVERYTHING)
            located = reader.database.located(list(found))
            cosines = {f"{one.article.id} {one.number}": found[key] for key, one in located.items()}
            assert cosines == pytest.approx(scores, abs=_ROUNDED)


def test_nothing_is_embedded_and_the_summary_says_so(kept: Kept) -> None:
    model, vectors = Model(), vectors_of(kept)

    done = upgraded(kept.index, model)

    assert model.embedder.history == []
    assert model.names == ["tiny"]
    assert (done.from_format, done.needed) == (kept.format, True)
    paragraphs = sum(len(one["paragraphs"]) for one in kept.expected["articles"].values())
    assert (done.articles, done.duplicates, done.paragraphs) == (7, 1, paragraphs)
    assert (done.vectors_taken_over, done.vectors_embedded) == (vectors, 0)
    assert done.version == current_folder(kept.index).name


def test_the_archives_named_and_the_embedder_are_carried_over(kept: Kept) -> None:
    upgraded(kept.index)

    made = read_manifest(current_folder(kept.index))
    assert made.archives == (f"/format-{kept.format}/archive",)
    assert made.embedder.name == "tiny"
    assert made.ranking == learned_ranking()


def test_an_arabic_word_is_found_by_a_piece_of_it_from_now_on(kept: Kept) -> None:
    asked = "بمينائهم"
    assert key_terms(asked) != key_terms("الميناء")

    upgraded(kept.index)

    with closing(open_tiny(kept.index)) as reader:
        assert titles_by_words(reader, asked) == ["الميناء يفتح"]


def test_a_build_of_the_unchanged_archive_after_it_embeds_nothing(whole: Kept) -> None:
    embedder = TinyEmbedder()
    upgraded(whole.index)

    summary = build_tiny(whole.archive, index=whole.index, embedder=embedder)

    assert embedder.history == []
    assert (summary.added, summary.changed, summary.removed) == (0, 0, 0)
    assert summary.articles == len(whole.expected["articles"])


def test_after_an_upgrade_a_changed_file_costs_only_its_change(whole: Kept) -> None:
    embedder = TinyEmbedder()
    upgraded(whole.index)
    bakery = whole.archive / "tide" / "bakery.md"
    write_files(bakery.parent, {bakery.name: bakery.read_text().replace("Ten", "Nine")})

    build_tiny(whole.archive, index=whole.index, embedder=embedder)

    assert embedder.history == ["Bakery closes\nNine bakers lose their work."]


# --- what users decided, and what moved


def test_what_was_taken_out_stays_out(second: Kept) -> None:
    upgraded(second.index)

    with closing(open_tiny(second.index)) as reader:
        assert (
            reader.database.withdrawn() == second.expected["withdrawn"] == {"whale": "Whale seen"}
        )
        assert "whale" not in reader.database.known()
    summary = build_tiny(second.archive, index=second.index)
    assert [(one.origin, one.reason) for one in summary.skipped] == [
        (str(second.archive / "tide" / "whale.md"), WITHDRAWN)
    ]
    assert summary.added == 0


def test_an_article_that_moved_is_found_by_the_id_it_had(second: Kept) -> None:
    upgraded(second.index)
    build_tiny(second.archive, index=second.index)

    ((old, new),) = second.expected["moved"].items()
    with closing(open_tiny(second.index)) as reader:
        assert reader.article(old).id == new
        assert reader.article(new).title == "Storm nears"


# --- what the next version is begun from


def test_vectors_stay_in_their_rows_as_they_are(second: Kept) -> None:
    before = second.version
    upgraded(second.index)
    shards = [one / "vectors" / "000000.faiss" for one in (before, current_folder(second.index))]
    assert shards[0].read_bytes() == shards[1].read_bytes()


def test_how_the_model_computed_them_is_still_told(second: Kept) -> None:
    computed = Precision("bfloat16", 1.85, 0.99996)
    _restate(second, precision={"name": "bfloat16", "speedup": 1.85, "cosine": 0.99996})

    upgraded(second.index)

    assert read_manifest(current_folder(second.index)).precision == computed


def _restate(kept: Kept, **values: object) -> None:
    """Let the current version's manifest say something else."""
    version = kept.version
    manifest = version / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | values))
    named = version.rename(version.with_name(f"{version.name[:6]}-{manifest_digest(version)}"))
    (kept.index / "CURRENT").write_text(named.name + "\n")


# --- the older versions


def test_versions_in_format_1_are_removed_after_the_switch(tmp_path: Path) -> None:
    index = unpacked(1, tmp_path / "kept").index
    assert sorted(one.name for one in (index / "versions").iterdir()) == ["000001", "000002"]
    done = upgraded(index)
    assert [one.name for one in (index / "versions").iterdir()] == [done.version]


def test_versions_in_format_2_stay_as_earlier_versions_do(second: Kept) -> None:
    before = files_of(second.index / "versions")
    earlier = [one.name for one in versions(second.index)]

    done = upgraded(second.index)

    assert [one.name for one in versions(second.index)] == [*earlier, done.version]
    assert before.items() <= files_of(second.index / "versions").items()
    assert done.version.startswith("000004-")


def test_an_earlier_version_of_no_use_any_more_goes_when_newer_ones_come(second: Kept) -> None:
    done = upgraded(second.index, keep=1)
    assert [one.name for one in versions(second.index)] == [done.version]


def test_what_is_in_use_while_it_is_upgraded_can_still_be_read(kept: Kept) -> None:
    with closing(open_older(kept.index)) as old:
        before = list(old.articles())
        upgraded(kept.index, keep=1)

        assert not old.folder.exists()
        assert list(old.articles()) == before
        if old.before:
            rows = range(len(old.before.vectors))
            assert old.before.vectors.get(rows).any(axis=1).sum() == vectors_in(kept.index)


def vectors_in(index: Path) -> int:
    return read_manifest(current_folder(index)).counts["vectors"]


def test_an_interrupted_upgrade_leaves_the_index_as_it_was(kept: Kept) -> None:
    before = files_of(kept.index)

    with pytest.raises(KeyboardInterrupt):
        upgrade(kept.index, embedder_named=Model(), progress=interrupted)

    assert files_of(kept.index) == before
    assert upgraded(kept.index).vectors_embedded == 0


def test_an_upgrade_waits_for_no_build(kept: Kept) -> None:
    with building(kept.index), pytest.raises(IndexBusy):
        upgraded(kept.index)


def test_an_upgrade_that_another_has_overtaken_says_so(second: Kept) -> None:
    upgraded(second.index)
    with pytest.raises(IndexBusy, match="has just been upgraded"):
        open_older(second.index)


# --- what is up to date, newer, missing or damaged


def test_an_index_that_is_up_to_date_is_left_alone(kept: Kept) -> None:
    done = upgraded(kept.index)
    before, model = files_of(kept.index), Model()

    again = upgraded(kept.index, model)

    assert (again.needed, again.version, again.articles) == (False, done.version, 7)
    assert (again.vectors_taken_over, again.vectors_embedded) == (0, 0)
    assert files_of(kept.index) == before
    assert model.names == []


def test_a_newer_format_is_not_touched(second: Kept) -> None:
    _restate(second, format=99)
    before = files_of(second.index)

    with pytest.raises(IndexProblem, match="format 99") as caught:
        upgraded(second.index)
    assert "newer Pressmark" in caught.value.hint
    assert files_of(second.index) == before


def test_a_format_there_never_was_is_damage(second: Kept) -> None:
    _restate(second, format=0)
    with pytest.raises(IndexDamaged):
        upgraded(second.index)


def test_where_there_is_no_index_there_is_nothing_to_upgrade(index: Path) -> None:
    with pytest.raises(IndexMissing):
        upgraded(index)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


_FILES = {
    1: ("articles.sqlite", "vectors.faiss", "lexical/meta.json", "manifest.json"),
    2: (
        "articles.sqlite", "ledger.sqlite", "vectors/000000.faiss", "lexical/meta.json",
        "manifest.json",
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", [_cut, _flip, Path.unlink])
@pytest.mark.parametrize(
    ("format", "name"), [(format, name) for format, names in _FILES.items() for name in names]
)
def test_a_damaged_version_is_not_upgraded(
    tmp_path: Path, format: int, name: str, damage: Callable[[Path], None]
) -> None:
    kept = unpacked(format, tmp_path / "kept")
    damage(kept.version / name)
    before = files_of(kept.index)

    with pytest.raises(IndexDamaged) as caught:
        upgraded(kept.index)

    assert "--replace" in caught.value.hint
    assert files_of(kept.index) == before


def test_other_commands_name_the_upgrade(kept: Kept) -> None:
    with pytest.raises(IndexOutdated, match=f"format {kept.format}") as caught:
        open_tiny(kept.index)
    assert "pressmark index upgrade" in caught.value.hint


# --- what a build does with an index in an older format


def test_a_build_names_the_upgrade_and_touches_nothing(whole: Kept) -> None:
    before = files_of(whole.index)
    with pytest.raises(IndexOutdated) as caught:
        build_tiny(whole.archive, index=whole.index)
    assert "pressmark index upgrade" in caught.value.hint
    assert files_of(whole.index) == before


def test_a_build_that_replaces_all_needs_no_upgrade(whole: Kept) -> None:
    summary = build_tiny(whole.archive, index=whole.index, replace=True)
    assert summary.articles == len(whole.expected["articles"])


def test_what_was_taken_out_stays_out_of_a_build_that_replaces_all(second: Kept) -> None:
    embedder = TinyEmbedder()

    build_tiny(second.archive, index=second.index, embedder=embedder, replace=True)

    assert embedder.history == []
    with closing(open_tiny(second.index)) as reader:
        assert reader.database.withdrawn() == {"whale": "Whale seen"}
        assert "whale" not in reader.database.known()


def test_a_build_that_replaces_all_mends_a_damaged_version(second: Kept) -> None:
    _flip(second.version / "articles.sqlite")
    assert build_tiny(second.archive, index=second.index, replace=True).articles == 8


# --- what must be embedded after all


def test_with_other_weights_under_the_same_name_everything_is_embedded_again(kept: Kept) -> None:
    model, vectors = Model(TinyEmbedder(digest="tiny-2")), vectors_of(kept)

    done = upgraded(kept.index, model)

    assert (done.vectors_taken_over, done.vectors_embedded) == (0, vectors)
    assert len(model.embedder.history) == vectors


def test_what_an_interrupted_upgrade_embedded_is_not_embedded_again(kept: Kept) -> None:
    other, vectors = TinyEmbedder(digest="tiny-2"), vectors_of(kept)
    with pytest.raises(KeyboardInterrupt):
        upgrade(kept.index, embedder_named=Model(other), progress=interrupted)
    model = Model(TinyEmbedder(digest="tiny-2"))

    done = upgraded(kept.index, model)

    assert model.embedder.history == []
    assert (done.vectors_taken_over, done.vectors_embedded) == (vectors, 0)
