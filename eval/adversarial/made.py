"""Made articles and the cases on them: what the makers of sets hand over to be written."""

from dataclasses import dataclass

from eval.cases import Case

ENGLISH_QUESTION = "What is known about this: {headline}?"
ARABIC_QUESTION = "ماذا نعرف عن هذا الخبر: {headline}؟"


@dataclass(frozen=True, slots=True)
class MadeArticle:
    """An article as a line of an archive; `body` is text, or HTML where `is_html` says so."""

    id: str
    title: str
    body: str
    source: str
    published: str
    language: str
    is_html: bool = False


@dataclass(frozen=True, slots=True)
class MadeCase:
    """A case, and the articles that it needs."""

    case: Case
    articles: tuple[MadeArticle, ...]


def question_about(headline: str, language: str) -> str:
    """Return a question that asks for what the headline is about, in its language."""
    wording = ARABIC_QUESTION if language == "ar" else ENGLISH_QUESTION
    return wording.replace("{headline}", headline.rstrip(" .?!؟"))
