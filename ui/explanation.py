"""An answer in; how it came about, in lines for a person, and all that would make it again, out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

import click

from rag.types import Answer, Citation, Claim, Hit, Trace
from rag.understanding.relaxing import in_words
from ui.printing import plain

_MEASURES = {
    "paragraph_cosine": "nearness in meaning of the nearest paragraph",
    "sentence_cosine": "nearness in meaning of the nearest sentence",
    "coverage": "share of the question's words in the best sentence and around it",
    "kind": "whether the best sentence holds the kind of thing asked for",
    "introduced": "whether it says who bears the name asked for",
}
_USAGE = {"prompt_tokens": "tokens read", "completion_tokens": "tokens written"}


def print_explanation(answer: Answer) -> None:
    """Print to stderr what `explanation` says, under a heading each."""
    for heading, lines in explanation(answer):
        click.echo(f"\n{heading}", err=True)
        for line in lines:
            click.echo(plain(f"  {line}".replace("\n", " ")), err=True)


def explanation(answer: Answer) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each part of the story in the order it happened: a heading and its lines."""
    yield "Understood", [*_understood(answer)]
    yield "Found", [*map(_hit, answer.hits)] or ["nothing"]
    yield "Weighed", [*_weighed(answer)]
    yield "Verified", [*_verified(answer)]
    yield "To make it again", [*_made(answer.trace)]


def _understood(answer: Answer) -> Iterator[str]:
    yield f"asked: {answer.question}"
    if answer.stand_alone:
        by = answer.trace.settings.get("rewritten_by", "rules")
        yield f"in words that stand alone, by {by}: {answer.stand_alone}"
    if answer.understood:
        if answer.understood.query != (answer.stand_alone or answer.question):
            yield f"searched for: {answer.understood.query}"
        yield from (f"only {in_words(one)}" for one in answer.understood.conditions)
        yield from (f"only what has, word for word: {one}" for one in answer.understood.quoted)
        if answer.understood.order:
            yield f"of what is about as good, the {answer.understood.order} first"
        yield from answer.understood.relaxed
    kept = {name: value for name, value in asdict(answer.trace.filters).items() if value}
    if kept:
        yield f"filters: {_listed(kept)}"


def _hit(hit: Hit) -> str:
    legs = [("meaning", hit.ranks.dense), ("words", hit.ranks.lexical)]
    places = ", ".join(f"{leg} {f'no. {rank}' if rank else 'not'}" for leg, rank in legs)
    card = hit.article
    facts = filter(None, [card.source, card.published[:10], card.title or card.id])
    return f"{hit.score:.3f}  by {places}  {' · '.join(facts)} ¶{hit.paragraph} ({card.id})"


def _weighed(answer: Answer) -> Iterator[str]:
    taken, weights = answer.trace.evidence, answer.trace.weights
    for name, said in _MEASURES.items():
        if name in taken and name in weights:
            yield f"{taken[name]:.3f} × {weights[name]:.2f}  {said}"
    if "added" in weights:
        yield f"{weights['added']:+.2f}  whatever the question"
    least = weights.get("least_confidence")
    if "confidence" in taken and least is not None:
        yield (
            f"= {taken['confidence']:.3f} probable that the archive answers;"
            f" it is answered from {least:.2f} on"
        )
    yield f"silence: {answer.abstained}" if answer.abstained else "answered"
    if answer.notice:
        yield f"note: {answer.notice}"


def _verified(answer: Answer) -> Iterator[str]:
    for claim in answer.claims:
        yield f"{_verdict(claim)}: {claim.text}"
        yield from (f"    by {_place(one)}" for one in claim.citations)
        yield from (
            f"    but {_place(one.citation)} says {one.instead}, not {one.words}"
            for one in claim.but
        )
    for one in answer.trace.withheld:
        yield f"withheld, for {one.why}: {one.text}"
    if not answer.claims and not answer.trace.withheld:
        yield "nothing was written"


def _verdict(claim: Claim) -> str:
    if claim.why:
        return f"{claim.support}, for {claim.why}"
    verbatim = any(claim.text == one.quote for one in claim.citations)
    return f"{claim.support}, {'word for word' if verbatim else 'in other words'}"


def _place(cited: Citation) -> str:
    return f"{cited.article_id} ¶{cited.paragraph}, characters {cited.start} to {cited.end}"


def _made(trace: Trace) -> Iterator[str]:
    yield f"pressmark {trace.program}, index version {trace.index}"
    yield f"embedder {trace.embedder}"
    if trace.asked:
        yield f"asked as of {trace.asked}"
    if trace.model:
        yield f"model {trace.model}"
    yield from (f"prompt {name} {digest}" for name, digest in trace.prompts.items())
    if trace.usage:
        told = {_USAGE[name]: value for name, value in trace.usage.items() if name in _USAGE}
        cost = trace.usage.get("cost")
        yield f"{_listed(told)}, cost {'not known' if cost is None else f'{cost:.6f} US dollars'}"
    yield f"settings: {_listed(trace.settings)}"
    yield f"seconds: {_listed(trace.seconds)}"


def _listed(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in values.items())
