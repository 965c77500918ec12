"""A language in, every word that the Search view says out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What the Search view says, by its place; `{…}` is filled in where it is shown."""

    search: str = "Search the archive"
    hint: str = "Words, a name, “an exact phrase”, or a question with a date or an outlet in it"
    since: str = "Published since"
    until: str = "Published until"
    outlet: str = "Outlet"
    any_outlet: str = "Any outlet"
    sort: str = "Order"
    relevance: str = "Best first"
    newest: str = "Newest first"
    oldest: str = "Oldest first"
    understood: str = "Understood as"
    take_away: str = "Search without: {value}"
    outlets: str = "Outlets"
    months: str = "Months"
    unnamed: str = "No outlet named"
    undated: str = "Undated"
    narrow: str = "Narrow down"
    only: str = "Only {value}, {count} paragraphs"
    more_facets: str = "{count} more"
    shown: str = "{count} paragraphs, out of {all} that came into question"
    nothing: str = "Nothing in the archive fits."
    nothing_hint: str = "Take a filter away, or search by other words."
    paragraph: str = "Paragraph {number}"
    also_in: str = "Also in {count} other places"
    also_in_one: str = "Also in one other place"
    why: str = "Why this paragraph"
    ask: str = "Ask about this"
    question: str = "Your question"
    ask_of: str = "Ask of"
    whole: str = "the whole archive"
    send: str = "Ask"
    cancel: str = "Cancel"
    more: str = "More results"
    searching: str = "Searching…"
    failed: str = "The archive could not be searched."


SEARCH_ENGLISH = SearchWords()
SEARCH_ARABIC = SearchWords(
    search="ابحث في الأرشيف",
    hint="كلمات أو اسم أو «عبارة بنصها» أو سؤال فيه تاريخ أو اسم صحيفة",
    since="منشور منذ",
    until="منشور حتى",
    outlet="الصحيفة",
    any_outlet="كل الصحف",
    sort="الترتيب",
    relevance="الأقرب أولًا",
    newest="الأحدث أولًا",
    oldest="الأقدم أولًا",
    understood="فُهم البحث هكذا",
    take_away="ابحث دون: {value}",
    outlets="الصحف",
    months="الأشهر",
    unnamed="بلا اسم صحيفة",
    undated="بلا تاريخ",
    narrow="تضييق البحث",
    only="فقط {value}، {count} فقرة",
    more_facets="{count} أخرى",
    shown="{count} فقرة من {all} نُظر فيها",
    nothing="لا شيء في الأرشيف يوافق البحث.",
    nothing_hint="أزل أحد القيود، أو ابحث بكلمات أخرى.",
    paragraph="الفقرة {number}",
    also_in="أيضًا في {count} مواضع أخرى",
    also_in_one="أيضًا في موضع آخر",
    why="لماذا هذه الفقرة",
    ask="اسأل عن هذا",
    question="سؤالك",
    ask_of="اسأل",
    whole="الأرشيف كله",
    send="اسأل",
    cancel="إلغاء",
    more="نتائج أخرى",
    searching="جارٍ البحث…",
    failed="تعذّر البحث في الأرشيف.",
)


def search_words(language: str) -> SearchWords:
    """Return what the view says in this language, English where it is none of the page's."""
    return SEARCH_ARABIC if language == "ar" else SEARCH_ENGLISH
