"""An RSS or Atom file in, a draft an entry out."""

import io
from collections.abc import Iterator, Mapping
from datetime import datetime

from index.article import Draft, Origin, Skipped
from index.cleaning import tidy
from index.dates import iso_date
from index.errors import ArchiveError
from index.formats.markup import fragment_blocks
from index.formats.text import blocks_of

_LONGEST_ID = 200
_WRONG = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
# what feedparser's lenient parser raises for markup it cannot follow


def read_feed(data: bytes, path: str) -> Iterator[Draft | Skipped]:
    """Yield the article of each entry; ArchiveError for XML that is no feed."""
    import feedparser

    try:
        parsed = feedparser.parse(io.BytesIO(data))
    except _WRONG as error:
        raise ArchiveError("no feed that can be parsed") from error
    if not parsed.version:
        raise ArchiveError("not an RSS or Atom feed")
    if not parsed.entries:
        raise ArchiveError("a feed with no entry in it")
    source, language = _said(parsed.feed, "title"), _said(parsed.feed, "language")
    for number, entry in enumerate(parsed.entries, start=1):
        origin = Origin(path, f"#{number}")
        blocks = _blocks(entry)
        if not blocks:
            yield Skipped(str(origin), "no text in the entry")
            continue
        given, url = _said(entry, "id"), _said(entry, "link")
        yield Draft(
            origin,
            _plain(entry.get("title_detail") or {}),
            tuple(blocks),
            given_id=given if given != url and len(given) <= _LONGEST_ID else "",
            url=url if url.startswith(("http://", "https://")) else "",
            source=_said(entry.get("source") or {}, "title") or source,
            published=_published(entry),
            authors=_authors(entry),
            language=(_said(_richest(entry), "language") or language).split("-")[0].lower(),
        )


def _said(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    return tidy(value) if isinstance(value, str) else ""


def _richest(entry: Mapping[str, object]) -> Mapping[str, object]:
    """Return the longest content of the entry, its summary where it has none."""
    contents = entry.get("content")
    found = [one for one in contents if one.get("value")] if isinstance(contents, list) else []
    summary = entry.get("summary_detail")
    if isinstance(summary, Mapping) and not found:
        found = [summary]
    return max(found, key=lambda one: len(one.get("value") or ""), default={})


def _blocks(entry: Mapping[str, object]) -> list[str]:
    richest = _richest(entry)
    value = richest.get("value")
    if not isinstance(value, str) or not value.strip():
        return []
    if richest.get("type") == "text/plain":
        return blocks_of(value.splitlines())
    return fragment_blocks(value)


def _plain(title: Mapping[str, object]) -> str:
    value = title.get("value")
    if not isinstance(value, str):
        return ""
    is_markup = title.get("type") != "text/plain" and value.strip()
    return tidy(" ".join(fragment_blocks(value)) if is_markup else value)


def _published(entry: Mapping[str, object]) -> str:
    for name in ("published", "updated"):
        written = entry.get(name)
        if not isinstance(written, str):
            continue
        parsed = entry.get(f"{name}_parsed")
        found = iso_date(written) or _moment(parsed)
        if found:
            return found
    return ""


def _moment(parsed: object) -> str:
    if not isinstance(parsed, tuple):
        return ""
    try:
        return iso_date(datetime(*parsed[:6]).isoformat() + "+00:00")
    except (ValueError, TypeError):
        return ""


def _authors(entry: Mapping[str, object]) -> tuple[str, ...]:
    listed = entry.get("authors")
    names = [_said(one, "name") for one in listed] if isinstance(listed, list) else []
    return tuple(name.removeprefix("By ") for name in names if name)
