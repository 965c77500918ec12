"""What the tests of `rag` share: the sample archive, and a harbour of five articles."""

from collections.abc import Iterator

import pytest

from index.reader import IndexReader
from tests.sample import HARBOUR, reader_of, sample

__all__ = ["harbour", "sample"]


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndexReader]:
    """A tiny index of the harbour."""
    reader = reader_of(tmp_path_factory.mktemp("harbour"), *HARBOUR)
    yield reader
    reader.close()
