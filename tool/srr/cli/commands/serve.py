"""srr serve: show the site while somebody writes."""

import click

from srr.cli.arguments import open_workspace, today_option
from srr.cli.messages import say
from srr.cli.output import as_of, named
from srr.language import Text
from srr.site.mkdocs import build
from srr.site.mkdocs.build import HOST, Built

_STOPS = Text("Ctrl+C stops.", "Ctrl+C で終了する。")


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@today_option
def command(port: int, today: str | None) -> None:
    """Serve the site on this machine, and reload it in the browser after each edit.

    \b
    Examples:
      srr serve
      srr serve --port 8080 --today 2026-04-01
    """

    def shown(built: Built) -> None:
        for finding in built.by_hand:
            say(named(finding).within(built.workspace.settings.language))
        said = as_of(built.workspace, built.by_hand)
        click.echo(f"http://{HOST}:{port}/ {said} ({built.seconds:.1f} s)")

    opened = open_workspace(today)
    click.echo(_STOPS.within(opened.settings.language))
    language = opened.settings.language
    build.serve(opened.root, today, port, lambda words: say(words.within(language)), shown)
