"""Words in quotation marks in a claim must be exact words of the evidence."""

import re
from collections.abc import Iterator

from rag.verifier.comparison import Comparison
from rag.verifier.finding import Finding
from rag.verifier.words import Text, even

_QUOTED = re.compile(r'"([^"]+)"')
_LEFT_OUT = re.compile(r"\[[^\]]*\]|\.{3}|…")
_EDGES = " .,;:!?…'،؛؟"


def check(compared: Comparison) -> Iterator[Finding]:
    """Yield the quotations that the evidence does not hold; an unclosed mark quotes nothing."""
    there = _plain(compared.evidence.text)
    around = _plain(compared.around.text)
    for quoted in _QUOTED.findall(compared.claim.text):
        pieces = [_plain(piece) for piece in _LEFT_OUT.split(quoted)]
        if not _is_title(quoted) and not all(one in there or one in around for one in pieces):
            why = f"“{quoted.strip(_EDGES)}” is in quotation marks, and not word for word there"
            yield Finding("quotation", "absent", quoted, why)


def _is_title(quoted: str) -> bool:
    """Whether every word of weight has a capital: a title, whose words are checked as names."""
    content = [word for word in Text(quoted).words if word.is_content]
    return len(content) > 1 and all(word.is_capital or word.is_figure for word in content)


def _plain(text: str) -> str:
    """Return the words and figures with spaces around: "1 million" is not in "1.1 million"."""
    words = re.findall(r"\w+(?:[.,:٫٬'-]\w+)*|[%$€£]", even(text).replace('"', " ").casefold())
    return f" {' '.join(words)} " if words else " "
