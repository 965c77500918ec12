"""A question and why a hit was found for it in; a line that says so in the page's language out."""

from rag.asked_kind import asked_kind
from rag.explaining import explained
from rag.types import Leg, Why
from ui.chat.told import Told

_THINGS = {
    "percent": "نسبة",
    "money": "مبلغ من المال",
    "year": "سنة",
    "date": "تاريخ",
    "number": "عدد",
    "person": "اسم",
    "place": "اسم",
}


def why(question: str, found: Why, language: str) -> Told:
    """Return the line: by what the hit was found, and what of the question it says."""
    if language != "ar":
        return Told(explained(question, found))
    parts = [
        _by("بالمعنى", found.dense),
        _by("بالكلمات", found.lexical),
        f"فيها {found.coverage:.0%} من السؤال",
        f"وفي أفضل جملها {found.sentence:.0%}",
        f"و{found.pairs:.0%} من كلماته المتجاورة متجاورة فيها" if found.pairs else "",
        _kind(question, found.kind),
        _again(found.reranked),
    ]
    return Told("؛ ".join(filter(None, parts)), "ar")


def _by(name: str, leg: Leg) -> str:
    score = "" if leg.score is None else f" (القرب {leg.score:.2f})"
    place = "لم تُوجد" if leg.rank is None else f"رقم {leg.rank}"
    return f"{place} {name}{score}"


def _kind(question: str, held: float) -> str:
    thing = _THINGS.get(asked_kind(question), "")
    return f"{'فيها' if held else 'ليس فيها'} {thing}، وهو ما يُسأل عنه" if thing else ""


def _again(leg: Leg | None) -> str:
    if leg is None:
        return ""
    if leg.rank is None or leg.score is None:
        return "لم يتسع الوقت لإعادة ترتيبها"
    return f"رقم {leg.rank} بعد إعادة الترتيب (الدرجة {leg.score:.2f})"
