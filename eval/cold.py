"""An index in, where the first search of a fresh process spends its time out, as JSON.

python -m eval.cold INDEX
"""

import json
import sys
import time
from pathlib import Path

_STARTED = time.monotonic()


def cold(index: Path) -> dict[str, float]:
    """Search once, and return the milliseconds of each part but the interpreter's own start."""
    marks = {"": _STARTED}
    from index.reader import IndexReader
    from rag.search import search

    marks["import Pressmark"] = time.monotonic()
    reader = IndexReader.open(index)
    marks["open the index"] = time.monotonic()
    reader.embed(["a bridge over the river"])
    marks["load the model, embed the query"] = time.monotonic()
    search(reader, "a bridge over the river")
    marks["search"] = time.monotonic()
    times = list(marks.values())
    return {
        name: round(1000 * (end - start), 1)
        for name, start, end in zip(list(marks)[1:], times, times[1:], strict=False)
    }


if __name__ == "__main__":
    print(json.dumps(cold(Path(sys.argv[1]))))  # noqa: T201
