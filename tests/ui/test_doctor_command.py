"""`pressmark index doctor`: what is printed, and the exit status."""

from pathlib import Path

import pytest

import index.embedder
from index.embedder import SentenceTransformerEmbedder
from index.errors import EmbedderError
from index.store import current_folder
from tests.sample import HARBOUR, Sample, write_articles
from tests.tiny import write_files
from tests.ui.conftest import Press, assert_one_line_and_a_hint
from ui.doctor_command import _installed


def damage(index: Path) -> None:
    path = current_folder(index) / "articles.sqlite"
    path.write_bytes(path.read_bytes()[:-1] + b"!")


def test_a_well_index_is_told_so_with_status_0(press: Press, harbour: Path) -> None:
    del harbour
    ran = press("index", "doctor")

    first, *lines = ran.out.splitlines()
    assert (ran.status, ran.err) == (0, "")
    assert first == ".pressmark: 0 ill, 0 note, 19 well"
    assert len(lines) == 19
    assert lines[0].startswith("well  current     version 000001-")
    assert "remedy" not in ran.out


def test_an_ill_index_is_told_with_remedies_and_status_1(press: Press, harbour: Path) -> None:
    damage(harbour)

    ran = press("index", "doctor")

    assert (ran.status, ran.err) == (1, "")
    lines = ran.out.splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("ill   files  "))
    assert "articles.sqlite has other bytes than were written" in lines[at]
    assert lines[at + 1].startswith("                  remedy: build anew")


def test_notes_alone_leave_status_0(press: Press, folder: Path, harbour: Path) -> None:
    del harbour
    write_files(folder / "archive", {"new.txt": "A whale was seen off Kelm."})

    ran = press("index", "doctor")

    assert ran.status == 0
    assert "\nnote  sources     1 file not read yet: " in ran.out


def test_the_remedy_for_damage_is_a_command_that_cures(press: Press, folder: Path) -> None:
    archive = write_articles(folder / "an archive", *HARBOUR)
    press("index", "build", str(archive))
    damage(folder / ".pressmark")
    remedies = [one["remedy"] for one in press("index", "doctor", "--json").record["findings"]]
    command = next(one for one in remedies if "--replace" in one).partition("by hand: ")[2]

    assert command == f"pressmark index build '{archive}' --replace --index .pressmark"


def test_json_has_each_finding_with_its_remedy(press: Press, harbour: Path) -> None:
    well = press("index", "doctor", "--json")
    damage(harbour)
    ill = press("index", "doctor", "--json")

    assert (well.status, ill.status) == (0, 1)
    assert (well.record["well"], ill.record["well"]) == (True, False)
    for ran in (well, ill):
        assert set(ran.record) == {"index", "well", "findings"}
        assert ran.record["index"] == ".pressmark"
        for one in ran.record["findings"]:
            assert set(one) == {"name", "state", "found", "remedy"}
            assert one["state"] in ("well", "note", "ill")
            assert bool(one["remedy"]) == (one["state"] != "well")


def test_where_there_is_no_index_the_status_is_2(press: Press, folder: Path) -> None:
    (folder / "empty").mkdir()
    for name in ("nowhere", "empty"):
        ran = press("index", "doctor", "--index", name)
        assert_one_line_and_a_hint(ran, f"no index at {name}", "pressmark index build")


def test_a_model_that_is_not_here_is_not_fetched(
    press: Press, harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del harbour
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setattr(index.embedder, "SentenceTransformerEmbedder", SentenceTransformerEmbedder)

    with pytest.raises(EmbedderError, match="pressmark/none is not on this machine") as caught:
        _ = _installed("pressmark/none").digest
    assert "fetches it" in caught.value.hint
    assert press("index", "doctor").status == 1  # no hub has the "tiny" it was built with


def test_the_sample_is_well_in_every_way(press: Press, sample: Sample, sample_index: Path) -> None:
    del sample, sample_index
    ran = press("index", "doctor")

    assert ran.status == 0
    assert "52 articles, " in ran.out
    assert "model       all-MiniLM-L6-v2, the one of the index" in ran.out


def test_what_lies_in_an_index_cannot_steer_the_terminal(press: Press, harbour: Path) -> None:
    write_files(harbour, {"torn\x1b]0;owned\x07\x9b2J": "x", "two\nlines": "y"})

    ran = press("index", "doctor")

    assert not set(ran.out) & {"\x1b", "\x07", "\x9b"}
    assert "two\\nlines" in ran.out
