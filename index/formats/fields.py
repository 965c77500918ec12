"""A record as some exporter wrote it in, its values under the names Pressmark uses out."""

from collections.abc import Mapping
from dataclasses import dataclass

from index.cleaning import tidy
from index.dates import iso_date, iso_from_epoch

ID = ("id", "_id", "guid", "article_id", "uuid")
TITLE = ("title", "headline", "heading", "name")
TEXT = ("text", "body", "content", "article", "body_text", "article_text", "maintext", "full_text")
HTML = ("html", "body_html", "content_html", "article_html")
URL = ("url", "link", "uri", "permalink", "canonical_url", "source_url")
SOURCE = ("source", "outlet", "publisher", "publication", "site", "site_name", "source_name")
PUBLISHED = """
    published date publish_date published_at publication_date date_published datePublished
    pub_date pubDate created created_at timestamp
    """.split()
AUTHORS = ("authors", "author", "byline", "creator", "by")
LANGUAGE = ("language", "lang")


@dataclass(frozen=True, slots=True)
class Fields:
    """The values of one record, found under any of several names; case does not matter."""

    record: Mapping[str, object]

    def text(self, *names: str) -> str:
        """Return the first that holds words, a number, or a mapping that names one; tidied."""
        for value in self._values(names):
            if isinstance(value, Mapping):
                value = value.get("name") or value.get("@id") or value.get("url")
            if isinstance(value, str) and tidy(value):
                return tidy(value)
            if isinstance(value, int | float) and not isinstance(value, bool):
                return str(value)
        return ""

    def paragraphs(self, *names: str) -> str:
        """Return the first of the names that holds words, or a list of paragraphs, as one text."""
        for value in self._values(names):
            if isinstance(value, str) and value.strip():
                return value
            if isinstance(value, list):
                pieces = [piece for piece in value if isinstance(piece, str) and piece.strip()]
                if pieces:
                    return "\n\n".join(pieces)
        return ""

    def date(self, *names: str) -> str:
        """Return the first of the names that holds a plain date, as ISO 8601."""
        for value in self._values(names):
            if isinstance(value, str):
                found = iso_date(value)
            elif isinstance(value, int | float) and not isinstance(value, bool):
                found = iso_date(str(value)) or iso_from_epoch(value)
            else:
                found = iso_date(str(value))
            if found:
                return found
        return ""

    def people(self, *names: str) -> tuple[str, ...]:
        """Return the people named, whether written as a list, as mappings or as one byline."""
        for value in self._values(names):
            listed = value if isinstance(value, list | tuple) else [value]
            found = [Fields({"name": one}).text("name") for one in listed]
            named = tuple(tidy(name).removeprefix("By ") for name in found if name)
            if named:
                return named
        return ()

    def _values(self, names: tuple[str, ...] | list[str]) -> list[object]:
        folded = {key.lower(): value for key, value in self.record.items() if isinstance(key, str)}
        return [folded[name.lower()] for name in names if folded.get(name.lower()) is not None]
