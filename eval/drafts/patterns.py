"""How English news writes what can be asked about: dates, sums, places, posts, ages, who said."""

import re

from eval.drafts.names import CAPITAL, PERSON

_DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DAY = re.compile(
    rf",? (?:on |late on |early on |late |early )?{_DAYS}(?: morning| afternoon| evening| night)?"
    r"(?=[ ,.]|$)(?!, [A-Z][a-z]+\.? \d)(?!’s|'s)"
)
MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
)
_DATE = (
    rf"(?:{MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {MONTH}(?: \d{{4}})?|{MONTH},? \d{{4}}"
    r"|(?:1[89]|20)\d\d)"
)
WHEN_END = re.compile(
    rf" (?:in|on|since) (?P<date>{_DATE})(?=$|,? (?:and(?! \d)|after|when|as|because)\b)"
)
WHEN_START = re.compile(rf"^(?:In|On) (?P<date>{_DATE}), (?P<rest>[A-Z].*)$")
OTHER_TIME = re.compile(rf"\b(?:{_DATE}|{MONTH}|that|which|who|when|if|would|\w+ed by)\b")

SAID_AT_END = re.compile(
    r",? (?:according to [^,]+|(?:(?:[A-Z][\w.’'-]*|he|she|they|it|officials?|police|authorities"
    r"|prosecutors|the [a-z]+(?: [a-z]+)?)(?: [A-Z][\w.’'-]*){0,3})"
    r" (?:said|says|added|wrote)[^,“”]*)$"
)
BRACKETS = re.compile(r" \([^()]*\)")
APPOSITION = re.compile(rf"^(?P<name>{PERSON}|{CAPITAL}), (?P<role>[^,“”]{{2,90}}), (?=[a-z])")
SIDE = re.compile(  # the comma after which a sentence goes on about something else
    r", (?=(?:which|who|whose|where|while|but|and|as|with|including|according|after|before|when|if"
    r"|because|although|though|a|an|the|also|then|not|just|or|so|yet|nor|even|especially|such|like"
    r"|particularly|from|some|many|more|about|up|down|far|well|one|his|her|its|their|he|she|it|they"
    r"|that|despite|followed|part|\w+ing)\b)"
)

ABOUT = (
    r"(?:(?:[Aa]t least|[Aa]bout|[Mm]ore than|[Nn]early|[Aa]lmost|[Aa]round|[Aa]pproximately"
    r"|[Rr]oughly|[Ss]ome|[Uu]p to|[Oo]ver|[Ff]ewer than|[Ll]ess than|[Oo]nly|[Jj]ust) )?"
)
_COUNT = (
    r"(?:\d[\d,.]*(?: (?:million|billion|thousand))?|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix"
    r"|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Dd]ozens of|[Hh]undreds of"
    r"|[Tt]housands of|[Aa] dozen|[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty)"
)
_LARGE = "(?: (?:million|billion|trillion))?"
_CURRENCY = "(?:dollars|euros|pounds|crowns|yen|yuan|rupees|rubles|pesos|francs|riyals|dirhams)"
_MONEY = rf"(?:[$€£]\d[\d,.]*{_LARGE}|\d[\d,.]*{_LARGE} {_CURRENCY})"
_NOT_THINGS = (
    r"(?:million|billion|percent|per|dozen|that|times|years?|months?|days?|hours?|weeks?|minutes?"
    r"|of|in|and|or|to|a|p|on|at|more|other|others|such|dollars|degrees|straight|men’s|women’s)\b"
)
EDGE = (
    "(?:in|on|at|for|to|from|by|with|since|after|before|during|over|under|between|across|into"
    "|aboard|near|as|against|through|throughout|per)"
)
_THING = rf"(?!{_NOT_THINGS})[a-z][\w’'-]*"
_GOES_ON = rf"(?!(?:{EDGE}|and|or|who|that|which|of|was|were|\w+ly)\b)[a-z][\w’'-]*"
COUNT_OBJECT = re.compile(
    rf"^(?P<before>(?:[a-z]+ ){{0,2}}?)(?P<number>{ABOUT}{_COUNT})"
    rf" (?P<things>{_THING}(?: {_GOES_ON}){{0,2}}?)(?P<after>$| {EDGE} .*)"
)
COUNT_SUBJECT = re.compile(
    rf"^(?P<number>{ABOUT}{_COUNT}) (?P<things>{_THING}(?: [a-z][\w’'-]*){{0,2}})"
    r" (?P<rest>(?:were|was|have|had|are|died|attended|voted|signed) .*)$"
)
PERCENT = re.compile(
    rf"^(?P<number>{ABOUT}\d[\d.]*(?:%| percent| per cent)) of (?P<rest>[\w’'.-]+ .*)$"
)
PAYMENT = re.compile(
    rf"^(?P<before>(?:[a-z]+ ){{0,3}}?)(?P<number>{ABOUT}{_MONEY})(?P<after>$| {EDGE} .*)"
)
PAYS = re.compile(
    r"\b(?:pay|paid|cost|costs|spend|spent|raise|raised|earn|earned|receive|received|donate"
    r"|donated|invest|invested|contribute|contributed|owe|seek|allocate|borrow|lose|lost)\b"
)

PLACE = re.compile(
    rf" (?:in|at|near|outside) (?P<place>(?:the )?{CAPITAL}(?: {CAPITAL}){{0,3}}"
    rf"(?:, (?:{CAPITAL}|[A-Z][a-z]*\.|[A-Z]\.[A-Z]\.)(?: {CAPITAL})?)?)$"
)
HAPPENS = re.compile(  # a place after it is the verb's own
    r"^(?:(?:being|been|be) )?(?:die|died|born|meet|met|open|opened|happen|happened|occur|occurred"
    r"|live|lived|hold|held|arrest|arrested|kill|killed|shoot|shot|found|work|worked|begin|began"
    r"|begun|crash|crashed|gather|gathered|speak|spoke|stop|stopped|grow|grew|raised|bury|buried"
    r"|build|built|located|based|seen|spotted|launch|launched|sentenced|hospitalized|treated"
    r"|detained|displayed|staged|play|played|perform|performed|take place|taking place)\b"
)
CAUSE = re.compile(r",? (?P<link>because of|because|due to|owing to|citing) (?P<cause>[^;—“”]+)$")

_POST = (
    "(?:president|director|head|chief|chairman|chairwoman|chair|founder|executive|leader|owner"
    "|manager|secretary|minister|mayor|governor|commissioner|superintendent|spokesman|spokeswoman"
    "|spokesperson|coach|captain|editor|dean|curator|coordinator|ambassador|sheriff|co-founder"
    "|CEO|author|commander|treasurer|principal)(?: executive| officer| economist| scientist)?"
)
ROLE = re.compile(
    rf"(?P<name>{PERSON}), (?P<role>(?!who |which |whose |where |an? )(?:the |one of the )?"
    rf"(?:[\w’'-]+ ){{0,5}}?{_POST} (?:of|at|for|with) [^,.;“”—]*[A-Z][^,.;“”—]*?)"
    r"(?=, |\.$| (?:said|says|told|wrote)\b)"
)
AGE = re.compile(
    rf"(?P<name>{PERSON}), (?P<age>\d{{1,3}}),"
    rf"|(?P<age2>\d{{1,3}})-year-old (?P<name2>{PERSON})(?!\w| [A-Z])"
)

_SPEAKS = r"(?:said|says|told reporters|wrote)"
QUOTE = re.compile(
    rf"^[“\"](?P<words>[^“”\"]+?)[,.?!]+[”\"] (?:{_SPEAKS} (?P<one>{PERSON}|{CAPITAL})"
    rf"(?=[,.]| in | at | after )|(?P<two>{PERSON}|{CAPITAL}) {_SPEAKS}\b)"
)
SAID = re.compile(
    rf"^(?P<name>{PERSON}|{CAPITAL})(?:, [^,“”]{{2,90}},)?"
    r" (?P<verb>said|announced|testified|warned|argued) (?P<that>that )?(?P<what>[^“”\"]+)$"
)
