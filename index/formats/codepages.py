"""Bytes that are text of one byte a letter in, the code page they are in out.

Letters beyond ASCII either stand among ASCII ones, as in French, or make whole words of their own,
as in Arabic. Which page the second kind is in shows in how often each letter comes, even in a line
or two; the first kind is Western unless letters of another page abound.
"""

import re
from collections import Counter

_WORD = re.compile(
    rb"[A-Za-z\x80\x81\x83\x88-\x90\x98-\x9f\xa1-\xa8\xaa\xac-\xb6\xb8-\xba\xbc-\xff]+"
)
_ASCII = re.compile(rb"[A-Za-z]")
_HIGH = re.compile(rb"[\x80-\xff]")
_COMMONEST = {
    "cp1256": "اليمنورت",
    "cp1251": "оеаинтсрв",
    "cp1253": "αοιετσνη",
    "cp1255": "ויהלאמרת",
    "koi8_r": "оеаинтсрв",
    "iso8859_6": "اليمنورت",
    "cp866": "оеаинтсрв",
}
_ENOUGH_COMMON = 0.45  # of the letters; a wrong page gives a quarter or less
_CENTRAL = frozenset("łąśżźćęńěščřžůťďľĺňŁĄŚŻŹŠČŘŽ".encode("cp1250"))
_WESTERN = frozenset("àâäáåãæçèéêëìíîïñòóôöõøùúûüýßœÀÂÄÁÅÃÇÈÉÊËÍÎÑÓÔÖØÚÜ".encode("cp1252"))
_ONLY_CENTRAL = _CENTRAL - _WESTERN
_TURKISH = "ışğİŞ".encode("cp1254")
_SHARE = 0.08
_KANA = re.compile("[\u3040-\u30ff]")
_KANA_SHARE = 0.25
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.01


def likeliest(sample: bytes) -> str:
    """Return the name of the code page, "" where the bytes look like no text in any known."""
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        return ""
    words = _WORD.findall(sample)
    own = b" ".join(word for word in words if len(word) > 1 and not _ASCII.search(word))
    among = b"".join(_HIGH.findall(b" ".join(word for word in words if _ASCII.search(word))))
    if _is_japanese(sample):
        return "shift_jis"
    if len(own) > len(among):
        return _by_commonest(own)
    return _latin(Counter(among))


def _is_japanese(sample: bytes) -> bool:
    """Whether kana abound in it; half the bytes of Shift JIS are ASCII, so it looks like French."""
    text = sample.decode("shift_jis", "replace")
    wide = [one for one in text if one > "\u02ff"]
    return len(_KANA.findall(text)) > _KANA_SHARE * len(wide)


def _by_commonest(words: bytes) -> str:
    shares = {page: _common(words, page) for page in _COMMONEST}
    best = max(shares, key=lambda page: shares[page])
    return best if shares[best] >= _ENOUGH_COMMON else ""


def _common(words: bytes, page: str) -> float:
    letters = words.decode(page, "replace").replace(" ", "")
    return sum(letters.count(one) for one in _COMMONEST[page]) / len(letters)


def _latin(high: Counter[int]) -> str:
    enough = max(2.0, _SHARE * high.total())
    if sum(high[one] for one in _ONLY_CENTRAL) >= enough:
        return "cp1250"
    if sum(high[one] for one in _TURKISH) >= enough and high[_TURKISH[0]] >= high[_TURKISH[2]] > 0:
        return "cp1254"
    return "cp1252"
