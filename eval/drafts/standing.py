"""An English question in; whether it can be understood by itself, and reads whole, out."""

import re

from eval.drafts.names import names_in

_FEWEST, _MOST = 6, 30  # words of a question
_FEWEST_OF_A_NAME = 4  # where the name is all that is asked about
_LONGEST_ANSWER = 25  # words
_SHORT = frozenset({"age", "role"})
_FEWEST_OF_A_DEED = 10
# rules in whose questions "that" points back
_NO_THAT = frozenset({"how many", "how much", "when", "where"})

_POINTS_BACK = re.compile(
    r"\b(?:he|she|they|it|him|them|we|us|our|my|me|you|your|this|these|those|there|here|such"
    r"|another|other|others|the same|the latter|the former|the following|the previous"
    r"|both|so|too|instead|however|I|I’m|today|tonight|yesterday|tomorrow|now|currently|recently|ago|earlier|later"
    r"|(?:last|next|this|the past|that)"
    r" (?:week|month|year|season|night|summer|winter|spring|fall|decade|day))\b"
    r"|\b(?:it|he|she|that|there|they)['’]"
    r"|\b(?:in|of|for|at|on|to|from|with|by|about) that\b",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"^\w+(?: \w+)? (?:\w+ )?(?:his|her|its|their)\b", re.IGNORECASE)
_LEFT_HANGING = re.compile(
    r"\b(?:a|an|the|of|to|and|or|but|with|for|in|on|at|from|by|than|that|which|who|as|was|were|is"
    r"|be|been|had|has|have|said)\?$"
)
_EXPLAINED_BEFORE = re.compile(  # the things that only an earlier sentence explains
    r"\bthe (?:suit|lawsuit|letter|statement|study|report|company|agency|group|bill|law|case|man"
    r"|woman|attack|department|school|city|county|state|team|vaccine|device|plan|deal|measure"
    r"|decision|ruling|filing|complaint|victim|victims|suspect|officer|officers|couple|family|game"
    r"|match|film|movie|show|book|album|song|storm|fire|crash|shooting|incident|event|meeting"
    r"|proposal|project|program|programme|order|court|judge|jury|district|board|council|committee"
    r"|commission|office|hospital|university|bank|union|club|party|candidate|election|vote|province"
    r"|region|country|nation|government|military|army|boy|girl|child|children|teen|teenager|driver"
    r"|pilot|plane|train|ship|boat|car|vehicle|truck|dog|animal|move|change|changes|rule|rules"
    r"|new \w+|two|three|four|five|first|second|third|last|next|only)"
    r"(?! (?:of|that|which|who|for|in|at|on|from|against|between|to) )(?= \w+\b|\?)"
)
_BROKEN = re.compile(r"[—:;()]|  |\bsaid,")


def stands_alone(rule: str, question: str, answer: str) -> bool:
    """Whether a question of this rule needs no sentence before it and does not hold its answer."""
    words = question.rstrip("?").split()
    fewest = _FEWEST_OF_A_NAME if rule in _SHORT else _FEWEST
    fewest = _FEWEST_OF_A_DEED if rule == "deed" else fewest
    if not fewest <= len(words) <= _MOST or len(answer.split()) > _LONGEST_ANSWER:
        return False
    if question.count("“") != question.count("”") or _BROKEN.search(question):
        return False
    if rule == "quote":  # its words are the speaker's
        return True
    if _LEFT_HANGING.search(answer + "?") or (rule in _NO_THAT and "that" in words):
        return False
    wrong = (_LEFT_HANGING, _WHOSE, _POINTS_BACK, _EXPLAINED_BEFORE)
    if any(pattern.search(question) for pattern in wrong):
        return False
    return answer not in question and bool(names_in(question))
