"""One line on a terminal where a command takes long, so that nobody thinks that it hangs."""

from pathlib import Path
from threading import Timer

import click

from srr.repository import store
from srr.repository.errors import CannotDo
from srr.repository.settings_file import find_root

PATIENCE = 2.0
"""Seconds until the line is printed."""

# They wait for people, or run until they are stopped.
_ASKING = ("init", "new", "visit", "serve")


def announce_long_work(ctx: click.Context) -> None:
    """Say what the command of *ctx* is working on if it has not ended after a while."""
    if ctx.invoked_subcommand in _ASKING:
        return
    timer = Timer(PATIENCE, _announce, (ctx,))
    timer.daemon = True
    timer.start()
    ctx.call_on_close(timer.cancel)


def _announce(ctx: click.Context) -> None:
    try:
        root = Path(ctx.obj) if ctx.obj else find_root(Path.cwd())
        count = store.count(root)
    except (CannotDo, OSError):
        return
    files = "1 file" if count == 1 else f"{count:,} files"
    click.echo(f"srr: {ctx.invoked_subcommand} is working on {files} ...", err=True)
