"""MultiHop-RAG's corpus and questions in; archive and cases with gold in several articles out.

Shapes (github.com/yixuantt/MultiHop-RAG): `corpus.json` `[{"title", "author", "source",
"published_at", "url", "body"}]` and `MultiHopRAG.json` `[{"query", "answer", "question_type",
"evidence_list": [{"url", "title", "fact"}]}]`; a `null_query` cannot be answered.
"""

from pathlib import Path

from eval.cases import Case, Gold
from eval.fields import Fields, read_document
from eval.imports.imported import Imported, LeftOut, Source, id_of
from index.identity import plain_url

_UNANSWERABLE = "null_query"


def read(corpus: Path, questions: Path) -> Imported:
    """Convert the two files; questions have no ids, and get one from their words."""
    articles = tuple(_article(fields) for fields in read_document(corpus))
    cases: dict[str, Case] = {}
    left_out: list[LeftOut] = []
    for fields in read_document(questions):
        asked = fields.text("query")
        id = "mh-" + id_of(asked)
        kind = fields.text("question_type", default="")
        answerable = kind != _UNANSWERABLE
        gold = tuple(
            Gold(one.text("url", default="") or one.text("title"), one.text("fact"))
            for one in fields.parts("evidence_list")
        )
        if id in cases:
            left_out.append(LeftOut(id, f"asked before: {asked}"))
        elif answerable and not gold:
            left_out.append(LeftOut(id, "answerable, but without evidence"))
        else:
            answers = (fields.text("answer"),) if answerable else ()
            kept = gold if answerable else ()
            cases[id] = Case(id, asked, answerable, answers, kept, kind=kind)
    return Imported(articles, tuple(cases.values()), tuple(left_out))


def _article(fields: Fields) -> Source:
    url = fields.text("url", default="")
    author = fields.text("author", default="")
    return Source(
        "mh-" + id_of(plain_url(url) if url else fields.text("title")),
        fields.text("title", default=""),
        fields.text("body"),
        url=url,
        source=fields.text("source", default=""),
        published=fields.text("published_at", default=""),
        authors=(author,) if author else (),
    )
