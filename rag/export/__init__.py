"""Saved answers in; a Markdown, HTML or Word file of them, or one sentence to paste, out."""

from rag.export.exported import KINDS, Exported, exported
from rag.export.manuscript import Kind
from rag.export.sentence import sentence_with_citation

__all__ = ["KINDS", "Exported", "Kind", "exported", "sentence_with_citation"]
