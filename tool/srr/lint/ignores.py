"""Which findings an ignore covers, and which ignores cover nothing.

An ignore is a comment on the finding's line or above it, or an entry of the settings, with a reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from srr.documents.document import Document, Ignore
from srr.documents.places import Span
from srr.lint.finding import Finding
from srr.schema.settings import Settings


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


def ignoring(
    raised: list[Finding],
    documents: Mapping[str, Document],
    settings: Settings,
    run: set[str],
    known: set[str],
) -> tuple[list[Finding], list[UnusedIgnore]]:
    """Mark the findings that an ignore covers; return them all, and the ignores that cover nothing.

    *run* names the rules that ran, *known* all that there are.
    """
    used: set[_Use] = set()
    marked = []
    for finding in raised:
        source = documents.get(finding.path)
        comment = _comment_for(finding, source) if source and source.ignores else None
        reason = settings.ignore.get(finding.rule, {}).get(finding.record or "")
        if comment is not None:
            used.add((finding.rule, finding.path, comment.span))
            finding = replace(finding, ignored=comment.reason)
        elif reason is not None:
            used.add((finding.rule, finding.record or "", None))
            finding = replace(finding, ignored=reason)
        marked.append(finding)
    return marked, list(_unused(documents, settings, run, known, used))


def _comment_for(finding: Finding, source: Document) -> Ignore | None:
    """Return the comment on the finding's line or above it that names its rule.

    In the body blank lines may follow the comment, because Markdown wants one before a heading.
    """
    line = finding.place.line
    above = line - 1
    while above > 1 and not source.line(above).strip():
        above -= 1
    for ignore in source.ignores:
        if finding.rule in ignore.rules and ignore.reason:
            reaches = ignore.line == above and ignore.span.start >= source.body.start
            if reaches or ignore.line in (line - 1, line):
                return ignore
    return None


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
    for name, reasons in settings.ignore.items():
        for record, reason in reasons.items():
            if name in run and (name, record, None) not in used:
                yield UnusedIgnore((name,), reason, record=record)
