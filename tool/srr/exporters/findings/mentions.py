"""The owners of what is wrong as a Markdown list that mentions them, for an issue that the forge sends to them."""

from collections.abc import Iterator, Mapping
from typing import Any

from srr.exporters.findings import Run
from srr.language import Text
from srr.lint.engine import Report
from srr.lint.finding import Finding, Severity
from srr.records.record import Record
from srr.records.values import text
from srr.text.sinks import markdown

_IDS = 20
_OWNERS = 50
_MORE = Text("{shown} and {n} more", "{shown} ほか {n} 件")
_MORE_OWNERS = Text("- and {n} more owners", "- ほか {n} 人")


def render(report: Report, run: Run) -> Iterator[str]:
    """Yield a line for each owner of a record with errors; whoever people.toml does not map is not mentioned."""
    owed: dict[str, dict[str, None]] = {}
    records = report.registry.by_path
    for finding in report.findings:
        record = records.get(finding.path)
        owner = _owner(finding, record) if record else None
        if record and owner and finding.severity is Severity.ERROR:
            owed.setdefault(owner, {})[record.id] = None
    lines = [_line(owner, list(ids), report, run) for owner, ids in sorted(owed.items())]
    if len(lines) > _OWNERS:
        more = _MORE_OWNERS.fill(n=len(lines) - _OWNERS).within(run.language)
        lines = [*lines[:_OWNERS], more]
    yield "\n".join(lines)


def _owner(finding: Finding, record: Record) -> str | None:
    """Return whom the finding is for: an action has an owner, and the conditions of an acceptance a reviewer."""
    value: Any = record.data
    for step in finding.key[:2]:
        value = value.get(step) if isinstance(value, Mapping) else _item(value, step)
    if finding.key[:1] == ("actions",) and isinstance(value, Mapping):
        return text(value.get("owner")) or record.owner
    if finding.key[:2] == ("acceptance", "holds_while"):
        acceptance = record.data.get("acceptance")
        reviewer = acceptance.get("reviewer") if isinstance(acceptance, Mapping) else None
        return text(reviewer) or record.owner
    return record.owner


def _item(value: Any, step: object) -> Any:
    is_there = isinstance(value, list) and isinstance(step, int) and step < len(value)
    return value[step] if is_there else None


def _line(owner: str, ids: list[str], report: Report, run: Run) -> str:
    person = run.people.get(owner)
    name = (person and person.mention(report.today)) or markdown(owner)
    shown = ", ".join(map(markdown, ids[:_IDS]))
    if len(ids) > _IDS:
        shown = _MORE.fill(shown=shown, n=len(ids) - _IDS).within(run.language)
    return f"- {name}: {shown}"
