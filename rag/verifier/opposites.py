"""Words that news sets against each other: one in place of the other turns a fact round."""

from rag.verifier.forms import form, term

_PAIRS = """
    rise/fall/drop/decline/decrease/plunge/tumble/slump
    increase/decrease/fall/drop/decline/reduce/cut grow/shrink gain/lose/loss
    climb/fall/drop/decline soar/plunge/fall surge/plunge/fall jump/fall/drop up/down
    more/less/fewer most/least higher/lower highest/lowest high/low larger/smaller
    bigger/smaller largest/smallest biggest/smallest longer/shorter longest/shortest
    faster/slower older/younger oldest/youngest better/worse best/worst stronger/weaker
    strongest/weakest early/late earlier/later first/last before/after above/below over/under
    win/lose/loss victory/defeat approve/reject/disapprove/veto accept/reject/refuse
    allow/ban/bar/forbid/prohibit legal/illegal lawful/unlawful support/oppose backed/opposed
    for/against agree/disagree/refuse confirm/deny admit/deny convict/acquit guilty/innocent
    arrest/release/free jail/free open/closed/shut start/stop/end begin/end/stop
    continue/stop/halt/cease join/leave/quit enter/leave/exit arrive/leave/depart hire/fire
    buy/sell lend/borrow import/export north/south east/west northern/southern eastern/western
    left/right inside/outside son/daughter man/woman boy/girl mother/father husband/wife
    brother/sister male/female alive/dead live/die survive/die birth/death friend/enemy
    ally/enemy success/failure successful/unsuccessful succeed/fail able/unable likely/unlikely
    pass/fail strengthen/weaken improve/worsen widen/narrow expand/shrink/contract
    extend/shorten raise/lower/cut add/remove include/exclude attack/defend
    praise/criticize/condemn/denounce safe/dangerous rich/poor public/private majority/minority
    maximum/minimum profit/loss surplus/deficit peace/war day/night morning/evening/afternoon
    always/never everyone/nobody everything/nothing all/none same/different present/absent
    positive/negative true/false remember/forget love/hate hot/cold warm/cool wet/dry full/empty
    old/new young/old big/small large/small long/short strong/weak fast/slow easy/difficult/hard
    cheap/expensive urban/rural upper/lower forward/backward within/outside democrat/republican
    liberal/conservative democratic/republican summer/winter spring/autumn/fall
    ارتفع/انخفض/تراجع/هبط زاد/نقص/انخفض/قل صعد/هبط اكثر/اقل قبل/بعد فاز/خسر فوز/خساره/هزيمه
    وافق/رفض قبل/رفض ايد/عارض اكد/نفي اعلن/نفي بدا/انتهي فتح/اغلق دخل/خرج شمال/جنوب شرق/غرب
    حي/ميت كبير/صغير اعلي/ادني زياده/انخفاض/تراجع ارتفاع/انخفاض/تراجع تحسن/تدهور نجح/فشل
    ارتفعت/انخفضت/تراجعت زادت/نقصت/انخفضت فازت/خسرت وافقت/رفضت ايدت/عارضت اكدت/نفت
    """


def _opposed() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _PAIRS.split():
        first, *others = (_key(one) for one in pair.split("/"))
        for other in others:
            found.setdefault(first, set()).add(other)
            found.setdefault(other, set()).add(first)
    return {word: frozenset(others) for word, others in found.items()}


def _key(word: str) -> str:
    return term(form(word))


OPPOSITES = _opposed()


def opposed(one: str, other: str) -> bool:
    """Whether two terms are opposites, or one is the other with a prefix that denies."""
    if other in OPPOSITES.get(one, frozenset()):
        return True
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(shorter) >= 5 and any(
        longer == prefix + shorter for prefix in ("un", "in", "im", "dis", "non", "il", "ir")
    )
