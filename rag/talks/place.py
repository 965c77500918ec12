"""An index and the settings in, where its talks are kept out: a file, or a database."""

from pathlib import Path

from index.home import Location, location_of
from index.settings import Settings
from index.store import TALKS


def talks_place(index: Location, settings: Settings) -> Location:
    """Return the place that the settings name, else the file in the index folder.

    The talks of an index in a database are in that database.
    """
    if settings.talks:
        return location_of(settings.talks)
    return index / TALKS if isinstance(index, Path) else index
