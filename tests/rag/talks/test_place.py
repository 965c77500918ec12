"""Where talks lie: in the index folder, whatever is done to the index, or where settings say."""

import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import PressmarkError
from index.postgres.address import Address
from index.progress import unseen
from index.removal import forget_earlier_versions, remove_articles
from index.repair import Repair
from index.rollback import roll_back
from index.settings import Settings, read_settings
from index.surroundings import leftovers
from rag.talks import Talks, talks_place
from tests.rag.made import answer, claim
from tests.sample import HARBOUR, write_articles
from tests.tiny import TinyEmbedder, build_tiny

DATABASE = "postgresql://ida@db.example/news?schema=talks"


def test_talks_lie_in_the_index_folder_unless_the_settings_name_a_file(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    assert talks_place(shelf, read_settings(tmp_path, {})) == shelf / "talks.sqlite"

    (tmp_path / "pressmark.toml").write_text('talks = "kept.sqlite"\n')
    assert talks_place(shelf, read_settings(tmp_path, {})) == tmp_path / "kept.sqlite"

    (tmp_path / "pressmark.toml").write_text('talks = ""\n')
    with pytest.raises(PressmarkError, match="talks must be text"):
        read_settings(tmp_path, {})


def test_talks_lie_in_a_database_that_is_named_or_holds_the_index(tmp_path: Path) -> None:
    index = Address.read("postgresql:///articles")
    assert talks_place(index, Settings()) == index

    (tmp_path / "pressmark.toml").write_text(f'talks = "{DATABASE}"\n')
    settings = read_settings(tmp_path, {})
    for one in (index, tmp_path):
        assert talks_place(one, settings) == Address.read(DATABASE)
    assert talks_place(index, Settings(talks="kept.sqlite")) == Path("kept.sqlite")


def test_only_a_database_needs_its_driver(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from rag.talks import Talks;"
        f"Talks.open(Path({str(tmp_path / 'talks.sqlite')!r})).close();"
        "sys.exit('psycopg' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_talks_outlast_whatever_is_done_to_the_index(archive: Path, index: Path) -> None:
    write_articles(archive, *HARBOUR)
    build_tiny(archive, index=index)
    path = talks_place(index, Settings())
    with Talks.open(path) as talks:
        talk = talks.begin("ida")
        talks.add("ida", talk.id, answer(claim()))

        remove_articles(["poem"], index=index, embedder=TinyEmbedder(), progress=unseen)
        roll_back(index)
        build_tiny(archive, index=index, replace=True, keep=1)
        forget_earlier_versions(index)

        assert sorted(one.name for one in index.glob("talks.sqlite*")) == [
            "talks.sqlite", "talks.sqlite-shm", "talks.sqlite-wal",
        ]  # fmt: skip
        assert leftovers(index, Repair(index)).found == "nothing lies about"
        assert len(talks.turns("ida", talk.id)) == 1
    with Talks.open(path) as talks:
        assert len(talks.listed("ida")) == 1
