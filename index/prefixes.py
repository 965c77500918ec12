"""A model's folder in, what it wants written before a question and before a passage out.

A model trained with such words finds much less without them (E5: Wang et al., "Text Embeddings by
Weakly-Supervised Contrastive Pre-training", 2022). sentence-transformers keeps them as `prompts` in
the model's folder; E5 was published before that, and is known by its name.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from index.errors import EmbedderError

FILE = "config_sentence_transformers.json"
_QUESTION, _PASSAGE = ("query", "question"), ("passage", "document", "corpus")
_E5 = re.compile(r"(?:^|[-_/\\])e5-(?:small|base|large)(?:-v2)?/?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prefixes:
    """What is written before each text; "" is nothing."""

    question: str = ""
    passage: str = ""


def prefixes_of(name: str, folder: Path) -> Prefixes:
    """Return what the model asks for in its folder, else what its name is known for, else none.

    Raises EmbedderError where the file that says so cannot be read.
    """
    path = folder / FILE
    try:
        prompts = json.loads(path.read_text(encoding="utf-8")).get("prompts") or {}
        said = Prefixes(_first(prompts, _QUESTION), _first(prompts, _PASSAGE))
    except FileNotFoundError:
        said = Prefixes()
    except (OSError, ValueError, AttributeError) as error:
        raise EmbedderError(f"{path} cannot be read", hint="get the model's files again") from error
    known = Prefixes("query: ", "passage: ") if _E5.search(name) else Prefixes()
    return said if said != Prefixes() else known


def _first(prompts: dict[str, str], names: tuple[str, ...]) -> str:
    """Return the first of the prompts of these names that says anything."""
    return next((str(prompts[name]) for name in names if prompts.get(name)), "")
