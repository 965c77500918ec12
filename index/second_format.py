"""An index in format 2 in; what its current version holds, verified, out.

Its files are those of today. The manifest says nothing of the ranking, and the words, in `lexical/`
and the ledger, have no pieces of Arabic words beside them: they are written anew.
"""

from pathlib import Path

from index.older_format import OlderFormat, manifest_in_words_of_today
from index.store import current_folder
from index.version import Holdings


class SecondFormat(OlderFormat):
    """The current version of an index in format 2; its vectors stay in the rows they have."""

    def __init__(self, index: Path) -> None:
        folder = current_folder(index)
        super().__init__(folder, manifest_in_words_of_today(folder))
        self.before = Holdings(folder, self.manifest)
