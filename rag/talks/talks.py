"""Answers in, kept by talk and owner in a file or a database; talks, found again and judged, out.

Threads may share one `Talks`; processes open one each. An owner sees no talk of another.
"""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from index.postgres.address import Address
from index.terms import fold, words
from rag.answers_kept import RecordBroken, answer_kept, kept
from rag.talks.file import TalksFile
from rag.talks.home import Home, Row, Run, TalksUnreadable
from rag.talks.talk import SavedTurn, Talk, TalkCard, TalkMissing, title_of
from rag.types import Answer

_EMPTY_FOR = timedelta(days=1)  # until a talk in which nothing was asked is forgotten
_LONGEST_TITLE, _LONGEST_REASON = 200, 2000  # characters
_TALK = "id, owner, title, created, updated"
_LAST = "SELECT coalesce(max(number), 0) FROM turns WHERE talk = ?"
_FORGET = (  # a turn that is added meanwhile changes `updated`, and keeps the talk
    "DELETE FROM talks WHERE created < ? AND updated = created"
    " AND NOT EXISTS (SELECT 1 FROM turns WHERE talk = talks.key)"
)
_LISTED = (
    "WITH sought(word) AS (VALUES {words})"
    " SELECT id, title, created, updated, (SELECT count(*) FROM turns WHERE talk = t.key)"
    " FROM talks t WHERE owner = ? AND EXISTS (SELECT 1 FROM turns WHERE talk = t.key)"
    " AND NOT EXISTS (SELECT 1 FROM sought WHERE instr(t.folded, word) = 0 AND NOT EXISTS"
    "   (SELECT 1 FROM turns WHERE talk = t.key AND instr(folded, word) > 0))"
    " ORDER BY updated DESC, key DESC"
)


def utc_now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


class Talks:
    """The talks of one home."""

    def __init__(self, home: Home, now: Callable[[], datetime] = utc_now) -> None:
        self._home, self._now = home, now

    @classmethod
    def open(cls, place: Path | Address, *, now: Callable[[], datetime] = utc_now) -> "Talks":
        """Open the file, which is made if need be, or the database, whose tables are there.

        Raises TalksUnreadable where it cannot be opened.
        """
        return cls(home_of(place), now)

    def begin(self, owner: str) -> Talk:
        """Return a new talk, which is listed once something was asked in it."""
        if not owner:
            raise ValueError("a talk has an owner")
        now = self._now()
        moment = _moment(now)
        made = Talk(_new_id(), _text(owner), "", moment, moment)

        def write(run: Run) -> None:
            run(_FORGET, (_moment(now - _EMPTY_FOR),))
            run(
                "INSERT INTO talks (id, owner, title, folded, created, updated)"
                " VALUES (?, ?, '', '', ?, ?)",
                (made.id, made.owner, moment, moment),
            )

        self._home.write(write)
        return made

    def talk(self, owner: str, talk_id: str) -> Talk:
        """Return the talk; TalkMissing where this owner has none of this id."""
        return Talk(*self._home.read(lambda run: _row(run, owner, talk_id, _TALK)))

    def listed(self, owner: str, containing: str = "") -> tuple[TalkCard, ...]:
        """Return the owner's talks in which something was asked, the last one added to first.

        `containing` keeps those whose title, questions and claims have all of its words, or words
        that these are a part of, in whatever accents and case.
        """
        sought = tuple(dict.fromkeys(_folded(containing).split()))
        if containing.strip() and not sought:
            return ()
        some = sought or ("",)  # which is a part of every text
        statement = _LISTED.format(words=", ".join(["(?)"] * len(some)))
        found = self._home.read(lambda run: run(statement, (*some, _text(owner))))
        return tuple(TalkCard(*row) for row in found)

    def add(self, owner: str, talk_id: str, answer: Answer) -> int:
        """Keep an answer as the next turn of the talk; return the number of the turn, from 1."""
        said = _folded(" ".join([answer.question, *(claim.text for claim in answer.claims)]))
        record, moment = kept(answer), _moment(self._now())

        def write(run: Run) -> int:
            key, title, updated = self._locked(run, owner, talk_id, "key, title, updated")
            ((last,),) = run(_LAST, (key,))
            run(
                "INSERT INTO turns (talk, number, asked, reason, folded, record)"
                " VALUES (?, ?, ?, '', ?, ?)",
                (key, last + 1, moment, said, record),
            )
            run("UPDATE talks SET updated = ? WHERE key = ?", (max(updated, moment), key))
            if not title:
                _entitle(run, key, title_of(answer.question))
            return int(last + 1)

        return self._home.write(write)

    def turns(self, owner: str, talk_id: str, *, after: int = 0) -> tuple[SavedTurn, ...]:
        """Return what was asked and answered, in order, in the turns of higher numbers."""

        def read(run: Run) -> list[Row]:
            (key,) = _row(run, owner, talk_id, "key")
            return run(
                "SELECT number, record, asked, good, reason FROM turns"
                " WHERE talk = ? AND number > ? ORDER BY number",
                (key, after),
            )

        return tuple(self._turn(*row) for row in self._home.read(read))

    def count(self, owner: str, talk_id: str) -> int:
        """Return how many turns there are, which is the number of the last one."""
        ((found,),) = self._home.read(lambda run: run(_LAST, _row(run, owner, talk_id, "key")))
        return int(found)

    def rename(self, owner: str, talk_id: str, title: str) -> None:
        """Give the talk another title; with "", the one its first question gave it."""
        named = " ".join(title.split())[:_LONGEST_TITLE]

        def write(run: Run) -> None:
            (key,) = self._locked(run, owner, talk_id, "key")
            _entitle(run, key, named or _first_title(run, key))

        self._home.write(write)

    def delete(self, owner: str, talk_id: str) -> None:
        """Take the talk away: out of a file, its bytes with it; docs/talks.md tells the rest."""

        def write(run: Run) -> None:
            (key,) = self._locked(run, owner, talk_id, "key")
            run("DELETE FROM talks WHERE key = ?", (key,))

        self._home.write(write)
        self._home.wipe()

    def judge(
        self, owner: str, talk_id: str, turn: int, good: bool | None, reason: str = ""
    ) -> None:
        """Keep what a reader thinks of an answer, and why; None takes the judgement back."""
        why = _text(reason.strip()[:_LONGEST_REASON]) if good is not None else ""

        def write(run: Run) -> None:
            (key,) = self._locked(run, owner, talk_id, "key")
            changed = run(
                "UPDATE turns SET good = ?, reason = ? WHERE talk = ? AND number = ?"
                " RETURNING number",
                (good, why, key, turn),
            )
            if not changed:
                raise TalkMissing(f"the talk has no turn {turn}", hint="turns count from 1")

        self._home.write(write)

    def owners(self) -> tuple[str, ...]:
        """Return who has talks in which something was asked, in order."""
        statement = (
            "SELECT DISTINCT owner FROM talks WHERE key IN (SELECT talk FROM turns) ORDER BY owner"
        )
        found = self._home.read(lambda run: run(statement, ()))
        return tuple(owner for (owner,) in found)

    def owner_of(self, talk_id: str) -> str:
        """Return whose talk this is, for who answers for the home; TalkMissing for nobody's."""
        statement = "SELECT owner FROM talks WHERE id = ?"
        for (owner,) in self._home.read(lambda run: run(statement, (_text(talk_id),))):
            return str(owner)
        raise _missing(talk_id)

    def close(self) -> None:
        """Let go of the file or the database."""
        self._home.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _locked(self, run: Run, owner: str, talk_id: str, columns: str) -> Row:
        """Return what a talk has in its columns, which nobody changes until this is written."""
        return _row(run, owner, talk_id, columns, self._home.locking)

    def _turn(
        self, number: int, record: str, asked: str, good: int | None, reason: str
    ) -> SavedTurn:
        try:
            answer = answer_kept(record)
        except RecordBroken as error:
            raise TalksUnreadable(
                f"{self._home.name}: turn {number} cannot be read: {error}", hint=error.hint
            ) from error
        return SavedTurn(number, answer, asked, None if good is None else bool(good), reason)


def home_of(place: Path | Address) -> Home:
    """Open the file, which is made if need be, or the database; raises TalksUnreadable."""
    if isinstance(place, Path):
        return TalksFile(place)
    from rag.talks.database import TalksDatabase

    return TalksDatabase(place)


def _row(run: Run, owner: str, talk_id: str, columns: str, locking: str = "") -> Row:
    found = run(
        f"SELECT {columns} FROM talks WHERE id = ? AND owner = ?{locking}",  # noqa: S608 - our own
        (_text(talk_id), _text(owner)),
    )
    for row in found:
        return row
    raise _missing(talk_id)


def _first_title(run: Run, key: int) -> str:
    found = run("SELECT record FROM turns WHERE talk = ? ORDER BY number LIMIT 1", (key,))
    return "".join(title_of(answer_kept(record).question) for (record,) in found)


def _entitle(run: Run, key: int, title: str) -> None:
    run("UPDATE talks SET title = ?, folded = ? WHERE key = ?", (_text(title), _folded(title), key))


def _new_id() -> str:
    """Return 128 random bits, not with a hyphen first: a command would take it for an option."""
    while True:
        made = secrets.token_urlsafe(16)
        if made[0].isalnum():
            return made


def _folded(text: str) -> str:
    return " ".join(fold(word) for word in words(_text(text)))


def _text(text: str) -> str:
    """Return the text as UTF-8 and every home can hold it: PostgreSQL knows no NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def _moment(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="microseconds")


def _missing(talk_id: str) -> TalkMissing:
    return TalkMissing(f"no talk {talk_id!r}", hint="it may have been deleted: pressmark talks")
