"""The values a question becomes: hits, citations, claims, and an answer or a reason for silence.

Their fields are those of the JSON that the command prints; `rag.records` writes them out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from index.article import Card
from index.filters import Filters
from rag.understanding.understood import Understood

Support = Literal["supported", "partial", "unsupported"]


@dataclass(frozen=True, slots=True)
class Ranks:
    """The place, from 1, that each leg of the search gave a hit; None where it did not find it."""

    dense: int | None
    lexical: int | None


@dataclass(frozen=True, slots=True)
class Leg:
    """The place, from 1, and the score that a part of the search gave a hit; None where it did not.

    The score of meaning is a cosine, known of hits that words alone found, too; that of words is
    BM25.
    """

    rank: int | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """What a hit was found by and put in its place for; the signs are those of `rag.signs`.

    `reranked` is the place and score that a reranker gave, without either where its time was up;
    None where there was no reranker.
    """

    dense: Leg
    lexical: Leg
    coverage: float
    sentence: float
    pairs: float
    kind: float
    reranked: Leg | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph found: `text` is `article.text[start:end]`; a higher score is a better hit.

    `also_in` are the other places where the article stands.
    """

    article: Card
    paragraph: int
    text: str
    start: int
    end: int
    score: float
    ranks: Ranks
    why: Why | None = None
    also_in: tuple[Card, ...] = ()

    def __post_init__(self) -> None:
        _check_place(self.paragraph, self.text, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Citation:
    """Exact words and where they stand: `quote` is `article.text[start:end]`."""

    article_id: str
    title: str
    source: str
    url: str
    published: str
    paragraph: int
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        _check_place(self.paragraph, self.quote, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Where another article says `instead` what a claim says in `words`."""

    words: str
    instead: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer, what it cites, and how far the cited words support it.

    `why` says what the cited words leave open where they support only a part of it; `but` are the
    places where other articles say it differently.
    """

    text: str
    support: Support
    citations: tuple[Citation, ...]
    why: str = ""
    but: tuple[Otherwise, ...] = ()

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError(f"a claim cites at least one paragraph: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence that the reader does not get, and why. Nobody has vouched for its words."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """The headline and day of an article that an answer cited; "" where it has none."""

    title: str
    published: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question asked before, and what is known of its answer.

    `stand_alone` is the question as it was understood, "" where it stood alone; `answer` holds
    the answer's sentences, empty where it was silence or is not known.
    """

    question: str
    stand_alone: str = ""
    answer: tuple[str, ...] = ()
    cited: tuple[CitedArticle, ...] = ()

    def __post_init__(self) -> None:
        if not self.question.strip():
            raise ValueError("a turn of the talk has a question")


@dataclass(frozen=True, slots=True)
class Trace:
    """What is needed to reproduce an answer; `seconds` is by step.

    `program` is Pressmark's version and `asked` the day of asking, which "last week" counts from.
    `weights` say what each measure of the `evidence` counts, and from which confidence on it is
    answered. `withheld` are the sentences that the reader did not get.
    Where a language model was asked, `prompts` holds the digest of each prompt by its name,
    `usage` the tokens and the cost in US dollars, None where no price is known, and
    `seconds["first_word"]` tells when the first claim could be shown.
    """

    index: str
    embedder: str
    filters: Filters
    settings: Mapping[str, float | int | str]
    evidence: Mapping[str, float]
    seconds: Mapping[str, float]
    model: str = ""
    prompts: Mapping[str, str] = field(default_factory=dict)
    usage: Mapping[str, float | None] = field(default_factory=dict)
    program: str = ""
    asked: str = ""
    weights: Mapping[str, float] = field(default_factory=dict)
    withheld: tuple[Withheld, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Claims that passed verification, or none and the reason for silence.

    `question` is as asked; `stand_alone` is what was searched and answered in its place, a
    follow-up in words that stand alone, "" where that is the same. `understood` is what that was
    searched by in the end, None where nobody kept it.
    `notice` is what the reader should know of how it came about, as when a model failed.
    """

    question: str
    claims: tuple[Claim, ...]
    hits: tuple[Hit, ...]
    trace: Trace
    abstained: str = ""
    withheld: int = 0
    stand_alone: str = ""
    notice: str = ""
    understood: Understood | None = None

    def __post_init__(self) -> None:
        if bool(self.claims) == bool(self.abstained):
            raise ValueError("an answer has either claims or a reason for abstaining")
        if self.withheld < 0:
            raise ValueError(f"{self.withheld} claims cannot be withheld")
        if any(claim.support == "unsupported" for claim in self.claims):
            raise ValueError("an unsupported claim is withheld, not answered")

    @property
    def answered(self) -> bool:
        """Whether the archive said anything to the question."""
        return bool(self.claims)


def _check_place(paragraph: int, words: str, start: int, end: int) -> None:
    if paragraph < 1:
        raise ValueError(f"paragraphs are numbered from 1, not {paragraph}")
    if start < 0:
        raise ValueError(f"a span cannot start at {start}")
    if end - start != len(words):
        raise ValueError(f"a span of {end - start} characters cannot hold {len(words)}")
