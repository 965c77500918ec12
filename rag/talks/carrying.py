"""Two places in; the talks of one, with all that was asked in them, in the other too, out."""

from contextlib import closing
from pathlib import Path

from index.home import Location
from rag.talks.home import Home, Row, Run
from rag.talks.talks import home_of

_TALK = "owner, title, folded, created, updated"
_TURN = "number, asked, good, reason, folded, record"


def carry_talks(source: Location, target: Location) -> int:
    """Copy the talks that the other place lacks; return how many those were.

    A talk goes over whole or not at all; one whose id is there already is left as it is. Raises
    TalksUnreadable.
    """
    if source == target or (isinstance(source, Path) and not source.exists()):
        return 0
    with closing(home_of(source)) as here, closing(home_of(target)) as there:
        ids = here.read(lambda run: run("SELECT id FROM talks ORDER BY key", ()))
        return sum(_carry(here, there, str(id)) for (id,) in ids)


def _carry(here: Home, there: Home, id: str) -> bool:
    """Copy a talk unless it is there; return whether it was copied."""

    def read(run: Run) -> tuple[list[Row], list[Row]]:
        talk = run(f"SELECT {_TALK} FROM talks WHERE id = ?", (id,))  # noqa: S608 - our own names
        turns = run(
            f"SELECT {_TURN} FROM turns WHERE talk = (SELECT key FROM talks WHERE id = ?)"  # noqa: S608
            " ORDER BY number",
            (id,),
        )
        return talk, turns

    found, turns = here.read(read)

    def write(run: Run) -> bool:
        for talk in found:  # none, where it was deleted meanwhile
            made = run(
                f"INSERT INTO talks (id, {_TALK}) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608
                " ON CONFLICT (id) DO NOTHING RETURNING key",
                (id, *talk),
            )
            for (key,) in made:
                for number, asked, good, *rest in turns:
                    run(
                        f"INSERT INTO turns (talk, {_TURN}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                        (key, number, asked, None if good is None else bool(good), *rest),
                    )
                return True
        return False

    return there.write(write)
