"""The characters of an answer in, one at a time; its words and its citation markers out.

A bracket is held back until it is closed, is too long or meets a line's end, and then comes out as
a marker or as words. Every character is looked at once.
"""

from collections.abc import Set

from rag.citing.marker import Marker, read_marker

_CLOSERS = {
    "[": "]", "［": "］", "【": "】", "〔": "〕", "﴾": "﴿", "﴿": "﴾", "(": ")", "（": "）",
}  # fmt: skip
_ROUND = frozenset("(（﴾﴿")
_BETWEEN = frozenset(" \t,;،؛&/|·*_")  # what may stand between two markers
_LONGEST, _LONGEST_LINK, _MOST_BETWEEN = 120, 500, 8  # characters
Piece = str | Marker


class Scanner:
    """Tells words from markers by the keys that were handed out."""

    def __init__(self, known: Set[str]) -> None:
        self._known = known
        self._between: list[str] = []
        self._bracket: list[str] = []
        self._after_marker = self._link = False

    def step(self, character: str) -> tuple[Piece, ...]:
        """Take the next character; return what is now certain."""
        if self._bracket:
            return self._in_bracket(character)
        if character in _CLOSERS:
            self._bracket.append(character)
            round_one = character in "(（"
            self._link = self._after_marker and not self._between and round_one
            return ()
        if self._after_marker and character in _BETWEEN and len(self._between) < _MOST_BETWEEN:
            self._between.append(character)
            return ()
        return self._words(character)

    def close(self) -> tuple[Piece, ...]:
        """Return what was held back: nothing more comes."""
        return self._words("")

    def _in_bracket(self, character: str) -> tuple[Piece, ...]:
        opener = self._bracket[0]
        if character == _CLOSERS[opener]:
            return self._closed(character)
        if character in _CLOSERS:  # the inner one may be a marker, the outer one is words
            pieces = self._words("")
            self._bracket.append(character)
            self._link = False
            return pieces
        if character == "\n" or len(self._bracket) > (_LONGEST_LINK if self._link else _LONGEST):
            return self._words(character)
        self._bracket.append(character)
        return ()

    def _closed(self, character: str) -> tuple[Piece, ...]:
        content = "".join(self._bracket[1:])
        marker = read_marker(content, self._known, square=self._bracket[0] not in _ROUND)
        if marker is None and not self._link:
            return self._words(character)
        self._bracket, self._between = [], []
        self._after_marker, self._link = True, False
        return (marker,) if marker else ()

    def _words(self, more: str) -> tuple[Piece, ...]:
        words = "".join([*self._between, *self._bracket, more])
        self._between, self._bracket = [], []
        self._after_marker = self._link = False
        return (words,) if words else ()
