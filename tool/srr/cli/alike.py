"""Records that read like a new one, shown before it is written."""

from collections.abc import Sequence

import click

from srr.cli.arguments import srr_as_typed
from srr.insights import similar
from srr.language import Text
from srr.records.concern import Concern
from srr.records.postmortem import Postmortem
from srr.records.record import Record
from srr.repository.workspace import Workspace
from srr.schema import vocabulary
from srr.schema.kinds import KINDS, RecordKind
from srr.text.sinks import visible
from srr.text.spelling import Words

_SAME = Text("Is it one of these?", "このいずれかと同じリスクですか")
_NOT_WRITTEN = Text(
    "Nothing was written. To record what you saw now:",
    "何も書き込みませんでした。今回見たことを記録するには:",
)
_TAUGHT = Text("reads alike: see what it taught", "似ています。学んだことを確認してください")
_TRIED = Text("reads alike: see what was tried", "似ています。試したことを確認してください")
_ALIKE = Text(
    "reads alike: where it is the same risk, visit that one",
    "似ています。同じリスクなら、こちらを更新してください",
)
_ODD = Text(
    "reads alike: where it is the same, report on that one",
    "似ています。同じことなら、こちらに報告してください",
)
_FROM = Text(
    "reads alike: where it became this risk, use --from",
    "似ています。これがリスクになったのなら --from で指定してください",
)
_SHOWED = Text(
    "reads alike: where it showed here, name it with --risk",
    "似ています。このリスクが顕在化したのなら --risk で指定してください",
)


def ask_whether_known(workspace: Workspace, title: str, linked: Sequence[Record] = ()) -> None:
    """Show what reads alike; where one of them may be the same risk, ask, and end the run if it is.

    Nothing is said of those in *linked*.
    """
    known = [
        record
        for record in show_alike(workspace, "risk", title, linked)
        if _may_be_same(record, "risk")
    ]
    language = workspace.settings.language
    if known and click.confirm(_SAME.within(language), err=True):
        click.echo(_NOT_WRITTEN.within(language), err=True)
        for record in known:
            click.echo(visible(f"  {srr_as_typed()} visit {record.id}"), err=True)
        click.get_current_context().exit()


def show_alike(
    workspace: Workspace, kind: RecordKind, title: str, linked: Sequence[Record] = ()
) -> tuple[Record, ...]:
    """Print the records that read like the *title* of a new record of *kind*, and return them.

    Those in *linked* are named already, so nothing is advised for them.
    """
    language = workspace.settings.language
    named = {record.path for record in linked}
    alike = similar.alike(title, workspace.registry.records)
    found = tuple(record for record in alike if record.path not in named)
    for record in found:
        words: Words = {**KINDS[record.record_kind].statuses, **vocabulary.RESOLUTIONS}
        said = (record.status, getattr(record, "resolution", None))
        states = [words[each].within(language) if each in words else each for each in said if each]
        advice = _advice(record, kind).within(language)
        line = f"{record.id} {record.title} ({', '.join(states)}) {advice}"
        click.echo(visible(line), err=True)
    return found


def _may_be_same(record: Record, kind: RecordKind) -> bool:
    return kind == record.record_kind == "risk" and record.status != "done"


def _advice(record: Record, kind: RecordKind) -> Text:
    if isinstance(record, Postmortem):
        return _TAUGHT
    if record.has_ended:
        return _TRIED
    if isinstance(record, Concern):
        return _FROM if kind == "risk" else _ODD
    return _SHOWED if kind == "postmortem" else _ALIKE
