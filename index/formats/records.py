"""JSON and JSON lines in, a draft a record out; a broken line is skipped and named."""

import json
from collections.abc import Iterable, Iterator, Mapping

from index.article import Draft, Origin, Skipped
from index.formats import fields
from index.formats.fields import Fields
from index.formats.markup import fragment_blocks
from index.formats.text import blocks_of

_LISTS = ("articles", "items", "data", "results", "documents", "records", "stories")
_LONGEST_ID = 200


def read_json(text: str, path: str) -> Iterator[Draft | Skipped]:
    """Yield the articles of a JSON file: one record, a list, an object holding a list, or lines."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = text.splitlines()
        if sum(1 for line in lines if line.lstrip().startswith("{") and line.endswith("}")) > 1:
            yield from read_json_lines(lines, path)
        else:
            yield Skipped(path, _not_json(error))
        return
    records = _records(found)
    if not records:
        yield Skipped(path, "no record in it")
    single = len(records) == 1 and not isinstance(found, list)
    for number, record in enumerate(records, start=1):
        yield _draft(record, Origin(path, "" if single else f"#{number}"))


def read_json_lines(lines: Iterable[str], path: str) -> Iterator[Draft | Skipped]:
    """Yield the article of each line; empty lines are passed over."""
    empty = True
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        empty = False
        origin = Origin(path, f":{number}")
        try:
            record = json.loads(line.strip())
        except (ValueError, RecursionError) as error:
            yield Skipped(str(origin), _not_json(error))
            continue
        yield _draft(record, origin)
    if empty:
        yield Skipped(path, "empty: no line with a record")


def _records(found: object) -> list[object]:
    if isinstance(found, list):
        return found
    if isinstance(found, Mapping):
        for name in _LISTS:
            inner = found.get(name)
            if isinstance(inner, list):
                return inner
    return [found]


def _draft(record: object, origin: Origin) -> Draft | Skipped:
    if not isinstance(record, Mapping):
        return Skipped(str(origin), "not a record with fields such as title and text")
    values = Fields(record)
    html = values.paragraphs(*fields.HTML)
    text = values.paragraphs(*fields.TEXT)
    if not html and not text:
        return Skipped(
            str(origin), f"no text: none of the fields {', '.join(fields.TEXT[:3])}, html"
        )
    given = values.text(*fields.ID)
    return Draft(
        origin,
        values.text(*fields.TITLE),
        tuple(fragment_blocks(html) if html else _text_blocks(text)),
        given_id=given if len(given) <= _LONGEST_ID else "",
        url=values.text(*fields.URL),
        source=values.text(*fields.SOURCE),
        published=values.date(*fields.PUBLISHED),
        authors=values.people(*fields.AUTHORS),
        language=values.text(*fields.LANGUAGE).split("-")[0].lower(),
    )


def _text_blocks(text: str) -> list[str]:
    if "</p>" in text.lower():
        return fragment_blocks(text)
    return blocks_of(text.splitlines())


def _not_json(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg} at column {error.colno}"
    return "not JSON: nested too deeply or otherwise unreadable"
