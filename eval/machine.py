"""Nothing in; what a figure depends on besides the product's own settings, out."""

import os
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from index.article import digest_of

_ASKED = ("eval", "index", "prompts", "rag")  # packages whose code makes an answer and its scores


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
    """Return the digest of the code and prompts that answer and score, whatever their version."""
    root = Path(__file__).parents[1]
    files = [
        path
        for package in _ASKED
        for path in sorted((root / package).rglob("*"))
        if path.suffix == ".py" or (package == "prompts" and path.suffix == ".md")
    ]
    parts = [f"{path.relative_to(root)}\n{path.read_text(encoding='utf-8')}" for path in files]
    return digest_of("\n".join(parts))
