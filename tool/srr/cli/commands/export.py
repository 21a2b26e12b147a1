"""srr export: the records as a table or as JSON, for other programs and for people without git."""

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

import click

from srr.cli.arguments import open_workspace, today_option
from srr.cli.filters import choice, filter_options, sort_option, what_argument
from srr.cli.messages import say
from srr.cli.output import shown_path
from srr.cli.output_file import output_file, put, refuse_own
from srr.cli.quiet import quiet_option, tell
from srr.exporters.sheet import NotExportable, Sheet
from srr.exporters.tables import BINARY, FORMATS, LABELLED, PACKAGES, UNLABELLED, rendered
from srr.language import NAMES, Language, Text, counted
from srr.repository.errors import CannotDo
from srr.repository.steps import step
from srr.repository.workspace import Workspace
from srr.schema.kinds import FOLDERS

_AT_TERMINAL = Text(
    "{form} is no text for a terminal; give a file, as in --output {folder}.{form}",
    "{form} は端末に表示できません。--output {folder}.{form} のように、ファイルを指定してください",
)
_NO_PACKAGE = Text(
    '{form} needs a package that is not installed ({name}); pip install "srr[{form}]"',
    '{form} に必要なパッケージがありません ({name})。pip install "srr[{form}]" を実行してください',
)
_NO_LABELS = Text(
    "{form} holds keys and values as they are in the records; leave --labels out",
    "{form} のキーと値は常に記録のままです。--labels を外してください",
)
_LOST = (
    Text(
        "1 file could not be read and is left out; srr lint says why",
        "読めない 1 件は含まれていません。理由は srr lint が示します",
    ),
    Text(
        "{n} files could not be read and are left out; srr lint says why",
        "読めない {n} 件は含まれていません。理由は srr lint が示します",
    ),
)
# Each print is flushed.
_PIECES = 1000
_WRITING = Text("writing the export", "出力を作っています")


@click.command("export")
@click.argument("form", type=click.Choice(list(FORMATS)), metavar=f"[{'|'.join(FORMATS)}]")
@what_argument
@filter_options
@click.option(
    "--open/--all",
    "only_open",
    help="Leave out risks that are done, concerns that ended and closed postmortems; default: all.",
)
@sort_option
@click.option(
    "--labels",
    type=click.Choice(list(NAMES)),
    help="Write heads and the words of closed lists in this language.",
)
@click.option("--output", metavar="FILE", help="Write to FILE, not to standard output.")
@quiet_option("Print nothing but the export.")
@today_option
def command(
    form: str,
    what: str,
    only_open: bool,
    sort: str | None,
    labels: Language | None,
    output: str | None,
    today: str | None,
    **asked: Any,
) -> None:
    """Give the records out: risks, postmortems or concerns, whole, one row or object for each.

    csv and xlsx have a column for each key, such as links.metrics, and each section, such as body:log. markdown is one
    table of what fits on a line, with labels. `srr import table` reads csv, xlsx and json back.

    Everything is exported unless options say less; the order is that of `srr list`. Secrets are asterisks.

    \b
    Examples:
      srr export xlsx --labels ja --output risks.xlsx
      srr export csv --open --team platform > risks.csv
      srr export json | jq '.risks | length'
    """
    _refuse_early(form, labels)
    if form in BINARY and output is None and sys.stdout is not None and sys.stdout.isatty():
        raise CannotDo(_AT_TERMINAL.fill(form=form, folder=what))
    file = None if output is None else output_file(output)
    workspace = open_workspace(today)
    if file:
        refuse_own(file, workspace)
    found = choice(what, asked, sort).records(workspace, everything=not only_open)
    settings = workspace.settings
    labels = labels or (settings.language if form in LABELLED else None)
    pieces = rendered(form, Sheet(FOLDERS[what].name, found, settings, labels))
    try:
        with step(_WRITING):
            _deliver(pieces, file, workspace)
    except NotExportable as refusal:
        raise CannotDo(refusal.said) from None
    if workspace.registry.lost:
        say(counted(workspace.registry.lost, *_LOST).within(settings.language))
    if file:
        number = counted(len(found), *FOLDERS[what].counted).within(settings.language)
        tell(f"{shown_path(file)}: {number}")


def _refuse_early(form: str, labels: Language | None) -> None:
    """Refuse what cannot work before a record is read."""
    if labels and form in UNLABELLED:
        raise CannotDo(_NO_LABELS.fill(form=form))
    package = PACKAGES.get(form)
    if package and find_spec(package) is None:
        raise CannotDo(_NO_PACKAGE.fill(form=form, name=package))


def _deliver(pieces: Iterator[bytes], file: Path | None, workspace: Workspace) -> None:
    if file:
        put(file, b"".join(pieces), workspace)
        return
    while content := b"".join(islice(pieces, _PIECES)):
        click.echo(content, nl=False)
