"""RealTimeQA's questions and search results in; archive and cases with weak gold out.

Shapes (github.com/realtimeqa/realtimeqa_public): `*_qa.jsonl` lines `{"question_id",
"question_date", "question_sentence", "choices", "answer": ["2"]}`, the answer counted from 0, and
`*_gcs.jsonl` lines `{"question_id", "search_result": [{"url", "title", "text", "authors",
"publish_date"}]}`. Nobody marked the gold: it is each paragraph of a question's own results that
holds the answer's words. A question whose answer stands in none is left out.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from eval.answers import in_top_sentences
from eval.cases import Case, Gold
from eval.fields import Fields, read_lines
from eval.imports.imported import Imported, LeftOut, Source, id_of
from index.dates import iso_date
from index.identity import plain_url


def read(questions: Iterable[Path], searches: Iterable[Path]) -> Imported:
    """Convert the files of any number of weeks."""
    articles: dict[str, Source] = {}
    results: dict[str, list[str]] = {}
    for path in searches:
        for search in read_lines(path, "search"):
            found = results.setdefault(search.text("question_id"), [])
            for result in search.parts("search_result"):
                if result.text("text", default="").strip() and result.has("url"):
                    found.append(_keep(result, articles))
    cases: list[Case] = []
    left_out: list[LeftOut] = []
    for path in questions:
        for question in read_lines(path, "question"):
            own = results.get(question.text("question_id"), [])
            case = _case(question, [articles[id] for id in dict.fromkeys(own)])
            if isinstance(case, Case):
                cases.append(case)
            else:
                left_out.append(case)
    return Imported(tuple(articles.values()), tuple(cases), tuple(left_out))


def _case(question: Fields, results: Sequence[Source]) -> Case | LeftOut:
    id, choices = question.text("question_id"), question.texts("choices")
    chosen = [int(one) for one in question.texts("answer") if one.isdecimal()]
    answers = tuple(choices[one] for one in chosen if one < len(choices) and choices[one].strip())
    if not answers:
        return LeftOut(id, "its answer is none of its choices")
    gold = tuple(
        Gold(article.id, paragraph)
        for article in results
        for paragraph in filter(str.strip, article.text.split("\n"))
        if in_top_sentences([paragraph], answers, 1)
    )
    if not gold:
        return LeftOut(id, "its answer stands in none of its search results")
    return Case(
        id,
        question.text("question_sentence"),
        answerable=True,
        answers=answers,
        gold=gold,
        as_of=iso_date(question.text("question_date", default="")),
        weak=True,
    )


def _keep(result: Fields, articles: dict[str, Source]) -> str:
    url = result.text("url")
    id = "rt-" + id_of(plain_url(url))
    articles.setdefault(
        id,
        Source(
            id,
            result.text("title", default=""),
            result.text("text"),
            url=url,
            source=urlsplit(url).netloc.removeprefix("www."),
            published=iso_date(result.text("publish_date", default="")),
            authors=result.texts("authors"),
        ),
    )
    return id
