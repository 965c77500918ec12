"""`pressmark eval draft-cases`: an archive in, cases for a person to accept or mend out."""

from pathlib import Path

import click

from ui.options import json_option
from ui.printing import print_json


@click.command("draft-cases")
@click.argument("archives", nargs=-1, required=True, metavar="ARCHIVE...")
@click.option("--out", required=True, metavar="CASES", help="The file to write; it must be new.")
@click.option("--count", default=60, show_default=True, type=click.IntRange(1), metavar="N")
@click.option(
    "--unanswerable-from",
    "others",
    multiple=True,
    metavar="CASES",
    help="Cases of another archive: those this one cannot answer are taken. May be repeated.",
)
@click.option("--seed", default=0, show_default=True, metavar="N", help="Another, other cases.")
@json_option
def draft_cases(
    archives: tuple[str, ...],
    out: str,
    *,
    count: int,
    others: tuple[str, ...],
    seed: int,
    as_json: bool,
) -> None:
    """Propose cases from an archive by rules, for a person to accept or mend.

    Each has "accepted": false, and eval run leaves it out until somebody writes true.

    Example: pressmark eval draft-cases articles/ --out cases.jsonl
    """
    from eval.drafts.draft import check_free, draft, write

    path = Path(out)
    check_free(path)
    drafts = draft(
        [Path(one) for one in archives],
        count=count,
        others=[Path(one) for one in others],
        seed=seed,
    )
    write(drafts, path)
    total = len(drafts.cases)
    if total < count:
        click.echo(f"warning: {count} asked for, {total} could be drafted", err=True)
    for language, articles in drafts.passed_over:
        click.echo(f"passed over: {articles} articles: no rules for {language}", err=True)
    if as_json:
        print_json(
            {
                "cases_file": out,
                "articles": drafts.articles,
                "proposed": drafts.proposed,
                "cases": total,
                "answerable": drafts.answerable,
                "passed_over": dict(drafts.passed_over),
            }
        )
    else:
        click.echo(
            f"{total} cases drafted ({drafts.answerable} answerable) of {drafts.proposed} that"
            f' could be: read each, mend it, and set "accepted" to true in {out}'
        )
