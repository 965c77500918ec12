"""BenchmarkQED's AP articles and local questions in; archive and cases with weak gold out.

Shapes (github.com/microsoft/benchmark-qed): a folder of `*.json` articles `{"altids": {"itemid"},
"headline", "body_nitf", "firstcreated"}`, and a file of `[{"question_id", "question_text",
"claims": [{"statement", "sources": [{"text"}]}]}]`. A source is a piece cut from an article without
regard to words, under lines that say its headline and date; the gold is the paragraph of it that
shares most words with the claim, so it is weak.
"""

import re
from pathlib import Path

from eval.cases import Case, Gold
from eval.fields import CaseError, Fields, read_document
from eval.imports.imported import Imported, LeftOut, Source
from index.mending import tidy
from index.terms import key_terms

_HEAD = re.compile(r"headline: (?P<title>[^\n]*)\nfirstcreated: (?P<created>[^\n]*)\n")
_CUT_TAG = re.compile(r"^[^<>]*>|<[^<>]*$")
_END = re.compile(r"</?p\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_FEWEST_WORDS = 5  # of a paragraph that can be told from another


def read(articles: Path, questions: Path) -> Imported:
    """Convert a folder and a file; a source whose article is not there is passed over."""
    found = tuple(_article(path) for path in sorted(articles.rglob("*.json")))
    if not found:
        raise CaseError(f"{articles}: no article in it", hint="a folder of *.json files")
    ids = {(tidy(one.title), one.published): one.id for one in found}
    cases: list[Case] = []
    left_out: list[LeftOut] = []
    for question in read_document(questions):
        id, asked = question.text("question_id"), question.text("question_text")
        gold = _gold(question, ids)
        if gold:
            cases.append(Case(id, asked, answerable=True, gold=gold, weak=True))
        else:
            left_out.append(LeftOut(id, "no source of it is in the archive"))
    return Imported(found, tuple(cases), tuple(left_out))


def _article(path: Path) -> Source:
    (fields,) = read_document(path)
    id = fields.part("altids").text("itemid") if fields.has("altids") else path.stem
    return Source(
        id,
        fields.text("headline"),
        html=fields.text("body_nitf"),
        source="AP",
        published=fields.text("firstcreated", default=""),
    )


def _gold(question: Fields, ids: dict[tuple[str, str], str]) -> tuple[Gold, ...]:
    gold: dict[Gold, None] = {}
    for claim in question.parts("claims"):
        for source in claim.parts("sources"):
            text = source.text("text")
            head = _HEAD.match(text)
            named = (tidy(head["title"]), head["created"].strip()) if head else ("", "")
            quote = _nearest(text[head.end() :], claim.text("statement")) if head else ""
            if named in ids and quote:
                gold[Gold(ids[named], quote)] = None
    return tuple(gold)


def _nearest(piece: str, statement: str) -> str:
    """Return the paragraph of the piece that shares most words with the statement, or ""."""
    wanted = set(key_terms(statement))
    pieces = [tidy(_TAG.sub("", one)) for one in _END.split(_CUT_TAG.sub("", piece.strip()))]
    if not piece.lstrip().startswith("<p"):
        pieces[0] = pieces[0].partition(" ")[2]
    if not piece.rstrip().endswith("</p>"):
        pieces[-1] = pieces[-1].rpartition(" ")[0]
    usable = [one for one in pieces if len(one.split()) >= _FEWEST_WORDS]
    return max(usable, key=lambda one: len(wanted & set(key_terms(one))), default="")
