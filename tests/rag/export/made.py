"""Talks to export: one as they are, and one whose every word tries to be more than a word."""

from dataclasses import replace

from rag.talks import SavedTurn
from rag.types import Claim, Otherwise, Withheld
from tests.rag.made import answer, card, citation, hit

HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> ![pixel](http://evil.example/p.png)"
    " [click](javascript:alert(3)) $x^2$ `code` **bold** _it_ &lt;b&gt; http://evil.example"
    " www.evil.example a@evil.example ]]> {{7*7}} \x00\x1b[31m\ud800 \\[a](b) |a|b| ~~gone~~"
)
BAD_URLS = (
    "javascript:alert(1)", "JaVaScRiPt://x.example/%0aalert(1)", "data:text/html,<script>", "//x",
    "http://[bad", "https://a.example\" onclick=\"x", "ftp://a.example", "https://", "file:///etc",
    "https://bank.example@evil.example/", "http://a b.example/", "\x00https://a.example",
)  # fmt: skip
ASKED = "2024-03-01T08:02:00.000000+00:00"


def talk() -> tuple[SavedTurn, ...]:
    """A cited answer by a model, an abstention, and an answer in Arabic."""
    bridge = citation()
    ferry = citation(
        "A ticket costs 3 crowns.", title="Ferry fares rise", source="The Mole", paragraph=2,
        url="", published="2024-06-10T08:00:00+00:00", article_id="mole-ferry",
    )  # fmt: skip
    dearer = citation(
        "A ticket costs 5 crowns.", title="Dearer again", source="Coast Wire", paragraph=4,
        published="2024-06-11", article_id="wire-ferry",
    )  # fmt: skip
    said = answer(
        Claim("The bridge opened on Friday.", "supported", (bridge,)),
        Claim(
            "It costs 3 crowns to cross.",
            "partial",
            (ferry, bridge),
            why="what is crossed",
            but=(Otherwise("3 crowns", "5 crowns", dearer),),
        ),
        trace=replace(
            answer().trace,
            model="somebody/large",
            settings={"writer": "model"},
            withheld=(Withheld("It is the longest bridge.", "no paragraph says so"),),
        ),
        withheld=1,
        stand_alone="Is the Harrow bridge open?",
        notice="the model was slow",
    )
    silent = answer(abstained="nothing found is close enough", hits=(hit(), hit("It is late.")))
    library = citation("افتتحت المكتبة يوم الجمعة.", title="مكتبة المرفأ", source="")
    arabic = answer(
        Claim("افتتحت المكتبة يوم الجمعة.", "supported", (library,)), question="متى افتتحت؟"
    )
    return tuple(
        SavedTurn(number, one, ASKED) for number, one in enumerate((said, silent, arabic), 1)
    )


def hostile_talk() -> tuple[SavedTurn, ...]:
    """Every text that an archive, a model or a reader brings is hostile."""
    cited = tuple(
        citation(
            HOSTILE, title=HOSTILE, source=HOSTILE, url=url, article_id=HOSTILE, published="<b>"
        )
        for url in BAD_URLS
    )
    near = hit(HOSTILE, article=card(title=HOSTILE, source=HOSTILE, url=BAD_URLS[0]))
    said = answer(
        Claim(
            HOSTILE, "partial", cited, why=HOSTILE, but=(Otherwise(HOSTILE, HOSTILE, cited[0]),)
        ),
        question=HOSTILE, stand_alone=HOSTILE, notice=HOSTILE,
        trace=replace(answer().trace, model=HOSTILE, settings={"writer": "model"}),
    )  # fmt: skip
    silent = answer(question=HOSTILE, abstained=HOSTILE, hits=(near,))
    at_line_start = answer(Claim("1. # - > one", "supported", (citation("- a"),)), question="- # a")
    return tuple(
        SavedTurn(number, one, ASKED) for number, one in enumerate((said, silent, at_line_start), 1)
    )
