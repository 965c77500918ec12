"""What a rule proposes: a question, its answers, and the sentence that holds them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from index.article import Article
from index.sentences import sentence_spans

_SHORTEST, _LONGEST = 40, 320  # characters of a sentence that is asked about


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question made from one sentence; `rule` names what made it, `quote` is the sentence."""

    question: str
    answers: tuple[str, ...]
    quote: str
    rule: str

    def __post_init__(self) -> None:
        if not self.question.strip() or not self.answers or not all(self.answers):
            raise ValueError(f"a proposal has a question and answers: {self}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands in an article, and the full names that the article gives."""

    text: str
    full_names: dict[str, str]

    def full(self, name: str) -> str:
        """Return the full name of whom the article calls by a last name, else the name given."""
        return self.full_names.get(name, name)


def sentences(article: Article, full_names: dict[str, str]) -> Iterable[Sentence]:
    """Yield the article's sentences that are of a length to ask about."""
    for paragraph in article.paragraphs:
        words = article.quote(paragraph.number)
        for start, end in sentence_spans(words):
            if _SHORTEST <= end - start <= _LONGEST:
                yield Sentence(words[start:end], full_names)


def of_one_article(articles: Iterable[Article]) -> Collection[str]:
    """Return the sentences that stand in a single article: others are copies or furniture."""
    seen: dict[str, str] = {}
    repeated: set[str] = set()
    for article in articles:
        for one in sentences(article, {}):
            if seen.setdefault(one.text, article.id) != article.id:
                repeated.add(one.text)
    return seen.keys() - repeated
