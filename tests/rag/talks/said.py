"""A question and sentences in, an answer that cites them out; a clock; other processes that add."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from index.postgres.address import Address
from rag.types import Answer
from tests.rag.made import answer, citation, claim
from tests.rag.talks.conftest import Place

_ADDING = """
import sys
from index.home import location_of
from rag.talks import Talks
from tests.rag.made import answer, claim
with Talks.open(location_of(sys.argv[1])) as talks:
    talk = talks.begin("ida") if sys.argv[2] == "-" else talks.talk("ida", sys.argv[2])
    for _ in range(25):
        talks.add("ida", talk.id, answer(claim()))
"""


class Ticking:
    """A clock that tells a minute more each time it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2024, 3, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def asked(question: str, *said: str, **changes: Any) -> Answer:
    claims = tuple(claim(words, citation(words)) for words in said)
    return replace(answer(*claims), question=question, **changes)


def adding(place: Place, talk: str = "-") -> "subprocess.Popen[bytes]":
    """A process that adds 25 turns to a talk of Ida's, or to a new one."""
    named = place.server if isinstance(place, Address) else str(place)
    return subprocess.Popen([sys.executable, "-c", _ADDING, named, talk])
