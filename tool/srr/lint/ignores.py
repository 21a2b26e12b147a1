"""Which findings an ignore covers, and which ignores cover nothing.

An ignore is a comment on the finding's line or above it, or an entry of the settings, with a reason. It may
carry an end, and for a rule of time it must.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from srr.documents.document import Document, Ignore
from srr.documents.places import Span
from srr.language import Text
from srr.lint.finding import Finding
from srr.records.values import day
from srr.schema.dates import Duration
from srr.schema.settings import Settings
from srr.text.credentials import mask


class UnusedIgnore(NamedTuple):
    """An ignore that covered nothing; *document* is None for one in the settings or the baseline.

    In the baseline, *surplus* is how many findings it covers that are not there.
    """

    rules: tuple[str, ...]
    reason: str
    document: Document | None = None
    span: Span | None = None
    record: str | None = None
    surplus: int = 0


# A rule, the path or record it was ignored on, and the comment that said so; None for an entry of the settings.
_Use = tuple[str, str, Span | None]

LONGEST = Duration(31, "d")
"""How far ahead the end of an ignore may lie where the rule is one of time."""

ENDED = Text("the ignore for this finding ended on {until}", "この指摘の無視は {until} で終わった")
ENDLESS = Text(
    "the ignore for this finding has no effect without an end date; add until={last} or earlier",
    "この指摘の無視には終わりの日がないので効かない。until={last} か、それより前の日を加える",
)
TOO_LONG = Text(
    "the ignore for this finding has no effect: {until} is too far ahead; write until={last} or earlier",
    "この指摘の無視は {until} までと長すぎるので効かない。until={last} か、それより前の日にする",
)
NO_DAY = Text(
    "the ignore for this finding has no effect: until={until} is not a date; write one such as {last}",
    "この指摘の無視は until={until} が日付ではないので効かない。{last} のように書く",
)
_HELP = Text("{help}; {why}", "{help}。{why}")


class _Source(NamedTuple):
    """A comment or an entry of the settings that names a finding; *until* is as it is written there."""

    reason: str
    until: str | None
    use: _Use


def ignoring(
    raised: list[Finding],
    documents: Mapping[str, Document],
    settings: Settings,
    run: Mapping[str, bool],
    known: set[str],
    today: date,
) -> tuple[list[Finding], list[UnusedIgnore]]:
    """Mark the findings that an ignore covers; return them all, and the ignores that cover nothing.

    *run* names the rules that ran, each with whether it is dated, *known* all that there are.
    """
    used: set[_Use] = set()
    marked = []
    for finding in raised:
        weakness = None
        for source in _sources(finding, documents.get(finding.path), settings):
            used.add(source.use)
            why = _weakness(source.until, run[finding.rule], today)
            if why is None:
                finding = replace(finding, ignored=source.reason)
                break
            weakness = weakness or why
        else:
            finding = _with_help(finding, weakness) if weakness else finding
        marked.append(finding)
    return marked, list(_unused(documents, settings, set(run), known, used))


def _with_help(finding: Finding, why: Text) -> Finding:
    return replace(finding, help=_HELP.fill(help=finding.help, why=why) if finding.help else why)


def _weakness(until: str | None, dated: bool, today: date) -> Text | None:
    """Say why an ignore does nothing today; None where it has force.

    What a dated rule finds comes with time alone, so ignoring it for good would bury it.
    """
    last = LONGEST.after(today)
    if until is None:
        return ENDLESS.fill(last=last) if dated else None
    end = day(until)
    if end is None:
        return NO_DAY.fill(until=mask(until), last=last)
    if end < today:
        return ENDED.fill(until=end)
    return TOO_LONG.fill(until=end, last=last) if dated and end > last else None


def _sources(finding: Finding, source: Document | None, settings: Settings) -> Iterator[_Source]:
    """Yield what names *finding* to ignore it: comments first."""
    for ignore in _comments_for(finding, source) if source and source.ignores else ():
        use = (finding.rule, finding.path, ignore.span)
        yield _Source(ignore.reason, ignore.until, use)
    record = finding.record or ""
    entry = settings.ignore.get(finding.rule, {}).get(record)
    if entry is not None:
        until = None if entry.until is None else str(entry.until)
        yield _Source(entry.reason, until, (finding.rule, record, None))


def _comments_for(finding: Finding, source: Document) -> Iterator[Ignore]:
    """Yield the comments on the finding's line or above it that name its rule.

    In the body blank lines may follow the comment, because Markdown wants one before a heading. Code can hold no
    comment, so that is above all of it.
    """
    line = source.code_around(finding.place.line)
    above = line - 1
    while above > 1 and not source.line(above).strip():
        above -= 1
    for ignore in source.ignores:
        if finding.rule in ignore.rules and ignore.reason:
            reaches = ignore.line == above and ignore.span.start >= source.body.start
            if reaches or ignore.line in (line - 1, line):
                yield ignore


def _unused(
    documents: Mapping[str, Document],
    settings: Settings,
    run: set[str],
    known: set[str],
    used: set[_Use],
) -> Iterator[UnusedIgnore]:
    for source in documents.values():
        for ignore in source.ignores:
            idle = tuple(
                name
                for name in ignore.rules
                if (name in run or name not in known)
                and (name, source.path, ignore.span) not in used
            )
            if idle or not ignore.rules:
                yield UnusedIgnore(idle, ignore.reason, source, ignore.span)
    for name, entries in settings.ignore.items():
        for record, entry in entries.items():
            if name in run and (name, record, None) not in used:
                yield UnusedIgnore((name,), entry.reason, record=record)
