"""Text in, its words out: where each stands, and the form by which it is compared."""

import re
from dataclasses import dataclass
from functools import cached_property

from index.language import script
from index.sentences import sentence_spans
from index.terms import STOPWORDS
from rag.verifier.forms import form, term

_PHRASES = {
    "more than": "over", "greater than": "over", "less than": "under", "fewer than": "under",
    "among them": "including", "such as": "including", "per cent": "percent", "as well as": "and",
    "united states of america": "us", "united states": "us", "united kingdom": "uk",
    "great britain": "britain", "united nations": "un", "european union": "eu",
    "south korea": "southkorea", "south korean": "southkorea", "south koreans": "southkorea",
    "north korea": "northkorea", "north korean": "northkorea", "north koreans": "northkorea",
    "saudi arabia": "saudi", "saudi arabian": "saudi", "new zealand": "newzealand",
    "new zealander": "newzealand", "new zealanders": "newzealand", "prime minister": "premier",
    "carried out": "conduct", "carry out": "conduct", "took place": "happen",
    "take place": "happen",
    "set up": "establish", "as many as": "upto", "up to": "upto", "at least": "atleast",
    "no longer": "nolonger", "according to": "accordingto", "due to": "because",
    "because of": "because", "owing to": "because", "in order to": "to",
    "vice president": "vicepresident",
}  # fmt: skip
_PHRASE = "|".join(
    rf"\b{re.sub(' ', r'[ -]', one)}\b"
    for one in sorted(_PHRASES, key=lambda one: (-len(one), one))
)
_MARKS = r"\u064b-\u065f\u0670\u0300-\u036f"
_NUMBER = r"[0-9٠-٩]+(?:[.,٬٫:][0-9٠-٩]+)*"
_WORD = re.compile(
    rf"(?P<phrase>{_PHRASE})|(?:[A-Za-z]\.){{2,}}|[A-Za-z]+-?[0-9]+[A-Za-z]*(?![.,]?[0-9])"
    rf"|{_NUMBER}|[$€£¥%٪]"
    rf"|n['’]t\b|[^\W\d_](?:[^\W\d_]|[{_MARKS}ـ])*(?:['’][^\W\d_]+|['’](?=\s))?",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[!?;:؟؛،,—–()\[\]\"“”«»]")
_LIGHT = STOPWORDS | frozenset(
    """had would could shall might must may said say says tell told also even still just now then
    one ones get got make made go going come came like well back new percent upto atleast over
    under including because about nearly however meanwhile moreover though although despite already
    therefore thus instead mr mrs ms كما حيث اذا لكن اي غير هناك التي ان إن قال قالت""".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word at `text[start:end]`; `clause` counts the commas, brackets and stops before it.

    `turn` is its place among the words. Two words are equal only where they are one.
    """

    written: str
    start: int
    end: int
    term: str
    form: str
    clause: int
    sentence: int
    turn: int

    @property
    def is_content(self) -> bool:
        """Whether it carries meaning of its own."""
        if self.term.startswith("@"):  # the US, which folds to "us"
            return True
        return self.form not in _LIGHT

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.written[:1].isupper()

    @property
    def is_figure(self) -> bool:
        """Whether it is written in digits."""
        return self.written[:1].isdigit()

    @property
    def denies(self) -> bool:
        """Whether a contracted "not" is part of it."""
        return self.written.lower().replace("’", "'").endswith("n't")


@dataclass(frozen=True, eq=False)
class Text:
    """A text and its words, in order."""

    text: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words, small ones included."""
        return tuple(_words(self.text))

    @cached_property
    def sentences(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each sentence."""
        found: dict[int, list[Word]] = {}
        for word in self.words:
            found.setdefault(word.sentence, []).append(word)
        return tuple(tuple(words) for words in found.values())

    @cached_property
    def terms(self) -> frozenset[str]:
        """What its words are compared by."""
        return frozenset(word.term for word in self.words)

    @cached_property
    def lower(self) -> frozenset[str]:
        """The words written without a capital letter."""
        return frozenset(word.form for word in self.words if not word.is_capital)

    @cached_property
    def script(self) -> str:
        """What it is written in, as `index.language` names scripts."""
        return script(self.text)

    def after(self, word: Word) -> str:
        """Return the text that follows a word."""
        return self.text[word.end :]


def even(text: str) -> str:
    """Return the text with white space, quotation marks, dashes and tatweel written one way."""
    text = text.translate(_EVEN).replace("''", '"')
    if _TOKENISED.search(text):
        text = _PARTED_FIGURE.sub(r"\1", text)
    return " ".join(text.split())


_UNSEEN = "\u200b\u200e\u200f\u00adـ"  # marks of direction, soft hyphens, tatweel
_EVEN = str.maketrans(
    dict.fromkeys("’‘‛ʼ`´", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑", "-")
    | dict.fromkeys(_UNSEEN, "")
)  # fmt: skip
_TOKENISED = re.compile(r"[$€£] \d|\w - \w+ - \w|(?:^| )\( \w+ \) | , .* , ")
_PARTED_FIGURE = re.compile(r"(?<=\d)([.,]) (?=\d)")  # 98. 7, as some collections part it


def _words(text: str) -> list[Word]:
    spans = sentence_spans(text)
    found: list[Word] = []
    clause = at = turn = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while turn + 1 < len(spans) and start >= spans[turn][1]:
            turn, clause = turn + 1, clause + 1
        clause += bool(_CLAUSE_END.search(text, at, start))
        at = end
        written = match[0]
        spelled = _PHRASES[written.lower().replace("-", " ")] if match["phrase"] else written
        spelled = spelled.upper() if spelled == "us" else spelled
        place = (clause, turn, len(found))
        found.append(Word(written, start, end, term(spelled), form(spelled), *place))
    return found
