"""srr baseline: let an old registry adopt the linter at once, and shrink what it owes."""

from collections.abc import Iterator
from typing import Any

import click

from srr.cli.arguments import no_record, open_workspace, today_option
from srr.cli.quiet import quiet_option, tell
from srr.cli.saving import unwritten
from srr.language import Text, counted, untranslated
from srr.lint import baseline as baselines
from srr.lint import catalogue, engine
from srr.lint.baseline import FILE, Baseline, key_of
from srr.lint.engine import Report
from srr.lint.finding import Finding, Severity
from srr.repository import store
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.text.sinks import visible

_AND_MORE = Text("{shown} and {n} more", "{shown}、ほか {n} 件")
_SHOWN = 3
_COUNTED = (Text("{n} finding", "指摘 {n} 件"), Text("{n} findings", "指摘 {n} 件"))
_ENTRIES = (Text("{n} entry", "{n} 項目"), Text("{n} entries", "{n} 項目"))
_LEFT_OUT = Text(
    "Left out, because a baseline never holds them: {found}; see srr lint.",
    "ベースラインに入れられないため除いた: {found}。srr lint で確認できる。",
)
_STALE = Text("stale: {key}, {count}", "解消済み: {key}、{count} 件")
_BEYOND = Text("beyond: {key}, {count}", "ベースライン外: {key}、{count} 件")
_TOO_MANY = Text(
    "{file} holds {found} too many; run srr baseline prune.",
    "{file} に、もうない{found}が残っている。srr baseline prune を実行する。",
)
_NOT_HELD = Text(
    "{file} does not hold {found}; srr lint shows them.",
    "{file} に入っていない{found}がある。srr lint で確認できる。",
)
_EXACT = Text(
    "{file} holds {found}, and there are no others.", "{file} の{found}のほかに指摘はない。"
)
_TAKEN_OUT = Text("{found} taken out.", "{found}を取り除いた。")
_HOLDS = Text("{file}: {found} in {entries}.", "{file}: {found} ({entries})。")
_NONE = Text(
    "There are no findings to keep, so there is no {file}.",
    "残す指摘がないので、{file} はない。",
)
_GROWS = Text(
    "{file} would grow by {found}: {keys}; fix them, or pass --grow",
    "{file} に{found}が加わってしまいます: {keys}。修正するか、--grow を付けてください",
)
_MISSING = Text(
    "there is no {file} in {root}; srr baseline write makes one",
    "{root} に {file} がありません。srr baseline write で作れます",
)
_OF_RULE = Text("{count} of {rule}", "{rule} {count} 件")


@click.group("baseline")
def command() -> None:
    """Keep a list of old findings that lint passes over, and shrink it.

    `srr lint` applies srr-baseline.json when it lies beside risks/. Errors and warnings go in, by record, rule
    and key; not overdue dates, which only a look at the risk settles, and not secrets.

    \b
    Examples:
      srr baseline write
      srr baseline check
      srr baseline prune
    """


@command.command("write")
@click.option("--grow", is_flag=True, help="Let an existing baseline take in more findings.")
@quiet_option("Print only what is left out.")
@today_option
def write(grow: bool, today: str | None) -> None:
    """Write all errors and warnings of today into the baseline.

    One that is there only shrinks, unless you say --grow; a pull request then says by how much.

    Exit codes: 0 written, 2 cannot be written, or would grow.

    \b
    Examples:
      srr baseline write
      srr baseline write --grow
    """
    workspace = open_workspace(today)
    found, report = _found(workspace)
    more = found.beyond(_held(workspace).renewed(found))
    if _is_there(workspace) and more.counts and not grow:
        raise CannotDo(_GROWS.fill(file=FILE, found=_counted(more), keys=_named(more)))
    _save(workspace, found)
    left_out = _left_out(report, found)
    if left_out:
        click.echo(_LEFT_OUT.fill(found=left_out).within(workspace.settings.language))


@command.command("check")
@today_option
def check_(today: str | None) -> None:
    """Compare the baseline with the errors and warnings of today; never writes.

    Exit codes: 0 it holds them exactly, 1 it holds more or fewer, 2 there is none.

    \b
    Example:
      srr baseline check
    """
    workspace = open_workspace(today)
    _refuse_missing(workspace)
    found, _ = _found(workspace)
    held = workspace.baseline.renewed(found)
    stale, beyond = held.beyond(found), found.beyond(held)
    for line in _compared(stale, beyond, found):
        click.echo(visible(line.within(workspace.settings.language)))
    click.get_current_context().exit(int(bool(stale.counts or beyond.counts)))


@command.command("prune")
@quiet_option("Print nothing when it is done.")
@today_option
def prune(today: str | None) -> None:
    """Take out of the baseline what is fixed; the file goes when nothing is left in it.

    Exit codes: 0 done, 2 cannot do what was asked.

    \b
    Example:
      srr baseline prune
    """
    workspace = open_workspace(today)
    _refuse_missing(workspace)
    found, _ = _found(workspace)
    _save(workspace, workspace.baseline.renewed(found).within(found))


def _compared(stale: Baseline, beyond: Baseline, found: Baseline) -> Iterator[Text]:
    for line, part in ((_STALE, stale), (_BEYOND, beyond)):
        for key, count in sorted(part.counts.items()):
            yield line.fill(key=key, count=count)
    if stale.counts:
        yield _TOO_MANY.fill(file=FILE, found=_counted(stale))
    if beyond.counts:
        yield _NOT_HELD.fill(file=FILE, found=_counted(beyond))
    if not stale.counts and not beyond.counts:
        yield _EXACT.fill(file=FILE, found=_counted(found))


def _found(workspace: Workspace) -> tuple[Baseline, Report]:
    """Return what a baseline of today would hold, and the report without one."""
    registry, settings = workspace.as_written, workspace.settings
    if registry.is_empty:
        raise no_record(workspace.root)
    report = engine.check(registry, settings, workspace.today.date)
    return baselines.of(report.findings, catalogue.baseline_rules(), _held(workspace)), report


def _held(workspace: Workspace) -> Baseline:
    """Return what the baseline still holds: an entry until a first visit ends with that."""
    unvisited = {risk.id for risk in workspace.registry.risks if risk.awaits_first_visit}
    return workspace.baseline.lasting(unvisited)


def _is_there(workspace: Workspace) -> bool:
    return FILE in workspace.baseline_tree


def _refuse_missing(workspace: Workspace) -> None:
    if not _is_there(workspace):
        raise CannotDo(_MISSING.fill(file=FILE, root=workspace.root))


def _save(workspace: Workspace, new: Baseline) -> None:
    gone = workspace.baseline.renewed(new).beyond(new)
    try:
        if new.counts:
            content = baselines.render(new).encode()
            store.write(workspace.root, {FILE: content}, workspace.baseline_tree)
        else:
            store.remove(workspace.root, FILE, workspace.baseline_tree)
    except OSError as error:
        raise unwritten(workspace.root, error) from None
    for line in _said(gone, new):
        tell(line.within(workspace.settings.language))


def _said(gone: Baseline, new: Baseline) -> Iterator[Text]:
    if gone.counts:
        yield _TAKEN_OUT.fill(found=_counted(gone))
    if new.counts:
        entries = counted(len(new.counts), *_ENTRIES)
        yield _HOLDS.fill(file=FILE, found=_counted(new), entries=entries)
    else:
        yield _NONE.fill(file=FILE)


def _left_out(report: Report, found: Baseline) -> Text | None:
    """Return how many findings a baseline never holds, by rule, beside what is *found*; None where there are none."""
    kept_out = {rule.name for rule in catalogue.all_rules() if not rule.in_baseline}
    counts: dict[str, int] = {}
    for finding in _that_matter(report.findings):
        if finding.rule in kept_out and key_of(finding) not in found.counts:
            counts[finding.rule] = counts.get(finding.rule, 0) + 1
    parts = [_OF_RULE.fill(count=count, rule=rule) for rule, count in sorted(counts.items())]
    return (
        Text(", ".join(part.en for part in parts), "、".join(part.ja for part in parts))
        if parts
        else None
    )


def _that_matter(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    return (finding for finding in findings if finding.severity is not Severity.INFO)


def _counted(part: Baseline) -> Text:
    return counted(part.total, *_COUNTED)


def _named(part: Baseline) -> Text:
    keys: list[Any] = sorted(part.counts)
    shown = visible(", ".join(map(str, keys[:_SHOWN])))
    if len(keys) <= _SHOWN:
        return untranslated(shown)
    return _AND_MORE.fill(shown=shown, n=len(keys) - _SHOWN)
