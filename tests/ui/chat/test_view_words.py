"""What the views say, in each language of the page."""

import re
from dataclasses import asdict

import pytest

from ui.chat.archive_words import ARCHIVE_ARABIC, ARCHIVE_ENGLISH
from ui.chat.evaluation_words import EVALUATION_ARABIC, EVALUATION_ENGLISH
from ui.chat.search_words import SEARCH_ARABIC, SEARCH_ENGLISH
from ui.chat.view_words import view_names

_FILLED_IN = re.compile(r"\{\w+\}")
_TABLES = (
    (SEARCH_ENGLISH, SEARCH_ARABIC),
    (ARCHIVE_ENGLISH, ARCHIVE_ARABIC),
    (EVALUATION_ENGLISH, EVALUATION_ARABIC),
)


@pytest.mark.parametrize("tables", _TABLES, ids=lambda tables: type(tables[0]).__name__)
def test_every_word_is_in_both_languages(tables: tuple[object, object]) -> None:
    english, arabic = (asdict(one) for one in tables)  # type: ignore[call-overload]  # dataclasses
    for name, said in english.items():
        other = arabic[name]
        if isinstance(said, str):
            assert sorted(_FILLED_IN.findall(said)) == sorted(_FILLED_IN.findall(other)), name
            assert not re.search("[a-zA-Z]", _FILLED_IN.sub("", other)), name
        else:
            assert said.keys() == other.keys()


def test_every_view_has_a_name_in_both_languages() -> None:
    assert view_names("en").keys() == view_names("ar").keys()
