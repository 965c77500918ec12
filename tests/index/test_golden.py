"""Real-shaped files in, the articles a reader would want out, as the files beside them say.

`python -m tests.index.test_golden` writes every expected file anew; read what changed.
"""

from pathlib import Path

import pytest

from index.article import Article, Draft, Skipped
from index.gather import clean_article
from index.reading import ArchiveFile, read_file

FOLDER = Path(__file__).parent / "golden"
EXPECTED = ".expected"
INPUTS = sorted(path for path in FOLDER.iterdir() if path.suffix != EXPECTED)


def rendered(path: Path) -> str:
    """Return what reading and cleaning the file gives, as a person reads it."""
    pieces = []
    for found in read_file(ArchiveFile(path, path.name)):
        cleaned = clean_article(found, "any") if isinstance(found, Draft) else found
        pieces.append(_article(cleaned) if isinstance(cleaned, Article) else _skipped(cleaned))
    return "\n".join(pieces)


def _article(article: Article) -> str:
    said = {
        "part": article.origin.part,
        "url": article.url,
        "source": article.source,
        "published": article.published,
        "authors": "; ".join(article.authors),
        "language": article.language,
    }
    lines = [f"# {article.title}", *(f"{name}: {value}" for name, value in said.items() if value)]
    lines += [f"\n¶{one.number} {article.quote(one.number)}" for one in article.paragraphs]
    return "\n".join(lines) + "\n"


def _skipped(skipped: Skipped) -> str:
    return f"skipped {Path(skipped.origin).name}: {skipped.reason}\n"


def expected_of(path: Path) -> Path:
    """Return where the expected result of an input stands."""
    return path.with_name(path.name + EXPECTED)


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_a_real_shaped_file_gives_the_articles_expected(path: Path) -> None:
    assert rendered(path) == expected_of(path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_a_file_cut_short_is_read_or_skipped_without_a_word_on_the_terminal(
    path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = path.read_bytes()
    for share in (3, 5, 7, 8):
        cut = tmp_path / path.name
        cut.write_bytes(data[: len(data) * share // 8])
        assert rendered(cut)
    assert capfd.readouterr() == ("", "")


if __name__ == "__main__":
    for input in INPUTS:
        expected_of(input).write_text(rendered(input), encoding="utf-8")
