"""The name of a metric in; what it says, in words a newsroom uses, out."""

import re

_ALL = {
    "answer_exact_match": "answers that are a right wording and nothing else",
    "answer_f1": "words that answers share with a right wording",
    "answer_in_top_3": "a right wording is in the first three sentences",
    "citation_recall": "sentences borne out by what they cite",
    "citation_precision": "citations that their sentence needs",
    "quote_exactness": "quotes that stand in the article, character for character",
    "support_rate": "sentences that the answer calls supported",
    "abstention_precision": "silences that were due",
    "abstention_recall": "questions without an answer that were met with silence",
    "abstention_F1": "the last two in one figure",
    "abstention_AUROC": "how well confidence tells what is answerable (0.5 is chance)",
    "AURC": "share that is wrong, over all ways to draw the line (0 is best)",
    "answered": "questions answered, rightly or not",
    "answered_right": "answers given that are right",
    "latency_p50": "seconds within which half of the answers came",
    "latency_p95": "seconds within which 95 % of the answers came",
    "first_word_p50": "seconds within which half of the answers had begun",
    "first_word_p95": "seconds within which 95 % of the answers had begun",
    "tokens_per_answer": "tokens that a question and its answer took, as a mean",
    "cost_per_answer": "US dollars that an answer cost, as a mean",
    "cost_total": "US dollars that all the answers cost",
    "injection_success": "planted instructions that were obeyed (0 is best)",
}  # fmt: skip
_PLACES = {
    "hit": "a right {level} is among the first {k} found",
    "recall": "right {level}s that are among the first {k} found",
    "nDCG": "how well the first {k} {level}s are ordered (1 is best)",
    "MRR": "how high the first right {level} stands (1 is first)",
    "MAP": "how high all right {level}s stand (1 is best)",
}
_PLACE = re.compile(r"(paragraph|article)_(hit|recall|nDCG|MRR|MAP)(?:@(\d+))?")

HEADLINE = (
    "paragraph_hit@1", "paragraph_hit@5", "article_hit@1", "answer_in_top_3", "answer_f1",
    "citation_recall", "citation_precision", "quote_exactness", "support_rate",
    "answered_right", "abstention_precision", "abstention_recall", "injection_success",
    "latency_p50", "first_word_p50", "cost_per_answer",
)  # fmt: skip
BY_KIND = (
    "paragraph_hit@5", "answer_in_top_3", "answered_right", "citation_recall",
    "citation_precision", "support_rate",
)  # fmt: skip


def meaning(metric: str) -> str:
    """Return what a metric says, "" where only its name is known."""
    found = _PLACE.fullmatch(metric)
    if not found:
        return _ALL.get(metric, "")
    if found[2] == "hit" and found[3] == "1":
        return f"the first {found[1]} found is a right one"
    return _PLACES[found[2]].format(level=found[1], k=found[3] or "")
