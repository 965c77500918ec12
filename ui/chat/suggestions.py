"""A version of an index in, questions that it answers out: made by rule, each tried first."""

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice

from eval.drafts import arabic, english
from eval.drafts.names import full_names
from eval.drafts.proposal import Proposal, of_one_article, sentences
from index.article import Article
from index.errors import PressmarkError
from index.filters import Filters
from index.reader import IndexReader
from rag.answer import ask
from rag.types import Answer

COUNT = 4
_ARTICLES = 60  # the most covered, then the newest
_TRIED = 24  # questions asked at most
_MOST_WORDS = 16  # of a question that is read at a glance
_RULES = frozenset({"deed", "how many", "how much", "said", "when", "where", "why", "role"})
_SMALL = re.compile(r"\b[a-z]+\b")


class Suggestions:
    """The questions found so far for one version; they are looked for on a thread of their own."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._found: tuple[str, ...] = ()
        self._thread = threading.Thread(target=self._find, name="suggestions", daemon=True)

    def begin(self) -> "Suggestions":
        """Begin to look for them, and return at once."""
        self._thread.start()
        return self

    @property
    def ended(self) -> bool:
        """Whether no more will be found."""
        return not self._thread.is_alive()

    @property
    def questions(self) -> tuple[str, ...]:
        """What was found so far."""
        return self._found

    def wait(self) -> None:
        """Wait until no more will be found."""
        self._thread.join()

    def _find(self) -> None:
        with suppress(PressmarkError):  # asking raises it again, where it can be shown
            for question in islice(suggested(self._reader), COUNT):
                self._found = (*self._found, question)


def suggested(reader: IndexReader) -> Iterator[str]:
    """Yield questions of as many articles as there are, each answered from its own sentence."""
    asked: set[str] = set()
    for article, proposal in islice(_one_of_each(_leading(reader)), _TRIED):
        if proposal.question in asked:
            continue
        asked.add(proposal.question)
        if _answers(ask(proposal.question, reader), article, proposal):
            yield proposal.question


def _leading(reader: IndexReader) -> list[Article]:
    """Return the articles that most others repeat, then the newest."""
    listed = list(reader.database.listed(Filters()))
    order = sorted(range(len(listed)), key=lambda at: (-len(listed[at].also_in), at))
    ids = [listed[at].card.id for at in order[:_ARTICLES]]
    found = {one.id: one for one in reader.database.articles_of(ids)}
    return [found[id] for id in ids]


def _one_of_each(articles: Sequence[Article]) -> Iterator[tuple[Article, Proposal]]:
    """Yield the question of each article that is read quickest."""
    vocabulary = {word for one in articles for word in _SMALL.findall(one.text)}
    alone = of_one_article(articles)
    for article in articles:
        made = [
            one
            for sentence in sentences(article, full_names(article.text))
            if sentence.text in alone
            for one in (
                arabic.proposals(sentence)
                if article.language == "ar"
                else english.proposals(sentence, vocabulary)
            )
            if one.rule in _RULES and len(one.question.split()) <= _MOST_WORDS
        ]
        if made:
            yield article, min(made, key=lambda one: (len(one.question), one.question))


def _answers(answer: Answer, article: Article, proposal: Proposal) -> bool:
    """Whether it is answered from the article that the question was made of."""
    if not answer.answered or (answer.understood and answer.understood.relaxed):
        return False
    return any(
        one.article_id == article.id and any(words in claim.text for words in proposal.answers)
        for claim in answer.claims
        for one in claim.citations
    )
