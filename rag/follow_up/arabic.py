"""An Arabic question and the talk before it in, the question in words that stand alone out.

Arabic has no capitals to tell names by, so what is carried is the last question without its asking
words, and, where it asked who, the name that its answer begins with.
"""

import re
from collections.abc import Sequence

from index.terms import STOPWORDS, fold
from rag.follow_up.stand_alone import Phrase, StandAlone, added, unchanged
from rag.types import Turn

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u064b-\u0652])*")
_PRONOUNS = frozenset(
    "هو هي هم هما هن ذلك ذاك تلك هذا هذه هؤلاء اولئك هناك هنالك هنا نفسه نفسها".split()
)
_ATTACHED = frozenset(
    """
    له لها لهم به بها بهم فيه فيها فيهم منه منها منهم عنه عنها عنهم عليه عليها عليهم اليه اليها
    اليهم معه معها معهم لديه لديها لديهم عنده عندها عندهم بينهم بينها بعده بعدها قبله قبلها انه
    انها انهم كان كونه
    """.split()
) - {"كان", "انه", "انها"}
_NO_SUFFIX = frozenset("وجوه فواكه مياه منتزه اتجاه انتباه تجاه شبه وجه فقه كره اله الله".split())
_ASKING = re.compile(
    r"^\W*(?:و|ف)?(?:ماذا عن|ماذا|ما|من|متى|متي|أين|اين|كيف|لماذا|لم|كم|هل|أي|أيّ|اي|بكم|إلى أين"
    r"|من أين|منذ متى|حتى متى|وعن|عن)(?=\s|\W|$)"
)
_BARE = re.compile(r"^\W*[وف]?(?:لماذا|متى|متي|أين|اين|كيف|من|كم|ما السبب|ماذا بعد|ثم ماذا)\W*$")
_CONTINUED = re.compile(
    r"^\W*و(?:ماذا عن|ماذا|ما|من|متى|متي|أين|اين|كيف|لماذا|كم|هل|أي|في|من|إلى|عن|على|ل|ب)(?=\s)"
)
_AND_THE = re.compile(  # "and the wounded?"; والد and والي are words of their own
    r"^\W*و(?:(?!الد|الي\b)ال\w{3,}|عدد|سبب|موعد|مكان|نتيجة|رد|موقف|حصيلة|كلفة|سعر|عمر|اسم)"
    r"(?:\s+\w+){0,3}\W*$"
)
_WHAT_ABOUT = re.compile(r"^\W*و?(?:ماذا|ما) عن\s+")
_WHO = re.compile(r"^\W*و?من\s")
_VERBS = frozenset(
    """
    بلغ بلغت كان كانت يكون تكون فاز فازت قال قالت حدث وقع وقعت جري جرت تم تمت اندلع اندلعت كلف كلفت
    صار اصبح اصبحت افتتح افتتحت يبلغ تبلغ هو هي يوجد توجد عدد حصل حصلت اعلن اعلنت قتل قتلت
    """.split()
)
_COPULA = re.compile(r"^\W*و?(?:من|ما|أين) (?:هو|هي|هم)(?= )")
_OWNED = re.compile(r"(?:ها|هم|هما|هن)$|(?:ته|اءه|ائه|ؤه|ا[^اويه]ه|^ت..?ي[^اويه]ه)$")
_SHORTEST_OWNED = 5
_FEW, _SOME = 2, 4  # words of the topic
_NAME_WORDS = 4


def rewrite(question: str, talk: Sequence[Turn]) -> StandAlone:
    """Carry what the last question is about into one that leans on it."""
    if not leans(question):
        return unchanged(question)
    last = len(talk) - 1
    before = talk[last].stand_alone or talk[last].question
    carried = [_answer(before, talk[last]), topic(before)]
    return added(question, [Phrase(words, last) for words in carried if words])


def leans(question: str) -> bool:
    """Whether the question has a pronoun, goes on from the last one, or says too little."""
    if any(one.match(question) for one in (_BARE, _CONTINUED, _WHAT_ABOUT, _AND_THE)):
        return True
    spoken = [_unmarked(word) for word in _WORD.findall(_COPULA.sub(" ", question, count=1))]
    content = [word for word in spoken if not _light(word)]
    pointing = any(_is_pronoun(word) for word in spoken)
    ending = len(content) <= _SOME and any(_ends_in_pronoun(word) for word in spoken)
    return pointing or ending or len(content) < _FEW


def topic(question: str) -> str:
    """Return the question without the words that ask, and without the verb that follows them."""
    carried = re.search(r"\(عن: (.*)\)\s*$", question)
    asked = question[: carried.start()] if carried else question
    left = _ASKING.sub("", re.sub(r"[؟?!.\s]+$", "", asked), count=1).split()
    while left and _light(left[0]):
        left.pop(0)
    return carried[1] if carried and len(left) < _SOME else " ".join(left)


def _answer(question: str, turn: Turn) -> str:
    """Return the name that begins the answer to a question for one."""
    if not turn.answer or not _WHO.match(question):
        return ""
    lead = re.split(r"[،,.؛:(]", turn.answer[0], maxsplit=1)[0].strip()
    return lead if 0 < len(lead.split()) <= _NAME_WORDS else ""


def _light(word: str) -> bool:
    return fold(word) in STOPWORDS or fold(word) in _VERBS


def _is_pronoun(word: str) -> bool:
    folded = fold(word)
    return folded in _PRONOUNS | _ATTACHED or folded.removeprefix("و") in _PRONOUNS


def _ends_in_pronoun(word: str) -> bool:
    """Whether a word plainly ends in "his", "her" or "their"; a final ة is none."""
    if len(word) < _SHORTEST_OWNED or word.startswith("ال") or fold(word) in _NO_SUFFIX:
        return False
    return _OWNED.search(word) is not None


def _unmarked(word: str) -> str:
    return re.sub(r"[\u064b-\u0652\u0640]", "", word)
