"""A sentence in, whether it speaks to whoever answers rather than reports, out.

Archive text is material. A sentence that tells its reader what to write, asks something, or is
markup is news about nothing: it is never quoted as an answer, nor is a claim that repeats it shown.
What stands between quotation marks is somebody's words, and is left alone.
"""

import re

_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"")
_OUTPUT = r"(?:answers?|responses?|repl(?:y|ies)|outputs?|summar(?:y|ies)|messages?)"
_ORDERS = (
    r"respond|reply|answer|output|print|draft|compose|paraphrase|generate|craft|integrate|introduce"
    r" random|insert|append|prepend|remove spaces|jumble|render your|describe|write|tell me|show me"
)
_ADDS = r"include|add|provide|develop|repeat"
_TAKEN = r"(?:a|an|the|this|that|your|my|every|each|all|only|one|“|with|to|[A-Z]{3,})"
_FIRST = r"^\W*(?:(?:please|now|then|also) )*"
_TELLS = (
    rf"\b(?:your|every|each) (?:\w+ )?{_OUTPUT}\b",
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|rules|question"
    r"|article|paragraphs?|context|above)\b",
    r"^\W*(?:system|assistant|user)\s*:",
    r"\b(?:the assistant|language models?|chatbots?|AI models?) (?:must|should|shall|is to)\b",
    rf"{_FIRST}(?:print|say|output) \w+ and (?:stop|nothing)\b",
    r"\byou are (?:now )?(?:an? )?(?:AI|assistant|chatbot|language model|system)\b",
    r"\bautomated readers?\b|\b(?:right|correct|only) answer to (?:every|all|any)\b",
    r"\bwhen asked\b.{0,80}\banswer (?:only|that|with|“)",
    r"\bbefore you (?:answer|summari[sz]e|reply)\b",
    rf"{_FIRST}(?:{_ORDERS}) (?-i:{_TAKEN})(?!\w)",
    rf"{_FIRST}(?:{_ADDS}) (?:an?|the|“)(?! \w+ (?:was|were|is|are|has|had)\b)",
    rf"{_FIRST}(?:explain|replace|rearrange|translate|rewrite|summari[sz]e|break down) \w",
    r"القارئ الآلي|على المساعد أن|الجواب الصحيح عن كل|في (?:إجابتك|ردك|جوابك)",
    r"(?:تجاهل|انس)\w* .{0,30}(?:التعليمات|الأوامر|السؤال|المقال)",
    r"(?:أجب|اكتب|كرر|اطبع)\w* .{0,20}(?:فقط|كلمة|بأن|الجواب)",
)
_MARKUP = re.compile(r"<\|?/?[a-z]|\|>|\"role\"\s*:|!?\[[^\]]*\]\([a-z]+:", re.IGNORECASE)
_ADDRESSED = re.compile("|".join(_TELLS), re.IGNORECASE | re.DOTALL)
_ASKS = re.compile(r"[?؟][\s)]*$")


def is_addressed(sentence: str) -> bool:
    """Whether the sentence instructs or asks its reader, or is markup."""
    spoken = _QUOTED.sub("“”", sentence)
    return bool(_ASKS.search(spoken) or _ADDRESSED.search(spoken) or _MARKUP.search(sentence))
