"""gunzipped and zip_members: a packed file in, the streams of what it holds out."""

import io

import pytest

from index.errors import ArchiveError
from index.formats.packed import Budget, gunzipped, undamaged, zip_members


def test_an_error_of_the_disk_is_told_from_damage() -> None:
    def read(error: OSError) -> bytes:
        raise error

    with pytest.raises(PermissionError):
        undamaged(lambda: read(PermissionError(13, "Permission denied")))
    with pytest.raises(ArchiveError, match="damaged: Invalid data stream"):
        undamaged(lambda: read(OSError("Invalid data stream")))


def test_what_is_no_gzip_file_is_damaged() -> None:
    with pytest.raises(ArchiveError, match="damaged"):
        gunzipped(io.BytesIO(b"plain"), Budget(5)).read()


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (OSError(22, "Invalid argument"), ArchiveError),
        (OSError(5, "Input/output error"), OSError),
    ],
)
def test_a_zip_that_points_outside_itself_is_damaged_and_a_failing_disk_is_not(
    monkeypatch: pytest.MonkeyPatch, error: OSError, raised: type[Exception]
) -> None:
    def fail(_: object) -> None:
        raise error

    monkeypatch.setattr("zipfile.ZipFile", fail)
    with pytest.raises(raised):
        list(zip_members(io.BytesIO(b"PK"), Budget(2), "a.zip"))
