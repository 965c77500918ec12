"""Archives and a seed in, cases for a person to accept or mend out, written to a new file."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from eval.cases import Case, Gold, read_cases, record
from eval.drafts import arabic, english
from eval.drafts.choice import Candidate, chosen
from eval.drafts.names import full_names
from eval.drafts.proposal import of_one_article, sentences
from eval.drafts.unanswerable import Unanswerable, ages, elsewhere, swapped
from eval.fields import CaseError
from eval.imports.imported import id_of
from index.article import Article
from index.gather import read_archives
from index.mending import tidy

SHARE = 4  # one in so many is not answerable
_SWAPPED = frozenset({"deed", "how many", "how much", "role", "when", "where", "why"})
_SMALL = re.compile(r"\b[a-z]+\b")


@dataclass(frozen=True, slots=True)
class Drafts:
    """Cases nobody has accepted yet, and what could have been asked besides."""

    cases: tuple[Case, ...]
    articles: int
    proposed: int
    passed_over: tuple[tuple[str, int], ...]

    @property
    def answerable(self) -> int:
        """How many of the cases have an answer."""
        return sum(case.answerable for case in self.cases)


def draft(archives: Sequence[Path], *, count: int, others: Sequence[Path], seed: int) -> Drafts:
    """Propose up to `count` cases, a quarter of them not answerable; the same seed, the same cases.

    `others` are files of cases asked of other archives. Languages without rules are passed over,
    and counted. CaseError where nothing can be proposed.
    """
    articles = sorted(read_archives(archives)[0], key=lambda one: one.id)
    chance = random.Random(seed)  # noqa: S311
    candidates = list(_candidates(articles))
    if not candidates:
        raise CaseError(
            f"no case could be drafted from {len(articles)} articles",
            hint="the rules read English and some Arabic news; write cases by hand otherwise",
        )
    silent = count // SHARE
    asked = chosen(candidates, count - silent, chance)
    mixed = sorted(chance.sample(candidates, len(candidates)), key=lambda one: one in asked)
    kept = _unanswerable(articles, mixed, others, chance, silent)
    names = Counter(_folded(one.title) for one in articles)
    cases = [_answered(one, names) for one in asked] + [_unanswered(one) for one in kept]
    unread = Counter(one.language or "unknown" for one in articles if not _has_rules(one))
    return Drafts(
        tuple(cases),
        len(articles),
        len(candidates),
        tuple(sorted(unread.items())),
    )


def write(drafts: Drafts, path: Path) -> None:
    """Write the cases, none accepted; CaseError where the file is there, which is left as it is."""
    check_free(path)
    records = ({**record(case), "accepted": False} for case in drafts.cases)
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(lines)
    except OSError as error:
        raise CaseError(f"{path}: cannot be written: {error}", hint="name another file") from error


def check_free(path: Path) -> None:
    """Raise CaseError where there is a file of this name."""
    if path.exists():
        raise CaseError(f"{path} is there, and is left as it is", hint="name another file")


def _candidates(articles: Sequence[Article]) -> Iterator[Candidate]:
    vocabulary = {word for one in articles for word in _SMALL.findall(one.text)}
    alone = of_one_article(articles)
    for article in articles:
        if not _has_rules(article):
            continue
        for sentence in sentences(article, full_names(article.text)):
            if sentence.text in alone:
                made = (
                    arabic.proposals(sentence)
                    if article.language == "ar"
                    else english.proposals(sentence, vocabulary)
                )
                yield from (Candidate(article, one) for one in made)


def _has_rules(article: Article) -> bool:
    return article.language.split("-")[0] in {"en", "ar"}


def _unanswerable(
    articles: Sequence[Article],
    candidates: Sequence[Candidate],
    others: Sequence[Path],
    chance: random.Random,
    count: int,
) -> list[Unanswerable]:
    """Return so many that cannot be answered; the ways to make them take turns."""
    questions = [one.proposal.question for one in candidates if one.proposal.rule in _SWAPPED]
    elsewhere_asked = [(path.name, case) for path in others for case in read_cases(path).cases]
    known = sorted(ages(articles), key=lambda one: one.question)
    known = chance.sample(known, len(known))
    few = max(1, count // SHARE)  # all ask the same thing
    ways = [
        swapped(questions, articles, chance),
        iter(known[:few]),
        elsewhere(chance.sample(elsewhere_asked, len(elsewhere_asked)), articles),
    ]
    return list(islice(_different(chain(_in_turns(ways), known[few:])), count))


def _different(made: Iterable[Unanswerable]) -> Iterator[Unanswerable]:
    asked: set[str] = set()
    for one in made:
        if one.question not in asked:
            asked.add(one.question)
            yield one


def _in_turns(ways: Sequence[Iterator[Unanswerable]]) -> Iterator[Unanswerable]:
    left = list(ways)
    while left:
        for way in tuple(left):
            found = next(way, None)
            if found is None:
                left.remove(way)
            else:
                yield found


def _answered(one: Candidate, titles: Counter[str]) -> Case:
    article, proposal = one.article, one.proposal
    named = article.title if titles[_folded(article.title)] == 1 else article.id
    name = named if named.strip() else article.id
    return Case(
        f"draft-{id_of(proposal.question)}",
        proposal.question,
        answerable=True,
        answers=proposal.answers,
        gold=(Gold(name, proposal.quote),),
        kind=proposal.rule,
        note=f"made by the rule {proposal.rule!r} from one sentence; other articles may answer too",
    )


def _unanswered(one: Unanswerable) -> Case:
    return Case(
        f"draft-{id_of(one.question)}",
        one.question,
        answerable=False,
        kind="unanswerable",
        note=one.note,
    )


def _folded(title: str) -> str:
    return tidy(title).casefold()
