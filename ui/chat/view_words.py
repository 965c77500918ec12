"""A language in, what the views are called out."""

from collections.abc import Mapping

_ENGLISH = {
    "views": "Views",
    "": "Ask",
    "search": "Search",
    "archive": "Archive",
    "evaluation": "Evaluation",
}
_ARABIC = {
    "views": "الصفحات",
    "": "اسأل",
    "search": "بحث",
    "archive": "الأرشيف",
    "evaluation": "التقييم",
}


def view_names(language: str) -> Mapping[str, str]:
    """Return what each view is called, "" being the talk."""
    return _ARABIC if language == "ar" else _ENGLISH
