"""srr list: the index in the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import click

from srr.cli.arguments import open_workspace, today_option
from srr.cli.colours import paint
from srr.cli.filters import choice, filter_options, sort_option, what_argument
from srr.cli.screen_width import screen_width
from srr.exporters.data import records
from srr.insights.selection import Listed, is_overdue
from srr.language import Text, counted
from srr.records.concern import Concern
from srr.records.risk import Risk
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.schema import vocabulary
from srr.schema.fields import BAD_MINUTES, FieldSpec
from srr.schema.kinds import KINDS, RecordKind
from srr.schema.record_schema import choices
from srr.schema.scoring import UNKNOWN
from srr.text.sinks import visible
from srr.text.terminal import LEAST, cut, table, width

_COLUMNS: dict[RecordKind, tuple[str, ...]] = {
    "risk": ("id", "priority", "status", "owner", "next_visit", "title"),
    "postmortem": ("id", "kind", "status", "owner", "started", "score", "title"),
    "concern": ("id", "status", "owner", "report_due", "title"),
}
_LEAST_NEEDED: dict[RecordKind, tuple[str, ...]] = {
    "risk": ("owner", "status", "priority"),
    "postmortem": ("owner", "score", "kind", "status"),
    "concern": ("owner", "status"),
}
"""The columns that a narrow terminal goes without, in this order; a title goes below its row before the second."""
_MARK = "!"
_SUMMARY = Text(
    "{n} unresolved, {overdue} overdue{mark} as of {today}.",
    "{today} 時点で未解決 {n} 件、期限切れ {overdue} 件{mark}。",
)
_SUMMARY_OF_CONCERNS = Text(
    "{n} to report on, {overdue} overdue{mark} as of {today}.",
    "{today} 時点で報告待ち {n} 件、期限切れ {overdue} 件{mark}。",
)
_UNREAD = (
    Text(
        "1 file could not be read; srr lint says why.", "1 件は読めない。理由は srr lint が示す。"
    ),
    Text(
        "{n} files could not be read; srr lint says why.",
        "{n} 件は読めない。理由は srr lint が示す。",
    ),
)
_TWO_FORMATS = Text(
    "--json and --csv cannot be printed together; give one of them",
    "--json と --csv は同時に出力できません。どちらか一方にしてください",
)
_NONE = Text("No record to show.", "表示する記録がない。")


@click.command("list")
@what_argument
@filter_options
@click.option(
    "--all", "everything", is_flag=True, help="Risks that are done and concerns that ended, too."
)
@sort_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON in a versioned format.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@today_option
def command(
    what: str,
    everything: bool,
    sort: str | None,
    as_json: bool,
    as_csv: bool,
    today: str | None,
    **asked: Any,
) -> None:
    """List the risks, the most pressing first, the postmortems, the newest first, or the concerns, by report.

    `!` marks a date that has passed. A narrow terminal gets titles below the rows, and fewer columns; a pipe
    gets all of both. --sort adds the column it sorts by.

    --sort takes any column of --csv. High numbers come first, so do early dates.

    \b
    Examples:
      srr list
      srr list --status watching --owner ura
      srr list --team platform --overdue --sort next_visit
      srr list postmortems --csv
      srr list concerns --owner sato
    """
    workspace = open_workspace(today)
    if as_json and as_csv:
        raise CannotDo(_TWO_FORMATS)
    asked_for = choice(what, asked, sort)
    kind, key = asked_for.kind, asked_for.key
    shown = asked_for.records(workspace, everything=everything or kind == "postmortem")
    if as_json:
        day = records.as_of(workspace.registry, workspace.today.date)
        for part in records.json_parts(shown, what, day):
            click.echo(part, nl=False)
        click.echo()
    elif as_csv:
        click.echo(records.to_csv(shown, records.COLUMNS[kind]), nl=False)
    else:
        click.echo("\n".join(_lines(shown, workspace, kind, key)))


def _lines(
    shown: Sequence[Listed], workspace: Workspace, kind: RecordKind, key: str | None
) -> Iterator[str]:
    language, registry = workspace.settings.language, workspace.registry
    needless = [each for each in _LEAST_NEEDED[kind] if each != key]
    head, *lines = _laid_out(_columns(shown, workspace, kind, key), needless, screen_width())
    yield paint(head, "heading")
    for record, line in zip(shown, lines, strict=True):
        yield paint(line, "error") if _is_late(record, workspace) else line
    if not shown:
        yield _NONE.within(language)
    if kind != "postmortem":
        yield f"\n{_summary(kind, workspace).within(language)}"
    if registry.lost:
        yield counted(registry.lost, *_UNREAD).within(language)


def _summary(kind: RecordKind, workspace: Workspace) -> Text:
    """Say how many records of *kind* are open, and how many are late."""
    registry = workspace.registry
    is_risk = kind == "risk"
    listed: Sequence[Risk | Concern] = registry.risks if is_risk else registry.concerns
    late = sum(_is_late(record, workspace) for record in listed)
    return (_SUMMARY if is_risk else _SUMMARY_OF_CONCERNS).fill(
        n=sum(record.is_open for record in listed),
        overdue=late,
        mark=f" ({_MARK})" if late else "",
        today=workspace.today.described,
    )


def _columns(
    shown: Sequence[Listed], workspace: Workspace, kind: RecordKind, key: str | None
) -> dict[str, list[str]]:
    """Return the columns by their keys, each with its head and a cell for each record."""
    language = workspace.settings.language
    keys = list(_COLUMNS[kind])
    if key and key not in keys:
        keys.insert(-1, key)
    specs = {spec.key: spec for spec in (*KINDS[kind].fields, BAD_MINUTES)}
    return {
        each: [specs[each].label.within(language)]
        + [_cell(record, specs[each], workspace) for record in shown]
        for each in keys
    }


def _laid_out(cells: dict[str, list[str]], needless: Sequence[str], columns: int) -> Iterator[str]:
    """Yield the head and a row for each record; where titles have too little place, they go below."""
    titles = cells["title"]
    readable = min(LEAST, max(map(width, titles)))
    beside = _fitting(cells, needless[:1], columns + LEAST - readable)
    if _narrowest(beside) <= columns + LEAST - readable:
        yield from table(list(zip(*beside.values(), strict=True)), columns)
        return
    del cells["title"]
    rows = zip(*_fitting(cells, needless, columns).values(), strict=True)
    for row, title in zip(table(list(rows), columns), titles, strict=True):
        yield f"{row}\n  {cut(title, columns - 2)}"


def _fitting(
    cells: Mapping[str, list[str]], needless: Sequence[str], columns: int
) -> dict[str, list[str]]:
    """Return *cells* without as many of the *needless* as it takes to fit into *columns*."""
    kept = dict(cells)
    for key in needless:
        if _narrowest(kept) > columns:
            del kept[key]
    return kept


def _narrowest(cells: Mapping[str, list[str]]) -> int:
    """Return the columns that a table of *cells* takes, with titles cut as far as they may be."""
    widths = (LEAST if key == "title" else max(map(width, column)) for key, column in cells.items())
    return sum(widths) + 2 * (len(cells) - 1)


def _cell(record: Listed, spec: FieldSpec, workspace: Workspace) -> str:
    value, settings = getattr(record, spec.key), workspace.settings
    if value is None:
        return "-"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return f"{value:,.1f}"
    if spec.key in ("next_visit", "report_due"):
        return f"{value} {_MARK}" if _is_late(record, workspace) else str(value)
    words = choices(spec, record.record_kind, settings) if spec.kind == "choice" else {}
    words = {**words, UNKNOWN: vocabulary.UNKNOWN} if spec.kind in ("level", "priority") else words
    return visible(words[value].within(settings.language) if value in words else str(value))


def _is_late(record: Listed, workspace: Workspace) -> bool:
    return is_overdue(record, workspace.settings, workspace.today.date)
