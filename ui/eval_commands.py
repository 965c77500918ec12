"""`pressmark eval`: what its commands hang on; each has a module of its own."""

import click


@click.group("eval", no_args_is_help=False)
def evaluation() -> None:
    """Measure answers on questions whose answers are known.

    Example: pressmark eval run cases.jsonl
    """
