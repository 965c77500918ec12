"""Hits, answers and articles in, the records that the command prints as JSON out."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from index.article import Article, Paragraph
from index.language import right_to_left
from index.rows import Listed
from rag.check import Checked
from rag.facets import COUNTED
from rag.marking import marks
from rag.results import Results
from rag.types import Answer, Hit
from rag.understanding.understood import Understood, literally

Record = dict[str, Any]


def results_record(found: Results) -> Record:
    """Return what `search --json` prints; `filters` are those that were applied in the end."""
    query = found.understood.question
    return {
        "query": query,
        "filters": asdict(found.understood.filters),
        "understood": understood_record(found.understood),
        "hits": [
            {**_hit_record(hit), "marks": [list(span) for span in marks(query, hit.text)]}
            for hit in found.hits
        ],
        "facets": {"counted": COUNTED, **asdict(found.facets)},
    }


def understood_record(understood: Understood) -> Record:
    """Return what a question was understood to ask, and what of it was given up."""
    return {
        "conditions": [
            {"kind": one.kind, "value": one.value, "phrase": one.phrase}
            for one in understood.conditions
        ],
        "quoted": list(understood.quoted),
        "order": understood.order,
        "sides": [
            {"phrase": one.phrase, "filters": asdict(one.filters)} for one in understood.sides
        ],
        "relaxed": list(understood.relaxed),
    }


def answer_record(answer: Answer) -> Record:
    """Return what `ask --json` prints."""
    return {
        "question": answer.question,
        "stand_alone": answer.stand_alone,
        "answered": answer.answered,
        "abstained": answer.abstained or None,
        "claims": [asdict(claim) for claim in answer.claims],
        "withheld": answer.withheld,
        "notice": answer.notice,
        "hits": [_hit_record(hit) for hit in answer.hits],
        "understood": understood_record(
            answer.understood or literally(answer.question, answer.trace.filters)
        ),
        "trace": asdict(answer.trace),
    }


def checked_records(checked: Iterable[Checked]) -> list[Record]:
    """Return what `check --json` prints as its claims."""
    return [{**asdict(one), "finding": one.finding} for one in checked]


def _hit_record(hit: Hit) -> Record:
    record = asdict(hit)
    record["article"]["also_in"] = record.pop("also_in")
    return record


def article_record(article: Article) -> Record:
    """Return what `show --json` prints."""
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": article.published,
        "authors": list(article.authors),
        "language": article.language,
        "dateline": article.dateline,
        "origin": str(article.origin),
        "digest": article.digest,
        "also_in": [asdict(copy) for copy in article.also_in],
        "text": article.text,
        "paragraphs": [_paragraph_record(article, one) for one in article.paragraphs],
    }


def _paragraph_record(article: Article, paragraph: Paragraph) -> Record:
    words = article.quote(paragraph.number)
    direction = "rtl" if right_to_left(words) else "ltr"
    return {**asdict(paragraph), "direction": direction, "text": words}


def removed_records(article: Article) -> list[Record]:
    """Return what `show --removed --json` adds: what cleaning left aside, in order, and why."""
    return [{"text": one.text, "reason": one.reason} for one in article.removed]


def listed_record(listed: Listed) -> Record:
    """Return one article as `list --json` prints it."""
    return {
        **asdict(listed.card),
        "also_in": [asdict(copy) for copy in listed.also_in],
        "paragraphs": listed.paragraphs,
    }
