"""Markdown with or without front matter in, one draft out."""

import re
from collections.abc import Iterator, Mapping

import yaml
from markdown_it import MarkdownIt

from index.article import Draft, Origin
from index.cleaning import tidy
from index.errors import ArchiveError
from index.formats import fields
from index.formats.fields import Fields
from index.formats.markup import fragment_blocks

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"\A\s*#[ \t]+([^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")


def read_markdown(text: str, path: str) -> Iterator[Draft]:
    """Yield the article of a Markdown file; ArchiveError for front matter that is not YAML."""
    text = text.replace("\r\n", "\n")
    values, body = _front_matter(text)
    title = values.text(*fields.TITLE)
    heading = _HEADING.match(body)
    if not title and heading:
        title, body = _words(heading[1]), body[heading.end() :]
    yield Draft(
        Origin(path),
        title,
        tuple(fragment_blocks(_markdown().render(body))) if body.strip() else (),
        given_id=values.text(*fields.ID),
        url=values.text(*fields.URL),
        source=values.text(*fields.SOURCE),
        published=values.date(*fields.PUBLISHED),
        authors=values.people(*fields.AUTHORS),
        language=values.text(*fields.LANGUAGE).split("-")[0].lower(),
    )


def _words(heading: str) -> str:
    return tidy(" ".join(fragment_blocks(_markdown().render(heading))))


def _front_matter(text: str) -> tuple[Fields, str]:
    found = _FRONT_MATTER.match(text)
    if not found:
        return Fields({}), text
    try:
        record = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ArchiveError(f"front matter that is not YAML: {_first_line(error)}") from error
    if not isinstance(record, Mapping):
        return Fields({}), text
    return Fields(record), text[found.end() :]


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")
