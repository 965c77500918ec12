"""A word in, the one form by which it is compared out: stemmed, of several spellings the same one.

Regular endings are the stemmer's (`index.terms`); here are irregular verbs and nouns, contractions,
and words that news style puts for each other without changing a fact.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from index.terms import fold, terms
from rag.verifier.countries import COUNTRY_OF

_IRREGULAR = """
    arise arose arisen; be am is are was were been being; bear bore borne born; beat beaten;
    become became; begin began begun start started starts; bite bit bitten; bleed bled; blow
    blew blown; break broke broken; breed bred; bring brought; build built; burn burnt; buy
    bought purchase purchased; catch caught; choose chose chosen; cling clung; come came; creep
    crept; deal dealt; dig dug; do does did done; draw drew drawn; dream dreamt; drink drank
    drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt; fight
    fought; find found; flee fled; fly flew flown; forbid forbade forbidden; forget forgot
    forgotten; forgive forgave forgiven; freeze froze frozen; get got gotten; give gave given;
    go goes went gone; grow grew grown; hang hung; have has had; hear heard; hide hid hidden;
    hold held; keep kept; know knew known; lay laid; lead led; learn learnt; leave left; lend
    lent; lie lay lain; light lit; lose lost; make made; mean meant; meet met; mistake mistook
    mistaken; overcome overcame; overtake overtook overtaken; pay paid; prove proven; ride rode
    ridden; ring rang rung; rise rose risen; run ran; say said says; see saw seen; seek sought;
    sell sold; send sent; shake shook shaken; shine shone; shoot shot; show shown; shrink shrank
    shrunk; sing sang sung; sink sank sunk; sit sat; sleep slept; slide slid; speak spoke
    spoken; spend spent; spin spun; spring sprang sprung; stand stood; steal stole stolen; stick
    stuck; strike struck stricken; strive strove; swear swore sworn; sweep swept; swim swam
    swum; swing swung; take took taken; teach taught; tear tore torn; tell told; think thought;
    throw threw thrown; undergo underwent undergone; understand understood; wake woke woken;
    wear wore worn; win won; withdraw withdrew withdrawn; write wrote written; man men; woman
    women; child children kid kids; person people; wife wives; life lives; half halves; foot
    feet; tooth teeth; mouse mice; leaf leaves; knife knives; thief thieves
    """
_SAME = """
    about around approximately roughly circa; nearly almost; many numerous; because since;
    although though; while whilst; film movie; percent pct percentage; doctor physician; lawyer
    attorney; car automobile; cop policeman; aid assistance; near close; large big; whole
    entire; also too; television tv; photo photograph picture; vehicle vehicles; mom mother mum;
    dad father; gov governor; sen senator; rep representative; gen general; lt lieutenant; col
    colonel; sgt sergeant; capt captain; prof professor; dr doctor; st saint; buy acquire; help
    aid; get obtain receive; end finish; need require; show display; quickly rapidly; maybe
    perhaps; often frequently; enough sufficient; attempt try tried tries; labour labor; colour
    color; centre center; defence defense; programme program; grey gray; toward towards;
    organisation organization; amid amidst; among amongst; ok okay; 1st first; 2nd second; 3rd
    third
    """
_CONTRACTED = {
    "can't": "can", "won't": "will", "shan't": "shall", "cannot": "can", "i'm": "i",
    "%": "percent", "٪": "percent", "percentage": "percent",
    "$": "dollar", "€": "euro", "£": "pound",
}  # fmt: skip


_ROOT = 3  # letters

Value = TypeVar("Value")


def looked_up(table: Mapping[str, Value], word: str) -> Value | None:
    """Return what a table has of a form, in Arabic with or without the "and" written on to it."""
    found = table.get(word)
    return table.get(word.removeprefix("و")) if found is None else found


def _groups(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for group in written.split(";"):
        first, *others = group.split()
        for word in (first, *others):
            found.setdefault(word, found.get(first, first))
    return found


_BASE = _groups(_IRREGULAR)
_PUT_FOR = _groups(_SAME)


@lru_cache(maxsize=100_000)
def form(word: str) -> str:
    """Return the word folded, without a possessive ending or a contracted "not"."""
    folded = fold(word).replace("’", "'")
    if folded in _CONTRACTED:
        return _CONTRACTED[folded]
    for ending in ("'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'"):
        if len(folded) > len(ending) and folded.endswith(ending):
            return folded.removesuffix(ending)
    return folded


@lru_cache(maxsize=100_000)
def term(word: str) -> str:
    """Return what stands for the word and its other forms; "iran" for Iran and Iranian alike."""
    plain = form(word)
    if plain in COUNTRY_OF and not (plain == "us" and not word[:2].isupper()):
        return COUNTRY_OF[plain]
    plain = _PUT_FOR.get(plain, plain)
    plain = _BASE.get(plain, plain)
    plain = _PUT_FOR.get(plain, plain)
    stems = terms(plain)
    return stems[0] if len(stems) == 1 else plain


def is_verb(form: str) -> bool:
    """Whether the form looks like a verb that says what somebody does or did."""
    return form in _BASE or (len(form) > 3 and form.endswith(("ed", "ing", "s", "es")))


def root(form: str) -> str:
    """Return an Arabic verb without person and tense: وافق for وافقت and توافق; else the form."""
    if not "\u0620" <= form[:1] <= "\u064a":
        return form
    for ending in ("وا", "ون", "ت", "ا", "ن"):
        if form.endswith(ending) and len(form) - len(ending) >= _ROOT:
            form = form.removesuffix(ending)
            break
    if form[:1] in "تينس" and len(form) > _ROOT:
        form = form[1:]
    return form
