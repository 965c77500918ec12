"""What Pressmark raises on purpose: a line that says what is wrong, a hint that says what to do.

PressmarkError
├── SettingsError      a setting or an argument that makes no sense
├── ArchiveError       an archive that cannot be read at all
├── EmbedderError      a model that is missing, damaged or not the one the index was built with
├── ArticleMissing     an id that no article has
├── ModelFailed        a language model that could not be asked, or gave no usable answer
└── IndexProblem
    ├── IndexMissing   no index where one was looked for
    ├── IndexDamaged   a file is missing or its bytes are not those that were written
    ├── IndexOutdated  it was built by an older Pressmark, in a format that must be upgraded
    ├── IndexBusy      another build is under way
    └── DiskFull       there is no room to write the next version
"""

REPAIR = (
    "pressmark index doctor says more; go back with pressmark index rollback,"
    " or build anew from all its archives: pressmark index build --replace ARCHIVE..."
)


class PressmarkError(Exception):
    """An expected failure; `hint` is the reader's next step."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class SettingsError(PressmarkError):
    """A setting or an argument that makes no sense."""


class ArchiveError(PressmarkError):
    """An archive that cannot be read at all."""


class EmbedderError(PressmarkError):
    """A model that is missing, damaged or not the one the index was built with."""


class ArticleMissing(PressmarkError):
    """An id that no article has."""


class ModelFailed(PressmarkError):
    """A language model that could not be asked, or gave no usable answer."""


class IndexProblem(PressmarkError):
    """Something about the index folder itself."""


class IndexMissing(IndexProblem):
    """No index where one was looked for."""


class IndexDamaged(IndexProblem):
    """A file is missing or its bytes are not those that were written."""

    def __init__(self, message: str, *, hint: str = REPAIR) -> None:
        super().__init__(message, hint=hint)


class IndexBusy(IndexProblem):
    """Another build is under way."""

    @classmethod
    def building(cls, index: object) -> "IndexBusy":
        """Say so of this index."""
        return cls(
            f"another build of {index} is under way", hint="wait for it to end, then try again"
        )


class IndexOutdated(IndexProblem):
    """It was built by an older Pressmark, in a format that must be upgraded."""

    def __init__(self, message: str, *, hint: str, format: int) -> None:
        super().__init__(message, hint=hint)
        self.format = format


class DiskFull(IndexProblem):
    """There is no room to write the next version."""
