"""Days in words, in each language of the page."""

import pytest

from ui.chat.days import days_told


@pytest.mark.parametrize(
    ("since", "until", "english", "arabic"),
    [
        ("2025-05-01", "2025-07-26", "1 May to 26 July 2025", "من 1 مايو إلى 26 يوليو 2025"),
        (
            "2024-12-30", "2025-01-02", "30 December 2024 to 2 January 2025",
            "من 30 ديسمبر 2024 إلى 2 يناير 2025",
        ),
        ("2025-05-01", "2025-05-31", "May 2025", "مايو 2025"),
        ("2024-02-01", "2024-02-29", "February 2024", "فبراير 2024"),
        ("2025-05-01", "2025-07-31", "May to July 2025", "من مايو إلى يوليو 2025"),
        ("2024-01-01", "2024-12-31", "2024", "2024"),
        (
            "2023-01-01", "2024-12-31", "January 2023 to December 2024",
            "من يناير 2023 إلى ديسمبر 2024",
        ),
        ("2025-05-06", "2025-05-06", "6 May 2025", "6 مايو 2025"),
        ("2025-05-06", "", "since 6 May 2025", "منذ 6 مايو 2025"),
        ("", "2025-05-06", "until 6 May 2025", "حتى 6 مايو 2025"),
    ],
)  # fmt: skip
def test_days_read_as_a_person_writes_them(
    since: str, until: str, english: str, arabic: str
) -> None:
    assert days_told(since, until, "en") == english
    assert days_told(since, until, "ar") == arabic
    assert days_told(since, until, "?") == english


def test_days_widened_for_later_reports_say_so() -> None:
    widened = days_told("2025-05-01", "2025-07-26", "en", named="2025-05-31")
    across = days_told("2024-12-01", "2025-01-25", "en", named="2024-12-31")

    assert widened == "May 2025, told until 26 July"
    assert across == "December 2024, told until 25 January 2025"
    assert days_told("", "2025-07-26", "en", named="2025-05-31") == (
        "until 31 May 2025, told until 26 July"
    )
    assert days_told("2025-05-01", "2025-05-31", "en", named="2025-05-31") == "May 2025"
    assert days_told("2025-05-01", "2025-07-26", "ar", named="2025-05-31") == (
        "مايو 2025، وما رُوي عنها حتى 26 يوليو"
    )
