"""BEIR's corpus, queries and qrels in, or TREC's qrels with them; archive and cases out.

Shapes: corpus lines `{"_id", "title", "text"}`, query lines `{"_id", "text"}`, and qrels either
tab-separated under the header `query-id corpus-id score` or in TREC's four columns. Only queries
that the qrels judge become cases; a judgement above 0 is gold, and its quote is the whole text.
"""

from pathlib import Path

from eval.cases import Case, Gold
from eval.fields import CaseError, Fields, read_lines, read_text
from eval.imports.imported import Imported, LeftOut, Source

_BEIR_COLUMNS, _TREC_COLUMNS = 3, 4


def read(corpus: Path, queries: Path, qrels: Path) -> Imported:
    """Convert the three files; CaseError says where one is not of that shape."""
    articles: dict[str, Source] = {}
    left_out: list[LeftOut] = []
    for fields in read_lines(corpus, "article"):
        id, text = named(fields), fields.text("text", default="")
        if text.strip():
            articles[id] = Source(id, fields.text("title", default=""), text)
        else:
            left_out.append(LeftOut(id, "an article without text"))
    asked = {named(one): one.text("text") for one in read_lines(queries, "query")}
    cases: list[Case] = []
    for id, judged in judgements(qrels).items():
        gold = tuple(Gold(one, articles[one].text) for one in judged if one in articles)
        if id not in asked:
            left_out.append(LeftOut(id, "judged, but no query has this id"))
        elif not gold:
            left_out.append(LeftOut(id, "no article that is right for it is in the corpus"))
        else:
            cases.append(Case(id, asked[id], answerable=True, gold=gold))
    return Imported(tuple(articles.values()), tuple(cases), tuple(left_out))


def judgements(path: Path) -> dict[str, list[str]]:
    """Return for each query, in the order of the file, the ids that are right for it."""
    right: dict[str, list[str]] = {}
    for number, line in enumerate(read_text(path).splitlines(), 1):
        columns = line.split("\t") if "\t" in line else line.split()
        if not columns or (number == 1 and columns[0] == "query-id"):
            continue
        if len(columns) not in {_BEIR_COLUMNS, _TREC_COLUMNS}:
            raise CaseError(f"{path}:{number}: {len(columns)} columns, not 3 or 4")
        try:
            score = int(columns[-1])
        except ValueError as error:
            raise CaseError(f"{path}:{number}: {columns[-1]!r} is no judgement") from error
        ids = right.setdefault(columns[0], [])
        if score > 0 and columns[-2] not in ids:
            ids.append(columns[-2])
    return right


def named(fields: Fields) -> str:
    """Return an object's `_id`, or its `id` where it has none."""
    return fields.text("_id" if fields.has("_id") else "id")
