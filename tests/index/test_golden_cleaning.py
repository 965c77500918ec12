"""Golden files: real-shaped archives in, the articles an index holds of them, readably, out.

Each file of golden_cleaning/ but the `.expected` ones is an archive by itself; what it becomes
stands beside it. After a change that is meant: `python -m tests.index.test_golden_cleaning`, then
read what changed.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.article import Article
from index.language import right_to_left
from tests.tiny import build_tiny, listed_ids, open_tiny

_FOLDER = Path(__file__).parent / "golden_cleaning"
_ARCHIVES = sorted(path for path in _FOLDER.iterdir() if path.suffix != ".expected")


def rendered(archive: Path, index: Path) -> str:
    """Build an index of the archive and return its articles as a person would read them."""
    build_tiny(archive, index=index)
    ids = listed_ids(index)
    reader = open_tiny(index)
    found = [line for id in ids for line in _lines(reader.article(id))]
    reader.close()
    return "\n".join(found) + "\n"


def _lines(article: Article) -> Iterator[str]:
    yield f"= {article.title}"
    facts = {
        "source": article.source,
        "published": article.published,
        "authors": ", ".join(article.authors),
        "dateline": article.dateline,
        "url": article.url,
        "language": article.language,
        "direction": "right to left" if right_to_left(article.text) else "",
    }
    yield from (f"{name}: {value}" for name, value in facts.items() if value)
    for number in range(1, len(article.paragraphs) + 2):
        for one in article.removed:
            if one.before == number:
                yield f"  - {one.text}  [{one.reason}]"
        if number <= len(article.paragraphs):
            yield f"¶{number} {article.quote(number)}"
    yield ""


@pytest.mark.parametrize("archive", _ARCHIVES, ids=lambda path: path.name)
def test_an_archive_cleans_to_what_stands_beside_it(archive: Path, index: Path) -> None:
    expected = archive.with_name(archive.name + ".expected").read_text(encoding="utf-8")
    assert rendered(archive, index) == expected


if __name__ == "__main__":
    for each in _ARCHIVES:
        with tempfile.TemporaryDirectory() as folder:
            beside = each.with_name(each.name + ".expected")
            beside.write_text(rendered(each, Path(folder) / "index"), encoding="utf-8")
