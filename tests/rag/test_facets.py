"""facets: what a query finds, counted by outlet and by month."""

from pathlib import Path

from index.filters import Filters
from rag.facets import Facet, facets
from rag.search import search
from tests.sample import reader_of

ARTICLES = [
    {"id": "a", "source": "The Quay", "published": "2024-03-01", "text": "A ferry.\n\nFerries."},
    {"id": "b", "source": "the quay", "published": "2024-04-30", "text": "The ferry sank."},
    {"id": "c", "source": "Coast Wire", "published": "2024-04-01", "text": "A ferry sails."},
    {"id": "d", "text": "The ferry is late."},
]


def test_all_that_is_found_is_counted_however_little_is_shown(tmp_path: Path) -> None:
    reader = reader_of(tmp_path, *({"title": one["id"], **one} for one in ARTICLES))

    counted = facets(reader, search(reader, "ferry", k=1))

    assert counted.paragraphs == 5
    assert counted.sources == (
        Facet("The Quay", 2, 3),
        Facet("", 1, 1),
        Facet("Coast Wire", 1, 1),
    )
    assert counted.months == (Facet("2024-04", 2, 2), Facet("2024-03", 1, 2), Facet("", 1, 1))


def test_filters_narrow_what_is_counted(tmp_path: Path) -> None:
    reader = reader_of(tmp_path, *({"title": one["id"], **one} for one in ARTICLES))

    counted = facets(reader, search(reader, "ferry", filters=Filters(source="THE QUAY")))

    assert counted.sources == (Facet("The Quay", 2, 3),)


def test_where_nothing_is_found_nothing_is_counted(tmp_path: Path) -> None:
    reader = reader_of(tmp_path, {"title": "a", **ARTICLES[0]})

    counted = facets(reader, search(reader, "ما عاصمة منغوليا؟"))

    assert (counted.paragraphs, counted.sources, counted.months) == (0, (), ())
