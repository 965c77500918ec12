"""The values an archive is made of: origins, drafts as found, articles as cleaned, paragraphs."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path


def digest_of(text: str, *, size: int = 16) -> str:
    """Return blake2b of the UTF-8 text, `size` bytes long, as hex; lone surrogates are replaced."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=size).hexdigest()


def digest_of_file(path: Path) -> str:
    """Return blake2b of the file's bytes, 16 bytes long, as hex; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, partial(hashlib.blake2b, digest_size=16)).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where a draft stands: the file, and the line or part of it (`:12`, `#2`, or nothing)."""

    path: str
    part: str = ""

    def __str__(self) -> str:
        return self.path + self.part


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in an archive that did not become an article, and why."""

    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a reader of some format found it: blocks of words, not yet cleaned.

    Dates, language and the rest are "" where the file does not say.
    """

    origin: Origin
    title: str
    blocks: tuple[str, ...]
    given_id: str = ""
    url: str = ""
    source: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What a reader can point at: `article.text[start:end]`, numbered from 1."""

    number: int
    start: int
    end: int
    digest: str

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError(f"paragraphs are numbered from 1, not {self.number}")
        if not 0 <= self.start < self.end:
            raise ValueError(f"a paragraph cannot run from {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Removed:
    """Words found with an article that are not part of its text, why, and where they stood.

    `before` is the number of the paragraph they stood before, one more than the last at the foot.
    """

    text: str
    reason: str
    before: int


@dataclass(frozen=True, slots=True)
class Card:
    """What a list or a hit says of an article without its text."""

    id: str
    title: str
    source: str
    url: str
    published: str
    origin: str


@dataclass(frozen=True, slots=True)
class Known:
    """What an index remembers an article by: whether one just read is it, and is as it was."""

    fingerprint: str
    origin: Origin
    title: str
    url: str


@dataclass(frozen=True)
class Article:
    """A cleaned article; its text is its paragraphs with an empty line between them.

    `published` is ISO 8601 (a day, or a moment, with its time zone where one was said), or "".
    `dateline` is where the text says it was written and for which agency ("LONDON (AP)"), or "".
    `also_in`, the other places where the same words stand, is known only to an index.
    """

    id: str
    title: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    origin: Origin
    url: str = ""
    source: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    dateline: str = ""
    also_in: tuple[Card, ...] = ()
    removed: tuple[Removed, ...] = ()

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("an article needs an id")
        if not self.paragraphs:
            raise ValueError(f"article {self.id} has no paragraph")
        if self.paragraphs[-1].end != len(self.text):
            raise ValueError(
                f"article {self.id}: its paragraphs end at {self.paragraphs[-1].end}, "
                f"its text at {len(self.text)}"
            )

    @cached_property
    def digest(self) -> str:
        """The digest of the cleaned text; two articles that share it say the same words."""
        return digest_of(self.text)

    @cached_property
    def fingerprint(self) -> str:
        """The digest of all a reader sees, so that a changed byline counts as a change."""
        seen = [self.title, self.text, self.url, self.source, self.published, self.authors]
        return digest_of(json.dumps([*seen, self.language, self.dateline]))

    @property
    def card(self) -> Card:
        """What a list says of it."""
        return Card(self.id, self.title, self.source, self.url, self.published, str(self.origin))

    @property
    def known(self) -> Known:
        """What an index remembers the article by."""
        return Known(self.fingerprint, self.origin, self.title, self.url)

    def quote(self, number: int) -> str:
        """Return the words of paragraph `number`; IndexError where there is none."""
        if not 1 <= number <= len(self.paragraphs):
            raise IndexError(
                f"article {self.id} has {len(self.paragraphs)} paragraphs, no {number}"
            )
        paragraph = self.paragraphs[number - 1]
        return self.text[paragraph.start : paragraph.end]
