"""An index folder in, the name of the model it was built with out."""

from contextlib import closing, suppress
from pathlib import Path

from index.embedder import DEFAULT_EMBEDDER
from index.errors import IndexOutdated, IndexProblem
from index.manifest import read_manifest
from index.store import current_folder
from index.upgrade import open_older


def embedder_of(index: Path) -> str:
    """Return the embedder the index was built with, so that updating it never changes models."""
    try:
        return read_manifest(current_folder(index)).embedder.name
    except IndexOutdated:
        with suppress(IndexProblem), closing(open_older(index)) as old:
            return old.manifest.embedder.name
    except IndexProblem:
        pass
    return DEFAULT_EMBEDDER
