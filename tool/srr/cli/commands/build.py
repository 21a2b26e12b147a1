"""srr build: make the site, or a folder of sources from which Zensical can."""

import gc
from pathlib import Path

import click

from srr.cli.arguments import open_workspace, today_option
from srr.cli.output import as_of, say, shown_path
from srr.site.mkdocs import build


@click.command("build")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the sources of the site, and how Zensical builds them, into DIR.",
)
@today_option
def command(out: Path | None, today: str | None) -> None:
    """Build the site with MkDocs, strictly; mkdocs.yml says where.

    A registry with findings is built, too: the site shows them, and so does the last line.

    Exit codes: 0 built, 2 cannot be built.

    \b
    Examples:
      srr build
      srr build --today 2026-04-01
      srr build --out build/zensical
    """
    # As in main: the garbage collector takes time and frees nothing that matters.
    gc.disable()
    opened = open_workspace(today)
    if out is not None:
        build.need_packages()
        from srr.site import zensical

        written = zensical.write(opened, out)
        if written.lost:
            say(written.lost)
        click.echo(f"{shown_path(out)}: {written.number} files {as_of(opened)}")
        return
    built = build.build(opened.root, today, say)
    click.echo(f"{shown_path(built.folder)}: the site {as_of(built.workspace)}")
