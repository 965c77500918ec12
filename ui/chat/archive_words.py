"""A language in, every word that the Archive view says out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_STEPS = {
    "reading": "Reading",
    "embedding": "Embedding",
    "indexing words": "Indexing words",
    "questions": "Questions",
}


@dataclass(frozen=True, slots=True)
class ArchiveWords:
    """What the Archive view says, by its place; `{…}` is filled in where it is shown."""

    grid: str = "Articles by outlet and time"
    outlet: str = "Outlet"
    all: str = "All"
    unnamed: str = "No outlet named"
    undated: str = "Undated"
    cell: str = "{outlet}, {period}: {count} articles"
    more_outlets: str = "{count} more outlets"
    fewer: str = "Fewer outlets"
    filtered: str = "Only"
    take_away: str = "Show without: {value}"
    listed: str = "{first}–{last} of {all} articles"
    none: str = "No article fits."
    untitled: str = "Untitled"
    paragraphs: str = "{count} ¶"
    also_in: str = "also in {count}"
    newer: str = "Newer"
    older: str = "Older"
    add: str = "Add articles"
    not_here: str = (
        "This page is open to other machines, so it only shows the archive. Articles are added and"
        " versions changed where the archive is: pressmark index build, pressmark index rollback."
    )
    upload: str = "Files from this computer"
    kept_in: str = "They are kept in"
    add_files: str = "Add these files"
    path: str = "Or a folder or file on this machine"
    add_path: str = "Add this"
    update: str = "Bring the archive up to date"
    update_hint: str = "Reads again what changed in:"
    gone: str = "no longer there; what it held stays"
    stop: str = "Stop"
    stopping: str = "Stopping…"
    beginning: str = "Beginning…"
    left: str = "{time} left"
    stopped: str = "Stopped. The archive is as it was; what was computed is not computed again."
    failed: str = "The archive could not be changed. It is as it was."
    built: str = (
        "{articles} articles: {added} added, {changed} changed, {moved} moved, {removed} removed,"
        " {unchanged} unchanged. {duplicates} copies. {seconds} seconds."
    )
    skipped: str = "{count} skipped"
    file: str = "File"
    reason: str = "Why"
    dismiss: str = "Dismiss"
    versions: str = "Versions"
    version: str = "Version {number}"
    current: str = "shown now"
    made: str = "built {when}, {articles} articles"
    older_format: str = "in an older format"
    damaged: str = "cannot be read"
    go_back: str = "Go to version {number}"
    sure: str = "Show version {number} to everyone from now on? The others stay."
    yes: str = "Yes, go to it"
    cancel: str = "Cancel"
    went: str = "Version {number} is shown now."
    returned: str = "These were taken out since, and are back:"
    steps: Mapping[str, str] = field(default_factory=lambda: _STEPS)


ARCHIVE_ENGLISH = ArchiveWords()
ARCHIVE_ARABIC = ArchiveWords(
    grid="المقالات بحسب الصحيفة والزمن",
    outlet="الصحيفة",
    all="الكل",
    unnamed="بلا اسم صحيفة",
    undated="بلا تاريخ",
    cell="{outlet}، {period}: {count} مقالة",
    more_outlets="{count} صحف أخرى",
    fewer="صحف أقل",
    filtered="فقط",
    take_away="اعرض دون: {value}",
    listed="{first}–{last} من {all} مقالة",
    none="لا توجد مقالة توافق ذلك.",
    untitled="بلا عنوان",
    paragraphs="{count} ¶",
    also_in="أيضًا في {count}",
    newer="الأحدث",
    older="الأقدم",
    add="إضافة مقالات",
    not_here=(
        "هذه الصفحة مفتوحة لأجهزة أخرى، فهي تعرض الأرشيف فقط. تُضاف المقالات وتُبدَّل النسخ"
        " من سطر الأوامر على الجهاز الذي فيه الأرشيف."
    ),
    upload="ملفات من هذا الحاسوب",
    kept_in="تُحفظ في",
    add_files="أضف هذه الملفات",
    path="أو مجلد أو ملف على هذا الجهاز",
    add_path="أضف هذا",
    update="تحديث الأرشيف",
    update_hint="يعيد قراءة ما تغيّر في:",
    gone="لم يعد موجودًا؛ ما كان فيه باقٍ",
    stop="إيقاف",
    stopping="جارٍ الإيقاف…",
    beginning="يبدأ…",
    left="بقي {time}",
    stopped="أُوقف. الأرشيف كما كان؛ وما حُسب لا يُحسب من جديد.",
    failed="تعذّر تغيير الأرشيف، وهو كما كان.",
    built=(
        "{articles} مقالة: أُضيفت {added}، وتغيّرت {changed}، ونُقلت {moved}، وأُزيلت {removed}،"
        " وبقيت {unchanged} كما هي. {duplicates} نسخة مكررة. {seconds} ثانية."
    ),
    skipped="تُرك {count}",
    file="الملف",
    reason="السبب",
    dismiss="إخفاء",
    versions="النسخ",
    version="النسخة {number}",
    current="المعروضة الآن",
    made="بُنيت {when}، {articles} مقالة",
    older_format="بصيغة أقدم",
    damaged="لا تُقرأ",
    go_back="انتقل إلى النسخة {number}",
    sure="هل تُعرض النسخة {number} للجميع من الآن؟ تبقى الأخرى محفوظة.",
    yes="نعم، انتقل إليها",
    cancel="إلغاء",
    went="النسخة {number} معروضة الآن.",
    returned="أُزيلت هذه بعدها، وقد عادت:",
    steps={
        "reading": "قراءة",
        "embedding": "حساب المعاني",
        "indexing words": "فهرسة الكلمات",
        "questions": "الأسئلة",
    },
)


def archive_words(language: str) -> ArchiveWords:
    """Return what the view says in this language, English where it is none of the page's."""
    return ARCHIVE_ARABIC if language == "ar" else ARCHIVE_ENGLISH
