"""The postmortem and its actions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from srr.documents.document import Document
from srr.records import scores
from srr.records.record import Record, shared_values
from srr.records.values import day, instant, names, text
from srr.schema.settings import Settings


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a postmortem promises; *index* is its place in the list."""

    index: int
    id: str | None
    do: str | None
    viewpoint: str | None
    owner: str | None
    due: date | None
    done: date | None
    link: str | None

    @property
    def is_open(self) -> bool:
        """Whether it is not yet done."""
        return self.done is None


@dataclass(frozen=True, slots=True)
class Postmortem(Record):
    """The lessons of an incident, a near miss or a drill."""

    kind: str | None = None
    started: datetime | None = None
    detected: datetime | None = None
    acknowledged: datetime | None = None
    mitigated: datetime | None = None
    resolved: datetime | None = None
    first_notice: datetime | None = None
    scope: int | None = None
    severity: int | None = None
    score: int | None = None
    trigger: str | None = None
    cause_class: str | None = None
    services: tuple[str, ...] = ()
    rollback: str | None = None
    actions: tuple[Action, ...] = ()

    def finish_by(self, settings: Settings) -> date | None:
        """Return the last day of its present status; None where it may keep that status.

        Nobody can finish what is not resolved, and a report is finished as it is written.
        """
        given = {"draft": settings.draft_for, "in-review": settings.review_for}
        if self.resolved is None or self.kind == "report" or self.status not in given:
            return None
        return given[self.status].after(self.resolved.date())

    def begun(self) -> datetime:
        """Return when it started; the beginning of time when that is not known."""
        return self.started or datetime.min.replace(tzinfo=UTC)


def postmortem(read: Document, settings: Settings) -> Postmortem:
    """Read a postmortem from its document."""
    data = read.data
    return Postmortem(
        **shared_values(read, "postmortem", settings.headings),
        kind=text(data.get("kind")),
        started=instant(data.get("started")),
        detected=instant(data.get("detected")),
        acknowledged=instant(data.get("acknowledged")),
        mitigated=instant(data.get("mitigated")),
        resolved=instant(data.get("resolved")),
        first_notice=instant(data.get("first_notice")),
        scope=scores.graded(data.get("scope"), settings.scope),
        severity=scores.graded(data.get("severity"), settings.severity),
        score=scores.stated_score(data.get("score")),
        trigger=text(data.get("trigger")),
        cause_class=text(data.get("cause_class")),
        services=names(data.get("services")),
        rollback=text(data.get("rollback")),
        actions=_actions(data.get("actions")),
    )


def _actions(value: object) -> tuple[Action, ...]:
    rows = value if isinstance(value, list) else []
    return tuple(_action(index, row) for index, row in enumerate(rows) if isinstance(row, dict))


def _action(index: int, row: dict[str, Any]) -> Action:
    return Action(
        index=index,
        id=text(row.get("id")),
        do=text(row.get("do")),
        viewpoint=text(row.get("viewpoint")),
        owner=text(row.get("owner")),
        due=day(row.get("due")),
        done=day(row.get("done")),
        link=text(row.get("link")),
    )
