"""Articles in, their English sentences that tell something by themselves out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.article import Article
from index.sentences import sentence_spans

_FEWEST, _MOST = 6, 40  # words
_WHOLE = re.compile(r"^[“\"‘]?[A-Z0-9$].*[.!][”\"’]?$", re.DOTALL)
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, and the paragraph that says so: `text` stands in `evidence`."""

    article: str
    paragraph: int
    evidence: str
    text: str

    def __post_init__(self) -> None:
        if self.text not in self.evidence:
            raise ValueError(f"{self.text!r} does not stand in its paragraph")


def statements(articles: Iterable[Article]) -> Iterator[Statement]:
    """Yield each such sentence once, in order; articles in other languages are left out."""
    seen: set[str] = set()
    for article in articles:
        if article.language != "en":
            continue
        for paragraph in article.paragraphs:
            words = article.quote(paragraph.number)
            for start, end in sentence_spans(words):
                text = words[start:end]
                if text not in seen and _tells(text):
                    seen.add(text)
                    yield Statement(article.id, paragraph.number, words, text)


def every_sentence(articles: Iterable[Article]) -> frozenset[str]:
    """Return all sentences of the articles as `plain` has them."""
    return frozenset(
        plain(words[start:end])
        for article in articles
        for words in (article.quote(one.number) for one in article.paragraphs)
        for start, end in sentence_spans(words)
    )


def plain(text: str) -> str:
    """Return the words in small letters, without punctuation, to tell sentences apart."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _tells(text: str) -> bool:
    if not _FEWEST <= len(text.split()) <= _MOST or not _WHOLE.match(text):
        return False
    return all(text.count(one) == text.count(other) for one, other in _PAIRS) and not (
        text.count('"') % 2 or "\n" in text
    )
