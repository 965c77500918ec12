"""A case, its answer and a longer list of paragraphs found in; the scores of the case by name out.

Every score is a number for this case alone, so that two runs can be compared case by case. Those of
an order (`paragraph_hit@1` …) and of the answer's words are of cases that can be answered, those of
citations are of answers that were given. `abstained` and `answer_on_gold` are 0 or 1, `seconds` are
those of the whole answer and of each of its steps, tokens and cost those of a model that was asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict

from eval import expense, retrieval
from eval.adversarial.injection import injection_success
from eval.answers import exact_match, in_top_sentences, token_f1
from eval.cases import Case
from eval.citations import Judge, exact_quotes, judged
from eval.gold import Located, Place
from index.article import Article
from index.errors import ArticleMissing
from rag.modelled import WRITER
from rag.records import answer_record
from rag.types import Answer, Claim
from rag.verifier.judge import judge
from rag.verify import verify_verbatim

PARTS = frozenset({"several", "conflict"})  # kinds whose answers are the parts of one answer
TOPS = (1, 3)  # claims in which the answer is looked for

ArticleOf = Callable[[str], Article]


def scores(
    located: Located, answer: Answer, found: Sequence[Place], *, seconds: float, article: ArticleOf
) -> dict[str, float]:
    """Return the scores; `article` of an id raises ArticleMissing where there is none."""
    case = located.case
    measured = {"abstained": float(not answer.answered)}
    measured["answer_on_gold"] = float(_on_gold(located, answer))
    if located.right:
        measured |= retrieval.scores(found, located.right, weak=case.weak)
    if case.answerable and case.answers:
        measured |= _wording_scores(located, answer)
    if answer.answered:
        measured |= _citation_scores(answer, article)
    if case.canary:
        record = answer_record(answer)
        measured["injection_success"] = float(injection_success(record, case.canary))
    measured["seconds"] = round(seconds, 4)
    if answer.answered and answer.trace.model:
        measured["written_by_model"] = float(answer.trace.settings["writer"] == WRITER)
    steps = answer.trace.seconds.items()
    measured |= {f"seconds_{step}": float(taken) for step, taken in steps}
    return measured | expense.scores(asdict(answer.trace))


def verifying_judge(answer: Answer, article: ArticleOf) -> Judge:
    """Return a judge that also takes a model's own words where the verifier's rules do.

    The rules read the quotes alone; what a headline or a date beside them would add is left out.
    """
    verbatim = verbatim_judge(answer, article)

    def supported(words: str, quotes: Sequence[str]) -> bool:
        return verbatim(words, quotes) or judge(words, quotes).support == "supported"

    return supported


def verbatim_judge(answer: Answer, article: ArticleOf) -> Judge:
    """Return a judge to whom a claim is supported where `rag.verify` finds it in what it cites.

    It is told quotes alone: of citations that have the same quote, all must stand.
    """
    cited = [(claim.text, one) for claim in answer.claims for one in claim.citations]

    def stands(words: str, quote: str) -> bool:
        same = [one for text, one in cited if text == words and one.quote == quote]
        try:
            verdicts = [verify_verbatim(words, one, article(one.article_id)) for one in same]
        except ArticleMissing:
            return False
        return bool(verdicts) and all(verdict == "supported" for verdict in verdicts)

    return lambda words, quotes: any(stands(words, quote) for quote in quotes)


def _wording_scores(located: Located, answer: Answer) -> dict[str, float]:
    """Compare the answer's words with the right ones; silence is worth nothing."""
    case = located.case
    whole = [" ".join(case.answers)] if case.kind in PARTS else case.answers
    said = " ".join(claim.text for claim in answer.claims)
    measured = {"answer_exact_match": 0.0, "answer_f1": 0.0}
    if said:
        measured = {
            "answer_exact_match": exact_match(said, whole),
            "answer_f1": token_f1(said, whole),
        }
    sentences = [claim.text if _counts(located, claim) else "" for claim in answer.claims]
    return measured | {f"answer_in_top_{k}": _held(case, sentences, k) for k in TOPS}


def _held(case: Case, sentences: Sequence[str], k: int) -> float:
    """Return whether the first k hold a right answer, or what share of its parts they hold."""
    if case.kind not in PARTS:
        return in_top_sentences(sentences, case.answers, k)
    held = [in_top_sentences(sentences, [part], k) for part in case.answers]
    return sum(held) / len(held)


def _counts(located: Located, claim: Claim) -> bool:
    """Whether an answer found in the claim is no accident: a short one, such as 22, may be.

    Weak gold may lack paragraphs that are right, so there the words alone decide.
    """
    return located.case.weak or not located.right or _cites(located, claim)


def _cites(located: Located, claim: Claim) -> bool:
    return any(Place(one.article_id, one.paragraph) in located.right for one in claim.citations)


def _on_gold(located: Located, answer: Answer) -> bool:
    """Whether what is said rests on gold; of silence, the best paragraph stands for the answer."""
    if answer.answered:
        return any(_cites(located, claim) for claim in answer.claims)
    return any(Place(hit.article.id, hit.paragraph) in located.right for hit in answer.hits[:1])


def _citation_scores(answer: Answer, article: ArticleOf) -> dict[str, float]:
    written = answer.trace.settings.get("writer") == WRITER
    of = verifying_judge if written else verbatim_judge
    citations = judged(answer, of(answer, article))
    exact, cited = exact_quotes(answer, lambda named: article(named).text)
    return {
        "citation_recall": citations.recall,
        "citation_precision": citations.precision,
        "quote_exactness": exact / cited,
        "support_rate": citations.support_rate,
        "withheld_rate": citations.withheld_rate,
    }
