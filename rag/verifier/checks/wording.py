"""Where a claim is all but the evidence's own words, a word put in another's place is a change."""

from collections.abc import Iterator, Sequence

from rag.verifier.comparison import Comparison
from rag.verifier.finding import Fault, Finding
from rag.verifier.forms import is_verb
from rag.verifier.words import Word

_FEW = 3  # words
_SHORT = 8  # words that carry meaning: of a short claim, its verb is a large part


def check(compared: Comparison) -> Iterator[Finding]:
    """Yield words that stand in another's place and nowhere in the evidence.

    In English these are verbs, and they are only not borne out: "sold" for "opened" is a change,
    "purchased" for "bought" is none, and the words do not tell which. In Arabic, where fewer forms
    of one word are known for the same, any word, and it contradicts. Names and figures have checks
    of their own.
    """
    if compared.claim.script == "arabic":
        yield from _put_in_place(compared)
    else:
        yield from _verbs(compared)


def _put_in_place(compared: Comparison) -> Iterator[Finding]:
    read = {
        *(turn for one in compared.claimed_dates for turn in range(one.first, one.last)),
        *(turn for one in compared.claimed_quantities for turn in range(one.first, one.last)),
    }  # fmt: skip
    for change in compared.alignment.changes if compared.alignment.is_close else ():
        new = [
            one for one in change.claimed
            if one.is_content and one.term not in compared.evidence.terms and one.turn not in read
        ]  # fmt: skip
        old = [
            one for one in change.said if one.is_content and one.term not in compared.claim.terms
        ]
        if new and old and max(len(change.claimed), len(change.said)) <= _FEW:
            yield _finding("contradicted", new, old)


def _verbs(compared: Comparison) -> Iterator[Finding]:
    there = compared.evidence.terms | compared.around.terms
    changes = [
        (change.claimed, change.said)
        for change in compared.alignment.changes if compared.alignment.is_close
        if max(len(change.claimed), len(change.said)) <= _FEW
    ]  # fmt: skip
    if sum(one.is_content for one in compared.claim.words) <= _SHORT:
        changes.append((compared.claim.words, compared.alignment.said))
    told = set[Word]()
    for claimed, said in changes:
        new = [one for one in claimed if _is_verb(one) and one.term not in there]
        old = [one for one in said if _is_verb(one) and one.term not in compared.claim.terms]
        if new and old and not told.issuperset(new):
            told.update(new)
            yield _finding("absent", new, old)


def _finding(fault: Fault, new: Sequence[Word], old: Sequence[Word]) -> Finding:
    claimed, said = (" ".join(one.written for one in words) for words in (new, old))
    why = f"the paragraph says “{said}”, the sentence “{claimed}”"
    return Finding("wording", fault, claimed, why)


def _is_verb(word: Word) -> bool:
    """Whether it looks like a verb and like no name, figure or plural."""
    named = word.is_capital or word.is_figure or word.form.endswith("s")
    return word.is_content and not named and is_verb(word.form)
