"""Saved talks: answers in, kept by owner; talks found again, out."""

from rag.talks.carrying import carry_talks
from rag.talks.home import TalksUnreadable
from rag.talks.place import talks_place
from rag.talks.talk import SavedTurn, Talk, TalkCard, TalkMissing
from rag.talks.talks import Talks

__all__ = [
    "SavedTurn",
    "Talk",
    "TalkCard",
    "TalkMissing",
    "Talks",
    "TalksUnreadable",
    "carry_talks",
    "talks_place",
]
