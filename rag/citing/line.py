"""A line's words and markers as they come in; its complete sentences, with their markers, out."""

import re
from dataclasses import dataclass

from index.sentences import sentence_spans
from rag.citing.marker import Marker

LONGEST = 1200  # characters without an end; no sentence is that long
_STOP = ".!?؟۔…"
_CLOSE_UP = frozenset(".,;:!?؟،؛)")  # no space before these once a marker is gone
_BULLET = re.compile(r"[-*•–+>]|#{1,6}|\d{1,2}[.)]")
_STOP_THEN_WORD = re.compile(rf"[{_STOP}]\S*\s+\S")
_STOP_THEN_SPACE = re.compile(rf"[{_STOP}]\S*\s")
_GROWTH = 1.25  # of a line that held no complete sentence, before it is looked at again


@dataclass(frozen=True, slots=True)
class Marked:
    """Words and the markers in them, each by the number of the character it stands before."""

    text: str
    markers: tuple[tuple[int, Marker], ...]


class Line:
    """A line as far as it is known; `steps` counts the characters that were split."""

    def __init__(self) -> None:
        self.steps = 0
        self._marks: list[tuple[int, Marker]] = []
        self._begin("")

    def mark(self, marker: Marker) -> None:
        """Put a marker after what was added so far."""
        self._marks.append((len(self._characters), marker))

    def add(self, character: str) -> None:
        """Add a character; white space is made one space, and none where a line begins."""
        after_marker = bool(self._marks) and self._marks[-1][0] == len(self._characters)
        if not character.isspace():
            if character in _CLOSE_UP and after_marker:
                self._close_up()
            elif self._glued(character):
                self.add(" ")
            self._characters.append(character)
            self._word_after_stop |= self._space_after_stop
            self._stopped |= character in _STOP
        elif self.in_word:
            self._characters.append(" ")
            self._words += 1
            self._space_after_stop |= self._stopped

    @property
    def in_word(self) -> bool:
        """Whether the last character is one of a word."""
        return bool(self._characters) and self._characters[-1] != " "

    @property
    def overlong(self) -> bool:
        """Whether the line must be cut even inside a sentence."""
        return len(self._characters) > LONGEST

    @property
    def may_hold_a_sentence(self) -> bool:
        """Whether, at the end of a word, it is worth looking for a complete sentence."""
        return self._word_after_stop and len(self._characters) >= self._look_again

    @property
    def one_word(self) -> bool:
        """Whether no word was ended yet."""
        return self._words == 0

    def drop_bullet(self) -> None:
        """Forget what stands in the line if it is a list's sign or number."""
        if not self._marks and _BULLET.fullmatch("".join(self._characters)):
            self._begin("")

    def complete(self) -> list[Marked]:
        """Take off the sentences after which another has begun."""
        text, spans = self._split()
        if len(spans) < 2:
            self._look_again = int(len(text) * _GROWTH) + 1
            return []
        taken = self._take(text, spans, len(spans) - 1)
        begun = spans[-1][0]
        self._marks = [(max(at - begun, 0), marker) for at, marker in self._marks]
        self._begin(text[begun:])
        return taken

    def rest(self) -> list[Marked]:
        """Take off all that is there; markers without words come with none."""
        text, spans = self._split()
        taken = self._take(text, spans, len(spans)) if spans else []
        if not spans and self._marks:
            taken = [Marked("", tuple((0, marker) for _, marker in self._marks))]
        self._marks = []
        self._begin("")
        return taken

    def first_word(self) -> str:
        """Return the word it begins with."""
        return "".join(self._characters).partition(" ")[0]

    def _begin(self, text: str) -> None:
        self._characters = list(text)
        self._words = text.count(" ")
        self._stopped = any(stop in text for stop in _STOP)
        self._space_after_stop = bool(_STOP_THEN_SPACE.search(text))
        self._word_after_stop = bool(_STOP_THEN_WORD.search(text))
        self._look_again = 0

    def _split(self) -> tuple[str, list[tuple[int, int]]]:
        text = "".join(self._characters)
        self.steps += len(text)
        return text, sentence_spans(text)

    def _take(self, text: str, spans: list[tuple[int, int]], count: int) -> list[Marked]:
        taken = []
        for number, (start, end) in enumerate(spans[:count]):
            last = number + 1 == len(spans)
            until = len(text) if last else spans[number + 1][0]
            own = self._own(start, end, until, last=last)
            placed = tuple((min(max(at - start, 0), end - start), marker) for at, marker in own)
            taken.append(Marked(text[start:end], placed))
        return taken

    def _own(self, start: int, end: int, until: int, *, last: bool) -> list[tuple[int, Marker]]:
        """Take off the markers of a sentence: those in it, and those after it.

        Where a marker opens it and none follows inside, those after it open the next one.
        """
        inside = [one for one in self._marks if one[0] <= end]
        after = [one for one in self._marks if end < one[0] <= until]
        opened = bool(inside) and all(at <= start for at, _ in inside)
        own = inside if opened and not last else inside + after
        self._marks = self._marks[len(own) :]
        return own

    def _glued(self, character: str) -> bool:
        """Whether a new sentence begins right after a stop and a marker ("Friday[a3f].It")."""
        length = len(self._characters)
        stopped = length > 0 and self._characters[-1] in _STOP
        begins = character.isalpha() and not character.islower()
        return stopped and begins and bool(self._marks) and self._marks[-1][0] >= length - 1

    def _close_up(self) -> None:
        while self._characters and self._characters[-1] == " ":
            self._characters.pop()
        length = len(self._characters)
        moved = 0
        while moved < len(self._marks) and self._marks[-1 - moved][0] > length:
            moved += 1
        for number in range(len(self._marks) - moved, len(self._marks)):
            self._marks[number] = (length, self._marks[number][1])
