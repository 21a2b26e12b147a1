"""New lines in the logs of records: written, and printed."""

from collections.abc import Iterable
from typing import NamedTuple

import click

from srr.cli.quiet import tell
from srr.cli.saving import save
from srr.records.occurrences import Occurrence
from srr.records.visits import Visit
from srr.repository.workspace import Workspace
from srr.text.credentials import mask
from srr.text.sinks import visible


class NewLine(NamedTuple):
    """A *line* of a section that grows in the file at *path*, and what that file holds with it."""

    path: str
    line: Visit | Occurrence
    content: bytes


def write_lines(found: Iterable[NewLine], workspace: Workspace, *, dry_run: bool = False) -> None:
    """Write the file of each line, or none of them, and print the lines; with *dry_run*, print them alone."""
    lines = {each.path: each for each in found}
    if not dry_run:
        save(workspace.root, {each.path: each.content for each in lines.values()}, workspace.tree)
    for path, each in lines.items():
        (click.echo if dry_run else tell)(visible(mask(f"{path}: {each.line}")))
