"""`pressmark talks`: the talks that were kept, found again, written to a file or deleted."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from index.errors import IndexMissing, SettingsError
from index.settings import read_settings
from ui.options import as_text, index_option, json_option
from ui.printing import plain, print_json

if TYPE_CHECKING:
    from rag.lasting import Lasting
    from rag.talks import SavedTurn, TalkCard, Talks

_KINDS = ("md", "html", "docx")


@click.group("talks", invoke_without_command=True)
@click.option("--containing", metavar="WORDS", default="", help="Only talks that have these words.")
@click.option("--owner", metavar="NAME", default="", help="Only talks of this owner.")
@index_option
@json_option
@click.pass_context
def talks(
    context: click.Context, index: Path, *, containing: str, owner: str, as_json: bool
) -> None:
    """List the talks that were kept, of everybody, the last one added to first.

    Example: pressmark talks --containing bridge
    """
    if context.invoked_subcommand:
        _refuse_options(context)
        return
    with _opened(index) as kept:
        owners = (as_text(owner),) if owner else kept.owners()
        sought = as_text(containing)
        found = [(who, one) for who in owners for one in kept.listed(who, sought)]
    found.sort(key=lambda pair: (pair[1].updated, pair[1].id), reverse=True)
    if as_json:
        print_json({"talks": [{**asdict(one), "owner": who} for who, one in found]})
        return
    for who, one in found:
        click.echo(_line(who, one))


@talks.command("export")
@click.argument("talk_id", metavar="TALK-ID")
@click.option("--as", "kind", type=click.Choice(_KINDS), default="md", show_default=True)
@click.option(
    "--out", metavar="FILE", help="The file to write; it must be new [stdout, or a name]."
)
@index_option
def export(talk_id: str, index: Path, *, kind: str, out: str | None) -> None:
    """Write a talk with all it cites, and what became of each citation since.

    Example: pressmark talks export TALK-ID --as docx --out bridge.docx
    """
    from rag.export import KINDS, exported

    with _opened(index) as kept:
        owner = kept.owner_of(as_text(talk_id))
        title, turns = kept.talk(owner, talk_id).title, kept.turns(owner, talk_id)
    if not turns:
        raise SettingsError("nothing was asked in this talk yet", hint="pressmark talks")
    (chosen,) = [one for one in KINDS if one == kind]
    made = exported(turns, chosen, title=title, states=_states(index, turns))
    if out is None and kind != "docx":
        click.echo(made.content.decode(), nl=False)
        return
    path = Path(out or made.name)
    _write(path, made.content)
    click.echo(plain(str(path)))


@talks.command("delete")
@click.argument("talk_id", metavar="TALK-ID")
@index_option
def delete(talk_id: str, index: Path) -> None:
    """Delete a talk for good; nothing of it stays in a file of talks.

    Example: pressmark talks delete TALK-ID
    """
    with _opened(index) as kept:
        kept.delete(kept.owner_of(as_text(talk_id)), talk_id)
    click.echo(plain(f"deleted: {talk_id}"))


def _refuse_options(context: click.Context) -> None:
    """Refuse options that would not be heard: those of a subcommand stand after it."""
    for name in context.params:
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"options go after talks {context.invoked_subcommand}")


def _opened(index: Path) -> "Talks":
    """Open the talks; SettingsError where there is no file, as nothing was ever kept."""
    from rag.talks import Talks, talks_place

    place = talks_place(index, read_settings(Path.cwd()))
    if isinstance(place, Path) and not place.exists():
        raise SettingsError(
            f"no talks at {place}", hint="the chat keeps them: pressmark chat; or name its --index"
        )
    return Talks.open(place)


def _states(index: Path, turns: "tuple[SavedTurn, ...]") -> "tuple[Lasting, ...]":
    """Return how what the turns cite stands now; nothing is known without the index."""
    from index.reader import IndexReader
    from rag.lasting import lasting

    cited = (one for turn in turns for claim in turn.answer.claims for one in claim.citations)
    try:
        with IndexReader.open(index) as reader:
            return lasting(cited, reader)
    except IndexMissing:
        click.echo(plain(f"note: no index at {index}: citations are not compared"), err=True)
        return ()


def _write(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise SettingsError(
            f"{path} is there, and is left as it is", hint="name another with --out"
        ) from error
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be written: {error.strerror}", hint="name another with --out"
        ) from error


def _line(owner: str, card: "TalkCard") -> str:
    asked = "1 question" if card.turns == 1 else f"{card.turns} questions"
    return plain(
        f"{card.updated[:16].replace('T', ' ')}  {card.id}  {owner}  {card.title} ({asked})"
    )
