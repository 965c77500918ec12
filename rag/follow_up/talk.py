"""What was asked and answered before in, the turns of a talk out, each question standing alone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.sentences import sentence_spans
from rag.follow_up.rewrite import rewrite
from rag.types import Answer, CitedArticle, Turn


def retold(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Return the turns, oldest first, each question rewritten by rules after those before it."""
    talk: list[Turn] = []
    for turn in turns:
        made = rewrite(turn.question, talk)
        talk.append(replace(turn, stand_alone=made.text if made.changed else ""))
    return tuple(talk)


def heard(told: Iterable[tuple[str, str]]) -> tuple[Turn, ...]:
    """Return the turns of questions and their answers' words, "" where those are not known."""
    return retold(
        Turn(question, answer=tuple(answer[start:end] for start, end in sentence_spans(answer)))
        for question, answer in told
    )


def turns_of(answers: Sequence[Answer]) -> tuple[Turn, ...]:
    """Return the turns of answers that were given, oldest first."""
    return tuple(_turn(answer) for answer in answers)


def _turn(answer: Answer) -> Turn:
    cited = [
        CitedArticle(one.title, one.published) for claim in answer.claims for one in claim.citations
    ]
    return Turn(
        answer.question,
        answer.stand_alone,
        tuple(claim.text for claim in answer.claims),
        tuple(dict.fromkeys(cited)),
    )
