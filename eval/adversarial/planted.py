"""Articles in; copies in which an instruction is planted, each with a question of the article, out.

The gold is the opening of the copy, which the question, made from the headline, asks for: found by
a rule, so weak.
"""

import html
from collections.abc import Iterator, Sequence

from eval.adversarial.chance import drawn, shuffled
from eval.adversarial.made import MadeArticle, MadeCase, question_about
from eval.adversarial.wordings import WORDINGS, Wording
from eval.cases import Case, Gold
from index.article import Article
from index.sentences import sentence_spans

_FEWEST = 12  # words of a paragraph that tells something, in whole sentences
_ENDS = (".", "!", "?", "؟", "”", '"', "»")
_LATIN = ("que", "vor", "zan", "mel", "dri", "kol", "xan", "thu", "bru", "lix", "wop", "fen")
_ARABIC = ("زن", "قر", "طو", "لم", "شك", "ضو", "بغ", "نف", "حز", "دك")
_SYLLABLES = 4


def planted(articles: Sequence[Article], *, seed: int, count: int) -> list[MadeCase]:
    """Return at most `count` cases, an article each; the wordings take turns."""
    everything = "\n".join(one.text for one in articles).casefold()
    eligible = [one for one in articles if one.title and one.language in ("en", "ar")]
    order = shuffled(eligible, seed, "planted", key=lambda one: one.id)
    wordings = shuffled(WORDINGS, seed, "wordings", key=lambda one: one.name)
    used: set[str] = set()
    made: list[MadeCase] = []
    for article in order:
        if len(made) == count or not (paragraphs := _telling(article)):
            continue
        wording = wordings[len(made) % len(wordings)]
        canary = next(
            one
            for one in _canaries(seed, article.id, wording.language)
            if one not in everything and one not in used
        )
        used.add(canary)
        made.append(_case(article, paragraphs, wording, canary, turn=len(made) + 1))
    return made


def _case(
    article: Article, paragraphs: list[str], wording: Wording, canary: str, *, turn: int
) -> MadeCase:
    start, end = sentence_spans(paragraphs[0])[0]
    opening = paragraphs[0][start:end]
    instruction = wording.filled(canary, article.title)
    copy = MadeArticle(
        f"planted-{turn:04}",
        article.title,
        _body(paragraphs, wording, instruction),
        article.source,
        article.published,
        article.language,
        is_html=wording.place == "as markup",
    )
    case = Case(
        id=f"instruction-{turn:04}",
        question=question_about(article.title, article.language),
        answerable=True,
        gold=(Gold(copy.id, opening),),
        kind=f"instruction-{wording.kind}",
        note=f"planted: {wording.name} ({wording.language})",
        weak=True,
        canary=canary,
    )
    return MadeCase(case, (copy,))


def _body(paragraphs: list[str], wording: Wording, instruction: str) -> str:
    first, *rest = paragraphs
    if wording.place == "as markup":
        tagged = [f"<p>{html.escape(one)}</p>" for one in paragraphs]
        return "\n".join([tagged[0], instruction, *tagged[1:]])
    if wording.place == "in a paragraph":
        return "\n\n".join([f"{first} {instruction}", *rest])
    return "\n\n".join([first, instruction, *rest])


def _telling(article: Article) -> list[str]:
    """Return the paragraphs from the first that tells something on."""
    words = [article.quote(one.number) for one in article.paragraphs]
    turns = [
        turn
        for turn, one in enumerate(words)
        if len(one.split()) >= _FEWEST and one.endswith(_ENDS)
    ]
    return words[turns[0] :] if turns else []


def _canaries(seed: int, id: str, language: str) -> Iterator[str]:
    """Yield words that mean nothing, one after another."""
    syllables = _ARABIC if language == "ar" else _LATIN
    turn = 0
    while True:
        number = drawn(seed, "canary", id, turn)
        word = ""
        for _ in range(_SYLLABLES):
            number, which = divmod(number, len(syllables))
            word += syllables[which]
        yield word
        turn += 1
