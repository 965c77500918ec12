"""An answer in; what the script that draws a turn is given out: plain data, no markup."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from index.article import Card
from rag.conflict import sources_differ
from rag.export import sentence_with_citation
from rag.lasting import Lasting
from rag.types import Answer, Citation, Claim, Hit
from rag.understanding.understood import Understood
from ui.chat.answering import STOPPED, Request, SoFar
from ui.chat.narrowing import label, narrowings
from ui.chat.place import Place
from ui.chat.told import Told, told
from ui.chat.words import ENGLISH, Words
from ui.explanation import explanation

_NEAREST = 5  # paragraphs shown under an abstention
_TURN = (
    "reading stopped understood_as only ask_without supported partial withheld silent nearest"
    " sources open_place copy copied good bad why_bad send thanks withheld_show withheld_one"
    " not_supported differ differs how"
).split()
_START = ("newest", "suggested", "suggesting")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What there is to draw of a turn: an answer, or one in the making."""

    question: str
    claims: tuple[Claim, ...] = ()
    withheld: int = 0
    answer: Answer | None = None
    states: tuple[Lasting, ...] = ()

    @property
    def understood(self) -> Understood | None:
        """What the question was understood to ask, once that is known."""
        return self.answer.understood if self.answer else None


def settled(answer: Answer, states: Iterable[Lasting] = ()) -> Drawn:
    """Return what there is to draw of a whole answer; `states` are those of its citations now."""
    return Drawn(answer.question, answer.claims, answer.withheld, answer, tuple(states))


def growing(request: Request, so_far: SoFar) -> Drawn:
    """Return what there is to draw of an answer in the making."""
    return Drawn(request.question, so_far.claims, len(so_far.withheld))


def cited(claims: Sequence[Claim]) -> tuple[Citation, ...]:
    """Return the citations of the claims, each once, in the order of their numbers on the page.

    After those of a claim come those of what other articles say in its stead.
    """
    return tuple(dict.fromkeys(one for claim in claims for one in _consulted(claim)))


def places(answer: Answer, turn: int) -> tuple[Place, ...]:
    """Return where the citations of an answer stand, or the paragraphs nearest to a silent one."""
    if answer.answered:
        return tuple(_place(one, turn) for one in cited(answer.claims))
    return tuple(
        Place(one.article.id, one.paragraph, one.start, one.end, turn)
        for one in answer.hits[:_NEAREST]
    )


def turn_data(drawn: Drawn, words: Words = ENGLISH, language: str = "en") -> Row:
    """Return what is drawn of a turn, in the words of this language."""
    numbered, answer = cited(drawn.claims), drawn.answer
    silent = bool(answer and not answer.answered)
    states = {one.citation: one for one in drawn.states}
    notice = _notice(answer) if answer else ""
    stopped = notice == STOPPED
    supporting = {one for claim in drawn.claims for one in claim.citations}
    return {
        "question": drawn.question,
        "standAlone": answer.stand_alone if answer else "",
        "narrowed": [
            {"label": label(one, words, language), "phrase": one.phrase}
            for one in narrowings(drawn.understood)
        ],
        "relaxed": [
            asdict(told(one, language))
            for one in (drawn.understood.relaxed if drawn.understood else ())
        ],
        "claims": [
            {
                "text": claim.text,
                "support": claim.support,
                "why": claim.why,
                "copy": sentence_with_citation(claim),
                "marks": [numbered.index(one) + 1 for one in claim.citations],
                "sides": _sides(claim, numbered),
            }
            for claim in drawn.claims
        ],
        "citations": [
            {**_cited(one, states.get(one), words), "differs": one not in supporting}
            for one in numbered
        ],
        "abstained": asdict(told(answer.abstained, language)) if answer and silent else None,
        "nearest": [_near(hit) for hit in answer.hits[:_NEAREST]] if answer and silent else [],
        "withheld": drawn.withheld,
        "withheldSentences": [asdict(one) for one in answer.trace.withheld] if answer else [],
        "how": [[heading, list(lines)] for heading, lines in explanation(answer)] if answer else [],
        "notice": (
            asdict(Told(words.stopped, language) if stopped else told(notice, language))
            if notice
            else None
        ),
        "stopped": stopped,
        "live": answer is None,
        "by": _by(answer, words) if answer else "",
        "words": said(words, _TURN),
    }


def start_data(cards: Sequence[Card], questions: Sequence[str], words: Words = ENGLISH) -> Row:
    """Return what is drawn before anything was asked."""
    return {
        "newest": [_row(Place(one.id, 1), one.title, one.source, one.published) for one in cards],
        "questions": list(questions),
        "words": said(words, _START),
    }


def said(words: Words, names: Sequence[str]) -> dict[str, str]:
    """Return the words of these names, for a script that says them."""
    return {name: getattr(words, name) for name in names}


def _consulted(claim: Claim) -> tuple[Citation, ...]:
    return (*claim.citations, *(one.citation for one in claim.but))


def _notice(answer: Answer) -> str:
    """Return the notice, without what stands beneath the sentences that others contest."""
    return answer.notice.removesuffix(sources_differ(answer.claims)).removesuffix("; ")


def _sides(claim: Claim, numbered: Sequence[Citation]) -> list[list[Row]]:
    """Return, for each of its words that others contest, who says what: the claim's side first."""
    beside: dict[str, list[Row]] = {}
    for one in claim.but:
        mine = _side(one.words, claim.citations, numbered)
        beside.setdefault(one.words, [mine]).append(_side(one.instead, [one.citation], numbered))
    return list(beside.values())


def _side(says: str, places: Sequence[Citation], numbered: Sequence[Citation]) -> Row:
    first = places[0]
    facts = [one for one in (first.source or first.title, first.published[:10]) if one]
    marks = [numbered.index(one) + 1 for one in places]
    return {"says": says, "facts": facts or [first.article_id], "marks": marks}


def _by(answer: Answer, words: Words) -> str:
    """Return who wrote the answer and what that took, as far as it is known."""
    trace = answer.trace
    if trace.settings.get("writer", "extractive") != "model" or not trace.model:
        return words.quoted if answer.answered else ""
    author = words.written_by.replace("{model}", trace.model)
    return " · ".join([author, *_taken(trace.usage, words)])


def _taken(usage: Mapping[str, float | None], words: Words) -> list[str]:
    tokens = (usage.get("prompt_tokens") or 0) + (usage.get("completion_tokens") or 0)
    cost = usage.get("cost")
    taken = [words.tokens.replace("{tokens}", f"{tokens:,.0f}")] if tokens else []
    return taken if cost is None else [*taken, f"${cost:.4f}"]


def _place(citation: Citation, turn: int = 0) -> Place:
    return Place(citation.article_id, citation.paragraph, citation.start, citation.end, turn)


def _cited(citation: Citation, found: Lasting | None, words: Words) -> Row:
    row = _row(_place(citation), citation.title, citation.source, citation.published)
    return {**row, "text": citation.quote, **_state(found, words)}


def _state(found: Lasting | None, words: Words) -> Row:
    """Return what a reader is told of words that do not stand in the archive as they did."""
    if found is None or found.state == "unchanged":
        return {"state": "", "stateWord": "", "now": ""}
    if found.state == "withdrawn":
        return {"state": "withdrawn", "stateWord": words.withdrawn_mark, "now": words.withdrawn}
    now = words.edited.replace("{words}", found.now.quote) if found.now else words.edited_away
    return {"state": "edited", "stateWord": words.edited_mark, "now": now}


def _near(hit: Hit) -> Row:
    place = Place(hit.article.id, hit.paragraph, hit.start, hit.end)
    card = hit.article
    return {**_row(place, card.title, card.source, card.published), "text": hit.text}


def _row(place: Place, title: str, source: str, published: str) -> Row:
    """Return what a line that opens a paragraph says, and where it leads."""
    span = {name: part for name, part in asdict(place).items() if name != "turn"}
    facts = [one for one in (source, published[:10]) if one]
    return {**span, "title": title or place.article, "facts": facts, "text": ""}
