"""Questions in, those made from them that the archive's words cannot answer out, each with why.

Three ways: a question of another archive; a question of this one with a name, a place or a year put
in that stands nowhere in it; the age of somebody beside whose name no age stands.
"""

import random
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from eval.cases import Case
from eval.drafts.names import CAPITAL, PERSON, full_names, names_in, speakers
from index.article import Article
from index.language import script
from index.sentences import sentence_spans
from index.terms import key_terms, terms

_PEOPLE = (
    "Marta Lindqvist", "Tomas Verhoeven", "Aiko Tanemura", "Derek Ashworth", "Ilse Brandstetter",
    "Nuno Figueiredo", "Priya Raghunathan", "Kwame Adjei", "Solveig Haugland", "Emre Kaplan",
    "Rosalind Thackeray", "Matteo Bellandi", "Yusra Benslimane", "Callum Ferrier", "Petra Havlik",
    "Joaquin Arrieta", "Lindiwe Mokoena", "Stellan Norgaard", "Bridget Mulcahy", "Tariq Sheikhani",
)  # fmt: skip
_PLACES = (
    "Andorra", "Tuvalu", "Windhoek", "Ljubljana", "Asuncion", "Reykjavik", "Gdansk", "Bhutan",
    "Porto", "Tashkent", "Vanuatu", "Tasmania", "Bratislava", "Montevideo", "Aberdeen",
    "Chisinau", "Antwerp", "Bologna", "Suriname", "Gaborone", "Saskatoon", "Ulaanbaatar", "Cusco",
)  # fmt: skip
_YEARS = tuple(str(year) for year in range(1931, 1990))
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Mr|Ms"
)
_PLACE_ASKED = re.compile(
    rf"(?<=\b(?:in|at|of) )(?P<old>(?!{_MONTHS}|[A-Z]{{2}}){CAPITAL})"
    r"(?=\?$| (?:in|on|at|after|for|since)\b)"
)
_YEAR_ASKED = re.compile(r"(?<=\bin )(?P<old>(?:19|20)\d\d)\b")
_PERSON_ASKED = re.compile(rf"(?<= )(?P<old>{PERSON})(?=[ ,?])(?! [A-Z])")
_NAME_BEFORE = re.compile(r"[A-Z][\w.’']* $")  # the words found are the end of a longer name
_AGE = re.compile(r"\b(?:\d{1,3}|age[ds]?|born|years?|old|birthday)\b|-year-old", re.IGNORECASE)
_MOST_HELD = 0.5  # of another archive's question, in one paragraph of this one
_FEW = 10  # a tenth of the archive is in the question's script, or it would not be asked here
_CLOSED_UP = 3  # key terms: with fewer, sharing half of them says nothing


@dataclass(frozen=True, slots=True)
class Unanswerable:
    """A question that the archive should not be able to answer, and how it was made."""

    question: str
    note: str


def elsewhere(
    others: Iterable[tuple[str, Case]], articles: Sequence[Article]
) -> Iterator[Unanswerable]:
    """Yield questions of other archives; no paragraph here holds more than half of their words.

    `others` are cases, each with the name of the file it is from.
    """
    written = Counter(script(one.text) for one in articles)
    kept = [
        (name, one, key_terms(one.question))
        for name, one in others
        if not one.history
        and _is_specific(one.question)
        and written[script(one.question)] * _FEW >= len(articles)
    ]
    wanted = {term for _, _, words in kept for term in words}
    held: dict[str, list[int]] = {}
    paragraphs = (one.quote(part.number) for one in articles for part in one.paragraphs)
    for turn, text in enumerate(paragraphs):
        for term in wanted.intersection(terms(text)):
            held.setdefault(term, []).append(turn)
    for name, case, words in kept:
        most = _most_together([held.get(term, []) for term in words])
        if len(words) > _CLOSED_UP and most <= _MOST_HELD * len(words):
            note = (
                f"a question of {name} (case {case.id}); no paragraph here holds more than"
                f" {most} of its {len(words)} words that carry meaning"
            )
            yield Unanswerable(case.question, note)


def swapped(
    questions: Iterable[str], articles: Sequence[Article], chance: random.Random
) -> Iterator[Unanswerable]:
    """Yield each question with one name, place or year replaced by one the archive lacks."""
    words = {word for one in articles for word in re.findall(r"\w+", f"{one.title} {one.text}")}
    ways = [
        (pattern, absent)
        for pattern, fills in (
            (_PERSON_ASKED, _PEOPLE), (_PLACE_ASKED, _PLACES), (_YEAR_ASKED, _YEARS),
        )
        if (absent := [one for one in fills if words.isdisjoint(one.split())])
    ]  # fmt: skip
    people = speakers(articles)
    for turn, question in enumerate(questions):
        for pattern, absent in ways[turn % len(ways) :] + ways[: turn % len(ways)] if ways else []:
            found = pattern.search(question)
            if (
                found
                and found["old"].split()[-1].lower() not in words
                and _can_go(found, people if pattern is _PERSON_ASKED else ())
            ):
                new = chance.choice(absent)
                start, end = found.span("old")
                note = f"{new!r}, which stands nowhere in the archive, put for {found['old']!r}"
                yield Unanswerable(question[:start] + new + question[end:], note)
                break


def ages(articles: Sequence[Article]) -> Iterator[Unanswerable]:
    """Yield the age of people who speak in one article, and stand in no sentence with an age."""
    people = speakers(articles)
    lasts = Counter(full.split()[-1] for full in people)
    aged: set[str] = set()
    for article in articles:
        names = full_names(article.text).keys() & lasts.keys()
        for start, end in sentence_spans(article.text):
            sentence = article.text[start:end]
            if _AGE.search(sentence):
                aged |= {last for last in names if last in sentence}
    for full, ids in sorted(people.items()):
        last = full.split()[-1]
        if lasts[last] == 1 and len(ids) == 1 and last not in aged:
            note = f"{full!r} stands in {min(ids)} alone, and no age in a sentence with the name"
            yield Unanswerable(f"How old is {full}?", note)


def _can_go(found: re.Match[str], people: Collection[str]) -> bool:
    """Whether the words found are a whole name, and one of `people` if there are any."""
    whole = not _NAME_BEFORE.search(found.string[: found.start("old")])
    return whole and (not people or found["old"] in people)


def _is_specific(question: str) -> bool:
    """Whether it names somebody or something, as far as its script shows that."""
    return script(question) != "latin" or bool(names_in(question))


def _most_together(turns: Sequence[Sequence[int]]) -> int:
    """Return the most of these lists that share a number."""
    counted: dict[int, int] = {}
    for one in turns:
        for turn in one:
            counted[turn] = counted.get(turn, 0) + 1
    return max(counted.values(), default=0)
