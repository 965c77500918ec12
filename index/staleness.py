"""A whole version in; what has changed since it was built (model, code, sources), out."""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from shlex import quote

from index.embedder import Embedder
from index.errors import EmbedderError
from index.finding import Finding, count, ill, note, some, well
from index.gather import file_digest
from index.manifest import Manifest
from index.passages import PASSAGES
from index.provenance import reading_digest
from index.reading import ArchiveFile, archive_files, printable
from index.repair import Remedies

_SHOWN = 12  # characters of a digest


def model(made: Manifest, open_model: Callable[[str], Embedder], remedies: Remedies) -> Finding:
    """Tell whether the model that made the vectors is here; its weights are hashed, not loaded."""
    named = made.embedder
    try:
        digest = open_model(named.name).digest
    except EmbedderError as error:
        return ill("model", str(error), error.hint)
    if digest != named.digest:
        found = (
            f"{named.name} is another than the one the index was built with"
            f" ({digest[:_SHOWN]}, not {named.digest[:_SHOWN]})"
        )
        return ill("model", found, f"bring the other back, or embed all anew: {remedies.by_build}")
    return well("model", f"{named.name}, the one of the index; computed in {made.precision.name}")


def code(made: Manifest, remedies: Remedies) -> Finding:
    """Tell whether archives would be read as they were."""
    if (made.reading, made.passages) == (reading_digest(), PASSAGES):
        return well("code", f"archives are read as they were (Pressmark {made.pressmark})")
    found = (
        f"Pressmark {made.pressmark} and its libraries read the archives otherwise than those"
        f" here ({version('pressmark')}) do"
    )
    remedy = f"a build reads all archives again, and keeps the vectors: {remedies.by_build}"
    return note("code", found, remedy)


def source_files(archives: Sequence[str]) -> list[ArchiveFile]:
    """Return the files there are now below those of the archives that are still there."""
    return archive_files([Path(one) for one in archives if Path(one).exists()])[0]


def sources(
    made: Manifest, files: Sequence[ArchiveFile], read: Mapping[str, str], remedies: Remedies
) -> Finding:
    """Tell which files are not what the last build read, which is the digest of each path."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        digests = pool.map(file_digest, (file.path for file in files))
        now = dict(zip((printable(file.path) for file in files), digests, strict=True))
    lost = [one for one in made.archives if not Path(one).exists()]
    changed = [path for path in now if path in read and now[path] != read[path]]
    gone = [path for path in read if path not in now and not _is_below(path, lost)]
    new = [path for path in now if path not in read and now[path]]
    told = [
        f"{count(len(paths), 'file')} {how}: {some(sorted(paths))}"
        for how, paths in (("changed", changed), ("gone", gone), ("not read yet", new))
        if paths
    ]
    steps = [f"bring the index up to date: {remedies.by_build}"] if told else []
    if lost:
        told.append(f"{count(len(lost), 'archive')} gone: {some(lost)}")
        steps.append(
            "what they gave stays in the index until a build with --replace names the others only;"
            " bring them back, or leave it so"
        )
    if told:
        return note("sources", "; ".join(told), "; ".join(steps))
    return well("sources", f"{count(len(now), 'file')} as the last build read them")


def withdrawn(ids: Sequence[str], remedies: Remedies) -> Finding:
    """Tell which articles builds leave out."""
    if not ids:
        return well("withdrawn", "no article was taken out by hand")
    found = f"{count(len(ids), 'article')} taken out by hand, left out by builds: {some(ids)}"
    undone = remedies.command(f"remove --undo {quote(ids[0])}")
    remedy = f"to let one in again, undo it, then build: {undone}"
    return note("withdrawn", found, remedy)


def _is_below(path: str, archives: Sequence[str]) -> bool:
    return any(Path(path).is_relative_to(one) for one in archives)
