"""What was killed, where it was struck, and how the index stood then; told when all tests ran."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Landed = Literal["before the switch", "after the switch", "with nothing to switch", "too late"]
LANDED: tuple[Landed, ...] = (
    "before the switch", "after the switch", "with nothing to switch", "too late",
)  # fmt: skip
NO_STEP = "(starting)"


@dataclass(frozen=True, slots=True)
class Kill:
    """One build struck: of which kind, in the step told last, and on which side of the switch."""

    kind: str
    step: str
    landed: Landed


@dataclass(frozen=True, slots=True)
class Kills:
    """Every build struck in a run of the tests."""

    all: list[Kill] = field(default_factory=list)

    def table(self) -> Iterable[str]:
        """Yield lines that count the kills by kind and step, and where they landed."""
        counted = Counter((one.kind, one.step, one.landed) for one in self.all)
        rows = sorted({(one.kind, one.step) for one in self.all})
        yield f"{'':42}" + "".join(f"{landed:>24}" for landed in LANDED)
        for kind, step in rows:
            counts = [counted[kind, step, landed] for landed in LANDED]
            yield f"{kind + ', ' + step:42}" + "".join(f"{count or '':>24}" for count in counts)


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """How much of a disk an index folder takes: files and folders, and bytes of the files."""

    entries: int
    size: int

    @classmethod
    def of(cls, index: Path) -> "Extent":
        """Return the extent of a folder, nothing where there is none."""
        paths = list(index.rglob("*"))
        return cls(len(paths), sum(path.stat().st_size for path in paths if path.is_file()))

    def within(self, other: "Extent", *, times: float = 1.0) -> bool:
        """Whether this is not more than so many times the other, and a page or a few entries."""
        return (
            self.entries <= times * other.entries + 4 and self.size <= times * other.size + 64_000
        )
