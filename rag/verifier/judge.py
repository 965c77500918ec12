"""A claim and the words it rests on in; whether they support it, and why not, out.

Exact words are supported at once. Of other words every number, date, name, quotation, denial, actor
and speaker is checked first, and what is wrong is said; what passes is weighed by how much of it
the evidence holds (`rag.verifier.measures`, `rag.verifier.head`). docs/verifier.md has the rules
and how often they are right.
"""

import re
from collections.abc import Mapping, Sequence

from index.sentences import sentence_spans
from rag.verifier.checking import findings
from rag.verifier.comparison import About, Comparison
from rag.verifier.finding import Finding
from rag.verifier.head import head
from rag.verifier.measures import measures
from rag.verifier.nli import Infers
from rag.verifier.polarity import denies, unsure
from rag.verifier.verdict import Verdict
from rag.verifier.words import Text, even

_BEFORE, _AFTER = r"(?<!\w)(?<!\w[-–.,:/'’٫٬])", r"(?!\w)(?![-–.,:/'’٫٬]\w)"
_MOSTLY = 0.6  # of the claim's words, beside which what is missing makes it partial
_NAMED = 4  # words that are missing, as many as a reader takes in
_REACH = 6  # words before exact words, in which they may be denied
_CONTRADICTS = 0.5  # probability
_KNOWN_NOTHING = About()


def judge(
    claim: str,
    evidence: Sequence[str],
    about: About = _KNOWN_NOTHING,
    *,
    model: Infers | None = None,
) -> Verdict:
    """Judge a claim by its evidence, and by the date, headline and source `about` gives.

    No word or number is cut: "1 million" is not in "1.1 million". An empty claim is unsupported.
    An inference model, where one is given, is asked of claims in other words with nothing plainly
    wrong; it never overrules a check.
    """
    sought = even(claim)
    if not sought:
        return Verdict("unsupported", "nothing is claimed", 0.0)
    if is_exact(claim, evidence):
        return Verdict("supported", score=1.0)
    compared = Comparison.of(claim, evidence, about)
    if not compared.evidence.words or not compared.claim.words:
        return Verdict("unsupported", "there is nothing to compare", 0.0)
    found = [one for one in findings(compared) if model is None or not one.may_be_synonym]
    taken = measures(compared)
    surety = head().surety(taken)
    if found:
        return _faulted(compared, found, taken, surety)
    if model is not None:
        read = model.infer(compared.claim.text, compared.evidence.text)
        if read.contradicted >= _CONTRADICTS:
            return Verdict(
                "unsupported", "the inference model reads a contradiction", read.entailed, claim
            )
        surety = (surety + read.entailed) / 2
    return _weighed(compared, taken, surety)


def is_exact(claim: str, evidence: Sequence[str]) -> bool:
    """Whether a piece of the evidence holds the claim's words, white space and quotes aside."""
    sought = even(claim)
    return bool(sought) and any(_holds(even(piece), sought) for piece in evidence)


def _holds(piece: str, sought: str) -> bool:
    """Whether the exact words stand there, and not as what a sentence denies or only supposes."""
    for found in re.finditer(_BEFORE + re.escape(sought) + _AFTER, piece):
        spans = sentence_spans(piece) if found.start() else ()
        start = next((first for first, last in spans if first < found.start() < last), None)
        before = Text(piece[start : found.start()]).words[-_REACH:] if start is not None else ()
        if not any(denies(word) or unsure(word) for word in before):
            return True
    return False


def _faulted(
    compared: Comparison, found: Sequence[Finding], taken: Mapping[str, float], surety: float
) -> Verdict:
    """Return the verdict on a claim with something wrong: at most partial."""
    reasons = "; ".join(dict.fromkeys(one.why for one in found[:3]))
    turned = [one.words for one in found if one.fault == "contradicted"]
    same = compared.alignment.is_close
    partial = taken["covered"] >= _MOSTLY and not (turned and same)
    contradicted = ", ".join(dict.fromkeys(turned))
    return Verdict(
        "partial" if partial else "unsupported", reasons, round(surety / 2, 4), contradicted
    )


def _weighed(compared: Comparison, taken: Mapping[str, float], surety: float) -> Verdict:
    """Return the verdict on a claim with nothing plainly wrong."""
    support = head().support(surety)
    score = round(surety, 4)
    if support == "supported":
        return Verdict("supported", score=score)
    everywhere = compared.evidence.terms | compared.around.terms
    missing = [
        word.written for word in compared.claim.words
        if word.is_content and word.term not in everywhere
    ]  # fmt: skip
    if not missing:
        return Verdict(support, "its words are there, but not said together", score)
    listed = ", ".join(list(dict.fromkeys(missing))[:_NAMED])
    most = "much of it, such as" if taken["covered"] < _MOSTLY else "not in the paragraph:"
    tail = " is not in the paragraph" if taken["covered"] < _MOSTLY else ""
    return Verdict(support, f"{most} {listed}{tail}", score)
