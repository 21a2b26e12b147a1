"""One rule at work on a fragment laid over a valid record."""

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from kit.examples import TODAY, sides, tree
from srr.lint.catalogue import all_rules
from srr.lint.comparison import Base, PolicyChange
from srr.lint.engine import Report, check
from srr.lint.finding import Finding
from srr.lint.rule import Rule
from srr.records.change import Change
from srr.records.concern import Concern
from srr.records.postmortem import Postmortem
from srr.records.registry import Registry, read_registry
from srr.repository.settings_file import usable_settings_in, with_people
from srr.schema.settings import Settings, parse

RULES = {rule.name: rule for rule in all_rules()}


def judged(
    name: str,
    fragment: str,
    today: date = TODAY,
    settings: Mapping[str, Any] | None = None,
    folder: str | None = None,
    before: str | None = None,
) -> tuple[Finding, ...]:
    """Return what the rule called *name*, alone, says about *fragment*, which was *before* on the base."""
    return _report(name, fragment, today, settings, folder, before).findings


def messages(name: str, fragment: str, **options: Any) -> list[str]:
    """Return the English messages of `judged`."""
    return [finding.message.en for finding in judged(name, fragment, **options)]


def carets(name: str, fragment: str, **options: Any) -> list[str]:
    """Return the lines that the findings of `judged` point at, the place between marks: `owner: «ura»`."""
    return pointed_at(_report(name, fragment, **options))


def pointed_at(report: Report) -> list[str]:
    """Return the lines that the findings of *report* point at, the place between marks.

    It is the path of a finding where that holds no record.
    """
    return [
        _marked(report, finding) if finding.path in report.written else finding.path
        for finding in report.findings
    ]


def example(rule: Rule[Any], fragment: str) -> Report:
    """Return what all rules say about an example on the page of *rule*."""
    before, after = sides(fragment) or ("", fragment)
    if rule.scope is PolicyChange:
        old, new = (parse(tomllib.loads(side), "srr.toml") for side in (before, after))
        return check(Registry(), new, TODAY, base=Base(Registry(), old, "main"))
    path = _path(rule)
    files = tree(after, path)
    settings = usable_settings_in(files)
    registry = read_registry(files, settings)
    if rule.scope is not Change:
        return check(registry, settings, TODAY)
    base = Base(read_registry(tree(before, path), settings), settings, "main")
    return check(registry, settings, TODAY, base=base)


def _path(rule: Rule[Any], folder: str | None = None) -> str:
    if folder == "postmortems" or rule.scope is Postmortem:
        return "postmortems/PM-0001.md"
    is_concern = folder == "concerns" or rule.scope is Concern
    return "concerns/CN-0001.md" if is_concern else "risks/SRR-0001.md"


def _report(
    name: str,
    fragment: str,
    today: date = TODAY,
    settings: Mapping[str, Any] | None = None,
    folder: str | None = None,
    before: str | None = None,
) -> Report:
    rule = RULES[name]
    chosen = parse(settings, "srr.toml") if settings else Settings()
    path = _path(rule, folder)
    files = tree(fragment, path)
    chosen = with_people(chosen, files)
    registry = read_registry(files, chosen)
    base = None
    if before is not None:
        base = Base(read_registry(tree(before, path), chosen), chosen, "main")
    return check(registry, chosen, today, (rule,), base)


def _marked(report: Report, finding: Finding) -> str:
    read, place = report.written[finding.path], finding.place
    lines = [read.line(number) for number in range(place.line, place.end_line + 1)]
    # The end first, so that the start keeps its column on a line that holds both.
    lines[-1] = _split(lines[-1], place.end_column, "»")
    lines[0] = _split(lines[0], place.column, "«")
    return "\n".join(lines)


def _split(line: str, column: int, mark: str) -> str:
    return line[: column - 1] + mark + line[column - 1 :]
