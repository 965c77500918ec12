"""An empty folder in; two invented articles that talks cite out, and what later becomes of them."""

from pathlib import Path

LIT = "When was the lantern of Ulmer lit?"
SOLD = "How many tickets did the ferry Anselma sell?"
_LIGHT, _FERRY = "light.md", "ferry.md"
_HEAD = '---\ntitle: "{title}"\nsource: "{source}"\ndate: 2024-05-{day}\n---\n\n'
_LAMP = "The keeper of Ulmer trimmed the wick and cleaned the glass before the crowd came."


def write(archive: Path) -> None:
    """Write the articles."""
    archive.mkdir(parents=True, exist_ok=True)
    _write(
        archive, _LIGHT, "A lantern for Ulmer", "The Quay", "04", f"{_lit('Tuesday')}\n\n{_LAMP}"
    )
    sold = "The ferry Anselma sold 4,310 tickets to Ulmer in April, the harbour office said."
    _write(archive, _FERRY, "Ferries are full", "The Pier", "06", sold)


def change(archive: Path) -> None:
    """Edit the sentence that is cited of the one, and take the other away."""
    changed = f"{_lit('Thursday')}\n\n{_LAMP}"
    _write(archive, _LIGHT, "A lantern for Ulmer", "The Quay", "04", changed)
    (archive / _FERRY).unlink()


def _lit(day: str) -> str:
    return f"The lantern of Ulmer was lit on {day} evening by the mayor, Ilse Korrin."


def _write(archive: Path, name: str, title: str, source: str, day: str, text: str) -> None:
    head = _HEAD.format(title=title, source=source, day=day)
    (archive / name).write_text(f"{head}{text}\n", encoding="utf-8")
