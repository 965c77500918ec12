"""An index and the settings in, where its talks are kept out: a file, or a database."""

from pathlib import Path

from index.postgres.address import Address, is_address
from index.settings import Settings
from index.store import TALKS


def talks_place(index: Path | Address, settings: Settings) -> Path | Address:
    """Return the place that the settings name, else the file in the index folder.

    The talks of an index in a database are in that database.
    """
    if settings.talks:
        return place_named(settings.talks)
    return index / TALKS if isinstance(index, Path) else index


def place_named(text: str) -> Path | Address:
    """Return the place that a text names; raises SettingsError for an address of no sense."""
    return Address.read(text) if is_address(text) else Path(text)
