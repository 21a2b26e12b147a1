"""The option -q: a command leaves out what nobody has to act on."""

from collections.abc import Callable
from typing import Any

import click

_KEY = "srr.quiet"


def quiet_option(meaning: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option -q, which *meaning* explains in the help."""
    return click.option(
        "-q", "--quiet", is_flag=True, expose_value=False, callback=_note, help=meaning
    )


def is_quiet(ctx: click.Context | None = None) -> bool:
    """Whether -q was given to the command of *ctx*, by default the running one."""
    return bool((ctx or click.get_current_context()).meta.get(_KEY))


def tell(line: str) -> None:
    """Print *line*, which -q leaves out."""
    if not is_quiet():
        click.echo(line)


def _note(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    del param
    ctx.meta[_KEY] = value
