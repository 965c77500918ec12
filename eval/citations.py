"""An answer in; how well its citations bear it out, with whatever judges support passed in.

Gao, Yen, Yu and Chen, "Enabling Large Language Models to Generate Text with Citations" (ALCE),
EMNLP 2023, section 3, with two differences: our claims always cite, and no citation is cut off
after the third. As in ALCE, each answer has its own recall and precision, and a set has their mean.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.errors import ArticleMissing
from rag.types import Answer, Citation, Claim

Judge = Callable[[str, Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class Citations:
    """What there is to count in an answer; of an abstention everything but `withheld` is 0.

    `borne_out` claims are supported by all they cite together, so says the judge;
    `called_supported` ones are, so says the answer. `needed` citations are those not irrelevant.
    """

    claims: int
    borne_out: int
    called_supported: int
    citations: int
    needed: int
    withheld: int

    def __post_init__(self) -> None:
        if not self.claims >= max(self.borne_out, self.called_supported):
            raise ValueError(f"more are supported than the {self.claims} claims there are")
        if self.needed > self.citations:
            raise ValueError(f"{self.needed} of {self.citations} citations cannot be needed")

    @property
    def recall(self) -> float:
        """The share of claims borne out; ValueError of an abstention."""
        return _share(self.borne_out, self.claims)

    @property
    def precision(self) -> float:
        """The share of citations needed; ValueError of an abstention."""
        return _share(self.needed, self.citations)

    @property
    def support_rate(self) -> float:
        """The share of claims that the answer calls supported; ValueError of an abstention."""
        return _share(self.called_supported, self.claims)

    @property
    def withheld_rate(self) -> float:
        """The share of all the claims written that were withheld; ValueError where none was."""
        return _share(self.withheld, self.claims + self.withheld)


def judged(answer: Answer, supports: Judge) -> Citations:
    """Ask the judge, with a claim and the quotes it cites, what each citation does.

    A citation is irrelevant if alone it does not support its claim and the others do without it;
    none is needed by a claim that all of them together do not support.
    """
    counts = [_judged_claim(claim, supports) for claim in answer.claims]
    return Citations(
        claims=len(answer.claims),
        borne_out=sum(borne_out for borne_out, _ in counts),
        called_supported=sum(claim.support == "supported" for claim in answer.claims),
        citations=sum(len(claim.citations) for claim in answer.claims),
        needed=sum(needed for _, needed in counts),
        withheld=answer.withheld,
    )


def exact_quotes(answer: Answer, text_of: Callable[[str], str]) -> tuple[int, int]:
    """Return how many citations have the very words that stand there, and how many there are.

    `text_of` an article's id is its cleaned text, and raises ArticleMissing where there is none.
    """
    cited = [citation for claim in answer.claims for citation in claim.citations]
    return sum(_is_exact(citation, text_of) for citation in cited), len(cited)


def _judged_claim(claim: Claim, supports: Judge) -> tuple[bool, int]:
    quotes = [citation.quote for citation in claim.citations]
    if not supports(claim.text, quotes):
        return False, 0
    if len(quotes) == 1:
        return True, 1
    irrelevant = (
        not supports(claim.text, [quote])
        and supports(claim.text, quotes[:turn] + quotes[turn + 1 :])
        for turn, quote in enumerate(quotes)
    )
    return True, len(quotes) - sum(irrelevant)


def _is_exact(citation: Citation, text_of: Callable[[str], str]) -> bool:
    try:
        text = text_of(citation.article_id)
    except ArticleMissing:
        return False
    return text[citation.start : citation.end] == citation.quote


def _share(part: int, whole: int) -> float:
    if not whole:
        raise ValueError("a share of nothing has no value")
    return part / whole
