"""srr baseline: let an old registry adopt the linter at once, and shrink what it owes."""

from collections.abc import Iterator
from typing import Any

import click

from srr.cli.arguments import open_workspace, today_option
from srr.cli.saving import unwritten
from srr.lint import baseline as baselines
from srr.lint import catalogue, engine
from srr.lint.baseline import FILE, Baseline
from srr.lint.engine import Report
from srr.lint.finding import Finding, Severity
from srr.repository import store
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.text.sinks import visible

_SHOWN = 3


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
    more = found.beyond(workspace.baseline.renewed(found))
    if _is_there(workspace) and more.counts and not grow:
        raise CannotDo(
            f"{FILE} would grow by {_counted(more)}: {_named(more)}; fix them, or pass --grow"
        )
    _save(workspace, found)
    left_out = _left_out(report)
    if left_out:
        click.echo(f"Left out, because a baseline never holds them: {left_out}; see srr lint.")


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
    for label, part in (("stale", stale), ("beyond", beyond)):
        for key, count in sorted(part.counts.items()):
            click.echo(f"{label}: {visible(str(key))}, {count}")
    if stale.counts:
        click.echo(f"{FILE} holds {_counted(stale)} too many; run srr baseline prune.")
    if beyond.counts:
        click.echo(f"{FILE} does not hold {_counted(beyond)}; srr lint shows them.")
    if not stale.counts and not beyond.counts:
        click.echo(f"{FILE} holds {_counted(found)}, and there are no others.")
    click.get_current_context().exit(int(bool(stale.counts or beyond.counts)))


@command.command("prune")
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


def _found(workspace: Workspace) -> tuple[Baseline, Report]:
    """Return what a baseline of today would hold, and the report without one."""
    registry, settings = workspace.as_written, workspace.settings
    if registry.is_empty:
        raise CannotDo(f"no record in {workspace.root}/risks; write one with srr new risk")
    report = engine.check(registry, settings, workspace.today.date)
    return baselines.of(report.findings, catalogue.baseline_rules()), report


def _is_there(workspace: Workspace) -> bool:
    return FILE in workspace.baseline_tree


def _refuse_missing(workspace: Workspace) -> None:
    if not _is_there(workspace):
        raise CannotDo(f"there is no {FILE} in {workspace.root}; srr baseline write makes one")


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
    if gone.counts:
        click.echo(f"{_counted(gone)} taken out.")
    if new.counts:
        click.echo(
            f"{FILE}: {_counted(new)} in {len(new.counts)} {'entry' if len(new.counts) == 1 else 'entries'}."
        )
    else:
        click.echo(f"There are no findings to keep, so there is no {FILE}.")


def _left_out(report: Report) -> str:
    kept_out = {rule.name for rule in catalogue.all_rules() if not rule.in_baseline}
    counts: dict[str, int] = {}
    for finding in _that_matter(report.findings):
        if finding.rule in kept_out:
            counts[finding.rule] = counts.get(finding.rule, 0) + 1
    return ", ".join(f"{count} of {rule}" for rule, count in sorted(counts.items()))


def _that_matter(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    return (finding for finding in findings if finding.severity is not Severity.INFO)


def _counted(part: Baseline) -> str:
    return f"{part.total} finding{'' if part.total == 1 else 's'}"


def _named(part: Baseline) -> str:
    keys: list[Any] = sorted(part.counts)
    more = f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else ""
    return visible(", ".join(map(str, keys[:_SHOWN]))) + more
