"""What a model writes in, as it streams; each sentence with the keys it cites out, once complete.

Everything is decided a character at a time, so it does not matter in which pieces the text comes. A
marker belongs to the sentence it stands in or after, unless it opens a line and the next sentences
are opened by theirs too. The work is linear in the text: brackets are held back only so far, and a
line is split again only once it has grown by a quarter.
"""

from collections.abc import Iterable
from dataclasses import replace

from rag.citing.line import Line
from rag.citing.marker import Marker, only_labels
from rag.citing.scanner import Scanner
from rag.citing.wording import PLACE, CitedSentence, cited_sentence

_DROPPED = frozenset(f"\r\ufeff{PLACE}")
_NOTHING = CitedSentence("")


class CitationParser:
    """Feed it an answer. `steps` is how many characters it has looked at, all passes counted."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._known = frozenset(keys)
        self._scanner = Scanner(self._known)
        self._line = Line()
        self._held: CitedSentence | None = None  # a marker may still come for it
        self._early = _NOTHING  # markers that came before any sentence
        self._ready: list[CitedSentence] = []
        self._steps = 0

    @property
    def steps(self) -> int:
        """How many characters were looked at, each as often as it was."""
        return self._steps + self._line.steps

    def feed(self, text: str) -> list[CitedSentence]:
        """Take the next piece of the answer; return the sentences now complete."""
        for character in text:
            if character not in _DROPPED:
                self._steps += 1
                self._take(self._scanner.step(character))
        return self._out()

    def close(self) -> list[CitedSentence]:
        """Return what was held back: nothing more comes."""
        self._take(self._scanner.close())
        self._end_line()
        self._release()
        return self._out()

    def _out(self) -> list[CitedSentence]:
        ready, self._ready = self._ready, []
        return ready

    def _take(self, pieces: Iterable[str | Marker]) -> None:
        for piece in pieces:
            if isinstance(piece, Marker):
                self._line.mark(piece)
                continue
            self._steps += len(piece)
            for character in piece:
                self._add(character)

    def _add(self, character: str) -> None:
        if character == "\n" or self._line.overlong:
            self._end_line()
        elif character.isspace() and self._line.in_word:
            self._end_word()
        self._line.add(character)

    def _end_word(self) -> None:
        line = self._line
        if line.one_word:
            line.drop_bullet()
            self._release_before_a_new_sentence()
        elif line.may_hold_a_sentence:
            taken = line.complete()
            for one in taken:
                self._push(one.text, one.markers)
            if taken:
                self._release_before_a_new_sentence()

    def _end_line(self) -> None:
        for one in self._line.rest():
            self._push(one.text, one.markers)

    def _push(self, text: str, markers: tuple[tuple[int, Marker], ...]) -> None:
        """Hold a sentence back until the next one; markers alone go to the one held back."""
        self._steps += len(text)
        found = cited_sentence(text, markers, self._known)
        if found.text:
            self._release()
            self._held = _joined(found, self._early)
            self._early = _NOTHING
        elif self._held:
            self._held = _joined(self._held, found)
        else:
            self._early = _joined(self._early, found)

    def _release_before_a_new_sentence(self) -> None:
        word = self._line.first_word()
        if word and not only_labels(word) and word.strip(":,.") not in self._known:
            self._release()

    def _release(self) -> None:
        if self._held:
            self._ready.append(self._held)
        self._held = None


def _joined(sentence: CitedSentence, more: CitedSentence) -> CitedSentence:
    """Return the sentence with the keys of both."""
    return replace(
        sentence,
        keys=tuple(dict.fromkeys([*sentence.keys, *more.keys])),
        unknown=tuple(dict.fromkeys([*sentence.unknown, *more.unknown])),
    )
