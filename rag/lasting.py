"""Citations of an answer given before in, how each stands in the archive now out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from index.article import Article, Paragraph
from index.reader import IndexReader
from index.sentences import sentence_spans
from rag.types import Citation
from rag.verify import stands

State = Literal["unchanged", "edited", "withdrawn"]
Span = tuple[int, int]
_TOKEN = re.compile(r"\w+|[^\w\s]")
_LEAST_ALIKE = 0.35  # of the words of both, so that one took the other's place
_MORE = 2  # sentences that may stand in the place of some, beyond as many


@dataclass(frozen=True, slots=True)
class Lasting:
    """A citation and its state now.

    `now` is where its words stand now, or those that took their place; None for an article that
    was withdrawn, and where nothing took the place of the words. Where they were edited, `added`
    are the spans of `now.quote` that the citation does not have, `gone` the spans of the citation's
    own quote that stand there no longer.
    """

    citation: Citation
    state: State
    now: Citation | None = None
    added: tuple[Span, ...] = ()
    gone: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if self.state == "unchanged" and self.now is None:
            raise ValueError("words that are unchanged stand somewhere")
        if self.state == "withdrawn" and self.now is not None:
            raise ValueError("words of an article that was withdrawn stand nowhere")

    @property
    def moved(self) -> bool:
        """Whether the same words stand elsewhere now."""
        return self.state == "unchanged" and self.now != self.citation


def lasting(citations: Iterable[Citation], reader: IndexReader) -> tuple[Lasting, ...]:
    """Return the state of each citation, in order; an article is read once."""
    asked = tuple(citations)
    ids = dict.fromkeys(one.article_id for one in asked)
    articles = {id: reader.database.article(id) for id in ids}
    known: dict[Citation, Lasting] = {}
    for one in asked:
        if one not in known:
            known[one] = _lasting(one, articles[one.article_id], reader)
    return tuple(known[one] for one in asked)


def _lasting(citation: Citation, shown: Article | None, reader: IndexReader) -> Lasting:
    if shown is None:
        return Lasting(citation, "withdrawn")
    if stands(citation, shown):
        return Lasting(citation, "unchanged", citation)
    found = _elsewhere(citation, shown)
    if found is None and shown.id != citation.article_id:  # it is a copy, shown as another
        own = next(iter(reader.database.articles_of([citation.article_id])), None)
        found = _elsewhere(citation, own) if own else None
    if found:
        return Lasting(citation, "unchanged", found)
    return _edited(citation, shown)


def _elsewhere(citation: Citation, article: Article) -> Citation | None:
    """Return the place nearest to the old one at which the exact words stand as whole words."""
    places = [
        (paragraph, start)
        for paragraph in article.paragraphs
        for start in _starts(citation.quote, article.quote(paragraph.number))
    ]
    if not places:
        return None
    paragraph, start = min(
        places,
        key=lambda place: (
            abs(place[0].number - citation.paragraph),
            abs(place[0].start + place[1] - citation.start),
            place[0].start + place[1],
        ),
    )
    return _cited(article, paragraph, (start, start + len(citation.quote)))


def _starts(quote: str, words: str) -> list[int]:
    found, start = [], words.find(quote)
    while start >= 0:
        end = start + len(quote)
        if not (_inside_word(words, start) or _inside_word(words, end)):
            found.append(start)
        start = words.find(quote, start + 1)
    return found


def _inside_word(words: str, at: int) -> bool:
    return 0 < at < len(words) and words[at - 1].isalnum() and words[at].isalnum()


def _edited(citation: Citation, article: Article) -> Lasting:
    """Look for the run of sentences that is likest, the nearest of those that are alike."""
    sought, count = _tokens(citation.quote), len(sentence_spans(citation.quote))
    best: tuple[float, int, int, Paragraph, Span] | None = None
    for paragraph in article.paragraphs:
        words = article.quote(paragraph.number)
        if (sought & _tokens(words)).total() < _LEAST_ALIKE / 2 * sought.total():
            continue
        away = abs(paragraph.number - citation.paragraph)
        for span in _runs_of_sentences(words, count + _MORE):
            alike = _alike(sought, _tokens(words[slice(*span)]))
            if best is None or (-alike, away, paragraph.number) < best[:3]:
                best = (-alike, away, paragraph.number, paragraph, span)
    if best is None or -best[0] < _LEAST_ALIKE:
        return Lasting(citation, "edited", gone=((0, len(citation.quote)),))
    now = _cited(article, *best[3:])
    gone, added = _differences(citation.quote, now.quote)
    return Lasting(citation, "edited", now, added, gone)


def _runs_of_sentences(words: str, most: int) -> Iterator[Span]:
    sentences = sentence_spans(words)
    for number, (start, _) in enumerate(sentences):
        for _, end in sentences[number : number + most]:
            yield start, end


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of all their words that both have (Dice)."""
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _tokens(words: str) -> Counter[str]:
    return Counter(found[0] for found in _TOKEN.finditer(words))


def _differences(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the spans that only the one has, and those that only the other has."""
    old, new = list(_TOKEN.finditer(before)), list(_TOKEN.finditer(after))
    matcher = SequenceMatcher(
        None, [one[0] for one in old], [one[0] for one in new], autojunk=False
    )
    gone: list[Span] = []
    added: list[Span] = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal" and first < last:
            gone.append((old[first].start(), old[last - 1].end()))
        if kind != "equal" and start < end:
            added.append((new[start].start(), new[end - 1].end()))
    return tuple(gone), tuple(added)


def _cited(article: Article, paragraph: Paragraph, span: Span) -> Citation:
    """Return the words of the paragraph's span as they would be cited now."""
    start, end = paragraph.start + span[0], paragraph.start + span[1]
    return Citation(
        article.id, article.title, article.source, article.url, article.published,
        paragraph.number, start, end, article.text[start:end],
    )  # fmt: skip
