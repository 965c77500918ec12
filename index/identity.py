"""A draft in, the id of its article out: the id it was given, else its URL, else its path."""

import re
from collections.abc import Iterator
from itertools import count
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from index.article import Draft, digest_of

_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|cmpid|ref|src)$")
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f]")
_PIECE_OF_A_FILE = re.compile(r"#\d+$")


def article_id(draft: Draft, place: str) -> str:
    """Return where the draft came from as an id; `place` is its file's path within the archive.

    A page pasted among others in one file is told from them by its headline, not by its turn, so
    that adding one in front changes no id.
    """
    if draft.given_id:
        return _UNFIT.sub("-", draft.given_id)
    if draft.url:
        return "u-" + digest_of(plain_url(draft.url), size=8)
    return "p-" + digest_of(place + "\n" + _part(draft), size=8)


def apart(taken: str, draft: Draft, place: str) -> Iterator[str]:
    """Yield ids for a draft whose own id is another article's, the most lasting first."""
    for where in (place, draft.origin.path):
        yield f"{taken}~{digest_of(where + chr(10) + _part(draft), size=4)}"
    for turn in count(2):
        yield f"{taken}~{digest_of(f'{draft.origin.path}{chr(10)}{_part(draft)}{turn}', size=4)}"


def plain_url(url: str) -> str:
    """Return the address without what tells no pages apart: tracking, fragment, case, slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    query = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(pair[0])
    ]
    host = parts.netloc.lower().removeprefix("www.")
    return urlunsplit(("https", host, parts.path.rstrip("/"), urlencode(query), ""))


def _part(draft: Draft) -> str:
    part = draft.origin.part
    piece = _PIECE_OF_A_FILE.search(part)
    return part[: piece.start()] + draft.title if piece and draft.title else part
