"""Files of labelled claims, one JSON object a line, in; the claims out."""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from eval.fields import Fields, read_objects
from rag.types import Support

LABELS: tuple[Support, ...] = get_args(Support)


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim, the words that may support it, and how far a person says they do.

    `kind` is what was done to it ("number", "negation"…), or "".
    """

    id: str
    claim: str
    evidence: tuple[str, ...]
    label: Support
    kind: str = ""


def read_claims(path: Path) -> tuple[LabelledClaim, ...]:
    """Read a file of claims; CaseError names the file, the line and the claim that is wrong."""
    return tuple(_claim(fields) for fields in read_objects(path, "claim"))


def _claim(fields: Fields) -> LabelledClaim:
    label = next((one for one in LABELS if one == fields.text("label")), None)
    if label is None:
        raise fields.wrong(
            f"{fields.text('label')!r} is no label", hint="supported, partial or unsupported"
        )
    evidence = fields.texts("evidence")
    if not any(words.strip() for words in evidence):
        raise fields.wrong("no evidence")
    kind = fields.text("kind", default="")
    return LabelledClaim(fields.text("id"), fields.text("claim"), evidence, label, kind)
