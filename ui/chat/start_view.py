"""An archive in; what to ask it first, and what is new in it, out."""

from collections.abc import Callable
from itertools import islice

from index.filters import Filters
from ui.chat.place import place_of
from ui.chat.turn_data import start_data
from ui.chat.visit import Visit
from ui.components import clicked, record_clicked, show_start

_KEY = "start"
_NEWEST = 6  # articles named on an empty page


def show_start_of(visit: Visit, *, ask: Callable[[str], None]) -> None:
    """Draw what to begin with; a click on a question calls `ask`."""
    newest = [one.card for one in islice(visit.reader.database.listed(Filters()), _NEWEST)]
    show_start(
        start_data(newest, (), visit.words),
        key=_KEY,
        on_open_change=lambda: visit.read(place_of(record_clicked(_KEY, "open"))),
        on_asked_change=lambda: ask(clicked(_KEY, "asked")),
    )
