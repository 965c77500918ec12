"""An index folder and the settings in, the path of the file that its talks are kept in out."""

from pathlib import Path

from index.settings import Settings
from index.store import TALKS


def talks_file(index: Path, settings: Settings) -> Path:
    """Return the file that the settings name, else the one in the index folder."""
    return Path(settings.talks) if settings.talks else index / TALKS
