"""`pressmark eval attack`: sets that try to mislead, made from an archive."""

from dataclasses import asdict
from pathlib import Path

import click

from ui.options import json_option
from ui.printing import plain, print_json


@click.command()
@click.argument("archives", nargs=-1, required=True, metavar="ARCHIVE...")
@click.option("--out", required=True, metavar="FOLDER", help="A folder that does not exist yet.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another one, other sets.")
@click.option("--count", type=int, default=50, show_default=True, help="Of each kind, at most.")
@json_option
def attack(archives: tuple[str, ...], *, out: str, seed: int, count: int, as_json: bool) -> None:
    """Make false claims, planted instructions and false articles from an archive, with a seed.

    Example: pressmark eval attack articles/ --out attack
    """
    from eval.adversarial.attack import attack as make_attack

    made = make_attack([Path(one) for one in archives], Path(out), seed=seed, count=count)
    if as_json:
        print_json({"folder": out, "seed": seed, **asdict(made)})
        return
    for name, counts in asdict(made).items():
        kinds = ", ".join(f"{kind} {number:,}" for kind, number in counts.items())
        click.echo(plain(f"{name:<13} {sum(counts.values()):>5,}  {kinds}"))
    click.echo(plain(f"in {out}; measure: pressmark eval claims {out}/claims.jsonl"))
