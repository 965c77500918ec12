"""A claim and the words it rests on in; whether they support it, and why not, out.

In this version support means the same words: a sentence that says the same in others is called
unsupported.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.types import Support

_NOT_THERE = "not word for word in the evidence"
_BEFORE, _AFTER = r"(?<!\w)(?<!\w[-–.,:/'’٫٬])", r"(?!\w)(?![-–.,:/'’٫٬]\w)"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far the evidence supports a claim, and why no further.

    `score` is the higher the surer a claim is supported; None where the verdict is all there is.
    """

    support: Support
    why: str = ""
    score: float | None = None

    def __post_init__(self) -> None:
        if (self.support == "supported") == bool(self.why):
            raise ValueError("a verdict says why where the claim is not supported, and only there")


def judge(claim: str, evidence: Sequence[str]) -> Verdict:
    """Call a claim supported where a piece of the evidence holds its words, white space aside.

    No word or number is cut: "1 million" is not in "1.1 million". An empty claim is unsupported.
    """
    sought = _even(claim)
    if not sought:
        return Verdict("unsupported", "nothing is claimed")
    words = re.compile(_BEFORE + re.escape(sought) + _AFTER)
    if any(words.search(_even(piece)) for piece in evidence):
        return Verdict("supported")
    return Verdict("unsupported", _NOT_THERE)


def _even(text: str) -> str:
    return " ".join(text.split())
