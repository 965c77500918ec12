"""Each name in a claim must be one that the evidence, its headline or its surroundings give."""

import re
from collections import Counter
from collections.abc import Iterator

from rag.verifier.comparison import Comparison
from rag.verifier.finding import Finding
from rag.verifier.naming import TITLES, Name, stands_for
from rag.verifier.words import Text, Word

_MOST_WORDS = 6  # in whose place others may be put, before it is another sentence
_SPELLINGS_FROM = 7  # letters: shorter names differ in more than their spelling
_VOWELS = re.compile(r"[aeiouy]|(.)(?=\1)")


def check(compared: Comparison) -> Iterator[Finding]:
    """Yield names that are not there, and those put together of two that are."""
    there = compared.evidence.terms | compared.around.terms
    told: set[Word] = set()
    for words, finding in _put_in(compared):
        told.update(words)
        yield finding
    for name in compared.claimed_names:
        if told & set(name.words):
            continue
        if any(not _stands(word, name, compared, there) for word in name.words):
            yield Finding("name", "absent", name.written, f"no {name.written} in the paragraph")
        elif other := _other_bearer(name, compared):
            why = f"the paragraph says {other}, the sentence {name.written}"
            yield Finding("name", "contradicted", name.written, why)


def _put_in(compared: Comparison) -> Iterator[tuple[list[Word], Finding]]:
    """Yield capitalised words that stand in the place of others, in words all but the same."""
    if not compared.alignment.is_close:
        return
    known = {word for name in compared.claimed_names for word in name.words}
    dated = {turn for one in compared.inner_dates for turn in range(one.first, one.last)}
    nearest = Counter(word.term for word in compared.alignment.said)
    claimed_terms = Counter(word.term for word in compared.claim.words)
    for change in compared.alignment.changes:
        said = [one for one in change.said if _is_name(one) and one.turn not in dated]
        new = [one for one in change.claimed if _is_name(one)]
        if max(len(change.claimed), len(change.said)) > _MOST_WORDS:
            continue
        if not said or not new or _one_name(new, said, compared):
            continue
        sure = any(word in known or _is_inside(word, compared.claim) for word in new)
        moved = all(0 < nearest[word.term] >= claimed_terms[word.term] for word in new)
        swapped = any(word.term in compared.claim.terms for word in said)
        claimed, there = _written(new), _written(said)
        why = f"the paragraph says {there}, the sentence {claimed}"
        if (sure and (swapped or not moved)) or not (
            sure or any(word.term in compared.evidence.terms for word in new)
        ):
            yield new, Finding("name", "contradicted" if sure else "absent", claimed, why)


def _is_name(word: Word) -> bool:
    return word.is_capital and word.is_content


def _one_name(new: list[Word], said: list[Word], compared: Comparison) -> bool:
    """Whether the words put in may name the same as those that were there."""
    one, other = Name(tuple(new)), Name(tuple(said))
    dated = compared.claimed_dates
    return (
        one.may_be(other)
        or any(_same_spelling(a.form, b.form) for a in new for b in said)
        or any(when.first <= word.turn < when.last for when in dated for word in new)
        or all(word.form in compared.evidence.lower for word in new)
        or (all(word.form in TITLES for word in new) and not other.is_country)
        or any(
            one.terms <= name.terms and other.terms <= name.terms for name in compared.said_names
        )
    )


def _is_inside(word: Word, text: Text) -> bool:
    """Whether the word is not the first of its sentence."""
    return word.turn > 0 and text.words[word.turn - 1].sentence == word.sentence


def _written(words: list[Word]) -> str:
    return " ".join(word.written for word in words)


def _stands(word: Word, name: Name, compared: Comparison, there: frozenset[str]) -> bool:
    if word.term in there or word.form in there:
        return True
    if any(stands_for(name, one) or stands_for(Name((word,)), one) for one in compared.said_names):
        return True
    return any(
        _same_spelling(word.form, other.form) for one in compared.said_names for other in one.words
    )


def _other_bearer(name: Name, compared: Comparison) -> str:
    """Return the name that has one of the two words of this one, where none has both."""
    terms = [word.term for word in name.words]
    if len(terms) != 2 or any(one.startswith("@") for one in terms):
        return ""
    if any(set(terms) <= one.terms for one in compared.said_names):
        return ""
    first = [one for one in compared.said_names if terms[0] in one.terms and len(one.words) > 1]
    last = [one for one in compared.said_names if terms[1] in one.terms and len(one.words) > 1]
    alone = any(len(one.words) == 1 and one.terms & set(terms) for one in compared.said_names)
    if first and last and not alone:
        return last[0].written
    return ""


def _same_spelling(one: str, other: str) -> bool:
    """Whether two transliterations are of one name: Zelensky and Zelenskyy."""
    if min(len(one), len(other)) < _SPELLINGS_FROM or one[0] != other[0]:
        return False
    return abs(len(one) - len(other)) <= 2 and _VOWELS.sub("", one) == _VOWELS.sub("", other)
