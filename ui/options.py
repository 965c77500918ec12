"""Options that several commands share."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from index.dates import iso_date
from index.errors import SettingsError
from index.filters import Filters
from index.home import Location, location_of
from index.settings import read_settings
from ui.printing import plain

Command = Callable[..., Any]


def index_option(command: Command) -> Command:
    """Add --index; the command gets a place."""
    return click.option(
        "--index",
        "index",
        metavar="DIR",
        callback=_index,
        help="The index: a folder, or postgresql://…"
        " [pressmark.toml, PRESSMARK_INDEX, else .pressmark].",
    )(command)


def json_option(command: Command) -> Command:
    """Add --json; the command gets `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")(
        command
    )


def model_option(command: Command) -> Command:
    """Add --model; the command gets a name, "" for what the settings say."""
    return click.option(
        "--model",
        metavar="NAME",
        default="",
        help="A language model to write the answer, by litellm's name [pressmark.toml, else none].",
    )(command)


def reranker_option(command: Command) -> Command:
    """Add --reranker; the command gets a name, "" for what the settings say."""
    return click.option(
        "--reranker",
        metavar="NAME",
        default="",
        help="A CrossEncoder's folder or name, to read the best again [pressmark.toml, else none].",
    )(command)


def nli_option(command: Command) -> Command:
    """Add --nli; the command gets a name, "" for what the settings say."""
    return click.option(
        "--nli",
        metavar="NAME",
        default="",
        help="An inference CrossEncoder, folder or name, to judge too [pressmark.toml, else none].",
    )(command)


def second_opinion_option(command: Command) -> Command:
    """Add --second-opinion; the command gets a name, "" for what the settings say."""
    return click.option(
        "--second-opinion",
        metavar="NAME",
        default="",
        help="Another language model, to check what the first wrote [pressmark.toml, else none].",
    )(command)


def filter_options(command: Command) -> Command:
    """Add --since, --until, --source and --author."""
    for name, metavar, help in reversed(
        [
            ("--since", "DATE", "Only articles published on this day or later."),
            ("--until", "DATE", "Only articles published on this day or earlier."),
            ("--source", "OUTLET", "Only articles of this outlet."),
            ("--author", "NAME", "Only articles by this author."),
        ]
    ):
        command = click.option(name, metavar=metavar, default="", help=help)(command)
    return command


def filters_of(only: Mapping[str, str]) -> Filters:
    """Return the filters that the options of `filter_options` set."""
    return Filters(*(only[name] for name in ("since", "until", "source", "author")))


def reading_options(command: Command) -> Command:
    """Add --as-asked and --literal; the command gets `as_asked`, a date or None, and `literal`."""
    command = click.option(
        "--literal", is_flag=True, help="Take no dates, outlets or authors from the words."
    )(command)
    return click.option(
        "--as-asked", metavar="DATE", callback=_day,
        help="The day of asking, which \"last week\" counts from [today].",
    )(command)  # fmt: skip


def as_text(words: str) -> str:
    """Return the words; raises SettingsError for bytes that were no UTF-8."""
    try:
        words.encode()
    except UnicodeEncodeError as error:
        raise SettingsError(
            f"{plain(ascii(words))} is not text", hint="write it as UTF-8"
        ) from error
    return words


def _day(context: click.Context, parameter: click.Parameter, given: str | None) -> date | None:
    del context, parameter
    day = iso_date(given or "")[:10]
    if given and not day:
        raise SettingsError(
            f"as-asked: {plain(repr(given))} is not a date", hint="write it as 2024-01-31"
        )
    return date.fromisoformat(day) if day else None


def _index(context: click.Context, parameter: click.Parameter, given: str | None) -> Location:
    del context, parameter
    return location_of(given or read_settings(Path.cwd()).index)
