"""An English sentence in, the questions that rules make of it out, each with its answers.

The rules are many and narrow, as a wrong question costs a person more than a missing one. What they
make is asked in the archive's own words: a person who wants harder cases rewords them.
"""

import re
from collections.abc import Callable, Collection, Iterator

from eval.drafts import patterns
from eval.drafts.clauses import Clause, clause_of
from eval.drafts.names import is_person, names_in
from eval.drafts.proposal import Proposal, Sentence
from eval.drafts.standing import stands_alone

Made = tuple[str, tuple[str, ...]]  # a question and its answers
Rule = Callable[[Sentence, Collection[str]], Iterator[Made]]

_FEWEST_QUOTED, _FEWEST_VAGUE = 7, 12  # words, with a name and without


def proposals(sentence: Sentence, vocabulary: Collection[str]) -> Iterator[Proposal]:
    """Yield what each rule makes of a sentence; `vocabulary` has the archive's words, small."""
    for name, rule in RULES.items():
        for question, answers in rule(sentence, vocabulary):
            said = any(answer in sentence.text for answer in answers)
            if said and stands_alone(name, question, answers[0]):
                question = re.sub(r"[.,](”\?)$", r"\1", question)
                yield Proposal(question, answers, sentence.text, name)


def plain(sentence: Sentence) -> str:
    """Return the sentence without weekdays, brackets, who said so and what is beside a name."""
    words = patterns.DAY.sub("", patterns.BRACKETS.sub("", sentence.text)).rstrip(".")
    words = patterns.SAID_AT_END.sub("", words)
    return patterns.APPOSITION.sub(lambda found: found["name"] + " ", words)


def _quote(sentence: Sentence, _: Collection[str]) -> Iterator[Made]:
    found = patterns.QUOTE.match(sentence.text)
    said = found["words"].split() if found else []
    if found and len(said) >= (_FEWEST_QUOTED if names_in(found["words"]) else _FEWEST_VAGUE):
        yield from _by_someone(sentence, found["one"] or found["two"], f"said “{found['words']}”")


def _said(sentence: Sentence, _: Collection[str]) -> Iterator[Made]:
    found = patterns.SAID.match(
        patterns.DAY.sub("", patterns.BRACKETS.sub("", sentence.text)).rstrip(".")
    )
    if found:
        what = patterns.SIDE.split(found["what"])[0]
        if not re.match(rf"{patterns.EDGE}\b", what):
            yield from _by_someone(sentence, found["name"], f"{found['verb']} that {what}")


def _by_someone(sentence: Sentence, name: str, deed: str) -> Iterator[Made]:
    full = sentence.full(name)
    if is_person(full) and " " in full:
        yield f"Who {deed}?", (full,) if full == name else (full, name)


def _deed(sentence: Sentence, vocabulary: Collection[str]) -> Iterator[Made]:
    clause = clause_of(plain(sentence), vocabulary)
    if clause and clause.helper == "did" and clause.base not in {"say", "tell", "have"}:
        yield from _by_someone(
            sentence, clause.subject, f"{clause.verb} {patterns.SIDE.split(clause.rest)[0]}"
        )


def _role(sentence: Sentence, _: Collection[str]) -> Iterator[Made]:
    for found in patterns.ROLE.finditer(sentence.text):
        role = found["role"]
        if is_person(found["name"]) and not role.startswith(("a ", "an ")):
            article = "" if role.startswith(("the ", "one of ")) else "the "
            yield f"Who is {article}{role}?", (found["name"],)


def _age(sentence: Sentence, _: Collection[str]) -> Iterator[Made]:
    for found in patterns.AGE.finditer(sentence.text):
        name = re.sub("['’]s$", "", found["name"] or found["name2"])
        age = found["age"] or found["age2"]
        if is_person(name):
            yield f"How old is {name}?", (age,)


def _how_many(sentence: Sentence, vocabulary: Collection[str]) -> Iterator[Made]:
    words = plain(sentence)
    subject = patterns.COUNT_SUBJECT.match(words)
    if subject:
        rest = patterns.SIDE.split(subject["rest"])[0]
        yield f"How many {subject['things']} {rest}?", _numbers(subject["number"])
        return
    clause = _clause(sentence, vocabulary)
    found = patterns.COUNT_OBJECT.match(patterns.SIDE.split(clause.rest)[0]) if clause else None
    if clause and found and _leads(clause, found["before"]):
        rest = f"{found['before'].strip()} {found['after'].strip()}"
        asked = clause.asked(f"How many {found['things']}", rest.strip())
        yield asked, _numbers(found["number"])


def _how_much(sentence: Sentence, vocabulary: Collection[str]) -> Iterator[Made]:
    clause = _clause(sentence, vocabulary)
    found = patterns.PAYMENT.match(patterns.SIDE.split(clause.rest)[0]) if clause else None
    if clause and found and patterns.PAYS.search(f"{clause.base} {found['before']}"):
        rest = f"{found['before'].strip()} {found['after'].strip()}"
        if _leads(clause, found["before"]):
            yield clause.asked("How much", rest.strip()), _numbers(found["number"])


def _percentage(sentence: Sentence, _: Collection[str]) -> Iterator[Made]:
    found = patterns.PERCENT.match(plain(sentence))
    if found:
        rest = patterns.SIDE.split(found["rest"])[0]
        yield f"What percentage of {rest}?", _numbers(found["number"])


def _when(sentence: Sentence, vocabulary: Collection[str]) -> Iterator[Made]:
    words = plain(sentence)
    start = patterns.WHEN_START.match(words)
    clause = _clause_named(sentence, start["rest"] if start else words, vocabulary)
    if not clause or clause.helper in _NOT_ONCE:
        return
    rest = patterns.SIDE.split(clause.rest)[0]
    end = patterns.WHEN_END.search(rest)
    if patterns.OTHER_TIME.search(rest[: end.start()] if end else rest):
        return
    if start:
        yield clause.asked("When", rest), (start["date"],)
    elif end:
        yield clause.asked("When", rest[: end.start()]), (end["date"],)


def _where(sentence: Sentence, vocabulary: Collection[str]) -> Iterator[Made]:
    clause = _clause(sentence, vocabulary)
    rest = patterns.SIDE.split(clause.rest)[0] if clause else ""
    found = patterns.PLACE.search(rest)
    if (
        clause
        and patterns.HAPPENS.search(f"{clause.base} {rest}".strip())
        and found
        and not is_person(found["place"])
        and not re.match(patterns.MONTH, found["place"])
    ):
        yield clause.asked("Where", rest[: found.start()]), (found["place"],)


def _why(sentence: Sentence, vocabulary: Collection[str]) -> Iterator[Made]:
    clause = _clause(sentence, vocabulary)
    found = patterns.CAUSE.search(clause.rest) if clause else None
    if clause and found:
        rest = clause.rest[: found.start()]
        if re.search(r"\b(?:that|who|which)\b", rest):
            return
        yield clause.asked("Why", rest), (patterns.SIDE.split(found["cause"])[0],)


def _clause(sentence: Sentence, vocabulary: Collection[str]) -> Clause | None:
    return _clause_named(sentence, plain(sentence), vocabulary)


def _clause_named(sentence: Sentence, words: str, vocabulary: Collection[str]) -> Clause | None:
    """Return the clause, its subject by full name where the article gives one."""
    clause = clause_of(words, vocabulary)
    if clause is None or clause.base in _SPEECH:
        return None
    full = sentence.full(clause.subject)
    return Clause(full, clause.verb, clause.rest, clause.helper, clause.base)


_NOT_ONCE = frozenset({"has", "have", "is", "are"})  # not what happened on a day
_SPEECH = frozenset(
    "say tell stress note add argue claim warn announce report estimate suggest explain testify "
    "believe think write acknowledge indicate conclude allege state mention insist".split()
)


def _leads(clause: Clause, before: str) -> bool:
    """Whether the words between a verb and its number belong to the verb."""
    if clause.base:
        return bool(re.fullmatch(r"(?:to [a-z]+ )?", before))
    verb = before.strip().rpartition(" ")[2]
    return (
        bool(verb)
        and not verb.endswith("ly")
        and not re.fullmatch(rf"{patterns.EDGE}|of|one|be", verb)
    )


def _numbers(number: str) -> tuple[str, ...]:
    """Return a number as it stands, and without the word that makes it a rough one."""
    bare = re.sub(rf"^{patterns.ABOUT}", "", number)
    return tuple(dict.fromkeys((number, bare)))


RULES: dict[str, Rule] = {
    "quote": _quote, "said": _said, "deed": _deed, "role": _role, "age": _age,
    "how many": _how_many, "how much": _how_much, "percentage": _percentage,
    "when": _when, "where": _where, "why": _why,
}  # fmt: skip
