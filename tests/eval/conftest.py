"""What the tests of `eval` share: a harbour of five articles as a tiny index."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.reader import IndexReader
from tests.sample import HARBOUR, reader_of, sample

__all__ = ["harbour", "sample"]


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[IndexReader]:
    """A reader of the harbour."""
    with reader_of(tmp_path, *HARBOUR) as reader:
        yield reader
