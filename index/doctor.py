"""An index folder in; what is wrong with it, and what mends that, out. Nothing is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shlex import quote

from index import staleness, surroundings
from index.embedder import DEFAULT_EMBEDDER, Embedder
from index.errors import IndexDamaged, IndexMissing, IndexProblem
from index.examination import FIRST, Examination
from index.finding import Finding, ill, looked, note, some, well
from index.manifest import Manifest, older_format, read_manifest
from index.reading import printable
from index.repair import Repair
from index.store import CURRENT, current_folder, number_of, versions
from index.version import DATABASE, LEDGER

_TRIES = 3  # a build may switch meanwhile, and sweep away what is looked at


@dataclass(frozen=True, slots=True)
class Machine:
    """What an index stands on: the time, the bytes free on a path's disk, the models there are."""

    now: datetime
    free: Callable[[Path], int]
    model: Callable[[str], Embedder]


def examine(index: Path, machine: Machine) -> tuple[Finding, ...]:
    """Return what was found, each thing apart, well or not; raises IndexMissing for no index."""
    found: list[Finding] = []
    for _ in range(_TRIES):
        current = _current_version(index)
        found = _examined(index, current, machine)
        if _current_version(index) == current:
            break
    return tuple(found)


def _examined(index: Path, current: Path | None, machine: Machine) -> list[Finding]:
    kept = versions(index)
    if not kept:
        _refuse_nothing(index)
    others = [one for one in kept if one != current]
    described = _described([*others, *([current] if current else [])])
    archives = described.archives if described else ()
    repair = Repair(
        index,
        archives=archives,
        embedder=described.embedder.name if described else DEFAULT_EMBEDDER,
        others=others,
        sound=lambda folder: Examination(folder, Repair(index)).sound,
    )
    found = [looked("current", lambda: _pointing(index, current, repair))]
    if current:
        found += _of_version(Examination(current, repair), repair, machine)
    if kept:
        found.append(looked("versions", lambda: _others(others, repair)))
        found.append(looked("leftovers", lambda: surroundings.leftovers(index, repair)))
    weighed = current or (kept[-1] if kept else None)
    return [
        *found,
        looked("lock", lambda: surroundings.lock(index)),
        looked("disk", lambda: surroundings.disk(index, weighed, machine.free(index))),
        looked("rights", lambda: surroundings.rights(index)),
        looked("clock", lambda: _clock(index, archives, machine)),
    ]


def _of_version(examined: Examination, repair: Repair, machine: Machine) -> list[Finding]:
    """Return what the version holds, and what has changed since it was built."""
    found = examined.findings()
    made = examined.manifest
    if examined.outdated:
        return found
    if made is None:
        unread = f"not looked at: {examined.unread()}"
        return found + [note(one, unread, FIRST) for one in ("model", "code", "sources")]
    found.append(looked("model", lambda: staleness.model(made, machine.model, repair)))
    found.append(looked("code", lambda: staleness.code(made, repair)))

    def sources() -> Finding:
        files = staleness.source_files(made.archives)
        with examined.opened() as rows:
            read = dict(rows.execute("SELECT path, digest FROM ledger.files"))
        return staleness.sources(made, files, read, repair)

    def withdrawn() -> Finding:
        with examined.opened() as rows:
            ids = [id for (id,) in rows.execute("SELECT id FROM withdrawn ORDER BY id")]
        return staleness.withdrawn(ids, repair)

    found.append(examined.within("sources", sources, DATABASE, LEDGER))
    found.append(examined.within("withdrawn", withdrawn, DATABASE, LEDGER))
    return found


def _refuse_nothing(index: Path) -> None:
    """Raise IndexMissing where there is nothing to examine."""
    try:
        current_folder(index)
    except IndexMissing:
        raise
    except IndexProblem:
        return


def _current_version(index: Path) -> Path | None:
    """Return the folder that CURRENT names, whole or not, None where it names none."""
    try:
        line = (index / CURRENT).read_bytes()
    except OSError:
        return None
    return next((one for one in versions(index) if f"{one.name}\n".encode() == line), None)


def _described(kept: Sequence[Path]) -> Manifest | None:
    """Return the manifest of the last of these versions that has one that can be read."""
    for version in reversed(kept):
        try:
            return read_manifest(version)
        except IndexProblem:
            continue
    return None


def _pointing(index: Path, current: Path | None, repair: Repair) -> Finding:
    try:
        folder = current or current_folder(index)
    except IndexMissing:
        return ill("current", f"{index / CURRENT} is missing", repair.of_damage)
    except IndexDamaged as error:
        return ill("current", str(error), repair.of_damage)
    except IndexProblem as error:  # of the first format
        return ill("current", str(error), error.hint)
    return well("current", f"version {folder.name}")


def _others(others: Sequence[Path], repair: Repair) -> Finding:
    outdated = [one for one in others if older_format(one)]
    present = [one for one in others if one not in outdated]
    torn = [one for one in present if not Examination(one, repair).whole]
    whole = [str(number_of(one)) for one in present if one not in torn]
    told, remedies = "besides the current one: " + (", ".join(whole) or "none"), []
    if outdated:
        told += f"; in an older format: {some([str(number_of(one)) for one in outdated])}"
        remedies.append("only the Pressmark that built what is older can go back to it")
    if torn:
        told += f"; damaged: {some([str(number_of(one)) for one in torn])}"
        paths = " ".join(quote(printable(one.absolute())) for one in torn)
        remedies.append(f"there is no going back to what is damaged: rm -r {paths}")
    if remedies:
        return note("versions", told, "; ".join(remedies))
    return well("versions", told)


def _clock(index: Path, archives: Sequence[str], machine: Machine) -> Finding:
    made = [surroundings.created(one) for one in versions(index)]
    files = [file.path for file in staleness.source_files(archives)]
    return surroundings.clock([one for one in made if one], files, machine.now)
