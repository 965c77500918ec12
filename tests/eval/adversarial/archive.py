"""A small archive with something of every kind in it to be changed."""

from typing import Any

from index.article import Article, Draft, Origin
from index.gather import clean_article

FERRY = (
    "Mayor Alma Reed opened the Harrow bridge on Friday before a crowd of 900 people.\n\n"
    "“The river was not kind to the old bridge,” Alma Reed said in a speech at the quay.\n\n"
    "The work was finished by 12 engineers from Kelm, and the town has paid for all of it since"
    " March 2021.\n\n"
    "“We counted 40,000 passengers on the ferry last year,” said Ivo Sand. Reed thanked Sand for"
    " the years on the water.\n\n"
    "The old crossing carried 15 trams an hour in its busiest week."
)
STRIKE = (
    "Dockers walked out at the port of Vessick on Monday after talks had failed in Lindle.\n\n"
    "The strike was called by 620 workers, said Nell Tarn, who leads the union.\n\n"
    "Nell Tarn told the port that the offer did not meet what was promised in 2019. Greta Solvane"
    " sued Nell Tarn in Ostrel, and the court has rejected her appeal."
)
LIBRARY = "افتتحت مكتبة المرفأ أبوابها يوم الجمعة، وفيها ٢٢ ألف كتاب من كل مكان في المدينة وحولها."
RECORDS: tuple[dict[str, Any], ...] = (
    {
        "id": "bridge", "title": "Harrow bridge opens at last", "text": FERRY, "language": "en",
        "published": "2024-03-01", "source": "The Quay",
    },
    {
        "id": "strike", "title": "Dockers leave the quays", "text": STRIKE, "language": "en",
        "published": "2024-05-31", "source": "The Mole",
    },
    {
        "id": "library", "title": "مكتبة المرفأ تفتح أبوابها", "text": LIBRARY, "language": "ar",
        "published": "2024-07-05", "source": "The Mole",
    },
)  # fmt: skip


def article(id: str, title: str, text: str, *, language: str = "en", day: str = "") -> Article:
    """An article of these paragraphs, as a build cleans it."""
    blocks = tuple(text.split("\n\n"))
    draft = Draft(Origin(id), title, blocks, published=day, language=language)
    made = clean_article(draft, id)
    assert isinstance(made, Article)
    return made


ARTICLES = tuple(
    article(one["id"], one["title"], one["text"], language=one["language"], day=one["published"])
    for one in RECORDS
)
