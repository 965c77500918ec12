"""An index in, an earlier version of it made the current one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexMissing, IndexOutdated, IndexProblem
from index.manifest import older_format
from index.store import (
    check_manifest,
    current_folder,
    current_number,
    locked,
    make_current,
    number_of,
    versions,
)
from index.version import Version


@dataclass(frozen=True, slots=True)
class Rollback:
    """Which version is current now, and the ids of articles taken out since that are back."""

    version: str
    returned: tuple[str, ...]


def roll_back(index: Path, number: int = 0) -> Rollback:
    """Make the version of this number the current one; without one, the last that is older.

    It is verified whole before. Raises IndexMissing where no such version is kept, IndexOutdated
    where it is in an older format.
    """
    with locked(index):
        chosen = _chosen(index, number)
        check_manifest(chosen)
        _check_format(index, chosen)
        version = Version(chosen)
        try:
            returned = _withdrawn_now(index) & version.database.known().keys()
        finally:
            version.close()
        make_current(index, chosen)
    return Rollback(chosen.name, tuple(sorted(returned)))


def chosen_number(kept: Sequence[int], current: int, number: int, index: object) -> int:
    """Return which of the versions kept is gone back to: this one, for 0 the last before `current`.

    `current` is 0 where it is not known. Raises IndexMissing where no such version is kept.
    """
    wanted = [one for one in kept if (one == number if number else not current or one < current)]
    if not wanted:
        what = f"version {number}" if number else "earlier version"
        numbers = ", ".join(map(str, kept)) or "none"
        raise IndexMissing(f"no {what} of {index} is kept", hint=f"kept versions: {numbers}")
    return wanted[-1]


def _chosen(index: Path, number: int) -> Path:
    kept = {number_of(one): one for one in versions(index)}
    return kept[chosen_number(list(kept), current_number(index), number, index)]


def _check_format(index: Path, chosen: Path) -> None:
    found = older_format(chosen)
    if found:
        present = _numbers([one for one in versions(index) if not older_format(one)])
        raise IndexOutdated(
            f"version {number_of(chosen)} of {index} is in format {found}: only the Pressmark that"
            " built it can go back to it",
            hint=f"kept versions in the present format: {present}",
            format=found,
        )


def _numbers(kept: Iterable[Path]) -> str:
    return ", ".join(str(number_of(one)) for one in kept) or "none"


def _withdrawn_now(index: Path) -> set[str]:
    try:
        version = Version(current_folder(index))
    except IndexProblem:
        return set()
    try:
        return set(version.database.withdrawn())
    finally:
        version.close()
