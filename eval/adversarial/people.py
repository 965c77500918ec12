"""An article in; who did what in it, with somebody invented who may have done it, out."""

import re
from collections.abc import Iterator
from functools import partial

from eval.adversarial.cast import cast_of
from eval.adversarial.chance import drawn
from eval.adversarial.facts import Fact
from eval.adversarial.statements import Statement
from index.article import Article

_FIRST = "Anwen Tobiah Merrit Solvei Kasimir Ondra Phaedra Ulrik Wenna Ishbel Corwin Zelda".split()
_LAST = """Quistel Harrowgate Vendriss Ambelow Thornaby Skelderry Orvanne Pellucid Drumlanrick
    Castellane Winterspoon Yarborne""".split()
_DID = re.compile(
    r"^ (?:[a-z]{3,}ed|won|told|led|took|made|gave|went|came|wrote|became|began|held|ran|left|met"
    r"|found|built|brought|bought|sold|sent|spent|paid|lost|fell|rose|shot|fought|drove|broke) "
)


def name_facts(article: Article, statement: Statement, seed: int) -> Iterator[Fact]:
    """Yield the fact of a sentence that begins with a person and goes on with what they did."""
    for full in cast_of(article).people:
        rest = statement.text.removeprefix(full)
        if rest == statement.text or not _DID.match(rest) or "“" in rest:
            continue
        number = drawn(seed, "invented", article.id, full)
        other = f"{_FIRST[number % len(_FIRST)]} {_LAST[number // 97 % len(_LAST)]}"
        yield Fact(
            "name",
            f"Who{rest.rstrip('.')}?",
            statement.text,
            full,
            other,
            partial(_renamed, old=full, new=other),
        )


def _renamed(text: str, *, old: str, new: str) -> str:
    """Return the text with a person's full name and last name become another's."""
    text = re.sub(rf"\b{re.escape(old)}\b", new, text)
    return re.sub(rf"\b{re.escape(old.split()[-1])}\b", new.split()[-1], text)
