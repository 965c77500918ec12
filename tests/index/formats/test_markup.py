"""fragment_blocks: the words of an HTML fragment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cleaning import tidy
from index.formats.markup import fragment_blocks

TAGS = st.sampled_from(
    "<p> </p> <div> </div> <html> </html> <head> </head> <body> </body> <frameset> <table> <tr>"
    " <td> </td> </tr> </table> <br> <!-- --> <?xml?> <script> </script> <li> <form> </form>"
    " &amp; &#0; &nbsp; <".split(" ")
)  # fmt: skip


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>One <b>bold</b> word.</p><p>Two.</p>", ["One bold word.", "Two."]),
        ("One.<br>Two.", ["One.", "Two."]),
        ("<ul><li>One</li><li>Two</li></ul>", ["One", "Two"]),
        ("<table><tr><th>Boat</th><th>Men</th></tr><tr><td><p>Edda</p></td><td>9</td></tr></table>",
         ["Boat | Men", "Edda | 9"]),
        ("<p>One.<!-- two --></p>three", ["One.", "three"]),
        ("<script>no</script>One.<style>no</style>", ["One."]),
        ("<nav>Home</nav><p>One.</p><form>Search</form>", ["One."]),
        ("&lt;b&gt; &amp; &quot;", ['<b> & "']),
        ("<html><head><title>No</title></head><body><p>One.</p></body></html>", ["One."]),
        ('<?xml version="1.0" encoding="utf-8"?><p>One.</p>', ["One."]),
        ("<p>One\x01 two.</p>", ["One two."]),
        ("plain words", ["plain words"]),
        ("", []),
    ],
)  # fmt: skip
def test_each_element_that_begins_a_line_begins_a_block(html: str, blocks: list[str]) -> None:
    assert [tidy(block) for block in fragment_blocks(html)] == blocks


@given(st.lists(TAGS | st.text(st.characters(), max_size=5)).map("".join))
def test_any_html_has_words_or_none(html: str) -> None:
    assert all(block.strip() for block in fragment_blocks(html))


@pytest.mark.parametrize("depth", [100, 300, 1000])
def test_words_are_read_at_any_depth(depth: int) -> None:
    html = "<div>" * depth + "deep words" + "</div>" * depth + "<p>after</p>"
    assert fragment_blocks(html) == ["deep words", "after"]


@given(st.lists(st.text("abc xyz", min_size=1).filter(str.strip), min_size=1))
def test_paragraphs_keep_every_word_in_order(paragraphs: list[str]) -> None:
    html = "".join(f"<p>{words}</p>" for words in paragraphs)
    assert fragment_blocks(html) == [words.strip() for words in paragraphs]
