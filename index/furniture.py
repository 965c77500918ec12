"""A block of an article in, why it is the page's furniture and not the article's words out.

Each rule takes a whole block, and asks for more than one sign where a reporter might write the
same words. Who wrote and who contributed is news of a kind, and stays.
"""

import re

_LONGEST = 320  # characters; more than that is no furniture whatever it begins with
_LONGEST_NOTE = 800  # for a note on who paid or who owns the words
_MARK = re.compile(r"^(?:TT|END|ENDS|EMD|###?|-30-)$")
_COUNT = re.compile(r"^[0-9٠-٩]{1,5}$")
_RULES = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        (
            "a funding note",
            r"^(?:The )?(?:AP|Associated Press)\b.{0,200}\breceives? .{0,60}\b(?:support|funding)\b"
            r"|.*\bis solely responsible for (?:all|its|the|this) .{0,40}(?:content|coverage)\b"
            r"|.*\bis a corps member for .*\bReport for America\b"
            r"|^This (?:story|coverage|reporting) (?:is|was) (?:supported|funded) by\b"
            r".{0,120}\b(?:foundation|fund|grant|endowment|trust|institute)\b"
            r"|^(?:Support for this|Funding for this) (?:story|reporting|coverage)\b"
            r"|^(?:تم|أُ?نجز) .{0,60}بدعم من\b",
        ),
        (
            "a pointer elsewhere",
            r"^(?:Follow|Find|Read|More (?:AP|news|stories|coverage)|See more|For more|Get more|"
            r"Contact (?:AP|us|our|the (?:author|reporter|writer)))\b.{0,120}"
            r"(?:https?://|www\.|@\w)\S*\W*$"
            r"|^(?:AP|Associated Press)\b[^.]{0,60}:? https?://\S+$"
            r"|^(?-i:(?:[A-Z][\w.’'-]+ ){2,3})"
            r"(?:is (?:at|on \w+)|can be (?:reached|followed) (?:at|on)).{0,30}(?:https?://|www\.|@)\S+$"
            r"|^Follow (?:us|@\w+|[A-Z][\w.’'-]+ [A-Z][\w’'-]+) on "
            r"(?:X|Twitter|Facebook|Instagram|Telegram|WhatsApp|YouTube|LinkedIn|social)\b.{0,80}$"
            r"|^(?:تابعونا|تابعنا|تابعوا) (?:على|عبر)\b.{0,80}$",
        ),
        (
            "a share bar",
            r"^(?:(?:share|tweet|e-?mail|print|save|copy link|facebook|twitter|x|whatsapp|telegram|"
            r"linkedin|pinterest|reddit|bookmark|مشاركة|شارك|طباعة|حفظ|فيسبوك|تويتر|واتساب|تلغرام)"
            r"(?:\W+|$)){2,}$"
            r"|^share (?:this|on|via|with)\b(?: \w+){1,5}\W*$"
            r"|^(?:\d+ )?shares?$|^شارك (?:هذا )?(?:الخبر|المقال)(?: .{0,30})?$",
        ),
        (
            "an advertisement's mark",
            r"^(?:advertis?e?ments?|sponsored(?: content)?|ad|promoted|إعلان|إعلانات)\W*$"
            r"|^(?:story|article) continues (?:below|after)(?: (?:this )?(?:ad\w*|video))?\W*$"
            r"|^(?:scroll (?:down )?to continue|continue reading|keep reading)\b.{0,40}$",
        ),
        (
            "a newsletter block",
            r"^(?:sign up|subscribe|register|join|get|want|enter your e-?mail|receive|stay)\b"
            r".{0,160}\b(?:newsletters?|inbox|mailing list|e-?mail (?:alerts?|address))\b"
            r"|^(?:subscribe|sign up|sign in|log in|log out|register)(?: (?:now|here|today|free))?"
            r"\W*$|^enter your e-?mail\b.{0,40}$"
            r"|^(?:اشترك|اشتركوا|سجل|سجّل)\b.{0,60}(?:النشرة|نشرتنا|نشرة|بريدك|البريد)",
        ),
        (
            "a cookie or privacy notice",
            r"^(?:we(?: and our (?:\d+ )?partners)? use|(?:this|our) (?:web)?site uses|نستخدم|"
            r"يستخدم (?:هذا )?الموقع) .{0,40}(?:\bcookies?\b|ملفات تعريف الارتباط|الكوكيز)"
            r"|^by (?:clicking|continuing|using)\b(?=.*\b(?:agree|consent|accept))"
            r".{0,160}\bcookies\b"
            r"|^(?:accept|reject|manage)(?: all)? cookies\W*$"
            r"|^(?:privacy policy|terms (?:of (?:use|service)|and conditions)|cookie (?:policy|"
            r"settings|preferences)|accept(?: all)?|reject all)(?: \|.*)?\W*$",
        ),
        (
            "a copyright notice",
            r"^(?:©|\(c\)|copyright (?:©|\(c\)|\d{4})).{0,160}$|^(?:all rights reserved|"
            r"جميع الحقوق محفوظة|حقوق النشر)\b.{0,80}$"
            r"|.*\bmay not be published, broadcast, (?:re)?written\b",
        ),
        (
            "navigation",
            r"^(?:skip to (?:main )?content|back to (?:top|home)|(?:main )?menu|search|home|"
            r"(?:previous|next)(?: (?:article|story|post))?|load more|show more|view all|"
            r"(?:leave|post|add) a comment|(?:view )?(?:all )?\d* ?comments?|go back|"
            r"listen to (?:this )?(?:article|story)|print this page|"
            r"الرئيسية|القائمة|التالي|السابق|العودة إلى الأعلى|عودة إلى الأعلى|أضف تعليقا?ً?)\W*$"
            r"|^\W*(?:home|الرئيسية)(?: ?[>›»/] ?[^>›»/.]{2,40}){1,6}$"
            r"|^home \| (?:news|world|politics|business|sports?|opinion|culture)\b[^.]{0,80}$"
            r"|^\d+[ -]min(?:ute)?s?(?: of)? read(?:ing)?$|^reading time:? .{1,20}$",
        ),
        (
            "a pointer to a related story",
            r"^(?:read more|read also|also read|see also|related(?: (?:articles?|stor(?:y|ies)|"
            r"news|coverage|links?|content|reading))?|more on this(?: story)?|don['’]t miss|"
            r"you (?:may|might) also (?:like|be interested in)|recommended(?: (?:for you|stories|"
            r"reading))?|most (?:read|popular)|trending(?: now)?|top stories|"
            r"اقرأ أيضا?ً?ا?|إقرأ أيضا?ً?ا?|اقرأ المزيد|المزيد|للمزيد|مواضيع ذات صلة|"
            r"أخبار ذات صلة|قد يهمك(?: أيضا?ً?ا?)?|الأكثر قراءة|شاهد أيضا?ً?ا?)"
            r"(?:\W{0,4}$|\s?[:：|›»]\s.{1,160}$)",
        ),
    )
)
_NOTES = tuple(rule for rule in _RULES if rule[0] in {"a funding note", "a copyright notice"})
_NOTE = re.compile(
    r"(?<=[.!?”\"’)]) (?=(?:The )?(?:AP|Associated Press)\b[^.]{0,120}\breceives? "
    r"[^.]{0,60}\bsupport\b"
    r"|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)? is a corps member for )"
)
_OPENS_LIST = frozenset({"a pointer to a related story"})
_SENTENCE_END = re.compile(r"[.!?؟…][\"”’»)\]]*$")
_HEADLINE_WORDS = range(4, 25)


def furniture(block: str, before: str) -> str:
    """Return why the block is furniture, "" where it is not; `before` is the block above it."""
    if not any(letter.isalnum() for letter in block):
        return "a rule or ornament"
    if _MARK.match(block):
        return "a mark of the page"
    if before == "TT" and _COUNT.match(block):
        return "a share count"
    rules = _RULES if len(block) <= _LONGEST else _NOTES if len(block) <= _LONGEST_NOTE else ()
    return next((reason for reason, rule in rules if rule.match(block)), "")


def cut_note(block: str) -> list[str]:
    """Return the block, or what stands before a funding note at its end and the note."""
    if "receive" not in block and "corps member" not in block:
        return [block]
    return _NOTE.split(block, maxsplit=1)


def opens_list(reason: str) -> bool:
    """Whether headlines of other stories may follow a block removed for this reason."""
    return reason in _OPENS_LIST


def looks_like_headline(block: str) -> bool:
    """Whether the block is a line of some words that is no sentence."""
    return len(block.split()) in _HEADLINE_WORDS and not _SENTENCE_END.search(block)
