"""Who is let change an archive by the page: those at the machine it is on."""

import pytest

from ui.chat.at_home import is_at_home


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "localhost", "[::1]:8501"])
def test_a_page_that_this_machine_alone_gets_is_at_home(host: str) -> None:
    assert is_at_home("127.0.0.1", {"Host": host})


@pytest.mark.parametrize(
    ("listens", "headers"),
    [
        ("0.0.0.0", {"Host": "localhost:8501"}),  # noqa: S104
        ("", {"Host": "localhost:8501"}),
        ("127.0.0.1", {}),
        ("127.0.0.1", {"Host": "archive.example"}),
        ("127.0.0.1", {"Host": "localhost.evil.example"}),
        ("127.0.0.1", {"Host": "localhost", "X-Forwarded-For": "10.0.0.9"}),
        ("127.0.0.1", {"Host": "localhost", "Forwarded": "for=10.0.0.9"}),
    ],
)
def test_a_page_that_others_may_get_is_not(listens: str, headers: dict[str, str]) -> None:
    assert not is_at_home(listens, headers)
