"""The history of the records, read from git without a checkout; each version of a file is read once."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from typing import NamedTuple

from srr.documents.document import Document
from srr.documents.document import read as read_document
from srr.insights import risk_history, visit_history
from srr.insights.commits import BulkChange, Commit
from srr.insights.risk_history import UNREADABLE, Gap, History, RiskState
from srr.language import Text
from srr.records.change import Change, compare
from srr.records.concern import Concern
from srr.records.postmortem import Postmortem
from srr.records.record import Record, is_record_path, kind_of
from srr.records.registry import Registry, read_record
from srr.records.risk import Risk
from srr.repository import git, steps
from srr.repository.today import zone
from srr.repository.workspace import Workspace
from srr.schema.kinds import FOLDERS
from srr.schema.settings import Settings

BULK = 25
"""A commit that changed more records than this is one entry."""


class Past(NamedTuple):
    """The history of the risks in the commits, or why there is none; and the latest commits, as on a site.

    *trend* is the same from day to day, by the visits as well; None where no risk can be read.
    *lost* says in a sentence why a history that is there could not be read.
    """

    history: History | Gap
    commits: tuple[Commit, ...] | None = None
    trend: History | None = None
    lost: Text | None = None


_LOST = Text(
    "the site is made without the history of the records: {why}",
    "記録の履歴なしでサイトを作ります: {why}",
)
_PARTIAL = Text(
    "this clone holds a part of it only; fetch all of it (fetch-depth: 0 on GitHub, GIT_DEPTH: 0 on GitLab)",
    "このクローンには履歴の一部しかありません。すべて取得してください (GitHub では fetch-depth: 0、"
    "GitLab では GIT_DEPTH: 0)",
)


_READING = Text("reading the history in git", "git の履歴を読んでいます")


class _Touch(NamedTuple):
    """The files that a commit touched: from the path of each, its blob before and after; None for no file."""

    step: git.GitCommit
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]

    @property
    def is_bulk(self) -> bool:
        return len(self.after) > BULK

    def versions(self) -> Iterator[tuple[str, str]]:
        for side in (self.before, self.after):
            yield from ((path, blob) for path, blob in side.items() if blob)


_Versions = Mapping[tuple[str, str], Record | Document]
_Contents = Callable[[Iterable[str]], Mapping[str, bytes]]


def read(workspace: Workspace, limit: int) -> Past:
    """Return the history up to today by commits and visits, and the latest commits, or why there are none.

    The newest commits are read whole, until *limit* changes of records are reached.
    """
    root = workspace.root
    try:
        if git.is_partial(root):
            return _without_commits(workspace, "partial", _LOST.fill(why=_PARTIAL))
        if git.commits(root, ("HEAD",)) == (None,):
            return _without_commits(workspace, "no-commits")
        with steps.step(_READING):
            log = git.log(root, tuple(FOLDERS))
            return past(workspace, log, limit, partial(git.blobs, root))
    except git.GitError as error:
        in_git = any((folder / ".git").exists() for folder in (root, *root.resolve().parents))
        lost = _LOST.fill(why=error.said) if in_git else None
        return _without_commits(workspace, "no-git", lost)


def _without_commits(workspace: Workspace, gap: Gap, lost: Text | None = None) -> Past:
    trend = visit_history.day_by_day((), workspace.registry, workspace.today.date)
    return Past(gap, trend=trend, lost=lost)


def past(
    workspace: Workspace, log: Sequence[git.GitCommit], limit: int, contents_of: _Contents
) -> Past:
    """Return what *log* says of the records; *contents_of* returns the contents of blobs by their names."""
    here, today = zone(workspace.settings), workspace.today.date
    days = risk_history.plausible_days([step.at.astimezone(here).date() for step in log])
    known = [
        step._replace(files=_records(step.files), at=_on(day, step.at.astimezone(here)))
        for step, day in zip(log[: bisect_right(days, today)], days, strict=False)
    ]
    latest = _latest(known, limit)
    standings, versions = _read(workspace, known, latest, contents_of)
    snapshots = [
        risk_history.Snapshot(
            step.at.date(),
            {
                path: standings[blob] if blob else None
                for path, blob in step.files.items()
                if kind_of(path) == "risk"
            },
        )
        for step in known
    ]
    commits = tuple(_commits(latest, versions, workspace.settings))[::-1]
    trend = visit_history.day_by_day(snapshots, workspace.registry, today)
    return Past(risk_history.history(snapshots) or "no-commits", commits or None, trend)


def _records(files: Mapping[str, str | None]) -> dict[str, str | None]:
    return {path: blob for path, blob in files.items() if is_record_path(path)}


def _on(day: date, at: datetime) -> datetime:
    """Return an instant on the plausible day."""
    return at if at.date() == day else datetime.combine(day, time(), at.tzinfo)


def _latest(log: Sequence[git.GitCommit], limit: int) -> list[_Touch]:
    """Return as many of the last commits as a feed may list."""
    held: dict[str, str | None] = {}
    touches = []
    for step in log:
        changed = {path: blob for path, blob in step.files.items() if blob != held.get(path)}
        if changed:
            touches.append(_Touch(step, {path: held.get(path) for path in changed}, changed))
        held |= changed
    number = 0
    for count, touch in enumerate(reversed(touches), 1):
        number += 1 if touch.is_bulk else len(touch.after)
        if number >= limit:
            return touches[-count:]
    return touches


def _read(
    workspace: Workspace,
    log: Sequence[git.GitCommit],
    latest: Sequence[_Touch],
    contents_of: _Contents,
) -> tuple[dict[str, RiskState], _Versions]:
    """Return the state in each blob of a risk, and the whole versions in *latest*.

    An unchanged file of the work tree is not read again.
    """
    risks = {
        blob: path
        for step in log
        for path, blob in step.files.items()
        if blob and kind_of(path) == "risk"
    }
    wanted = {version for touch in latest if not touch.is_bulk for version in touch.versions()}
    here = dict(_unchanged(workspace, log))
    asked = {*risks, *(blob for _, blob in wanted)} - here.keys()
    contents = {blob: record.document.raw for blob, record in here.items()}
    contents |= contents_of(asked)

    def version(path: str, blob: str) -> Record | Document:
        known = here.get(blob)
        if known and known.path == path:
            return known
        return read_record(read_document(path, contents[blob]), workspace.settings)

    versions = {(path, blob): version(path, blob) for path, blob in wanted}
    standings = {
        blob: _state(versions.get((path, blob)) or here.get(blob) or version(path, blob))
        for blob, path in risks.items()
    }
    return standings, versions


def _unchanged(workspace: Workspace, log: Sequence[git.GitCommit]) -> Iterator[tuple[str, Record]]:
    latest = {path: blob for step in log for path, blob in step.files.items()}
    for record in workspace.as_written.records:
        blob = latest.get(record.path)
        if blob and git.holds(record.document.raw, blob):
            yield blob, record


def _state(version: Record | Document) -> RiskState:
    return risk_history.state_of(version) if isinstance(version, Risk) else UNREADABLE


def _commits(latest: Sequence[_Touch], versions: _Versions, settings: Settings) -> Iterator[Commit]:
    readable: dict[str, Record | None] = {}
    for touch in latest:
        commit = Commit(touch.step.commit, touch.step.at, touch.step.author)
        if touch.is_bulk:
            yield commit._replace(bulk=_bulk(touch))
        else:
            yield commit._replace(changes=_changes(touch, versions, readable, settings))


def _bulk(touch: _Touch) -> BulkChange:
    added = Counter(blob for path, blob in touch.after.items() if not touch.before[path])
    deleted = Counter(touch.before[path] for path, blob in touch.after.items() if not blob)
    renamed = (added & deleted).total()
    came, went = added.total(), deleted.total()
    return BulkChange(came - renamed, len(touch.after) - came - went, renamed, went - renamed)


def _changes(
    touch: _Touch, versions: _Versions, readable: dict[str, Record | None], settings: Settings
) -> tuple[Change, ...]:
    """Return what a commit did to the records that could be read before and after it.

    *readable* holds, by path, the last readable version of a record.
    """
    before, after = Registry(settings=settings), Registry(settings=settings)
    for path in touch.after:
        old, new = (versions.get((path, each[path] or "")) for each in (touch.before, touch.after))
        if isinstance(old, Document):
            if path not in readable:
                continue
            old = readable.pop(path)
        if isinstance(new, Document):
            readable[path] = old
        else:
            before, after = _with(before, old), _with(after, new)
    # Only what may be shown leaves the history.
    return tuple(change.shown(settings) for change in compare(before, after))


def _with(registry: Registry, record: Record | None) -> Registry:
    match record:
        case Risk():
            return replace(registry, risks=(*registry.risks, record))
        case Postmortem():
            return replace(registry, postmortems=(*registry.postmortems, record))
        case Concern():
            return replace(registry, concerns=(*registry.concerns, record))
    return registry
