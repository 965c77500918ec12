"""MTRAG's tasks and passages in; archive and cases with their history out.

Shapes (github.com/IBM/mt-rag-benchmark): `generation_tasks/reference.jsonl` lines `{"task_id",
"input": [{"speaker", "text"}], "targets": [{"text"}], "contexts": [{"document_id", "text"}],
"answerability": ["ANSWERABLE"]}` (the label is also written `Answerability`), and
`corpora/passage_level/*.jsonl` lines `{"_id", "title", "text"}`. The contexts of `reference.jsonl`
are those a person found right; those of the other task files are only what some search found.
"""

from pathlib import Path

from eval.cases import Case, Gold, Turn
from eval.fields import Fields, read_lines
from eval.imports.beir import named
from eval.imports.imported import Imported, LeftOut, Source

_ANSWERABLE = {"ANSWERABLE": True, "PARTIAL": True, "UNANSWERABLE": False}
_USER = "user"


def read(tasks: Path, corpus: Path) -> Imported:
    """Convert the two files; passages that no corpus holds but a task cites are added."""
    articles: dict[str, Source] = {}
    for passage in read_lines(corpus, "passage"):
        if passage.text("text", default="").strip():
            _keep(passage, named(passage), articles)
    cases: list[Case] = []
    left_out: list[LeftOut] = []
    for task in read_lines(tasks, "task"):
        case = _case(task, articles)
        if isinstance(case, Case):
            cases.append(case)
        else:
            left_out.append(case)
    return Imported(tuple(articles.values()), tuple(cases), tuple(left_out))


def _case(task: Fields, articles: dict[str, Source]) -> Case | LeftOut:
    id = task.text("task_id")
    label = "answerability" if task.has("answerability") else "Answerability"
    said = task.texts(label)[:1]
    if not said or said[0] not in _ANSWERABLE:
        return LeftOut(id, f"neither answerable nor unanswerable: {', '.join(said) or 'no label'}")
    turns = [(one.text("speaker"), one.text("text")) for one in task.parts("input")]
    if not turns or turns[-1][0] != _USER:
        return LeftOut(id, "it does not end with a question")
    answerable = _ANSWERABLE[said[0]]
    gold = _gold(task, articles) if answerable else ()
    if answerable and not gold:
        return LeftOut(id, "answerable, but no passage is cited")
    return Case(
        id,
        turns[-1][1],
        answerable=answerable,
        answers=tuple(one.text("text") for one in task.parts("targets")) if answerable else (),
        gold=gold,
        kind="partial" if said[0] == "PARTIAL" else "",
        history=_history(turns[:-1]),
    )


def _gold(task: Fields, articles: dict[str, Source]) -> tuple[Gold, ...]:
    gold = []
    for context in task.parts("contexts"):
        id = context.text("document_id")
        if id not in articles:
            _keep(context, id, articles)
        gold.append(Gold(id, articles[id].text))
    return tuple(gold)


def _keep(passage: Fields, id: str, articles: dict[str, Source]) -> None:
    """Add a passage; some begin with their title, which is no paragraph of theirs."""
    title, text = passage.text("title", default="").strip(), passage.text("text").strip()
    bare = text.removeprefix(title).strip() if title and text.startswith(title + "\n") else text
    articles[id] = Source(id, title, bare or text)


def _history(turns: list[tuple[str, str]]) -> tuple[Turn, ...]:
    history: list[Turn] = []
    for speaker, text in turns:
        if speaker == _USER:
            history.append(Turn(text))
        elif history:
            history[-1] = Turn(history[-1].question, text)
    return tuple(history)
