"""read_warc: a web archive in, a draft a saved page out."""

import gzip
import io

import pytest

from index.article import Draft, Skipped
from index.errors import ArchiveError
from index.formats.warc import read_warc
from tests.index.documents import warc_record

URL = "https://post.example/ferry"
PAGE = (
    "<html lang=en><head><title>Ferry back | The Harbour Post</title></head><body><article>"
    "<h1>Ferry back</h1><p>The ferry left the north quay at nine on Friday with two hundred "
    "people on board.</p><p>It came back in the evening, when the storm had passed over the "
    "harbour and the town.</p></article></body></html>"
)


def found_in(data: bytes) -> list[Draft | Skipped]:
    return list(read_warc(io.BytesIO(data), "a.warc"))


def drafts_in(data: bytes) -> list[Draft]:
    return [one for one in found_in(data) if isinstance(one, Draft)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_page_saved_is_a_draft_with_its_address_and_the_place_of_its_record(
    pack: type[bytes],
) -> None:
    first, second = pack(warc_record(URL, PAGE)), pack(warc_record(URL + "/2", PAGE))
    one, two = drafts_in(first + second)
    assert (one.title, one.url, one.origin.part) == ("Ferry back", URL, "@0")
    assert (two.url, two.origin.part) == (URL + "/2", f"@{len(first)}")
    assert one.blocks[-1].startswith("It came back")


def test_the_address_a_page_names_comes_before_that_of_its_record() -> None:
    named = PAGE.replace("<head>", '<head><link rel=canonical href="https://post.example/x">')
    assert drafts_in(warc_record(URL, named))[0].url == "https://post.example/x"


def test_the_charset_of_the_response_is_used() -> None:
    page = PAGE.replace("two hundred", "مئتا").encode("cp1256")
    record = warc_record(URL, page, kind="text/html; charset=windows-1256")
    assert "مئتا" in drafts_in(record)[0].blocks[1]


def test_a_page_packed_by_its_server_is_unpacked() -> None:
    record = warc_record(URL, gzip.compress(PAGE.encode()), http="Content-Encoding: gzip\r\n")
    assert drafts_in(record)[0].title == "Ferry back"


def test_what_is_no_page_is_counted_and_named() -> None:
    data = (
        warc_record(URL, "x", kind="image/png")
        + warc_record(URL, "x", kind="image/png")
        + warc_record(URL, PAGE, status="404 Not Found")
        + warc_record(URL, PAGE, type="request")
        + warc_record(URL, PAGE)
    )
    assert len(drafts_in(data)) == 1
    assert found_in(data)[-1] == Skipped(
        "a.warc", "records that are not read: image/png (2), status 404 (1)"
    )


def test_a_page_without_an_article_is_skipped_by_its_record_and_address() -> None:
    (skipped,) = found_in(warc_record(URL, "<html></html>"))
    assert isinstance(skipped, Skipped)
    assert skipped.origin == "a.warc@0"
    assert skipped.reason.endswith(f", {URL}")


def test_a_file_cut_short_gives_its_whole_pages_and_says_so() -> None:
    data = gzip.compress(warc_record(URL, PAGE)) + gzip.compress(warc_record(URL, PAGE))
    whole, cut = found_in(data[:-40])
    assert isinstance(whole, Draft)
    assert isinstance(cut, Skipped)
    assert cut.reason == f"cut short, {URL}"


def test_a_page_whose_packing_is_damaged_is_skipped() -> None:
    packed = gzip.compress(PAGE.encode())
    broken = packed[:20] + b"\x00\xff" * 8 + packed[36:]
    found = found_in(warc_record(URL, broken, http="Content-Encoding: gzip\r\n"))
    assert {type(one) for one in found} == {Skipped}


def test_damage_between_records_keeps_the_pages_before_it_and_says_so() -> None:
    whole, damaged = found_in(warc_record(URL, PAGE) + b"junk\r\n\r\n" + warc_record(URL, PAGE))
    assert isinstance(whole, Draft)
    assert isinstance(damaged, Skipped)
    assert damaged.reason.startswith("damaged after record 1, the rest is not read")


def test_a_page_too_large_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.formats.warc._LARGEST_PAGE", 100)
    (skipped,) = found_in(warc_record(URL, PAGE))
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("a page over")


def test_what_is_no_warc_is_refused() -> None:
    with pytest.raises(ArchiveError, match="not a WARC file"):
        found_in(b"plain words\r\n\r\n")
