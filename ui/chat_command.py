"""`pressmark chat`: starts Streamlit on the chat page."""

import os
import socket
import sys
from pathlib import Path

import click

from index.errors import SettingsError
from index.home import Location, home_of
from index.settings import INDEX_VARIABLE
from ui.options import index_option

_PAGE = Path(__file__).parent / "page.py"
_OPTIONS = {
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": "false",
    "theme.light.primaryColor": "#1f5f8b",
    "theme.light.backgroundColor": "#fdfdfb",
    "theme.light.secondaryBackgroundColor": "#f3f2ee",
    "theme.light.textColor": "#1f1e1b",
    "theme.light.linkColor": "#1f5f8b",
    "theme.dark.primaryColor": "#8fc3e8",
    "theme.dark.backgroundColor": "#16181b",
    "theme.dark.secondaryBackgroundColor": "#202327",
    "theme.dark.textColor": "#e8e6e1",
    "theme.dark.linkColor": "#8fc3e8",
}


@click.command()
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 lets others in.")
@index_option
def chat(index: Location, *, port: int, host: str) -> None:
    """Open the chat page on this machine.

    Example: pressmark chat --port 8600
    """
    home_of(index).current()
    _check_free(host, port)
    options = {**_OPTIONS, "server.address": host, "server.port": str(port)}
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    click.echo(f"Pressmark is at http://{host}:{port} (Ctrl-C ends it)", err=True)
    program = [sys.executable, "-m", "streamlit", "run", str(_PAGE), *flags, "--", str(index)]
    if not isinstance(index, Path):
        os.environ[INDEX_VARIABLE] = index.whole  # a list of processes shows no password so
    os.execv(sys.executable, program)  # noqa: S606 - our own interpreter, no shell


def _check_free(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise SettingsError(
            f"cannot listen on {host}:{port}: {error.strerror}", hint="name another --port"
        ) from error
