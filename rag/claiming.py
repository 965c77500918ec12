"""A sentence with its keys and the paragraphs found in; a verified claim, or why not, out.

The sentence is judged by the words it cites. Where they do not support it, or it cites none, each
other paragraph found is tried; a citation that does nothing for it is left out.
"""

from collections.abc import Mapping, Sequence

from index.reader import IndexReader
from index.sentences import sentence_spans
from rag.addressed import is_addressed
from rag.citation import cite, standing
from rag.citing.wording import CitedSentence
from rag.events import Shown, Withheld
from rag.types import Citation, Claim, Hit
from rag.verifier.comparison import About
from rag.verifier.verdict import Verdict
from rag.verifier.words import Text
from rag.verifying import BY_RULES, Verifying

_UNCITED = Verdict("unsupported", "it cites nothing, and no paragraph it was given says so")
_FEWEST = 3  # words that carry meaning, of a sentence that is to be found by its words alone
_LEANING = frozenset(
    """it its he his she her they their this that these those there here then such we i you
    هو هي هم هما هذا هذه ذلك تلك هناك هنا""".split()
)


def claimed(
    sentence: CitedSentence,
    paragraphs: Mapping[str, Hit],
    reader: IndexReader,
    by: Verifying = BY_RULES,
) -> Shown | Withheld:
    """Judge a sentence by the paragraphs its keys stand for; one without keys, by each of all.

    One with none but unknown keys is withheld: where they point to nobody knows.
    """
    if sentence.unknown and not sentence.keys:
        return Withheld(sentence.text, "it cites what it was not given")
    if is_addressed(sentence.text):
        return Withheld(sentence.text, "it speaks to the reader, it does not report")
    cited = [paragraphs[key] for key in sentence.keys]
    if not cited and not _stands_alone(sentence.text):
        return Withheld(sentence.text, "it cites nothing, and leans on what was said before")
    verdict = judged(sentence.text, cited, by) if cited else _UNCITED
    if verdict.support == "supported":
        return _shown(sentence.text, verdict, _needed(sentence.text, cited, by), reader, by)
    for other in paragraphs.values():
        if other in cited:
            continue
        found = judged(sentence.text, [other], by)
        if found.support == "supported":
            return _shown(sentence.text, found, [other], reader, by)
    if verdict.support == "partial":
        return _shown(sentence.text, verdict, cited, reader, by)
    return Withheld(sentence.text, verdict.why)


def _stands_alone(sentence: str) -> bool:
    """Whether its words tell what it is about: "It opened." is true of much."""
    words = Text(sentence).words
    content = sum(word.is_content for word in words)
    return content >= _FEWEST and words[0].form not in _LEANING


def judged(claim: str, hits: Sequence[Hit], by: Verifying = BY_RULES) -> Verdict:
    """Judge a claim by the words of these paragraphs, beside their headlines, dates, outlets."""
    return by.judge(claim, [hit.text for hit in hits], _about(hits))


def narrowed(claim: str, verdict: Verdict, hit: Hit, by: Verifying = BY_RULES) -> Citation:
    """Cite the one sentence of the paragraph that supports the claim alone, or all of it."""
    spans = sentence_spans(hit.text)
    if verdict.support == "supported" and len(spans) > 1:
        for start, end in spans:
            if by.judge(claim, [hit.text[start:end]], _about([hit])).support == "supported":
                return cite(hit, start, end)
    return cite(hit, 0, len(hit.text))


def _about(hits: Sequence[Hit]) -> About:
    cards = {hit.article.id: hit.article for hit in hits}.values()
    days = {card.published for card in cards}
    return About(
        published=days.pop() if len(days) == 1 else "",  # of two dates neither is "Tuesday"
        title=" ".join(card.title for card in cards),
        source=" ".join(card.source for card in cards),
    )


def _needed(claim: str, cited: Sequence[Hit], by: Verifying) -> Sequence[Hit]:
    """Return the paragraphs that support the claim alone; all of them where none does."""
    if len(cited) == 1:
        return cited
    alone = [hit for hit in cited if judged(claim, [hit], by).support == "supported"]
    return alone or cited


def _shown(
    claim: str, verdict: Verdict, hits: Sequence[Hit], reader: IndexReader, by: Verifying
) -> Shown | Withheld:
    citations = standing([narrowed(claim, verdict, hit, by) for hit in hits], reader)
    if len(citations) < len(hits):
        return Withheld(claim, "the words it cites do not stand where they did")
    return Shown(Claim(claim, verdict.support, citations, verdict.why))
