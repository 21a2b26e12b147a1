"""srr lint: check the records; never writes to them."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import click

from srr.cli import output
from srr.cli.arguments import (
    completing,
    from_here,
    no_record,
    open_workspace,
    record_paths,
    today_option,
)
from srr.cli.colours import paint
from srr.cli.quiet import quiet_option
from srr.exporters.findings import FORMATS, Run
from srr.language import Text
from srr.lint import catalogue, engine
from srr.lint.engine import Report
from srr.lint.finding import Severity
from srr.lint.rule import Rule
from srr.repository import merge_base
from srr.repository.errors import CannotDo
from srr.repository.steps import judging
from srr.repository.workspace import Workspace
from srr.text.spelling import meant

_UNKNOWN_RULE = Text(
    "no rule or family is called {name}; {hint}",
    "{name} というルールやファミリーはありません。{hint}",
)
_LIST_RULES = Text("srr rule lists them all", "srr rule で一覧できます")
_NO_RULE = Text(
    "no rule is left to run; name others with --select and --ignore",
    "実行するルールが残っていません。--select と --ignore を見直してください",
)
_STAGED_BASE = Text(
    "--staged compares with HEAD; leave out --base",
    "--staged は HEAD と比べます。--base は付けないでください",
)


@click.command("lint")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option(
    "--format",
    "forms",
    multiple=True,
    metavar="FORM[=FILE]",
    help=f"One of {', '.join(FORMATS)}; into FILE when given. Can be repeated.  [default: text]",
)
@click.option(
    "--select",
    multiple=True,
    metavar="RULE",
    help="Run only this rule or family.",
    shell_complete=completing("rules_and_families"),
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULE",
    help="Leave out this rule or family.",
    shell_complete=completing("rules_and_families"),
)
@click.option(
    "--fail-on",
    type=click.Choice([*(level.value for level in Severity), "never"]),
    default="error",
    show_default=True,
    help="Exit 1 when there is a finding of this severity or a higher one.",
)
@click.option(
    "--base",
    metavar="REF",
    help="Judge what changed since REF, or since what CI names (auto); other findings are counted.",
)
@click.option(
    "--staged",
    is_flag=True,
    help="Judge what the next commit would change; the rules of change wait for the pull request.",
)
@click.option("--show-ignored", is_flag=True, help="Show the ignored findings with their reasons.")
@quiet_option("Print nothing when nothing is found.")
@today_option
def command(
    paths: tuple[str, ...],
    forms: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    base: str | None,
    staged: bool,
    show_ignored: bool,
    today: str | None,
) -> None:
    """Check the records, all of them or those at PATH.

    The whole registry is always read, because records speak of each other.

    Exit codes: 0 nothing found, 1 findings, 2 cannot do what was asked.

    \b
    Examples:
      srr lint
      srr lint risks/SRR-0003.md --format json
      srr lint --format text --format sarif=lint.sarif
      srr lint --select visit --fail-on warning --today 2026-04-01
      srr lint --base main
      srr lint --staged
    """
    asked = output.wanted(forms)
    workspace = open_workspace(today)
    wanted = _split(select), _split(ignore)
    rules = _rules(workspace, *wanted)
    registry = workspace.as_written
    if registry.is_empty:
        raise no_record(workspace.root)
    report = (
        _judged_staged(workspace, rules, base)
        if staged
        else _judged(workspace, rules, base, wanted)
    )
    if paths:
        report = report.within(record_paths(workspace, paths))
    output.deliver(report, workspace, _run(workspace, report, rules, show_ignored), asked)
    click.get_current_context().exit(_exit_code(report, fail_on))


def _run(
    workspace: Workspace, report: Report, rules: Sequence[Rule[Any]], show_ignored: bool
) -> Run:
    ran = [rule for rule in rules if report.base is not None or rule.family != "change"]
    # The settings of the base may run a rule that those of today turn off.
    found = {finding.rule for finding in report.findings} - {rule.name for rule in ran}
    ran += [rule for rule in catalogue.all_rules() if rule.name in found]
    language = workspace.settings.language
    today = workspace.today.described.within(language)
    here = partial(from_here, workspace.root)
    return Run(
        language,
        today,
        rules=ran,
        paint=paint,
        show_ignored=show_ignored,
        from_here=here,
        people=workspace.settings.people or {},
    )


def _judged(
    workspace: Workspace,
    rules: tuple[Rule[Any], ...],
    base: str | None,
    wanted: tuple[list[str], list[str]],
) -> Report:
    registry, settings, today = workspace.as_written, workspace.settings, workspace.today.date
    allowed = workspace.baseline
    if base is None:
        with judging(registry):
            return engine.check(registry, settings, today, rules, baseline=allowed)
    from srr.lint import pull_request

    compared = merge_base.base_of(workspace, base)
    strict = catalogue.chosen(compared.settings, *wanted)
    with judging(registry):
        return pull_request.judge(registry, settings, today, rules, compared, allowed, strict)


def _judged_staged(workspace: Workspace, rules: tuple[Rule[Any], ...], base: str | None) -> Report:
    """Judge the index against HEAD, but for the rules of change: a pull request may take several commits."""
    from srr.lint import pull_request
    from srr.lint.comparison import PolicyChange
    from srr.records.change import Change

    if base is not None:
        raise CannotDo(_STAGED_BASE)
    kept = tuple(rule for rule in rules if rule.scope not in (Change, PolicyChange))
    index, today = merge_base.staged(workspace), workspace.today.date
    before = merge_base.before_commit(workspace)
    registry, allowed = index.registry, index.baseline
    with judging(registry):
        return pull_request.judge(registry, index.settings, today, kept, before, allowed)


def _rules(workspace: Workspace, select: list[str], ignore: list[str]) -> tuple[Rule[Any], ...]:
    for name in catalogue.unknown_names((*select, *ignore)):
        known = [word for rule in catalogue.all_rules() for word in (rule.name, rule.family)]
        raise CannotDo(_UNKNOWN_RULE.fill(name=name, hint=meant(name, known, _LIST_RULES)))
    rules = catalogue.chosen(workspace.settings, select, ignore)
    if not rules:
        raise CannotDo(_NO_RULE)
    return rules


def _split(names: tuple[str, ...]) -> list[str]:
    return [name.strip() for given in names for name in given.split(",") if name.strip()]


def _exit_code(report: Report, fail_on: str) -> int:
    if fail_on == "never":
        return 0
    least = Severity(fail_on).rank
    return int(any(finding.severity.rank >= least for finding in report.findings))
