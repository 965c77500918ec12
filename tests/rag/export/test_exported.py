"""The files: each says all that the talk says, and nothing in them acts."""

import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

import lxml.etree
import pytest
from markdown_it import MarkdownIt

from rag.export import KINDS, Kind, exported
from rag.export.word_package import RELATIONS, WORD
from rag.lasting import Lasting
from rag.talks import SavedTurn
from rag.types import Claim
from tests.rag.export.made import ASKED, hostile_talk, talk
from tests.rag.made import answer, citation

SAID = (
    "Is it open?", "Understood as: Is the Harrow bridge open?", "The bridge opened on Friday.",
    "It costs 3 crowns to cross.", "partly supported: what is crossed", "the model was slow",
    "1 withheld", "somebody/large", "2024-03-01 08:02 UTC", "The archive does not say: nothing",
    "but Coast Wire, 2024-06-11: “5 crowns”, not “3 crowns”", "A ticket costs 5 crowns.",
    "Nearest paragraphs", "It is late.", "متى افتتحت؟", "A bridge, The Quay, 2024-03-01, ¶1",
    "https://quay.example/1", "A ticket costs 3 crowns.", "مكتبة المرفأ", "withdrawn from",
)  # fmt: skip
LIVE = (
    "<script>alert(1)</script>", "$x^2$", "[click](javascript:alert(3))", "&lt;b&gt;", "`code`",
    "**bold** _it_", "~~gone~~", "<img src=x onerror=alert(2)>",
)  # fmt: skip


class Parsed(HTMLParser):
    """The tags, attributes and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)
        self.words = " ".join(self.words.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def links(self) -> list[str]:
        return [facts.get("href") or "" for tag, facts in self.tags if tag == "a"]


def written(kind: Kind, turns: tuple[SavedTurn, ...]) -> bytes:
    gone = Lasting(turns[0].answer.claims[0].citations[0], "withdrawn")
    return exported(turns, kind, states=[gone]).content


def of_word(content: bytes) -> Parsed:
    """What a reader of Word documents makes of the file; it must find nothing wrong with it."""
    import mammoth

    read = mammoth.convert_to_html(io.BytesIO(content))
    assert not [one for one in read.messages if one.type == "error"]
    return Parsed(read.value)


def of_markdown(content: bytes) -> Parsed:
    return Parsed(MarkdownIt("js-default", {"html": True}).render(content.decode()))


def parsed(kind: Kind, content: bytes) -> Parsed:
    if kind == "docx":
        return of_word(content)
    return of_markdown(content) if kind == "md" else Parsed(content.decode())


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_says_all_of_it(kind: Kind) -> None:
    words = parsed(kind, written(kind, talk())).words

    for said in SAID:
        assert said in words


@pytest.mark.parametrize("kind", KINDS)
def test_no_file_has_the_words_of_a_sentence_that_was_withheld(kind: Kind) -> None:
    words = parsed(kind, written(kind, talk())).words

    assert "1 withheld" in words
    assert "longest bridge" not in words


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_talk_is_the_same_bytes(kind: Kind) -> None:
    assert exported(talk(), kind) == exported(talk(), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_words_are_words_and_nothing_else(kind: Kind) -> None:
    content = written(kind, hostile_talk())
    made = parsed(kind, content)

    allowed = {
        "md": "h1 h2 p em strong a ol li hr",
        "html": "html head meta title style body main section h1 h2 p span sup a em ol li"
        " blockquote",
        "docx": "h1 h2 p em strong a ol li sup",
    }[kind]
    assert {tag for tag, _ in made.tags} <= set(allowed.split())
    assert not [key for _, facts in made.tags for key in facts if key.startswith("on")]
    for link in made.links():
        assert link.startswith("#") or urlsplit(link).scheme in {"http", "https"}
        assert "evil" not in link
    for words in LIVE:
        assert words in made.words
    assert not set(made.words) & set("\x00\x1b\ud800")


def test_nothing_in_markdown_is_read_by_its_extensions() -> None:
    text = written("md", hostile_talk()).decode()

    assert not re.findall(r"(?<!\\)(?:\\\\)*[$|~]", text)
    for line in text.splitlines():
        for bare in ("http://evil", "www.evil", "a@evil"):
            assert bare not in line
    assert "\n- " not in text
    assert "\n1. # " not in text


def test_plain_words_are_plain_in_markdown_too() -> None:
    words = "At 6 p.m. it cost 3.50 (or 4), said Ida-Lou's U.S. aide: “yes”."
    turn = SavedTurn(1, answer(Claim(words, "supported", (citation(),))), ASKED)

    assert f"\n{words}[^1]\n" in exported([turn], "md").content.decode()


def test_a_page_loads_and_runs_nothing() -> None:
    page = written("html", talk()).decode()

    assert "default-src 'none'" in page
    assert not [one for one in ("<script", "@import", "url(", "src=") if one in page]
    assert page.startswith("<!doctype html>\n<html")


def test_words_take_their_own_direction() -> None:
    page = Parsed(written("html", talk()).decode())
    assert {facts.get("dir") for tag, facts in page.tags if tag in {"h1", "h2", "blockquote"}} == {
        "auto",
        None,
    }  # fmt: skip - "Sources" is ours

    document = part(written("docx", talk()), "word/document.xml")
    arabic = [one for one in document.iter(f"{{{WORD}}}p") if "افتتحت" in words_of(one)]
    assert arabic
    assert all(one.find(f".//{{{WORD}}}bidi") is not None for one in arabic)
    assert all(one.find(f".//{{{WORD}}}rtl") is not None for one in arabic)


def part(content: bytes, path: str) -> lxml.etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return lxml.etree.fromstring(file.read(path))


def words_of(element: lxml.etree._Element) -> str:
    return "".join(map(str, element.itertext()))


@pytest.mark.parametrize("turns", [talk(), hostile_talk()], ids=["talk", "hostile"])
def test_a_word_document_has_footnotes_and_every_reference_leads_somewhere(
    turns: tuple[SavedTurn, ...],
) -> None:
    content = written("docx", turns)

    for name in ("document", "footnotes"):
        found = part(content, f"word/{name}.xml")
        asked = [one.get(f"{{{RELATIONS}}}id") for one in found.iter(f"{{{WORD}}}hyperlink")]
        relations = part(content, f"word/_rels/{name}.xml.rels")
        outside = {one.get("Id") for one in relations if one.get("TargetMode") == "External"}
        assert sorted(map(str, asked)) == sorted(map(str, outside))
    referred = [
        one.get(f"{{{WORD}}}id")
        for one in part(content, "word/document.xml").iter(f"{{{WORD}}}footnoteReference")
    ]
    notes = [one.get(f"{{{WORD}}}id") for one in part(content, "word/footnotes.xml")]
    claims = [claim for turn in turns for claim in turn.answer.claims]
    cited = sum(len(claim.citations) + len(claim.but) for claim in claims)
    assert referred == [str(number) for number in range(1, cited + 1)]
    assert notes == ["-1", "0", *referred]


def test_a_note_of_word_says_where_its_words_stand() -> None:
    notes = part(written("docx", talk()), "word/footnotes.xml")

    assert words_of(notes[2]) == (
        " A bridge, The Quay, 2024-03-01, ¶1. “The bridge opened on Friday.”"
        " https://quay.example/1 [withdrawn from the archive since]"
    )


def test_an_unsupported_claim_is_in_no_file() -> None:
    made = answer(Claim("It opened.", "supported", (citation(),)))
    unsupported = Claim("It fell down.", "unsupported", (citation(),))
    object.__setattr__(made, "claims", (*made.claims, unsupported))  # as no answer can be made
    turn = SavedTurn(1, made, ASKED)

    for kind in KINDS:
        words = parsed(kind, exported([turn], kind).content).words
        assert "It opened." in words
        assert "It fell down." not in words


def test_one_answer_is_exported_under_its_own_question() -> None:
    turn = replace(talk()[0], number=7)

    assert exported([turn], "md").content.startswith(b"# Is it open?\n\n## Is it open?")
