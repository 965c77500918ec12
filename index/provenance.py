"""What read an archive: our own code and the libraries it reads with, as one digest.

Articles read by other code may have come out otherwise, so a build reads them again; vectors stay.
"""

from functools import cache
from importlib.metadata import requires, version
from pathlib import Path
from re import match

from index.article import digest_of


@cache
def reading_digest() -> str:
    """Return the digest of the code of this package and of the versions it runs with."""
    folder = Path(__file__).parent
    code = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))]
    return digest_of("\n".join([*code, *_libraries()]))


def _libraries() -> list[str]:
    found = []
    for line in requires("pressmark") or ():
        name = match(r"[\w.-]+", line)
        if name and "extra ==" not in line:
            found.append(f"{name[0]} {version(name[0])}")
    return found
