"""srr lint: check the records; never writes to them."""

from pathlib import Path
from typing import Any

import click

from srr.cli import output
from srr.cli.arguments import completing, open_workspace, paint, today_option
from srr.lint import engine
from srr.lint.engine import Report
from srr.lint.finding import Severity
from srr.repository.workspace import CannotDo, Workspace, did_you_mean


@click.command("lint")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option(
    "--format",
    "forms",
    multiple=True,
    metavar="FORM[=FILE]",
    help=f"One of {', '.join(output.FORMS)}; into FILE when given. Can be repeated.  [default: text]",
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
    rules = _rules(workspace, _split(select), _split(ignore))
    registry = workspace.registry
    if not (registry.records or registry.unreadable or registry.oddities):
        raise CannotDo(f"no record in {workspace.root}/risks; write one with srr new risk")
    report = _judged_staged(workspace, rules, base) if staged else _judged(workspace, rules, base)
    if paths:
        report = report.within(record_paths(workspace, paths))
    output.deliver(report, output.Run(workspace, rules, paint, show_ignored), asked)
    click.get_current_context().exit(_exit_code(report, fail_on))


def _judged(workspace: Workspace, rules: tuple[engine.Rule[Any], ...], base: str | None) -> Report:
    registry, settings, today = workspace.registry, workspace.settings, workspace.today.date
    allowed = workspace.baseline
    if base is None:
        return engine.check(registry, settings, today, rules, baseline=allowed)
    from srr.lint import pull_request
    from srr.repository import merge_base

    compared = merge_base.load(workspace, base)
    return pull_request.judge(registry, settings, today, rules, compared, allowed)


def _judged_staged(
    workspace: Workspace, rules: tuple[engine.Rule[Any], ...], base: str | None
) -> Report:
    """Judge the index against HEAD, but for the rules of change: a pull request may take several commits."""
    from srr.lint import pull_request
    from srr.records.change import Change, PolicyChange
    from srr.repository import merge_base

    if base is not None:
        raise CannotDo("--staged compares with HEAD; leave out --base")
    kept = tuple(rule for rule in rules if rule.scope not in (Change, PolicyChange))
    index, today = merge_base.staged(workspace), workspace.today.date
    before = merge_base.before_commit(workspace)
    return pull_request.judge(index.registry, index.settings, today, kept, before, index.baseline)


def record_paths(workspace: Workspace, paths: tuple[str, ...]) -> list[str]:
    """Return the record files at *paths*, files or folders; refuse a path that holds none."""
    found: list[str] = []
    for given in paths:
        path = _within_root(workspace.root, given)
        under = [known for known in workspace.tree if path in (known, ".")]
        under += [known for known in workspace.tree if known.startswith(f"{path}/")]
        if not under:
            raise CannotDo(_nothing_at(given))
        found += under
    return found


def _within_root(root: Path, given: str) -> str:
    """Return *given* as a path in the registry; a link at its end is not followed."""
    path, top = Path(given), root.resolve()
    try:
        if path.name in ("", "..") or path.resolve() == top:
            return path.resolve().relative_to(top).as_posix()
        return (path.parent.resolve() / path.name).relative_to(top).as_posix()
    except ValueError:
        raise CannotDo(f"{given} lies outside of the registry {root}") from None
    except (OSError, RuntimeError):  # a link that leads to itself
        raise CannotDo(f"{given} leads nowhere") from None


def _nothing_at(given: str) -> str:
    try:
        Path(given).lstat()
    except OSError:
        return f"{given} does not exist"
    return f"{given} is no record; records are Markdown files in risks/ and postmortems/"


def _rules(
    workspace: Workspace, select: list[str], ignore: list[str]
) -> tuple[engine.Rule[Any], ...]:
    for name in engine.unknown_names((*select, *ignore)):
        known = [word for rule in engine.all_rules() for word in (rule.name, rule.family)]
        told = did_you_mean(name, known, "srr rule lists them all")
        raise CannotDo(f"no rule or family is called {name}; {told}")
    rules = engine.chosen(workspace.settings, select, ignore)
    if not rules:
        raise CannotDo("no rule is left to run; name others with --select and --ignore")
    return rules


def _split(names: tuple[str, ...]) -> list[str]:
    return [name.strip() for given in names for name in given.split(",") if name.strip()]


def _exit_code(report: Report, fail_on: str) -> int:
    if fail_on == "never":
        return 0
    least = Severity(fail_on).rank
    return int(any(finding.severity.rank >= least for finding in report.findings))
