"""`pressmark eval report`."""

from pathlib import Path

import click

from ui.printing import plain


@click.command("report")
@click.argument("report", metavar="REPORT.json", type=click.Path(path_type=Path))
@click.option(
    "--out",
    metavar="REPORT.html",
    type=click.Path(path_type=Path),
    help="The page to write [beside the report].",
)
def report_page(report: Path, out: Path | None) -> None:
    """Write a report as a page that holds all it shows and loads nothing.

    Example: pressmark eval report report.json --out report.html
    """
    from eval.html_report.page import write_page
    from eval.report import read_report

    target = out or report.with_suffix(".html")
    write_page(read_report(report), target)
    click.echo(plain(f"wrote {target}"))
