"""What is promised of an index's versions wherever it is kept: whole, kept, gone back to, swept."""

import threading
from pathlib import Path

import pytest

from index.errors import ArticleMissing, IndexMissing
from index.gather import WITHDRAWN
from index.home import Location, home_of
from index.progress import unseen
from index.removal import (
    Removal,
    forget_earlier_versions,
    readmit_articles,
    remove_articles,
)
from tests.index.homes import (
    Content,
    article,
    by_both,
    by_meaning,
    by_words,
    content_at,
    content_of,
    number_at,
    numbers_at,
)
from tests.tiny import BELL, TinyEmbedder, build_tiny, listed_ids, open_tiny, write_files

FERRY = article("ferry", "Ferry sails", "It left the quay at nine.", "It was full of sailors.")
BAKERY = article("bakery", "Bakery closes", "Flour is dear.", "Ten bakers lose their work.")
STORM = article("storm", "Storm nears", "Gales are forecast for Friday.")
WIRE = article("wire", "Bell raised", *BELL[:3], source="Agency", date="2024-01-25")
COPY = article("copy", "Ferry's bell", *BELL[:3], source="Lamp")


@pytest.fixture
def built(archive: Path, home: Location) -> Location:
    """An index of two articles."""
    build_tiny(write_files(archive, {"ferry.md": FERRY, "bakery.md": BAKERY}), index=home)
    return home


@pytest.fixture
def three(archive: Path, home: Location) -> Location:
    """An index of three versions, of one, two and three articles."""
    for number in (1, 2, 3):
        write_files(archive, {f"{number}.md": article(f"a{number}", "A", f"Words {number}.")})
        build_tiny(archive, index=home)
    return home


def removed(index: Location, *ids: str) -> Removal:
    return remove_articles(ids, index=index, embedder=TinyEmbedder(), progress=unseen)


def readmitted(index: Location, *ids: str) -> None:
    readmit_articles(ids, index=index, embedder=TinyEmbedder(), progress=unseen)


# --- taken out


def test_what_is_taken_out_is_gone_until_it_is_let_in_again(archive: Path, built: Location) -> None:
    first = content_at(built)
    assert [card.title for card in removed(built, "bakery").removed] == ["Bakery closes"]
    for _ in range(2):
        assert listed_ids(built) == ["ferry"]
        with open_tiny(built) as reader:
            assert by_words(reader, "flour bakers") == {}
            assert {id for id, _ in by_meaning(reader, "flour is dear")} == {"ferry"}
            with pytest.raises(ArticleMissing):
                reader.article("bakery")
        summary = build_tiny(archive, index=built)
        assert [one.reason for one in summary.skipped] == [WITHDRAWN]
    readmitted(built, "bakery")
    assert listed_ids(built) == ["ferry"]
    assert build_tiny(archive, index=built).added == 1
    assert content_at(built) == first


def test_another_model_does_not_bring_back_what_was_taken_out(
    archive: Path, built: Location
) -> None:
    removed(built, "bakery")
    other = TinyEmbedder(digest="tiny-2")
    build_tiny(archive, index=built, embedder=other)
    assert listed_ids(built) == ["ferry"]
    readmit_articles(["bakery"], index=built, embedder=other, progress=unseen)
    assert build_tiny(archive, index=built, embedder=other).added == 1


def test_the_copy_of_what_is_taken_out_is_named_and_stays(archive: Path, home: Location) -> None:
    build_tiny(write_files(archive, {"w.md": WIRE, "c.md": COPY}), index=home)
    assert [card.id for card in removed(home, "wire").copies] == ["copy"]
    assert listed_ids(home) == ["copy"]
    with open_tiny(home) as reader:
        assert {id for id, _ in by_both(reader, "the bell")} == {"copy"}


def test_an_unknown_id_takes_nothing_out(built: Location) -> None:
    before = home_of(built).current()
    with pytest.raises(ArticleMissing, match="no article 'nobody' in the index"):
        removed(built, "bakery", "nobody")
    with pytest.raises(ArticleMissing, match="'ferry' was taken out"):
        readmitted(built, "ferry")
    assert home_of(built).current() == before


def test_where_there_is_no_index_there_is_nothing_to_take_out_or_go_back_to(
    home: Location,
) -> None:
    for act in (lambda: removed(home, "a"), lambda: home_of(home).roll_back(0)):
        with pytest.raises(IndexMissing):
            act()


def test_taken_out_everywhere_it_stands_in_no_version(archive: Path, built: Location) -> None:
    write_files(archive, {"storm.md": STORM})
    build_tiny(archive, index=built)
    removed(built, "bakery")
    assert numbers_at(built) == [1, 2, 3]
    forget_earlier_versions(built)
    assert numbers_at(built) == [3]
    assert listed_ids(built) == ["ferry", "storm"]
    with pytest.raises(IndexMissing):
        home_of(built).roll_back(0)
    assert build_tiny(archive, index=built).unchanged == 2


# --- kept and gone back to


def test_the_version_before_is_current_again_and_the_one_after_too(three: Location) -> None:
    home = home_of(three)
    assert home.roll_back(0).version == home.current()
    assert (number_at(three), listed_ids(three)) == (2, ["a1", "a2"])
    home.roll_back(0)
    assert (number_at(three), listed_ids(three)) == (1, ["a1"])
    with open_tiny(three) as reader:
        assert {id for id, _ in by_both(reader, "words")} == {"a1"}
    home.roll_back(3)
    assert (number_at(three), listed_ids(three)) == (3, ["a1", "a2", "a3"])
    assert numbers_at(three) == [1, 2, 3]


@pytest.mark.parametrize("number", [0, 9])
def test_what_is_not_kept_cannot_be_gone_back_to(built: Location, number: int) -> None:
    with pytest.raises(IndexMissing, match="is kept") as caught:
        home_of(built).roll_back(number)
    assert caught.value.hint == "kept versions: 1"
    assert number_at(built) == 1


def test_a_build_after_going_back_brings_it_up_to_date_and_leaves_what_is_kept(
    archive: Path, three: Location
) -> None:
    third = content_at(three)
    home_of(three).roll_back(1)
    embedder = TinyEmbedder()
    summary = build_tiny(archive, index=three, embedder=embedder, keep=4)
    assert (summary.added, summary.unchanged) == (2, 1)
    assert number_at(three) == 4
    assert content_at(three) == third
    assert [(one.number, one.articles) for one in home_of(three).kept()] == [
        (1, 1), (2, 2), (3, 3), (4, 3)
    ]  # fmt: skip
    home_of(three).roll_back(2)
    assert listed_ids(three) == ["a1", "a2"]
    home_of(three).roll_back(3)
    assert content_at(three) == third


def test_what_is_forgotten_after_going_back_is_read_again(archive: Path, three: Location) -> None:
    third = content_at(three)
    home_of(three).roll_back(1)
    forget_earlier_versions(three)
    assert (numbers_at(three), listed_ids(three)) == ([1], ["a1"])
    assert build_tiny(archive, index=three).added == 2
    assert content_at(three) == third


def test_going_back_brings_what_was_decided_then(archive: Path, built: Location) -> None:
    first = content_at(built)
    removed(built, "bakery")
    assert home_of(built).roll_back(0).returned == ("bakery",)
    assert content_at(built) == first
    write_files(archive, {"storm.md": STORM})
    assert build_tiny(archive, index=built).skipped == ()
    assert listed_ids(built) == ["bakery", "ferry", "storm"]
    home_of(built).roll_back(2)
    assert (listed_ids(built), list(content_at(built).withdrawn)) == (
        ["ferry"], ["bakery Bakery closes"]
    )  # fmt: skip


def test_as_many_versions_stay_as_are_to_be_kept(archive: Path, home: Location) -> None:
    for number in range(1, 6):
        write_files(archive, {"a.md": article("a", "A", f"Words {number}.")})
        build_tiny(archive, index=home, keep=2)
        assert numbers_at(home) == list(range(max(1, number - 1), number + 1))
    assert [one.name for one in home_of(home).kept()][-1] == home_of(home).current()
    home_of(home).roll_back(4)
    with open_tiny(home) as reader:
        assert reader.article("a").text == "Words 4."
        assert list(by_words(reader, "4")) == [("a", 1)]


# --- readers see one whole version


def whole(reader_at: Location) -> tuple[Content, tuple[object, ...]]:
    with open_tiny(reader_at) as reader:
        return content_of(reader), tuple(by_words(reader, "words nine"))


def test_a_reader_sees_its_version_whole_until_it_is_closed(archive: Path, built: Location) -> None:
    unused = open_tiny(built)
    with unused, open_tiny(built) as reader:
        content = content_of(reader)
        found = [leg(reader, "flour at the quay") for leg in (by_words, by_meaning, by_both)]
        (archive / "bakery.md").unlink()
        for number in range(5):
            write_files(archive, {f"{number}.txt": f"Words {number}.", "ferry.md": STORM})
            build_tiny(archive, index=built, keep=1)
        for one in (reader, unused):
            assert content_of(one) == content
            asked = (by_words, by_meaning, by_both)
            assert [leg(one, "flour at the quay") for leg in asked] == found
    assert "bakery" not in listed_ids(built)
    write_files(archive, {"last.txt": "Words."})
    build_tiny(archive, index=built, keep=1)
    assert len(numbers_at(built)) == 1


def test_a_reader_sees_its_version_whole_when_it_was_gone_back_from(
    archive: Path, three: Location
) -> None:
    with open_tiny(three) as reader:
        content = content_of(reader)
        home_of(three).roll_back(1)
        for _ in range(2):
            write_files(archive, {"1.md": article("a1", "A", "Other.")})
            build_tiny(archive, index=three, keep=1)
            assert content_of(reader) == content
            assert {id for id, _ in by_both(reader, "words")} == {"a1", "a2", "a3"}


def test_readers_never_see_half_while_versions_are_switched(archive: Path, home: Location) -> None:
    states = [
        {"a.md": FERRY, "b.md": BAKERY},
        {"a.md": FERRY.replace("nine", "ten"), "b.md": STORM},
    ]
    known = set()
    for state in states:
        build_tiny(write_files(archive, state), index=home)
        known.add(whole(home))
    raised: list[BaseException] = []
    seen: list[object] = []
    over = threading.Event()

    def read() -> None:
        try:
            while not over.is_set():
                seen.append(whole(home))
        except BaseException as error:  # noqa: BLE001 - the test raises it again
            raised.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for one in readers:
        one.start()
    for turn in range(6):
        build_tiny(write_files(archive, states[turn % 2]), index=home, keep=1)
    over.set()
    for one in readers:
        one.join()
    assert raised == []
    assert len(seen) > 2
    assert set(seen) <= known
