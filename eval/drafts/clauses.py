"""An English sentence in; its subject, verb and the rest out, and the questions they turn into.

There is no grammar here, only word lists and a sense of what to refuse: a sentence whose subject
and verb are not plain to see gives no clause. A regular verb is known by its base form standing in
the archive ("vetoed" and "veto").
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

AUXILIARIES = frozenset(
    "is are was were will would has have had can could may might must should did does".split()
)
_HELPERS = {"has": "does", "have": "do", "had": "did"}
_HAVE = frozenset(_HELPERS)
_PARTICIPLES = frozenset(
    "been become begun broken chosen done drawn driven fallen flown given gone grown had known run "
    "seen shown shot spoken stolen taken thrown written".split()
)
_IRREGULAR = {
    past: base
    for base, pasts in {
        "become": "became", "begin": "began", "bring": "brought", "build": "built", "buy": "bought",
        "catch": "caught", "choose": "chose", "come": "came", "cost": "cost", "cut": "cut",
        "draw": "drew", "drive": "drove", "fall": "fell", "fight": "fought", "find": "found",
        "fly": "flew", "get": "got", "give": "gave", "go": "went", "grow": "grew", "hit": "hit",
        "hold": "held", "keep": "kept", "kill": "killed", "lead": "led", "leave": "left",
        "lose": "lost", "make": "made", "meet": "met", "pay": "paid", "put": "put", "rise": "rose",
        "run": "ran", "say": "said", "see": "saw", "sell": "sold", "send": "sent", "set": "set",
        "shoot": "shot", "show": "showed", "speak": "spoke", "spend": "spent", "stand": "stood",
        "strike": "struck", "take": "took", "teach": "taught", "tell": "told", "think": "thought",
        "throw": "threw", "win": "won", "write": "wrote",
    }.items()
    for past in pasts.split()
}  # fmt: skip
_SUBJECT_ENDS = frozenset(
    """
    who which that whose when where while because after before as if than although though since so
    and or but not
    """.split()
)
_NEVER_VERB_AFTER = frozenset("a an the of by in on at for with to from its his her their".split())
_ADVERBS = re.compile(r"\b(?:also|already|recently|later|then|reportedly|only|again) ")
_SAYING = frozenset({"said", "say", "says", "told"})  # in a subject: two clauses, not one
_JOINS = frozenset({"But", "And"})
_MOST_SUBJECT = 12  # words
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Clause:
    """`subject verb rest`, without the full stop.

    `helper` goes before the subject of a question and `base` after it: "did" and "veto" for
    "vetoed", "was" and "" for "was".
    """

    subject: str
    verb: str
    rest: str
    helper: str
    base: str = ""

    def asked(self, opening: str, rest: str) -> str:
        """Return the question that opens so and keeps this much of the rest."""
        parts = [opening, self.helper, self.subject, self.base, rest.strip(" ,;")]
        return " ".join(filter(None, parts)) + "?"


def clause_of(sentence: str, vocabulary: Collection[str]) -> Clause | None:
    """Return the clause that a sentence is, or None where its shape is not plain.

    `vocabulary` holds the words that stand in small letters in the archive.
    """
    words = _ADVERBS.sub("", sentence.rstrip(".!? ")).split(" ")
    words = words[1:] if words[0] in _JOINS else words
    for turn in range(1, min(len(words), _MOST_SUBJECT + 1)):
        word = words[turn]
        if words[turn - 1].endswith((",", ";", ":", "—")) or word.lower() in _SUBJECT_ENDS:
            return None
        helper, base = _verb(word, words[turn + 1 :], vocabulary)
        if helper and words[turn - 1].lower() not in _NEVER_VERB_AFTER:
            before, after = " ".join(words[:turn]), words[turn + 1 :]
            if (
                _refused(before)
                or not _SAYING.isdisjoint(words[:turn])
                or not after
                or _compound(helper, after)
            ):
                return None
            return Clause(_inside(before, vocabulary), word, " ".join(after), helper, base)
    return None


def _verb(word: str, after: list[str], vocabulary: Collection[str]) -> tuple[str, str]:
    """Return what goes before and after the subject in a question, ("", "") for no verb."""
    if word in _HAVE and not _perfect(after):
        return _HELPERS[word], "have"
    if word in AUXILIARIES:
        return word, ""
    base = base_of(word, vocabulary)
    return ("did", base) if base and not _participle(after) else ("", "")


def _compound(helper: str, after: list[str]) -> bool:
    """Whether a second verb follows that the question would leave as it is."""
    return any(
        one == "and"
        and (two in AUXILIARIES or two in _IRREGULAR or (helper == "did" and two.endswith("ed")))
        for one, two in pairwise(after)
    )


def base_of(word: str, vocabulary: Collection[str]) -> str:
    """Return the base form of a verb in the past, "" where the word is not known as one."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not (word.endswith("ed") and word.islower() and word.isalpha() and len(word) > len("used")):
        return ""
    stem = word[:-2]
    candidates = [stem + "e", stem]
    if stem.endswith("i"):
        candidates = [stem[:-1] + "y"]
    elif len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsf" + _VOWELS:
        candidates = [stem[:-1]]
    elif len(stem) > 2 and stem.endswith("ll"):
        candidates = [stem, stem[:-1]]
    return next((one for one in candidates if one in vocabulary), "")


def _perfect(after: list[str]) -> bool:
    """Whether what follows "has" makes it an auxiliary: "has been", "has opened"."""
    first = after[0] if after else ""
    return first.endswith("ed") or first in _PARTICIPLES or first in _IRREGULAR or first == "not"


def _participle(after: list[str]) -> bool:
    """Whether the word taken for the verb is none: a real one follows in the same breath."""
    for word in after:
        if word in AUXILIARIES:
            return True
        if word.endswith((",", ";", ":")) or word.lower() in _SUBJECT_ENDS:
            return False
    return False


def _inside(subject: str, vocabulary: Collection[str]) -> str:
    """Return a subject as it stands inside a sentence: "The storm" is "the storm" there."""
    first, _, others = subject.partition(" ")
    titled = others[:1].isupper() and first not in _ARTICLES  # Senator Ida Holm
    return subject if titled or first.lower() not in vocabulary else f"{first.lower()} {others}"


def _refused(subject: str) -> bool:
    """Whether a subject hangs on the sentence before it, or is none."""
    first, _, others = subject.partition(" ")
    if first.endswith("ly") or first.lower() in _NO_SUBJECT:
        return True
    return first in _ARTICLES and not any(map(str.isupper, others))


_ARTICLES = frozenset({"The", "A", "An"})
_NO_SUBJECT = frozenset(
    """
    about above across after against all along although amid among and another around as at because
    before behind below beneath beside besides between beyond both but by despite during each either
    even every except for from he her here him his how however i if in inside instead into it its
    just like meanwhile my near neither no nobody none nor not now of off on once one only or other
    others our out outside over perhaps rather she since so some something still such than that
    their them then there these they this those though through throughout thus to toward under
    unless unlike until up upon we what when where whether which while who whose why with within
    without yet you your
    """.split()
)
