"""SQuAD's JSON in (1.1, 2.0, and XQuAD and ARCD, which share its shape); archive and cases out.

Shape: `{"data": [{"title", "paragraphs": [{"context", "qas": [{"id", "question", "answers":
[{"text", "answer_start"}], "is_impossible"}]}]}]}`. Each context is an article of its own. The gold
is the sentence that the first annotator's answer starts in.
"""

from collections.abc import Iterator
from pathlib import Path

from eval.cases import Case, Gold
from eval.fields import Fields, read_document
from eval.imports.imported import Imported, LeftOut, Source, id_of
from index.sentences import sentence_spans


def read(path: Path) -> Imported:
    """Convert one file; CaseError says where it is not of that shape."""
    articles: dict[str, Source] = {}
    cases: list[Case] = []
    left_out: list[LeftOut] = []
    for document in read_document(path):
        for title, paragraph in _paragraphs(document):
            context = paragraph.text("context")
            article = Source(id_of(context), title, context)
            articles.setdefault(article.id, article)
            for question in paragraph.parts("qas"):
                case = _case(question, article)
                if isinstance(case, Case):
                    cases.append(case)
                else:
                    left_out.append(case)
    return Imported(tuple(articles.values()), tuple(cases), tuple(left_out))


def _paragraphs(document: Fields) -> Iterator[tuple[str, Fields]]:
    for entry in document.parts("data"):
        for paragraph in entry.parts("paragraphs"):
            yield entry.text("title", default=""), paragraph


def _case(question: Fields, article: Source) -> Case | LeftOut:
    id = question.text("id")
    if not question.text("question", default="").strip():
        return LeftOut(id, "no question")
    asked = question.text("question")
    if question.flag("is_impossible", default=False):
        return Case(id, asked, answerable=False)
    answers = question.parts("answers")
    if not answers:
        return LeftOut(id, "no answer, though it is not said to be impossible")
    texts = tuple(dict.fromkeys(one.text("text") for one in answers))
    quote = _sentence(article.text, texts[0], answers[0].number("answer_start", default=-1))
    if not quote:
        return LeftOut(id, f"the context does not hold {texts[0]!r}")
    return Case(id, asked, answerable=True, answers=texts, gold=(Gold(article.id, quote),))


def _sentence(context: str, answer: str, start: int) -> str:
    """Return the sentence in which the answer begins; some files count `start` wrongly."""
    if start < 0 or not context.startswith(answer, start):
        start = context.find(answer)
    spans = sentence_spans(context) if start >= 0 else []
    return next((context[begin:end] for begin, end in spans if begin <= start < end), "")
