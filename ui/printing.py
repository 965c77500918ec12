"""Values in, lines for a person at a terminal out."""

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from index.article import Article, Card
from rag.check import Checked
from rag.explaining import explained
from rag.marking import Span, marks
from rag.types import Answer, Citation, Claim, Hit
from rag.understanding.relaxing import in_words
from rag.understanding.understood import Understood

if TYPE_CHECKING:
    from rag.facets import Facets
    from rag.results import Results

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_CONTROL_IN_JSON = re.compile(r"[\x7f-\x9f]")  # json escapes those below 0x20 itself
_WIDTH = 88
_FACETS = 12  # outlets and months that are named
_NEAREST = 3  # paragraphs shown under an abstention


def print_json(record: Mapping[str, Any], *, indent: int | None = 2) -> None:
    """Print a record; on one line with `indent` None."""
    text = json.dumps(record, ensure_ascii=False, indent=indent)
    click.echo(_CONTROL_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def print_answer(answer: Answer) -> None:
    """Print the claims with numbered citations, or that the archive does not say."""
    if answer.stand_alone:
        click.echo(_wrapped(f"Understood as: {answer.stand_alone}") + "\n")
    if answer.understood:
        print_understood(answer.understood)
    if not answer.answered:
        click.echo(f"The archive does not say: {answer.abstained}.\n")
        if answer.hits:
            click.echo("Nearest paragraphs:")
            print_hits(answer.hits[:_NEAREST])
        return
    cited = list(dict.fromkeys(one for claim in answer.claims for one in _places(claim)))
    said = {claim.text for claim in answer.claims}
    for claim in answer.claims:
        marks = "".join(f"[{cited.index(one) + 1}]" for one in claim.citations)
        click.echo(_wrapped(f"{claim.text} {marks}"))
        if claim.why:
            click.echo(_wrapped(f"({claim.support}: {claim.why})", indent="    "))
        for one in claim.but:
            number = cited.index(one.citation) + 1
            click.echo(_wrapped(f"but {_dated(one.citation)} [{number}]: {one.instead}", "    "))
            if one.citation.quote not in said:
                click.echo(_wrapped(f"“{one.citation.quote}”", "    "))
    click.echo()
    for number, citation in enumerate(cited, start=1):
        click.echo(_citation(number, citation))
    if answer.withheld:
        click.echo(f"\n{answer.withheld} withheld: not supported by what they cite.")


def print_checked(number: int, checked: Checked) -> None:
    """Print a sentence of a draft, what was found, why, and the words it rests on or breaks at."""
    click.echo(_wrapped(f"{number}. {checked.text}"))
    reason = f": {checked.why}" if checked.why else ""
    click.echo(_wrapped(f"{checked.finding}{reason}", indent="   "))
    for one in checked.citations:
        facts = filter(None, [one.source, one.published[:10], one.title or one.article_id])
        click.echo(_wrapped(f"{' · '.join(facts)} ¶{one.paragraph}: “{one.quote}”", indent="     "))
    click.echo()


def print_understood(understood: Understood) -> None:
    """Print on one line what the words of the question narrowed the search to, and what not."""
    narrowed = [in_words(one) for one in understood.conditions]
    narrowed += [f"“{phrase}” word for word" for phrase in understood.quoted]
    lines = [f"only {', '.join(narrowed)}; --literal searches all"] if narrowed else []
    for line in [*lines, *understood.relaxed]:
        click.echo(plain(line))
    if lines or understood.relaxed:
        click.echo()


def print_results(found: "Results", *, explain: bool = False) -> None:
    """Print each paragraph found, the words of the query bold on a terminal; and why, if asked."""
    print_understood(found.understood)
    query = found.understood.question
    for number, hit in enumerate(found.hits, start=1):
        _print_hit(number, hit, query)
        if explain and hit.why:
            click.echo(_wrapped(f"why: {explained(query, hit.why)}", indent="    "))


def print_facets(facets: "Facets") -> None:
    """Print how many paragraphs each outlet and each month has."""
    click.echo(f"\nOf {facets.paragraphs} paragraphs proposed by meaning or by words, near or far:")
    for name, unnamed, some in (
        ("outlets", "no outlet", facets.sources),
        ("months", "undated", facets.months),
    ):
        told = [f"{one.name or unnamed} {one.paragraphs}" for one in some[:_FACETS]]
        more = [f"{len(some) - _FACETS} more"] if len(some) > _FACETS else []
        click.echo(_wrapped(f"{name}: {' · '.join(told + more)}", indent="    "))


def print_hits(hits: Sequence[Hit]) -> None:
    """Print each paragraph found under its article."""
    for number, hit in enumerate(hits, start=1):
        _print_hit(number, hit)


def _print_hit(number: int, hit: Hit, query: str = "") -> None:
    click.echo(f"{number:>2}. {_heading(hit.article)} ¶{hit.paragraph}")
    text = plain(hit.text)
    click.echo(_bold(_wrapped(text, indent="    "), text, marks(query, text)))
    for copy in hit.also_in:
        told = _heading(copy) if copy.source else f"{copy.origin} · {_heading(copy)}"
        click.echo(_wrapped(f"also in {told} ({copy.id})", indent="    "))


def _bold(wrapped: str, text: str, spans: Sequence[Span]) -> str:
    """Return the wrapped text with these spans of it in bold; wrapping moves white space alone."""
    if not spans:
        return wrapped
    there = [at for at, letter in enumerate(text) if not letter.isspace()]
    now = [at for at, letter in enumerate(wrapped) if not letter.isspace()]
    moved = dict(zip(there, now, strict=True))
    for start, end in reversed(spans):
        first, last = moved[start], moved[end - 1] + 1
        wrapped = wrapped[:first] + click.style(wrapped[first:last], bold=True) + wrapped[last:]
    return wrapped


def print_article(article: Article, only: int = 0) -> None:
    """Print an article with its paragraph numbers, or one paragraph of it."""
    authors = ", ".join(article.authors)
    facts = [article.source, article.published, article.dateline, authors, article.url]
    click.echo(plain(article.title))
    click.echo(plain(" · ".join(filter(None, facts))))
    for copy in article.also_in:
        click.echo(plain(f"also in {copy.source or copy.origin}: {copy.title} ({copy.id})"))
    for paragraph in article.paragraphs:
        if only in (0, paragraph.number):
            click.echo(f"\n¶{paragraph.number}")
            click.echo(_wrapped(article.quote(paragraph.number)))


def print_removed(article: Article) -> None:
    """Print what cleaning left aside, and why."""
    click.echo("\nLeft aside:" if article.removed else "\nNothing was left aside.")
    for one in article.removed:
        click.echo(_wrapped(f"{one.reason}, before ¶{one.before}: {one.text}", indent="  "))


def card_line(card: Card) -> str:
    """Return an article's date, outlet, headline and id on one line."""
    return plain(
        f"{card.published[:10] or 'undated':<10}  {_heading(card, dated=False)}  {card.id}"
    )


def _places(claim: Claim) -> tuple[Citation, ...]:
    return (*claim.citations, *(one.citation for one in claim.but))


def _dated(cited: Citation) -> str:
    return " ".join(filter(None, [cited.source or cited.title, cited.published[:10]]))


def _citation(number: int, citation: Citation) -> str:
    facts = [citation.source, citation.published[:10], citation.url]
    said = plain(f"[{number}] {citation.title or citation.article_id} ¶{citation.paragraph}")
    known = plain(" · ".join(filter(None, facts)))
    where = f"pressmark show {citation.article_id} --paragraph {citation.paragraph}"
    return "\n    ".join(filter(None, [said, known, plain(where)]))


def _heading(card: Card, *, dated: bool = True) -> str:
    facts = [card.source, card.published[:10] if dated else "", card.title or card.id]
    return plain(" · ".join(filter(None, facts)))


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(
        plain(text),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
    )


def plain(text: str) -> str:
    """Return the text without what a terminal would obey."""
    return _CONTROL.sub("", text)
