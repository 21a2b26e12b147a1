"""The options by which list and export choose records, and the records that they choose."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import click

from srr.cli.asked import say_unknown
from srr.exporters.data import records
from srr.insights.selection import Listed, Wanted, in_order
from srr.language import Text
from srr.records.concern import Concern
from srr.records.registry import Registry
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.schema.kinds import FOLDERS, KINDS, RecordKind
from srr.text.spelling import meant

_UNASKED: Mapping[RecordKind, tuple[str, ...]] = {
    "risk": (),
    "postmortem": ("area", "team", "horizon", "effort", "overdue", "unknown"),
    "concern": ("team", "horizon", "effort", "unknown"),
}
"""The options that no record of a kind has a value for."""
_WORDS = ("owner", "area", "team", "service", "horizon", "effort")
_FOR_RISKS = Text(
    "--{name} is for risks; {folder} have none",
    "--{name} はリスク用です。{label}にはありません",
)
_TAKE_ONE = Text("take one of {words}", "{words} から選んでください")
_UNKNOWN_COLUMN = Text(
    "no column is called {given}; {hint}", "{given} という列はありません。{hint}"
)
_UNKNOWN_STATUS = Text(
    "no status is called {status}; write one of {words}",
    "{status} というステータスはありません。{words} から選んでください",
)

what_argument = click.argument(
    "what",
    type=click.Choice(list(FOLDERS)),
    default="risks",
    # Versions of Click write this in different ways.
    metavar=f"[{'|'.join(FOLDERS)}]",
)
_OPTIONS = (
    click.option("--status", multiple=True, metavar="STATUS", help="Only records of this status."),
    click.option("--owner", metavar="HANDLE", help="Only records of this owner; - for none."),
    click.option("--area", metavar="AREA", help="Only records of this area; - for none."),
    click.option("--team", metavar="TEXT", help="Only risks of this team; - for none."),
    click.option("--service", metavar="TEXT", help="Only records of this service; - for none."),
    click.option(
        "--horizon", metavar="WORD", help="Only risks planned for now, next, later, 2027Q1."
    ),
    click.option(
        "--effort", metavar="SIZE", help="Only risks of this effort: S, M or L; - for none."
    ),
    click.option("--overdue", is_flag=True, help="Only risks and concerns whose date has passed."),
    click.option("--unknown", is_flag=True, help="Only risks with an impact that is unknown."),
)
sort_option = click.option(
    "--sort", metavar="KEY", help="Order by this key, such as next_visit or owner."
)


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give *command* the options that say which records are wanted."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


class Choice(NamedTuple):
    """What was asked for: records of a *kind*, those *wanted*, by a *key* where one was given."""

    kind: RecordKind
    wanted: Wanted
    key: str | None

    def records(self, workspace: Workspace, *, everything: bool) -> list[Listed]:
        """Return the records in their order; those that have ended with *everything*, or by their status, alone."""
        known = _all(workspace.registry, self.kind)
        say_unknown(self.wanted.words, known, workspace.settings.language)
        settings, today = workspace.settings, workspace.today.date
        ended_too = everything or bool(self.wanted.statuses)
        found = [
            record
            for record in known
            if (ended_too or not record.has_ended) and self.wanted.holds(record, settings, today)
        ]
        return in_order(found, self.key) if self.key else found


def choice(what: str, asked: Mapping[str, Any], sort: str | None) -> Choice:
    """Return what the options ask for; refuse what no record of that kind has."""
    kind = FOLDERS[what].name
    return Choice(kind, _wanted(asked, kind), _sort_key(sort, kind) if sort else None)


def _wanted(asked: Mapping[str, Any], kind: RecordKind) -> Wanted:
    for name in _UNASKED[kind]:
        if asked[name]:
            folder, label = KINDS[kind].folder, KINDS[kind].label
            raise CannotDo(_FOR_RISKS.fill(name=name, folder=folder, label=label))
    _refuse_unknown(asked["status"], kind)
    words = {key: asked[key] for key in _WORDS if asked[key] is not None}
    return Wanted(asked["status"], words, asked["overdue"], asked["unknown"])


def _sort_key(given: str, kind: RecordKind) -> str:
    """Return the column that *given* names; refuse one that no record of *kind* has."""
    columns = records.COLUMNS[kind]
    key = given.strip().lower().replace("-", "_")
    if key not in columns:
        hint = meant(key, columns, _TAKE_ONE.fill(words=", ".join(columns)))
        raise CannotDo(_UNKNOWN_COLUMN.fill(given=given, hint=hint))
    return key


def _all(registry: Registry, kind: RecordKind) -> Sequence[Listed]:
    match kind:
        case "risk":
            return registry.ranked
        case "postmortem":
            return registry.newest
        case "concern":
            return sorted(registry.concerns, key=Concern.rank)


def _refuse_unknown(given: tuple[str, ...], kind: RecordKind) -> None:
    words = KINDS[kind].statuses
    for status in given:
        if status not in words:
            raise CannotDo(_UNKNOWN_STATUS.fill(status=status, words=", ".join(words)))
