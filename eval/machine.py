"""Nothing in; what a figure depends on besides the product's own settings, out."""

import os
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from index.article import digest_of

_ASKED = {  # packages that make an answer and its scores, and the files that they do so by
    "eval": (".py",),
    "index": (".py", ".json"),  # the latter are learned
    "prompts": (".py", ".md"),
    "rag": (".py", ".json"),
}


def machine() -> dict[str, Any]:
    """Return the cores, the system and the versions that speed depends on."""
    return {
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "torch": version("torch"),
        "sentence_transformers": version("sentence-transformers"),
        "faiss": version("faiss-cpu"),
    }


@cache
def code_digest() -> str:
    """Return the digest of all that answers and scores, whatever its version."""
    return digest_of_code(Path(__file__).parents[1])


def digest_of_code(root: Path) -> str:
    """Return the digest of the code, learned numbers and prompts of the packages in a folder."""
    files = [
        path
        for package, suffixes in _ASKED.items()
        for path in sorted((root / package).rglob("*"))
        if path.suffix in suffixes
    ]
    parts = [f"{path.relative_to(root)}\n{path.read_text(encoding='utf-8')}" for path in files]
    return digest_of("\n".join(parts))
