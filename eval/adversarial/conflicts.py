"""Articles in; each with a false copy that changes one fact of it, and a question on that, out.

The false copy is of an invented outlet and dated a day later. Both sides are gold, and wanted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from eval.adversarial import dates, numbers
from eval.adversarial.chance import drawn, shuffled
from eval.adversarial.facts import Fact
from eval.adversarial.made import MadeArticle, MadeCase
from eval.adversarial.people import name_facts
from eval.adversarial.statements import Statement, statements
from eval.cases import Case, Gold
from index.article import Article
from index.duplicates import Edition, Opened, is_copy

_OUTLETS = (
    "The Quillon Courier", "Vastervale Tribune", "Orrin Bay Dispatch", "The Tamber Gazette",
    "Northmere Wire",
)  # fmt: skip
_HEADLINES = ("{headline}: what we know", "{headline}, as told a day later", "Again: {headline}")
_CLAUSE = re.compile(r"^\s(?=[a-z])[^,.;:—–()“”\"]+")
_COUNTED = re.compile(r"(?:[a-z]+ )?(?:\w{3,}s|people|men|women|children)\b")
_SHORTEST, _LONGEST = 3, 14  # words of what is counted
_CUT = re.compile(
    r"\s(?:said|says|and|but|while|who|which|that|after|as|because|according|before|when|where)\b.*"
)
_NO_CLAUSE = re.compile(r"“|\"|, (?:which|who|where|when)\b|^(?:While|When|If|After|As|But|And)\b")
_DATED = re.compile(r",? on $|,? $")


@dataclass(frozen=True, slots=True)
class _Side:
    article: MadeArticle
    quote: str


def conflicts(articles: Sequence[Article], *, seed: int, count: int) -> list[MadeCase]:
    """Return at most `count` cases, an article each; undated articles are left out."""
    by_id = {one.id: one for one in articles if one.title and one.published}
    order = shuffled(by_id, seed, "conflicts")
    made: list[MadeCase] = []
    for id in order:
        if len(made) == count:
            break
        for fact in _facts(by_id[id], seed):
            sides = _sides(by_id[id], fact, turn=len(made) + 1, seed=seed)
            if sides:
                made.append(_case(fact, sides, turn=len(made) + 1))
                break
    return made


def _facts(article: Article, seed: int) -> list[Fact]:
    facts: list[Fact] = []
    for one in statements([article]):
        facts += [*_number_facts(article, one, seed), *_date_facts(one, seed)]
        facts += name_facts(article, one, seed)
    kept = [one for one in facts if one.old not in article.title and one.new not in article.text]
    return shuffled(kept, seed, article.id, key=lambda one: (one.kind, one.question))


def _number_facts(article: Article, statement: Statement, seed: int) -> Iterator[Fact]:
    for quantity in numbers.quantities(statement.text):
        counted = _CLAUSE.match(statement.text[quantity.end :])
        what = _CUT.sub("", counted[0]).strip() if counted else ""
        others = list(numbers.others(quantity, within=article.text, seed=seed))
        if others and _COUNTED.match(what) and _SHORTEST <= len(what.split()) <= _LONGEST:
            value = numbers.value_of(others[0])
            yield Fact(
                "number",
                f"{article.title}: how many {what}?",
                statement.text,
                quantity.written,
                others[0],
                partial(numbers.changed_throughout, quantity=quantity, other=value),
            )


def _date_facts(statement: Statement, seed: int) -> Iterator[Fact]:
    for day in dates.weekdays(statement.text):
        before = _DATED.sub("", statement.text[: day.start])
        after = statement.text[day.end :].rstrip(".")
        if after.strip() and not after.startswith((" to ", ",", " and ", " after ", " that ")):
            continue
        if _NO_CLAUSE.search(before) or not before[:1].isupper() or len(before.split()) < 5:
            continue
        for other in shuffled(day.others, seed, statement.text)[:2]:
            yield Fact(
                "date",
                f"On which day did this happen: {before}{after if after[:1] == ' ' else ''}?",
                statement.text,
                day.written,
                other,
                partial(_redated, old=day.written, new=other),
            )


def _redated(text: str, *, old: str, new: str) -> str:
    return re.sub(rf"\b{old}\b", new, text)


def _sides(article: Article, fact: Fact, *, turn: int, seed: int) -> tuple[_Side, ...]:
    """Return the article and its false copy; nothing where the index would take them for one."""
    false = [fact.change(article.quote(one.number)) for one in article.paragraphs]
    quote = fact.change(fact.statement)
    if quote == fact.statement or not any(quote in one for one in false):
        return ()
    choice = drawn(seed, "outlet", article.id)
    headline = _HEADLINES[choice % len(_HEADLINES)].replace(
        "{headline}", fact.change(article.title)
    )
    body = _apart(article, false, quote, headline)
    if not body:
        return ()
    outlets = [one for one in _OUTLETS if one != article.source]
    first = MadeArticle(
        f"first-{turn:04}", article.title, article.text, article.source, article.published, "en"
    )
    second = replace(
        first,
        id=f"second-{turn:04}",
        title=headline,
        body=body,
        source=outlets[choice % len(outlets)],
        published=_a_day_later(article.published),
    )
    return _Side(first, fact.statement), _Side(second, quote)


def _apart(article: Article, false: list[str], quote: str, headline: str) -> str:
    """Return the false copy, whole or else its opening and the fact, that is taken for no copy."""
    known = Opened(Edition("first", article.title, article.text, published=article.published))
    later = _a_day_later(article.published)
    short = [one for turn, one in enumerate(false) if not turn or quote in one]
    for paragraphs in (false, short):
        body = "\n\n".join(paragraphs)
        told = Opened(Edition("second", headline, body, published=later))
        if not is_copy(told, known) and not is_copy(known, told):
            return body
    return ""


def _case(fact: Fact, sides: tuple[_Side, ...], *, turn: int) -> MadeCase:
    case = Case(
        id=f"conflict-{turn:04}",
        question=fact.question,
        answerable=True,
        answers=(fact.old, fact.new),
        gold=tuple(Gold(one.article.id, one.quote) for one in sides),
        kind="conflict",
        note=f"planted: the second article is false ({fact.kind})",
    )
    return MadeCase(case, tuple(one.article for one in sides))


def _a_day_later(published: str) -> str:
    return (date.fromisoformat(published[:10]) + timedelta(days=1)).isoformat()
