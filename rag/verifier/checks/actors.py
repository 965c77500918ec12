"""Who does what to whom must be as the evidence has it, active or passive."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rag.verifier.comparison import Comparison
from rag.verifier.finding import Finding
from rag.verifier.forms import is_verb
from rag.verifier.naming import Name
from rag.verifier.words import Word

_REACH = 9  # words between a name and what it does
_NEAR = 4  # words between a thing done and who does it, where they are no names
_PASSIVE = frozenset({"was", "were", "been", "being", "is", "are", "be", "got"})
_BINDS = frozenset({"say", "tell"})


def check(compared: Comparison) -> Iterator[Finding]:
    """Yield the first thing done that the evidence has the other way round."""
    found = next(_names_reversed(compared), None) or next(_words_reversed(compared), None)
    if found is not None:
        yield found


def _names_reversed(compared: Comparison) -> Iterator[Finding]:
    claimed, said = compared.claim.words, compared.alignment.said
    for first, second in pairwise(compared.claimed_names):
        for word in _between(claimed, first, second):
            here = _passive_at(claimed, word.turn)
            for turn, other in enumerate(said):
                if other.term == word.term and _reversed(first, second, said, turn, here):
                    yield _finding(first.written, word, second.written)


def _words_reversed(compared: Comparison) -> Iterator[Finding]:
    """Yield what is done by the nearest words, where no names tell: police, residents."""
    claimed, said = compared.claim.words, compared.alignment.said
    for word in claimed:
        if word.is_capital or not word.is_content or not is_verb(word.form):
            continue
        mine = _nearest(claimed, word.turn)
        if mine is None:
            continue
        here = _passive_at(claimed, word.turn)
        for turn, other in enumerate(said):
            theirs = _nearest(said, turn) if other.term == word.term else None
            if theirs is not None and [one.term for one in mine] == [
                one.term for one in (theirs if _passive_at(said, turn) != here else theirs[::-1])
            ]:
                yield _finding(mine[0].written, word, mine[1].written)


def _finding(first: str, word: Word, second: str) -> Finding:
    done = f"{first} {word.written} {second}"
    why = f"the paragraph has it the other way round than “{done}”"
    return Finding("actor", "contradicted", done, why)


def _nearest(words: Sequence[Word], turn: int) -> tuple[Word, Word] | None:
    """Return the words of weight on either side of one, within its clause; None without both."""
    clause = words[turn].clause
    before = [one for one in words[max(0, turn - _NEAR) : turn] if one.clause == clause]
    after = [one for one in words[turn + 1 : turn + 1 + _NEAR] if one.clause == clause]
    first = next((one for one in reversed(before) if one.is_content), None)
    second = next((one for one in after if one.is_content), None)
    if first is None or second is None or first.term == second.term:
        return None
    return first, second


def _between(words: Sequence[Word], first: Name, second: Name) -> Iterator[Word]:
    """Yield the words that carry meaning between two names near each other in one sentence."""
    start, end = first.words[-1].turn + 1, second.words[0].turn
    near = 0 < end - start <= _REACH and words[start - 1].sentence == words[end].sentence
    for word in words[start:end] if near else ():
        if not word.is_capital and (
            word.term in _BINDS or (word.is_content and is_verb(word.form))
        ):
            yield word


def _reversed(
    first: Name, second: Name, said: Sequence[Word], turn: int, claimed_passive: bool
) -> bool:
    sentence = said[turn].sentence
    before = {one.term for one in said[max(0, turn - _REACH) : turn] if one.sentence == sentence}
    after = {one.term for one in said[turn + 1 : turn + 1 + _REACH] if one.sentence == sentence}
    passive = _passive_at(said, turn)
    doer, done = (after, before) if passive != claimed_passive else (before, after)
    return (
        bool(first.terms & done) and not first.terms & doer
        and bool(second.terms & doer) and not second.terms & done
    )  # fmt: skip


def _passive_at(words: Sequence[Word], turn: int) -> bool:
    """Whether a form of "be" comes before and "by" after."""
    before = {one.written.lower() for one in words[max(0, turn - 3) : turn]}
    after = [one.form for one in words[turn + 1 : turn + 4]]
    return "by" in after and (bool(before & _PASSIVE) or after[:1] == ["by"])
