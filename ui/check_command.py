"""`pressmark check`: a draft, each sentence of it judged against the archive."""

from collections import Counter
from pathlib import Path

import click

from index.home import Location
from index.settings import read_settings
from ui.options import filter_options, filters_of, index_option, json_option, nli_option

_LARGEST = 1_000_000  # bytes: a draft, not an archive


@click.command()
@click.argument("draft", metavar="FILE|-")
@filter_options
@nli_option
@index_option
@json_option
def check(draft: str, index: Location, *, nli: str, as_json: bool, **only: str) -> None:
    """Judge each sentence of a draft: supported, in part, contradicted, or not in the archive.

    Example: pressmark check draft.txt
    """
    from index.reader import IndexReader
    from rag.check import check as check_draft
    from rag.records import checked_records
    from rag.verifying import verifying
    from ui.printing import print_checked, print_json

    text, by = _read(draft), verifying(read_settings(Path.cwd()), nli=nli)
    with IndexReader.open(index) as reader:
        checked = check_draft(text, reader, filters=filters_of(only), by=by)
        if not as_json:
            counts: Counter[str] = Counter()
            for number, one in enumerate(checked, start=1):
                counts[one.finding] += 1
                print_checked(number, one)
            told = ", ".join(f"{count} {finding}" for finding, count in counts.most_common())
            click.echo(f"{counts.total()} sentences: {told or 'none to check'}", err=True)
            return
        found = list(checked)
    counts = Counter(one.finding for one in found)
    print_json(
        {"draft": draft, "claims": checked_records(found), "findings": dict(counts.most_common())}
    )


def _read(draft: str) -> str:
    from index.errors import SettingsError

    try:
        with click.open_file(draft, "rb") as file:
            content = bytes(file.read(_LARGEST + 1))
    except OSError as error:
        raise SettingsError(
            f"{draft} cannot be read: {error.strerror or error}",
            hint="name a text file, or - for standard input",
        ) from error
    if len(content) > _LARGEST:
        raise SettingsError(f"{draft} is over {_LARGEST:,} bytes", hint="check it part by part")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{draft} is not UTF-8 text", hint="save it as UTF-8") from error
