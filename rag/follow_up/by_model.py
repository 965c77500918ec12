"""A question, the talk before it and a language model in, the stand-alone question out.

The model's words are searched and shown, so what it returns is checked; where it fails, or says
what is no rewrite of the question, the rules of `rag.follow_up.rewrite` decide.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.errors import PressmarkError
from index.terms import STOPWORDS, key_terms, terms, words
from rag.follow_up.focus import said
from rag.follow_up.rewrite import LONGEST, rewrite
from rag.follow_up.stand_alone import Phrase, StandAlone
from rag.types import Turn
from rag.writer.prompt import prompt as prompt_named

PROMPT = "stand_alone"
_TURNS = 6  # of the talk that the model reads, the newest
_SENTENCES = 3  # of an answer
_MOST_CHARACTERS = 400
_MOST_TIMES = 6  # longer than the question, once that is not short
_SHORT = 60  # characters
_OWN_WORDS = 2  # "many were killed" may become "the number of people killed"
_MEANINGLESS = frozenset(terms(" ".join(sorted(STOPWORDS))))
_BY_RULES = "the follow-up was put in words that stand alone by rules"
_NO_REWRITE = "what the model made of the follow-up is no rewrite of it"
_QUOTES = "\"'“”«»`*"


def rewrite_by_model(
    question: str, talk: Sequence[Turn], complete: Callable[[str], str]
) -> StandAlone:
    """Ask the model; `complete` takes a prompt and raises PressmarkError where it has no answer.

    Where the rules decide in its place, `notice` says why.
    """
    if not talk or len(question) > LONGEST:
        return rewrite(question, talk)
    try:
        text = _cleaned(complete(prompt(question, talk)))
    except PressmarkError as error:
        return replace(rewrite(question, talk), notice=f"{error}; {_BY_RULES}")
    if not _is_rewrite(text, question, talk):
        return replace(rewrite(question, talk), notice=f"{_NO_REWRITE}; {_BY_RULES}")
    if terms(text) == terms(question):
        return StandAlone(question, question, by="model")
    return StandAlone(question, text, _carried(text, question, talk), by="model")


def prompt(question: str, talk: Sequence[Turn]) -> str:
    """Return what the model is asked."""
    lines = []
    for turn in talk[-_TURNS:]:
        lines.append(f"Q: {_one_line(said(turn))}")
        lines.append(f"A: {_one_line(' '.join(turn.answer[:_SENTENCES])) or '(not known)'}")
    values = {"talk": "\n".join(lines), "question": _one_line(question)}
    return prompt_named(PROMPT).fill(values)


def _is_rewrite(text: str, question: str, talk: Sequence[Turn]) -> bool:
    """Whether the text is short, keeps the question's words and brings next to none of its own."""
    longest = min(_MOST_CHARACTERS, _MOST_TIMES * max(len(question), _SHORT))
    if not text or len(text) > longest or not _content(question) <= set(terms(text)):
        return False
    new = _content(text) - set(terms(question)) - _said(talk)
    return len(new) <= _OWN_WORDS and not any(term[0].isdigit() for term in new)


def _content(text: str) -> set[str]:
    """Return the terms that carry meaning; "And there?" has none."""
    return set(key_terms(text)) - _MEANINGLESS


def _said(talk: Sequence[Turn]) -> set[str]:
    told = (f"{said(turn)} {' '.join(turn.answer)}" for turn in talk)
    return {term for text in told for term in terms(text)}


def _carried(text: str, question: str, talk: Sequence[Turn]) -> tuple[Phrase, ...]:
    """Return each new word with the newest turn that has it."""
    carried = []
    for term in [one for one in key_terms(text) if one not in set(terms(question))]:
        turns = [turn for turn in range(len(talk)) if term in _said(talk[turn : turn + 1])]
        if turns:
            carried.append(Phrase(_word(text, term), turns[-1]))
    return tuple(carried)


def _word(text: str, term: str) -> str:
    """Return the word of the text that the term is of."""
    return next(word for word in words(text) if term in terms(word))


def _cleaned(text: str) -> str:
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    return _one_line(lines[0]).strip(_QUOTES).strip() if lines else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
