"""An Arabic sentence in, the questions that a few rules make of it out, each with its answers.

Arabic news begins with the verb, so a question is the sentence with its answer taken out and a
question word before it. Three shapes are known: who said, when did, and how much came it to.
"""

import re
from collections.abc import Iterator

from eval.drafts.proposal import Proposal, Sentence

_MONTH = "(?:يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)"
_WEEKDAY = "(?:السبت|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة)"
_DATE = re.compile(
    rf" (?:(?:صباح |مساء |يوم |ليلة )?{_WEEKDAY}،? )?(?:في |يوم )?"
    rf"(?P<date>[0-9٠-٩]{{1,2}} {_MONTH}(?: [0-9٠-٩]{{4}})?)"
)
_SAID = re.compile(
    r"^و?(?P<verb>قال|قالت|أكد|أكدت|أعلن|أعلنت|أوضح|أوضحت)"
    r" (?P<who>(?!على )[^،:«»0-9]{5,70}?)،? (?P<that>إن|أن) (?P<what>[^«»:]+)$"
)
_VERB = re.compile(
    r"^و?(?P<verb>بدأت?|أعلنت?|افتتحت?|أغلقت?|وصلت?|انتهت|انتهى|عقدت?|وقعت?|صوتت?|وافقت?|توفيت?"
    r"|قررت?|عادت?|نشرت?|أطلقت?|اندلعت?|انطلقت?|استأنفت?|شهدت?|فازت?|انتخبت?|تسلمت?|غادرت?|رست)"
    r" (?P<rest>.+)$"
)
_CAME_TO = re.compile(
    r"^و?(?P<verb>بلغت?|تبلغ|يبلغ) (?P<what>[^،0-9٠-٩]{4,60}?(?: [^،0-9٠-٩ ]+){2,}?)"
    r" (?P<number>(?:نحو |حوالي )?[0-9٠-٩][0-9٠-٩.,٫٬]*(?: (?:ألف|آلاف|مليون|مليار))?"
    r" (?:في الم[ائ]+ة|[\u0620-\u064a]{3,}(?: مكعب| مربع)?))"
)
_POINTS_BACK = re.compile(
    r"(?:^|\s)(?:هذا|هذه|ذلك|تلك|إنه|إنها|إنهم|أنه|أنها|هو|هي|هناك|أمس|اليوم|غداً|غدا)(?=\s|$)"
)
_LEFT_HANGING = re.compile(r"\s(?:من|في|إلى|على|عن|مع|أن|و)؟$")
_YEAR = re.compile(r"[0-9٠-٩]{4}")
_FEWEST, _MOST = 4, 30  # words of a question


def proposals(sentence: Sentence) -> Iterator[Proposal]:
    """Yield what each rule makes of a sentence."""
    words = sentence.text.rstrip(".؟! ")
    for rule, question, answer in [*_who(words), *_when(words), *_how_much(words)]:
        enough = _FEWEST <= len(question.split()) <= _MOST
        enough = enough and not _LEFT_HANGING.search(question)
        if enough and not _POINTS_BACK.search(question) and answer not in question:
            yield Proposal(question, (answer,), sentence.text, rule)


def _who(words: str) -> Iterator[tuple[str, str, str]]:
    found = _SAID.match(words)
    if found:
        verb = re.sub("ت$", "", found["verb"])
        yield "said", f"من {verb} {found['that']} {found['what']}؟", found["who"].strip()


def _when(words: str) -> Iterator[tuple[str, str, str]]:
    """Ask for a date that stands in the first part of the sentence, the only one there."""
    found = _VERB.match(words.split("، ")[0])
    date = _DATE.search(words.split("، ")[0])
    if found and date:
        without = f"{found['verb']} {found['rest']}".replace(date[0], "", 1)
        if not _YEAR.search(without):
            yield "when", f"متى {without.strip()}؟", date["date"]


def _how_much(words: str) -> Iterator[tuple[str, str, str]]:
    found = _CAME_TO.match(words)
    if found:
        yield "how much", f"كم {found['verb']} {found['what'].strip()}؟", found["number"]
