"""The paragraphs found, best first, in; those that fit, under opaque keys, in a fence, out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.article import digest_of
from index.language import script
from rag.citing.keys import MOST_KEYS, hand_out
from rag.types import Hit
from rag.writer.model import Message
from rag.writer.prompt import prompt

BUDGET = 3000  # tokens of paragraphs, about: fits with rules and answer where 4,096 are the most
_BYTES_PER_TOKEN = 3  # English has four, Arabic two to three: rather too few than too many
_RULES, _QUESTION = "answer", "question"


@dataclass(frozen=True, slots=True)
class Material:
    """What a model is given: the messages, and the paragraph that each key stands for.

    `dropped` counts the paragraphs found that did not fit.
    """

    messages: tuple[Message, ...]
    paragraphs: Mapping[str, Hit]
    dropped: int
    prompts: Mapping[str, str]


def material(question: str, hits: Sequence[Hit], *, budget: int = BUDGET) -> Material:
    """Lay out the best paragraphs that fit into the budget, in tokens as `tokens_about` counts."""
    fitting = _fitting(hits, budget)
    rules, asked = prompt(_RULES), prompt(_QUESTION)
    avoid = [question, rules.text, asked.text, *(_words(hit) for hit in fitting)]
    keys = hand_out(len(fitting), seed=question, avoid=avoid)
    fence = digest_of("\n".join(avoid), size=6).upper()
    paragraphs = "\n\n".join(
        f"[{key}] {_words(hit)}" for key, hit in zip(keys, fitting, strict=True)
    )
    values = {"fence": fence, "paragraphs": paragraphs, "question": _line(question)}
    return Material(
        messages=(
            Message("system", rules.fill({"language": _language(question)})),
            Message("user", asked.fill(values)),
        ),
        paragraphs=dict(zip(keys, fitting, strict=True)),
        dropped=len(hits) - len(fitting),
        prompts={one.name: one.digest for one in (rules, asked)},
    )


def tokens_about(text: str) -> int:
    """Return roughly how many tokens a text is, for any model; rather too many than too few."""
    return -(-len(text.encode("utf-8", "replace")) // _BYTES_PER_TOKEN)


def _fitting(hits: Sequence[Hit], budget: int) -> list[Hit]:
    """Return the hits that fit, best first; one that is too long leaves room for the next."""
    fitting: list[Hit] = []
    for hit in hits:
        tokens = tokens_about(_words(hit))
        if tokens <= budget and len(fitting) < MOST_KEYS:
            fitting.append(hit)
            budget -= tokens
    return fitting


def _words(hit: Hit) -> str:
    """Return headline, outlet and date on a line, and the paragraph on the next."""
    card = hit.article
    facts = [f'"{_line(card.title)}"' if card.title else "", _line(card.source)]
    head = ", ".join(filter(None, [*facts, card.published[:10]]))
    return f"{head}\n{_line(hit.text)}"


def _line(text: str) -> str:
    """Return the text on one line: an article cannot look like the lines around it."""
    return " ".join(text.split())


def _language(question: str) -> str:
    return "Arabic" if script(question) == "arabic" else "the language of the question"
