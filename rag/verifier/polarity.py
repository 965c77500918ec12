"""Words of a text in; which of them deny, which make unsure, and what each bears upon, out."""

from collections.abc import Callable, Iterator, Sequence

from rag.verifier.forms import looked_up, term
from rag.verifier.words import Word

_DENIES = frozenset(
    """not never no without neither nor none nobody nothing nolonger hardly barely unable unlikely
    لم لن لا ليس ليست ليسوا نفي نفت ينفي تنفي دون بدون لما""".split()
)
_DENYING = frozenset(term(one) for one in "deny fail refuse lack cease".split())
_UNSURE = frozenset(
    """
    may might could would allegedly reportedly supposedly likely possibly perhaps maybe
    potentially potential alleged suspected if unless whether plans planning expected intends
    hopes considering threatened threatens unconfirmed unverified rumored قد ربما يحتمل لعل
    يعتزم
    """.split()
)
_NOT_ALONE = frozenset({"only", "just", "merely", "necessarily", "simply", "فقط"})
_REACH = 5  # words


def denies(word: Word) -> bool:
    """Whether the word says "not"."""
    if word.denies or word.written.lower() == "cannot":
        return True
    return word.form in _DENIES or word.term in _DENYING or bool(looked_up(_ARABIC, word.form))


def unsure(word: Word) -> bool:
    """Whether the word says that something may be so."""
    return word.form in _UNSURE and not (word.form == "may" and word.is_capital and word.start)


def under(words: Sequence[Word], turn: int, says: Callable[[Word], bool]) -> int:
    """Return how many words that `say` the word at `turn` stands under, itself counted.

    They stand up to five words before it, in its clause or next to it.
    """
    word = words[turn]
    before = words[max(0, turn - _REACH) : turn]
    near = [one for one in before if one.clause == word.clause or word.turn - one.turn <= 2]
    return sum(says(one) for one in (*near, word))


def reaches(
    words: Sequence[Word], says: Callable[[Word], bool]
) -> Iterator[tuple[int, int | None]]:
    """Yield where each word stands that `says`, and the turn of the first word it bears upon.

    "Not only" denies nothing. None where no word that carries meaning follows within reach.
    """
    for turn, word in enumerate(words):
        if not says(word):
            continue
        after = words[turn + 1 : turn + 1 + _REACH]
        if after and after[0].form in _NOT_ALONE:
            continue
        heads = (
            turn + 1 + n for n, one in enumerate(after)
            if one.is_content and not says(one) and one.clause == word.clause
        )  # fmt: skip
        yield turn, next(heads, None)


_ARABIC = {one: True for one in _DENIES if not one.isascii()}
