"""`pressmark index roles`."""

from pathlib import Path

import click

from index.errors import SettingsError
from index.settings import read_settings


@click.command()
@click.option(
    "--index",
    "index",
    metavar="ADDRESS",
    default="",
    help="The address of a PostgreSQL database [pressmark.toml, PRESSMARK_INDEX].",
)
def roles(index: str) -> None:
    """Print SQL that gives a database's builders and readers what each may do, and no more.

    Example: pressmark index roles --index postgresql://db.example/news
    """
    from index.postgres.address import Address, is_address
    from index.postgres.roles import roles as script

    named = index or read_settings(Path.cwd()).index
    if not is_address(named):
        raise SettingsError(
            "index roles: an index folder has no roles, a PostgreSQL database has",
            hint="name one: pressmark index roles --index postgresql://HOST/DATABASE",
        )
    click.echo(script(Address.read(named)), nl=False)
