"""srr list: the index in the terminal."""

import shutil
from collections.abc import Iterator, Sequence

import click

from srr.cli.arguments import open_workspace, today_option
from srr.cli.colours import paint
from srr.exporters.data import records
from srr.language import Text
from srr.records.postmortem import Postmortem
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.schema import vocabulary
from srr.schema.kinds import FOLDERS, KINDS, RecordKind
from srr.text.sinks import visible
from srr.text.terminal import table

_COLUMNS: dict[RecordKind, tuple[str, ...]] = {
    "risk": ("id", "priority", "status", "owner", "next_visit", "title"),
    "postmortem": ("id", "kind", "status", "owner", "started", "score", "title"),
}
_SUMMARY = Text(
    "{n} unresolved, {overdue} overdue as of {today}.",
    "{today} 時点で未解決 {n} 件、期限切れ {overdue} 件。",
)
_UNREAD = Text(
    "{n} files could not be read; srr lint says why.", "{n} 件は読めない。理由は srr lint が示す。"
)
_NONE = Text("No record to show.", "表示する記録がない。")


@click.command("list")
@click.argument("what", type=click.Choice(["risks", "postmortems"]), default="risks")
@click.option("--status", multiple=True, metavar="STATUS", help="Only records of this status.")
@click.option("--owner", metavar="HANDLE", help="Only records of this owner.")
@click.option("--all", "everything", is_flag=True, help="Risks that are done, too.")
@click.option("--json", "form", flag_value="json", help="Print JSON in a versioned format.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV.")
@today_option
def command(
    what: str,
    status: tuple[str, ...],
    owner: str | None,
    everything: bool,
    form: str | None,
    today: str | None,
) -> None:
    """List the risks, the most pressing first, or the postmortems, the newest first.

    \b
    Examples:
      srr list
      srr list --status watching --owner ura
      srr list postmortems --csv
    """
    workspace = open_workspace(today)
    kind = FOLDERS[what].name
    _refuse_unknown(status, kind)
    everything = everything or bool(status) or kind == "postmortem"
    shown = [
        record
        for record in _ordered(workspace.registry, kind)
        if (not status or record.status in status)
        and (owner is None or record.owner == owner)
        and (everything or record.status != "done")
    ]
    if form == "json":
        date, grace = workspace.today.date, workspace.settings.grace_days
        click.echo(records.to_json(shown, what, date, grace))
    elif form == "csv":
        click.echo(records.to_csv(shown, records.COLUMNS[kind]), nl=False)
    else:
        click.echo("\n".join(_lines(shown, workspace, kind)))


def _ordered(registry: Registry, kind: RecordKind) -> Sequence[Risk | Postmortem]:
    return registry.ranked if kind == "risk" else registry.newest


def _refuse_unknown(given: tuple[str, ...], kind: RecordKind) -> None:
    words = KINDS[kind].statuses
    for status in given:
        if status not in words:
            raise CannotDo(f"no status is called {status}; write one of {', '.join(words)}")


def _lines(
    shown: Sequence[Risk | Postmortem], workspace: Workspace, kind: RecordKind
) -> Iterator[str]:
    language, registry = workspace.settings.language, workspace.registry
    labels = {spec.key: spec.label.within(language) for spec in KINDS[kind].fields}
    columns = _COLUMNS[kind]
    rows = [[labels[column] for column in columns]]
    rows += [[_cell(record, column, workspace) for column in columns] for record in shown]
    width = shutil.get_terminal_size((100, 24)).columns
    head, *lines = table(rows, width)
    yield paint(head, "heading")
    for record, line in zip(shown, lines, strict=True):
        yield paint(line, "error") if _is_late(record, workspace) else line
    if not shown:
        yield _NONE.within(language)
    if kind == "risk":
        unresolved = sum(risk.is_open for risk in registry.risks)
        late = sum(_is_late(risk, workspace) for risk in registry.risks)
        summary = _SUMMARY.fill(n=unresolved, overdue=late, today=workspace.today)
        yield f"\n{summary.within(language)}"
    if registry.lost:
        yield _UNREAD.fill(n=registry.lost).within(language)


def _cell(record: Risk | Postmortem, column: str, workspace: Workspace) -> str:
    value = getattr(record, column)
    words = {
        "status": vocabulary.STATUSES
        if isinstance(record, Risk)
        else vocabulary.POSTMORTEM_STATUSES,
        "kind": vocabulary.POSTMORTEM_KINDS,
    }.get(column, {})
    if value in words:
        return words[value].within(workspace.settings.language)
    if column == "started" and value is not None:
        return f"{value:%Y-%m-%d %H:%M}"
    return "-" if value is None else visible(str(value))


def _is_late(record: Risk | Postmortem, workspace: Workspace) -> bool:
    grace_days = workspace.settings.grace_days
    return isinstance(record, Risk) and record.is_overdue(workspace.today.date, grace_days)
