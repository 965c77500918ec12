"""The `pressmark` command: arguments in, results on stdout, the rest on stderr, an exit status."""

import os
import sys
from collections.abc import Sequence

import click

from index.errors import PressmarkError
from ui.ask_commands import ask, search
from ui.chat_command import chat
from ui.check_command import check
from ui.copy_command import copy
from ui.eval_attack_command import attack
from ui.eval_claims_command import claims
from ui.eval_commands import evaluation
from ui.eval_compare_command import compare_reports
from ui.eval_drafts_command import draft_cases
from ui.eval_gate_command import gate
from ui.eval_import_command import import_cases
from ui.eval_report_command import report_page
from ui.eval_run_command import run as eval_run
from ui.index_commands import TERMINATED, index
from ui.printing import plain
from ui.read_commands import list_articles, show
from ui.roles_command import roles
from ui.talks_command import talks
from ui.upgrade_command import upgrade
from ui.version_commands import remove, rollback

DONE, SILENT, FAILED = 0, 1, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=False)
@click.version_option(package_name="pressmark", message="pressmark %(version)s")
def pressmark() -> None:
    """Ask a news archive; every sentence of an answer is checked against the paragraph it cites.

    Example: pressmark index build articles/ && pressmark ask "Who opened the bridge?"
    """


for one in (copy, remove, rollback, upgrade, roles):
    index.add_command(one)
for one in (
    eval_run,
    compare_reports,
    gate,
    report_page,
    claims,
    attack,
    draft_cases,
    import_cases,
):
    evaluation.add_command(one)
for one in (index, search, ask, check, show, list_articles, chat, talks, evaluation):
    pressmark.add_command(one)


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit status; what goes wrong is a line and a hint on stderr."""
    try:
        status = pressmark.main(list(arguments), prog_name="pressmark", standalone_mode=False)
    except click.ClickException as error:
        return _failed(error.format_message(), "pressmark --help")
    except PressmarkError as error:
        return _failed(str(error), error.hint)
    except (click.Abort, KeyboardInterrupt):
        return _failed("stopped; the index is as it was", "")
    except (
        SystemExit
    ) as ended:  # else click's answer to a reader that left: `pressmark list | head`
        return TERMINATED if ended.code == TERMINATED else DONE
    except Exception as error:
        if os.environ.get("PRESSMARK_DEBUG"):
            raise
        kind = type(error).__name__
        return _failed(f"unexpected {kind}: {error}", "PRESSMARK_DEBUG=1 shows where it arose")
    return status if isinstance(status, int) else DONE


def main() -> None:
    """Run the command line."""
    raise SystemExit(run(sys.argv[1:]))


def _failed(message: str, hint: str) -> int:
    click.echo(plain(f"error: {message}"), err=True)
    if hint:
        click.echo(plain(f"hint: {hint}"), err=True)
    return FAILED
