"""archive_files and read_file: files and folders in, drafts and reasons out."""

import gzip
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Draft, Origin, Skipped
from index.errors import ArchiveError
from index.reading import EMPTY, ArchiveFile, Unread, archive_files, read_file
from tests.index.documents import make_docx, make_pdf, make_zip, warc_record, word_paragraph
from tests.tiny import write_files

SUFFIXES = [
    "",
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".html",
    ".htm",
    ".xhtml",
    ".json",
    ".jsonl",
    ".ndjson",
    ".pdf",
    ".docx",
    ".rss",
    ".atom",
    ".xml",
    ".warc",
    ".warc.gz",
    ".zip",
    ".txt.gz",
    ".jsonl.gz",
    ".gz",
]
SCRAPS = st.sampled_from(
    [b"---\n", b"date: 2024-02-30\n", b"id: [", b"{", b'{"text": "It left."}\n', b'"date": 1e999',
     b"[]", b"\n\n\n", b"<html>", b"<body>", b"<p>", b"</p>", b"<!--", b"<meta charset=undefined>",
     b"<frameset>", b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\xe9", b"</script>", b"Ferry sails",
     b"<script type='application/ld+json'>", b"# ", b"> ", b"\\ud800",
     b"%PDF-1.4\n1 0 obj << /Type /Catalog >>", b"trailer <<", b"PK\x03\x04", b"PK\x05\x06",
     b"\x1f\x8b\x08",
     b"WARC/1.0\r\nWARC-Type: response\r\n", b"Content-Length: 40\r\n\r\n", b"HTTP/1.1 200 OK\r\n",
     b"<rss version='2.0'><channel>", b"<item><description>It left.", b"<entry>", b"<![CDATA[",
     b"The ferry left the north quay at nine on Friday with two hundred people on board. "]
)  # fmt: skip
PAGE = "<html><body><article><h1>Ferry</h1>" + 3 * f"<p>{9 * 'The ferry left. '}</p>"
JSON_LINES = st.lists(
    st.dictionaries(
        st.sampled_from(["id", "title", "text", "html", "date", "url", "authors", "language"]),
        st.text(st.characters(), max_size=8)
        | st.integers()
        | st.floats()
        | st.none()
        | st.lists(st.text(max_size=3)),
    ),
    max_size=3,
).map(lambda records: "\n".join(map(json.dumps, records)).encode())
CONTENT = st.one_of(
    st.binary(),
    st.text().map(str.encode),
    st.lists(SCRAPS | st.binary(max_size=4)).map(b"".join),
    JSON_LINES,
)


def found_in(path: Path) -> list[Draft | Skipped | Unread]:
    return list(read_file(ArchiveFile(path, path.name)))


def reason_for(path: Path) -> str:
    (skipped,) = found_in(path)
    assert isinstance(skipped, Skipped)
    assert skipped.origin == str(path)
    return skipped.reason


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60)
@given(content=CONTENT)
def test_any_bytes_under_any_known_suffix_are_drafts_or_a_reported_skip(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(content)
    found = found_in(path)
    assert found
    assert all(isinstance(one, Draft | Skipped) for one in found)
    assert all(one.reason for one in found if isinstance(one, Skipped))


@pytest.mark.parametrize("content", [b"", b" \n\n "])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_file_is_one_skip_with_the_reason(
    tmp_path: Path, suffix: str, content: bytes
) -> None:
    path = tmp_path / f"empty{suffix}"
    path.write_bytes(content)
    assert "empty" in reason_for(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_binary_file_is_skipped_with_the_reason(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"picture{suffix}"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01")
    (skipped,) = {type(one) for one in found_in(path)}
    assert skipped is Skipped
    assert re.search(
        "binary|not JSON|not a|damaged",
        " ".join(one.reason for one in found_in(path) if isinstance(one, Skipped)),
    )


@pytest.mark.parametrize("name", ["one.epub", "one.tar.xz", "one.TXTX"])
def test_a_kind_of_file_that_is_not_read_is_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Words.")
    assert reason_for(path) == f"not a kind of file that is read ({Path(name).suffix.lower()})"


def test_the_case_of_a_suffix_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "ONE.TXT"
    path.write_text("Words.")
    assert isinstance(found_in(path)[0], Draft)


def test_a_file_too_large_to_hold_is_skipped_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    assert reason_for(path) == "over 67 MB, the most that is read"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_vanished_is_reported(tmp_path: Path, suffix: str) -> None:
    assert reason_for(tmp_path / f"gone{suffix}") == "vanished while the archive was read"


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reason_for(tmp_path / "pipe.txt") == "not a regular file"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_may_not_be_read_is_unread_not_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    path = tmp_path / f"locked{suffix}"
    path.write_text("Words.")
    forbid(monkeypatch)
    assert found_in(path) == [Unread(str(path), "cannot be read: Permission denied")]


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)


@pytest.mark.parametrize("suffix", [".txt", ".html", ".json", ".rss", ".pdf", ".docx", ".warc"])
@settings(max_examples=40)
@given(content=CONTENT)
def test_any_bytes_within_a_zip_or_gzip_are_drafts_or_a_reported_skip(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, content: bytes
) -> None:
    zipped = tmp_path_factory.getbasetemp() / "any.zip"
    zipped.write_bytes(make_zip({f"any{suffix}": content}))
    packed = tmp_path_factory.getbasetemp() / f"any{suffix}.gz"
    packed.write_bytes(gzip.compress(content))
    for path in (zipped, packed):
        found = found_in(path)
        assert found
        assert all(
            isinstance(one, Draft | Skipped) and not isinstance(one, Unread) for one in found
        )


@settings(max_examples=150)
@given(
    at=st.integers(0, 2000),
    byte=st.integers(0, 255),
    kind=st.sampled_from(["pdf", "docx", "zip", "warc", "warc.gz", "txt.gz"]),
)
def test_a_document_with_a_byte_changed_is_drafts_or_a_reported_skip(
    tmp_path_factory: pytest.TempPathFactory, at: int, byte: int, kind: str
) -> None:
    page = warc_record("https://post.example/", PAGE)
    whole = {
        "pdf": make_pdf([[(72, 700, 12, "The ferry left on Friday.")]]),
        "docx": make_docx(word_paragraph("The ferry left on Friday.")),
        "zip": make_zip({"a.txt": b"The ferry left.", "b.txt": b"It came back." * 9}),
        "warc": page,
        "warc.gz": gzip.compress(page),
        "txt.gz": gzip.compress(b"The ferry left."),
    }[kind]
    at %= len(whole)
    path = tmp_path_factory.getbasetemp() / f"changed.{kind}"
    path.write_bytes(whole[:at] + bytes([byte]) + whole[at + 1 :])
    found = found_in(path)
    assert all(isinstance(one, Draft | Skipped) and not isinstance(one, Unread) for one in found)


def test_what_a_zip_holds_is_read_by_its_names_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "one.zip"
    files = {"b.txt": b"B left.", "a/two.jsonl": b'{"text": "It left."}\n{"text": "It sank."}\n',
             "../../etc/c.txt": b"C left.", "__MACOSX/._b.txt": b"no", "pic.png": b"no",
             "in.zip": make_zip({}), "empty.txt": b""}  # fmt: skip
    path.write_bytes(make_zip(files))
    found = found_in(path)
    assert [str(one.origin) for one in found if isinstance(one, Draft)] == [
        f"{path}!../../etc/c.txt",
        f"{path}!a/two.jsonl:1",
        f"{path}!a/two.jsonl:2",
        f"{path}!b.txt",
    ]
    assert {one.origin.path for one in found if isinstance(one, Draft)} == {str(path)}
    assert [
        (one.origin.partition("!")[2], one.reason) for one in found if isinstance(one, Skipped)
    ] == [
        ("__MACOSX/._b.txt", "a hidden file"),
        ("empty.txt", "an empty file"),
        ("in.zip", "packed within a packed file; unpack it to have it read"),
        ("pic.png", "not a kind of file that is read (.png)"),
    ]


def test_an_encrypted_file_within_a_zip_is_skipped(tmp_path: Path) -> None:
    data = bytearray(make_zip({"a.txt": b"A left."}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "one.zip").write_bytes(data)
    assert found_in(tmp_path / "one.zip") == [Skipped(f"{tmp_path}/one.zip!a.txt", "encrypted")]


def test_a_gzip_file_is_read_as_what_it_packs(tmp_path: Path) -> None:
    path = tmp_path / "one.TXT.gz"
    path.write_bytes(gzip.compress(b"It left.\n"))
    (draft,) = found_in(path)
    assert isinstance(draft, Draft)
    assert draft.origin == Origin(str(path))


def test_a_gzip_file_of_nothing_and_a_zip_of_nothing_are_empty(tmp_path: Path) -> None:
    for name, data in {"a.jsonl.gz": gzip.compress(b" "), "a.zip": make_zip({})}.items():
        (tmp_path / name).write_bytes(data)
        assert "empty" in reason_for(tmp_path / name)


@pytest.mark.parametrize("suffix", ["warc", "warc.gz"])
def test_a_web_archive_within_a_zip_is_read(tmp_path: Path, suffix: str) -> None:
    page = warc_record("https://post.example/", PAGE)
    data = gzip.compress(page) if suffix == "warc.gz" else page
    (tmp_path / "one.zip").write_bytes(make_zip({f"one.{suffix}": data}))
    (draft,) = found_in(tmp_path / "one.zip")
    assert isinstance(draft, Draft)
    assert draft.origin.part == f"!one.{suffix}@0"


@pytest.mark.parametrize("name", ["one.tar.gz", "one.zip.gz", "one.gz.gz"])
def test_a_gzip_file_of_what_is_not_read_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(b"Words."))
    assert reason_for(tmp_path / name).startswith("packs a kind of file that is not read")


def test_a_packed_file_that_unpacks_to_far_more_than_its_size_is_not_read_on(
    tmp_path: Path,
) -> None:
    bomb = b" " * (20 * 1024 * 1024)
    for name, data in {
        "bomb.jsonl.gz": gzip.compress(bomb),
        "bomb.zip": make_zip({"a.txt": bomb, "b.txt": b"It left."}),
    }.items():
        (tmp_path / name).write_bytes(data)
        assert reason_for(tmp_path / name) == "unpacks to more than 200 times its size; not read on"


def test_there_is_a_most_that_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.formats.packed.MOST_UNPACKED", 100)
    (tmp_path / "one.zip").write_bytes(make_zip({"a.txt": b"It left. " * 40}))
    assert "GB when unpacked; not read on" in reason_for(tmp_path / "one.zip")


def test_json_lines_in_utf16_are_read(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_bytes('{"text": "It left."}\n{"text": "It sank."}\n'.encode("utf-16"))
    assert [one.blocks for one in found_in(path) if isinstance(one, Draft)] == [
        ("It left.",),
        ("It sank.",),
    ]


def test_a_line_of_another_encoding_spoils_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "It left."}\n{"text": "\x00"}\n{"text": "It sank."}\n')
    left, broken, sank = found_in(path)
    assert isinstance(left, Draft)
    assert isinstance(sank, Draft)
    assert isinstance(broken, Skipped)
    assert broken.origin == f"{path}:2"


def test_files_come_in_the_order_of_their_paths_whatever_the_order_of_archives(
    tmp_path: Path,
) -> None:
    one = write_files(tmp_path / "one", {"b.txt": "B.", "a/z.txt": "Z.", "a/a.txt": "A."})
    two = write_files(tmp_path / "two", {"c.txt": "C."})
    places = [file.place for file in archive_files([two, one])[0]]
    assert places == ["a/a.txt", "a/z.txt", "b.txt", "c.txt"]
    assert archive_files([one, two, one]) == archive_files([two, one])


def test_a_file_within_two_named_archives_is_read_once(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/one.txt": "One."})
    files, _ = archive_files([tmp_path, tmp_path / "a", tmp_path / "a" / "one.txt"])
    assert [file.place for file in files] == ["a/one.txt"]


def test_a_file_can_be_named_by_itself(tmp_path: Path) -> None:
    write_files(tmp_path, {"one.txt": "One."})
    assert archive_files([tmp_path / "one.txt"])[0] == [
        ArchiveFile(tmp_path / "one.txt", "one.txt")
    ]


def test_an_archive_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no file or folder") as caught:
        archive_files([tmp_path / "nowhere"])
    assert caught.value.hint


def test_an_empty_folder_is_reported(tmp_path: Path) -> None:
    assert archive_files([tmp_path]) == (
        [],
        [Unread(str(tmp_path), EMPTY)],
    )


def test_hidden_files_and_folders_are_passed_over_and_reported(tmp_path: Path) -> None:
    write_files(tmp_path, {".hidden.txt": "No.", ".git/no.txt": "No.", "one.txt": "One."})
    files, skipped = archive_files([tmp_path])
    assert [file.place for file in files] == ["one.txt"]
    assert sorted(one.reason for one in skipped) == ["a hidden file", "a hidden folder"]


def test_a_link_that_leads_back_is_followed_once(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/one.txt": "One."})
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    files, skipped = archive_files([tmp_path])
    assert [file.place for file in files] == ["a/one.txt"]
    assert [one.reason for one in skipped] == ["a folder already read"]


def test_a_folder_that_cannot_be_listed_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"a/one.txt": "One.", "two.txt": "Two."})
    hide_folder(monkeypatch, tmp_path / "a")
    files, skipped = archive_files([tmp_path])
    assert [file.place for file in files] == ["two.txt"]
    assert skipped == [Unread(str(tmp_path / "a"), "cannot be listed: Permission denied")]


def hide_folder(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    listed = os.scandir

    def scandir(path: Any = ".") -> Any:
        if not isinstance(path, int) and Path(os.fspath(path)) == folder:
            raise PermissionError(13, "Permission denied", str(folder))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
