"""What happens while a question is answered: a claim is shown, one is withheld, it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rag.types import Answer, Claim, Withheld
from rag.writer.model import Usage

__all__ = ["Done", "Event", "Outcome", "Shown", "Withheld"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim that was verified; it stays in the answer."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class Done:
    """The end: the answer with all that was shown."""

    answer: Answer


Event = Shown | Withheld | Done


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a writer leaves behind once all its claims are shown or withheld.

    `abstained` is its own reason for silence, `notice` what the reader should know of it, `usage`
    what the models took that were heard, None where none was.
    """

    writer: str
    model: str = ""
    abstained: str = ""
    notice: str = ""
    prompts: Mapping[str, str] = field(default_factory=dict)
    usage: Usage | None = None
    settings: Mapping[str, float | int | str] = field(default_factory=dict)
