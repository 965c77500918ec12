"""An index that is not as it should be in, the command that mends it out."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from shlex import quote

from index.embedder import DEFAULT_EMBEDDER
from index.finding import one_line
from index.home import Location
from index.reading import printable
from index.store import number_of

_ANEW = "build anew, and take out again what was taken out by hand: "


class Remedies:
    """The commands for an index of these archives, wherever it is kept."""

    def __init__(self, index: Location, archives: Sequence[str] = ()) -> None:
        self._index, self._archives = index, archives

    @property
    def by_build(self) -> str:
        """The build that brings the index up to date with its archives."""
        return self._build + self._to_index

    def command(self, words: str) -> str:
        """Return a command of `pressmark index` for this index."""
        return f"pressmark index {words}{self._to_index}"

    @property
    def _build(self) -> str:
        there = [Path(one) for one in self._archives if Path(one).exists()]
        return "pressmark index build " + (" ".join(map(_word, there)) or "ARCHIVE...")

    @property
    def _to_index(self) -> str:
        return f" --index {_word(self._index)}"


class Repair(Remedies):
    """Those that mend one in a folder; which earlier version is sound is looked for when asked."""

    def __init__(
        self,
        index: Path,
        *,
        archives: Sequence[str] = (),
        embedder: str = DEFAULT_EMBEDDER,
        others: Sequence[Path] = (),
        sound: Callable[[Path], bool] = lambda _: False,
    ) -> None:
        super().__init__(index, archives)
        self._folder, self._embedder = index, embedder
        self._others, self._sound = others, sound

    @cached_property
    def of_damage(self) -> str:
        """What mends files that are not those that were written."""
        return self._rollback or f"{_ANEW}{self._build} --replace{self._model}{self._to_index}"

    @cached_property
    def of_contents(self) -> str:
        """What mends files that are as they were written, but were written wrong.

        A build takes over what was written before, so it must not find it.
        """
        aside = printable(self._folder.absolute()) + ".ill"
        move = f"mv {_word(self._folder)} {quote(aside)}"
        return self._rollback or f"{_ANEW}{move} && {self._build}{self._model}{self._to_index}"

    @cached_property
    def _rollback(self) -> str:
        for version in reversed(self._others):
            if self._sound(version):
                return self.command(f"rollback {number_of(version)}")
        return ""

    @property
    def _model(self) -> str:
        """The model's name for a build that finds no manifest to tell it."""
        return "" if self._embedder == DEFAULT_EMBEDDER else f" --embedder {quote(self._embedder)}"


def _word(place: Location) -> str:
    return quote(one_line(printable(place) if isinstance(place, Path) else str(place)))
