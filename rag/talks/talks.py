"""Answers in, kept by talk and owner in one SQLite file; talks, found again and judged, out.

Threads may share one `Talks`; processes open one each. An owner sees no talk of another.
"""

import json
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import RLock
from typing import Self

from index.terms import fold, words
from rag.answers_kept import RecordBroken, answer_kept, kept
from rag.talks.connection import TalksUnreadable, opened, told, writing
from rag.talks.talk import SavedTurn, Talk, TalkCard, TalkMissing, title_of
from rag.types import Answer

_EMPTY_FOR = timedelta(days=1)  # until a talk in which nothing was asked is forgotten
_LONGEST_TITLE, _LONGEST_REASON = 200, 2000  # characters
_TALK = "id, owner, title, created, updated"
_LISTED = (
    "SELECT id, title, created, updated, (SELECT count(*) FROM turns WHERE talk = t.key)"
    " FROM talks t WHERE owner = ?1 AND EXISTS (SELECT 1 FROM turns WHERE talk = t.key)"
    " AND NOT EXISTS (SELECT 1 FROM json_each(?2) w WHERE NOT instr(t.folded, w.value)"
    "   AND NOT EXISTS (SELECT 1 FROM turns WHERE talk = t.key AND instr(folded, w.value)))"
    " ORDER BY updated DESC, key DESC"
)


def utc_now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


class Talks:
    """The talks of one file."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, now: Callable[[], datetime]
    ) -> None:
        self._connection, self._path, self._now = connection, path, now
        self._lock = RLock()

    @classmethod
    def open(cls, path: Path, *, now: Callable[[], datetime] = utc_now) -> "Talks":
        """Open the file, which is made if need be; TalksUnreadable where it cannot be."""
        return cls(opened(path), path, now)

    def begin(self, owner: str) -> Talk:
        """Return a new talk, which is listed once something was asked in it."""
        if not owner:
            raise ValueError("a talk has an owner")
        now = self._now()
        moment = _moment(now)
        made = Talk(_new_id(), _text(owner), "", moment, moment)
        with self._writing() as rows:
            rows.execute(
                "DELETE FROM talks WHERE created < ? AND key NOT IN (SELECT talk FROM turns)",
                (_moment(now - _EMPTY_FOR),),
            )
            rows.execute(
                "INSERT INTO talks (id, owner, title, folded, created, updated)"
                " VALUES (?, ?, '', '', ?, ?)",
                (made.id, made.owner, moment, moment),
            )
        return made

    def talk(self, owner: str, talk_id: str) -> Talk:
        """Return the talk; TalkMissing where this owner has none of this id."""
        with self._reading() as rows:
            return Talk(*self._row(rows, owner, talk_id, _TALK))

    def listed(self, owner: str, containing: str = "") -> tuple[TalkCard, ...]:
        """Return the owner's talks in which something was asked, the last one added to first.

        `containing` keeps those whose title, questions and claims have all of its words, or words
        that these are a part of, in whatever accents and case.
        """
        sought = _folded(containing).split()
        if containing.strip() and not sought:
            return ()
        with self._reading() as rows:
            found = rows.execute(_LISTED, (_text(owner), json.dumps(sought))).fetchall()
        return tuple(TalkCard(*row) for row in found)

    def add(self, owner: str, talk_id: str, answer: Answer) -> int:
        """Keep an answer as the next turn of the talk; return the number of the turn, from 1."""
        said = " ".join([answer.question, *(claim.text for claim in answer.claims)])
        record, moment = kept(answer), _moment(self._now())
        with self._writing() as rows:
            key, title = self._row(rows, owner, talk_id, "key, title")
            (number,) = rows.execute(
                "INSERT INTO turns (talk, number, asked, reason, folded, record)"
                " SELECT ?1, coalesce(max(number), 0) + 1, ?2, '', ?3, ?4 FROM turns"
                " WHERE talk = ?1 RETURNING number",
                (key, moment, _folded(said), record),
            ).fetchone()
            rows.execute("UPDATE talks SET updated = max(updated, ?) WHERE key = ?", (moment, key))
            if not title:
                self._entitle(rows, key, title_of(answer.question))
        return int(number)

    def turns(self, owner: str, talk_id: str, *, after: int = 0) -> tuple[SavedTurn, ...]:
        """Return what was asked and answered, in order, in the turns of higher numbers."""
        with self._reading() as rows:
            (key,) = self._row(rows, owner, talk_id, "key")
            found = rows.execute(
                "SELECT number, record, asked, good, reason FROM turns"
                " WHERE talk = ? AND number > ? ORDER BY number",
                (key, after),
            ).fetchall()
        return tuple(self._turn(*row) for row in found)

    def count(self, owner: str, talk_id: str) -> int:
        """Return how many turns there are, which is the number of the last one."""
        with self._reading() as rows:
            (key,) = self._row(rows, owner, talk_id, "key")
            counted = "SELECT coalesce(max(number), 0) FROM turns WHERE talk = ?"
            ((found,),) = rows.execute(counted, (key,)).fetchall()
        return int(found)

    def rename(self, owner: str, talk_id: str, title: str) -> None:
        """Give the talk another title; with "", the one its first question gave it."""
        named = " ".join(title.split())[:_LONGEST_TITLE]
        with self._writing() as rows:
            (key,) = self._row(rows, owner, talk_id, "key")
            if not named:
                first = "SELECT record FROM turns WHERE talk = ? ORDER BY number LIMIT 1"
                found = rows.execute(first, (key,)).fetchall()
                named = "".join(title_of(answer_kept(record).question) for (record,) in found)
            self._entitle(rows, key, named)

    def delete(self, owner: str, talk_id: str) -> None:
        """Take the talk out of the file, its bytes with it."""
        with self._writing() as rows:
            (key,) = self._row(rows, owner, talk_id, "key")
            rows.execute("DELETE FROM talks WHERE key = ?", (key,))
        with self._reading() as rows:  # what was written ahead still holds its words
            rows.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def judge(
        self, owner: str, talk_id: str, turn: int, good: bool | None, reason: str = ""
    ) -> None:
        """Keep what a reader thinks of an answer, and why; None takes the judgement back."""
        why = _text(reason.strip()[:_LONGEST_REASON]) if good is not None else ""
        with self._writing() as rows:
            (key,) = self._row(rows, owner, talk_id, "key")
            changed = rows.execute(
                "UPDATE turns SET good = ?, reason = ? WHERE talk = ? AND number = ?",
                (good, why, key, turn),
            ).rowcount
            if not changed:
                raise TalkMissing(f"the talk has no turn {turn}", hint="turns count from 1")

    def owners(self) -> tuple[str, ...]:
        """Return who has talks in which something was asked, in order."""
        with self._reading() as rows:
            found = rows.execute(
                "SELECT DISTINCT owner FROM talks WHERE key IN (SELECT talk FROM turns)"
                " ORDER BY owner"
            ).fetchall()
        return tuple(owner for (owner,) in found)

    def owner_of(self, talk_id: str) -> str:
        """Return whose talk this is, for who answers for the file; TalkMissing for nobody's."""
        with self._reading() as rows:
            found = rows.execute("SELECT owner FROM talks WHERE id = ?", (_text(talk_id),))
            for (owner,) in found.fetchall():
                return str(owner)
        raise _missing(talk_id)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, told(self._path):
            yield self._connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as rows, writing(rows):
            yield rows

    def _row(
        self, rows: sqlite3.Connection, owner: str, talk_id: str, columns: str
    ) -> tuple[str, ...]:
        found = rows.execute(
            f"SELECT {columns} FROM talks WHERE id = ? AND owner = ?",  # noqa: S608 - our own names
            (_text(talk_id), _text(owner)),
        ).fetchone()
        if found is None:
            raise _missing(talk_id)
        return tuple(found)

    def _turn(
        self, number: int, record: str, asked: str, good: int | None, reason: str
    ) -> SavedTurn:
        try:
            answer = answer_kept(record)
        except RecordBroken as error:
            raise TalksUnreadable(
                f"{self._path}: turn {number} cannot be read: {error}", hint=error.hint
            ) from error
        return SavedTurn(number, answer, asked, None if good is None else bool(good), reason)

    def _entitle(self, rows: sqlite3.Connection, key: str, title: str) -> None:
        rows.execute(
            "UPDATE talks SET title = ?, folded = ? WHERE key = ?",
            (_text(title), _folded(title), key),
        )


def _new_id() -> str:
    """Return 128 random bits, not with a hyphen first: a command would take it for an option."""
    while True:
        made = secrets.token_urlsafe(16)
        if made[0].isalnum():
            return made


def _folded(text: str) -> str:
    return " ".join(fold(word) for word in words(_text(text)))


def _text(text: str) -> str:
    """Return the text as UTF-8 can hold it."""
    return text.encode("utf-8", "replace").decode()


def _moment(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="microseconds")


def _missing(talk_id: str) -> TalkMissing:
    return TalkMissing(f"no talk {talk_id!r}", hint="it may have been deleted: pressmark talks")
