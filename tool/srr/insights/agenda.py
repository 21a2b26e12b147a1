"""The review meeting's list: reports, what is late, due, silent, new or about to lapse, and who carries how much."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from srr.insights.actions import ActionOf, actions_of
from srr.insights.breaks import Break, breaks, by_risk
from srr.insights.stocktake import candidates
from srr.insights.team import part_of_team
from srr.insights.workload import Load, owner_loads
from srr.language import Text, counted
from srr.records.concern import Concern
from srr.records.postmortem import Postmortem
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.records.visit_faults import STALLED, stalled
from srr.records.visits import NUMBERS
from srr.schema.settings import Settings

ENDING = timedelta(days=30)
"""How long before its end an acceptance is on the agenda."""


class Meeting(NamedTuple):
    """What a meeting on a day knows besides the risk: *breaks* are the conditions of each, by its path."""

    settings: Settings
    today: date
    breaks: Mapping[str, tuple[Break, ...]]

    def breaks_of(self, risk: Risk) -> tuple[Break, ...]:
        """Return the conditions of *risk*, the soonest first."""
        return self.breaks.get(risk.path, ())


class Point(NamedTuple):
    """A point of the agenda: the reason that it gives, and which risks come up."""

    key: str
    reason: Text
    calls: Callable[[Risk, Meeting], bool]


class Unfinished(NamedTuple):
    """A postmortem that stayed a draft, or in review, beyond *until*."""

    postmortem: Postmortem
    until: date


@dataclass(frozen=True, slots=True)
class Agenda:
    """The topics of one meeting: risks by the key of their point, late postmortems and actions, and the load.

    *reports* are the concerns on which a report is due by the next meeting, the earliest first.
    """

    today: date
    reports: tuple[Concern, ...]
    risks: Mapping[str, tuple[Risk, ...]]
    actions: tuple[ActionOf, ...]
    unfinished: tuple[Unfinished, ...]
    load: tuple[Load, ...]
    stocktake: int | None = None
    """How many candidates the stocktake has; None outside of its months."""
    breaks: Mapping[str, tuple[Break, ...]] = field(default_factory=dict)
    """The conditions of each risk, by its path, the soonest first."""

    def pressing(self, risk: Risk) -> tuple[Break, ...]:
        """Return the conditions for which *risk* comes up, the soonest first."""
        found = self.breaks.get(risk.path, ())
        return tuple(each for each in found if each.is_alarming or each.is_near(self.today))

    @property
    def reports_by_owner(self) -> Mapping[str, tuple[Concern, ...]]:
        """The reports by owner, first whose report is due first; "" holds those of nobody."""
        groups: dict[str, tuple[Concern, ...]] = {}
        for each in self.reports:
            name = each.owner or ""
            groups[name] = (*groups.get(name, ()), each)
        return groups

    @property
    def reasons(self) -> tuple[tuple[Risk, tuple[str, ...]], ...]:
        """Each risk once, the most pressing first, with the keys of the points under which it is listed."""
        keys: dict[str, tuple[str, ...]] = {}
        listed: dict[str, Risk] = {}
        for key, risks in self.risks.items():
            for risk in risks:
                listed[risk.path] = risk
                keys[risk.path] = (*keys.get(risk.path, ()), key)
        ranked = sorted(listed.values(), key=Risk.rank)
        return tuple((risk, keys[risk.path]) for risk in ranked)

    def to_decide(self) -> tuple[tuple[Risk, tuple[str, ...]], ...]:
        """Return those of the *reasons* that a meeting decides on; what was visited on its day is left out.

        A risk that is new, a limit that comes near, or an acceptance that ends later is on the agenda to be known.
        """
        return tuple(
            (risk, keys)
            for risk, keys in self.reasons
            if (_DECIDED_ON.intersection(keys) or _is_over(risk, self.today))
            and not risk.is_visited(self.today)
        )


_DECIDED_ON = frozenset(("overdue", "due", "no-report", "stalled", "reached"))

REPORTS_TITLE = Text("Reports due", "報告")
STOCKTAKE = (
    Text(
        "Stocktake this month: srr stocktake lists {n} risk.",
        "今月は棚卸しの月。対象は {n} 件 (srr stocktake で確認)。",
    ),
    Text(
        "Stocktake this month: srr stocktake lists {n} risks.",
        "今月は棚卸しの月。対象は {n} 件 (srr stocktake で確認)。",
    ),
)
RISKS_TITLE = Text("Risks that come up", "確認するリスク")
NO_RISK = Text(
    "No risk comes up: none is overdue, due by the next meeting, silent, stalled, new, near its end or its limit.",
    "確認するリスクはない。期限切れ、次の会議までの期限、更新なし、停滞、新規、期限の近い受容、近い限界のいずれもない。",
)
ACTIONS_TITLE = Text("Overdue actions", "期限切れのアクション")
NO_ACTIONS = Text("No action is overdue.", "期限切れのアクションはない。")
UNFINISHED_TITLE = Text("Postmortems not finished", "完了していないポストモーテム")
LOAD_TITLE = Text("Workload", "担当状況")
NO_LOAD = Text("No risk is unresolved.", "未解決のリスクはない。")
NOBODY = Text("nobody", "担当者なし")
_UNKNOWN = Text(", {n} of unknown priority", "、優先度不明 {n} 件")
_LOAD = Text(
    "{name} {n} (priority {priority}{unknown}){more}",
    "{name} {n} 件(優先度計 {priority}{unknown}){more}",
)
_ACTIONS = (
    Text(" + {n} action", "、アクション {n} 件"),
    Text(" + {n} actions", "、アクション {n} 件"),
)
_REVIEWS = (
    Text(" + {n} acceptance to review", "、見直す受容 {n} 件"),
    Text(" + {n} acceptances to review", "、見直す受容 {n} 件"),
)
_DRAFTS = (
    Text(" + {n} draft", "、下書きのポストモーテム {n} 件"),
    Text(" + {n} drafts", "、下書きのポストモーテム {n} 件"),
)
_CONCERNS = (
    Text(" + {n} concern", "、気になる点 {n} 件"),
    Text(" + {n} concerns", "、気になる点 {n} 件"),
)


def agenda(registry: Registry, settings: Settings, today: date, team: str | None = None) -> Agenda:
    """Return the agenda of a meeting on *today*; a risk is listed under every point that applies.

    The most pressing comes first. With a *team*, it holds what that team looks after.
    """
    registry = part_of_team(registry, team, settings)
    ranked, postmortems = registry.ranked, registry.postmortems
    meeting = Meeting(settings, today, by_risk(breaks(registry, ranked, today)))
    risks = {
        point.key: tuple(risk for risk in ranked if point.calls(risk, meeting)) for point in POINTS
    }
    reports = due_reports(registry, settings, today)
    late = tuple(each for each in actions_of(registry) if each.is_overdue(today))
    unfinished = _unfinished(postmortems, settings, today)
    by_owner = owner_loads(ranked, postmortems, registry.open_concerns)
    carried = tuple(load for load in by_owner if load.carries_something)
    is_due = today.month in settings.meetings.stocktake
    listed = len(candidates(ranked, settings, today)) if is_due else None
    return Agenda(today, reports, risks, late, unfinished, carried, listed, meeting.breaks)


def due_reports(registry: Registry, settings: Settings, today: date) -> tuple[Concern, ...]:
    """Return the concerns on which a report is due by the next meeting, the earliest first."""
    meeting = settings.meetings.next_after(today)
    return tuple(
        each for each in registry.open_concerns if each.report_due and each.report_due <= meeting
    )


def _unfinished(
    postmortems: Iterable[Postmortem], settings: Settings, today: date
) -> tuple[Unfinished, ...]:
    """Return the postmortems that are past their time, the longest first."""
    found = [
        Unfinished(each, until)
        for each in postmortems
        if (until := each.finish_by(settings)) is not None and until < today
    ]
    return tuple(sorted(found, key=lambda each: (each.until, each.postmortem.id)))


def load_words(load: Load) -> Text:
    """Say how much one owner carries."""
    unknown = _UNKNOWN.fill(n=load.unknown) if load.unknown else Text("", "")
    name = load.name or NOBODY
    others = (
        (load.actions, _ACTIONS),
        (load.reviews, _REVIEWS),
        (load.drafts, _DRAFTS),
        (load.concerns, _CONCERNS),
    )
    parts = [counted(len(things), *words) for things, words in others if things]
    more = Text("".join(part.en for part in parts), "".join(part.ja for part in parts))
    count = len(load.risks)
    return _LOAD.fill(name=name, n=count, priority=load.priority, unknown=unknown, more=more)


def _is_overdue(risk: Risk, meeting: Meeting) -> bool:
    return risk.is_overdue(meeting.today, meeting.settings.grace_days)


def _is_due(risk: Risk, meeting: Meeting) -> bool:
    due = risk.visit_due
    return (
        due is not None
        and due <= meeting.settings.meetings.next_after(meeting.today)
        and not _is_overdue(risk, meeting)
    )


def _is_silent(risk: Risk, meeting: Meeting) -> bool:
    last = risk.anchor
    since = meeting.settings.meetings.last_before(meeting.today)
    return risk.status == "in-progress" and (last is None or last < since)


def _is_stalled(risk: Risk, meeting: Meeting) -> bool:
    del meeting
    return bool(stalled(risk)) or _is_unmoved(risk)


def _is_unmoved(risk: Risk) -> bool:
    """Whether the last three visits to a risk in progress moved neither its status nor a score."""
    visits = [each.visit for each in risk.visits if each.visit and not each.is_handover]
    last = visits[-STALLED:]
    moved = any(
        visit.before != visit.after or any(change.key in NUMBERS for change in visit.changes)
        for visit in last
    )
    return risk.status == "in-progress" and len(last) == STALLED and not moved


def _is_new(risk: Risk, meeting: Meeting) -> bool:
    since = meeting.settings.meetings.last_before(meeting.today)
    return risk.created is not None and since <= risk.created <= meeting.today


def _is_ending(risk: Risk, meeting: Meeting) -> bool:
    until = risk.accepted_until
    return until is not None and until <= meeting.today + ENDING


def _is_reached(risk: Risk, meeting: Meeting) -> bool:
    return any(each.is_reached for each in meeting.breaks_of(risk))


def _is_near(risk: Risk, meeting: Meeting) -> bool:
    return any(each.is_near(meeting.today) for each in meeting.breaks_of(risk))


def _is_stale(risk: Risk, meeting: Meeting) -> bool:
    return any(each.is_stale for each in meeting.breaks_of(risk))


def _is_over(risk: Risk, today: date) -> bool:
    until = risk.accepted_until
    return until is not None and until <= today


POINTS = (
    Point("overdue", Text("Overdue", "期限切れ"), _is_overdue),
    Point("due", Text("Due by the next meeting", "次の会議までに期限"), _is_due),
    Point(
        "no-report",
        Text("In progress, no report since the last meeting", "対応中・前回の会議から更新なし"),
        _is_silent,
    ),
    Point(
        "stalled",
        Text(
            "Stalled: the last visits say the same, or move nothing",
            "停滞: 同じ内容や、変化のない確認が続く",
        ),
        _is_stalled,
    ),
    Point("new", Text("New since the last meeting", "前回の会議からの新規"), _is_new),
    Point(
        "ending",
        Text("Acceptance ends within 30 days", "受容の期限まで 30 日以内"),
        _is_ending,
    ),
    Point(
        "reached",
        Text("Limit reached, or acceptance tripped", "限界に到達、または受容の前提が崩れている"),
        _is_reached,
    ),
    Point(
        "near",
        Text("Limit expected within 90 days", "90 日以内に限界に達する見込み"),
        _is_near,
    ),
    Point(
        "stale",
        Text(
            "Stale value: its limit cannot be judged",
            "値が古く、限界に達したか判断できない",
        ),
        _is_stale,
    ),
)
REASONS: Mapping[str, Text] = {point.key: point.reason for point in POINTS}
"""Why a risk comes up, by the key of the point."""
