"""One line on a terminal for each step that takes long, so that nobody thinks that a command hangs."""

from threading import Timer

import click

from srr.cli.quiet import is_quiet
from srr.language import Text
from srr.repository import steps
from srr.text.sinks import visible

PATIENCE = 2.0
"""Seconds of a step until its line is printed."""


def announce_long_work(ctx: click.Context) -> None:
    """Name each step of the command of *ctx* that takes a while."""
    ctx.with_resource(steps.watched(_Announcer(ctx)))


class _Announcer:
    """Prints a step that has not ended after a while."""

    def __init__(self, ctx: click.Context) -> None:
        self.ctx = ctx
        self.timer: Timer | None = None

    def __call__(self, step: Text | None) -> None:
        if self.timer:
            self.timer.cancel()
        is_told = step and not is_quiet(self.ctx)
        self.timer = Timer(PATIENCE, self._announce, (step,)) if is_told else None
        if self.timer:
            self.timer.daemon = True
            self.timer.start()

    def _announce(self, step: Text) -> None:
        # Imported late: most runs end before anything is announced.
        from srr.cli.arguments import language_of

        click.echo(f"srr: {visible(step.within(language_of(self.ctx)))} ...", err=True)
