"""An article and a place in it in, what the script that draws it is given out: plain data."""

from collections.abc import Sequence
from dataclasses import asdict

from index.article import Article
from ui.chat.place import Place
from ui.chat.turn_data import Row, said
from ui.chat.words import ENGLISH, Words

_ARTICLE = "close back previous next place_of origin also_in article".split()


def article_data(
    article: Article, at: Place, places: Sequence[Place] = (), words: Words = ENGLISH
) -> Row:
    """Return what is drawn of an article; `places` are those that the same answer cites."""
    here = places.index(at) if at in places else -1
    return {
        "article": article.id,
        "title": article.title or article.id,
        "facts": [one for one in (article.source, article.published[:10], *article.authors) if one],
        "url": article.url if article.url.startswith(("https://", "http://")) else "",
        "alsoIn": [
            _facts(copy.source or copy.origin, copy.published, copy.title)
            for copy in article.also_in
        ],
        "paragraphs": [article.quote(one.number) for one in article.paragraphs],
        "cited": at.paragraph,
        "marked": _marked(article, at),
        "places": [asdict(one) for one in places],
        "here": here,
        "words": said(words, _ARTICLE),
    }


def _marked(article: Article, at: Place) -> tuple[str, str, str]:
    """Return the cited paragraph in three: before, to mark, after.

    All of it is marked unless words in it are named.
    """
    if not 1 <= at.paragraph <= len(article.paragraphs):
        return "", "", ""
    paragraph, words = article.paragraphs[at.paragraph - 1], article.quote(at.paragraph)
    if not paragraph.start <= at.start < at.end <= paragraph.end:
        return "", words, ""
    start, end = at.start - paragraph.start, at.end - paragraph.start
    return words[:start], words[start:end], words[end:]


def _facts(source: str, published: str, *more: str) -> str:
    return " · ".join(filter(None, [source, published[:10], *more]))
