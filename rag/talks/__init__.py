"""Saved talks: answers in, kept by owner; talks found again, out."""

from rag.talks.talk import SavedTurn, Talk, TalkCard, TalkMissing
from rag.talks.talks import Talks
from rag.talks.talks_file import TalksUnreadable

__all__ = ["SavedTurn", "Talk", "TalkCard", "TalkMissing", "Talks", "TalksUnreadable"]
