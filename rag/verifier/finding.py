"""What a check finds wrong with a claim, in words for the reader."""

from dataclasses import dataclass
from typing import Literal

Fault = Literal["contradicted", "absent", "weaker"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: the claim's words at fault, and a reason that can stand by itself.

    `contradicted` words are said otherwise by the evidence, `absent` ones not at all; `weaker` is
    evidence that says less surely what the claim says flatly.
    """

    check: str
    fault: Fault
    words: str
    why: str

    @property
    def may_be_synonym(self) -> bool:
        """Whether a model that reads the words could find that they say the same."""
        return self.check == "wording" and self.fault == "absent"
