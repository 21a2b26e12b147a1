"""srr build: make the site, or a folder of sources from which Zensical can."""

import gc
from pathlib import Path

import click

from srr.cli.arguments import open_workspace, today_option
from srr.lint.finding import Severity
from srr.repository.workspace import Workspace
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
    # A run is short and frees nothing that matters.
    gc.disable()
    opened = open_workspace(today)
    if out is not None:
        build.need_packages()
        from srr.site import zensical

        count = zensical.write(opened, out)
        click.echo(f"{shown_path(out)}: {count} files {as_of(opened)}")
        return
    built = build.build(opened.root, today, say)
    click.echo(f"{shown_path(built.folder)}: the site {as_of(built.workspace)}")


def as_of(built: Workspace) -> str:
    """Return the date of a site and what the linter says of its registry, in words."""
    report = built.report
    counts = [
        f"{count} {severity.value}{'s' if count != 1 and severity is not Severity.INFO else ''}"
        for severity in Severity
        if (count := report.count(severity))
    ]
    findings = f"{', '.join(counts)}: see srr lint" if counts else "no findings"
    return f"as of {built.today}; {findings}"


def say(line: str) -> None:
    """Print one line about what went wrong."""
    click.echo(f"srr: {line}", err=True)


def shown_path(path: Path) -> str:
    """Return *path* as it is shortest from here."""
    absolute, here = path.absolute(), Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(absolute)
