"""The agenda as Markdown, with a box to tick before each risk, for the notes of the meeting; and as JSON."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from srr.documents.body import first_item
from srr.exporters.data import records
from srr.exporters.data.records import AsOf
from srr.insights import agenda as points
from srr.insights.actions import ActionOf
from srr.insights.agenda import Agenda, Unfinished
from srr.insights.break_words import said
from srr.insights.breaks import Break
from srr.language import Language, Text, counted
from srr.records.concern import Concern
from srr.records.risk import Risk
from srr.schema import vocabulary
from srr.text.sinks import dumped, markdown

_TITLE = Text("Risk review, {today}", "リスクレビュー {today}")
_RISK = Text("{owner}, {status}, priority {priority}", "{owner}、{status}、優先度 {priority}")
_NEXT = Text(", next visit {day}", "、次回確認日 {day}")
_LAST = Text(", last report {day}", "、最後の報告 {day}")
_ENDS = Text(", ends {day}", "、期限 {day}")
_ACTION = Text("{owner}, due {day}", "{owner}、期限 {day}")
_REPORT = Text("{status}, report due {day}", "{status}、報告期限 {day}")
_LATE = (
    Text(", {n} day overdue", "、{n} 日超過"),
    Text(", {n} days overdue", "、{n} 日超過"),
)
_TODAY = Text(", today", "、本日")
_AHEAD = (Text(", in {n} day", "、{n} 日後"), Text(", in {n} days", "、{n} 日後"))
_UNFINISHED = Text("{owner}, {status}, was due {day}", "{owner}、{status}、期限 {day}")
LOST = Text(
    "Files that cannot be read: {n}. srr lint says why.",
    "読めないファイル: {n} 件。理由は srr lint が示す。",
)


def render(
    agenda: Agenda, language: Language, lost: int = 0, shown: Callable[[str], str] = markdown
) -> str:
    """Return the agenda as Markdown; *lost* is the number of unreadable files.

    *shown* makes what records say harmless: for the Markdown of a forge, where a terminal does not read it as text.
    """
    return "\n".join(_Writer(language, shown).lines(agenda, lost)) + "\n"


def to_json(agenda: Agenda, team: str | None, day: AsOf, lost: int = 0) -> str:
    """Return the agenda as JSON, with each risk once and the points that it is on as its reasons."""
    content = {
        "version": records.VERSION,
        "today": agenda.today.isoformat(),
        "team": team,
        "unreadable": lost,
        "concerns": [records.row(each, day) for each in agenda.reports],
        "stocktake": agenda.stocktake,
        "risks": [
            {**records.row(risk, day), "reasons": list(keys)} for risk, keys in agenda.reasons
        ],
        "actions": [_action_row(each) for each in agenda.actions],
        "postmortems": [
            {**records.row(each.postmortem, day), "finish_by": each.until.isoformat()}
            for each in agenda.unfinished
        ],
        "load": [
            {
                "owner": load.name or None,
                "risks": len(load.risks),
                "priority": load.priority,
                "unknown": load.unknown,
                "actions": len(load.actions),
                "reviews": len(load.reviews),
                "drafts": len(load.drafts),
                "concerns": len(load.concerns),
            }
            for load in agenda.load
        ],
    }
    return dumped(content)


def _distance(days: int) -> Text:
    """Say how many *days* ahead a report is due."""
    if days == 0:
        return _TODAY
    return counted(abs(days), *(_LATE if days < 0 else _AHEAD))


def _action_row(each: ActionOf) -> dict[str, Any]:
    action = each.action
    return {
        "postmortem": each.postmortem.id,
        "id": each.name,
        "do": action.do,
        "owner": action.owner,
        "due": action.due.isoformat() if action.due else None,
    }


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the Markdown of an agenda."""

    language: Language
    shown: Callable[[str], str]

    def lines(self, agenda: Agenda, lost: int) -> Iterator[str]:
        yield f"# {self._say(_TITLE.fill(today=agenda.today))}"
        if lost:
            yield f"\n**{self._say(LOST.fill(n=lost))}**"
        if agenda.stocktake:
            yield f"\n**{self._say(counted(agenda.stocktake, *points.STOCKTAKE))}**"
        if agenda.reports:
            yield from self._reports(agenda)
        rows = [self._risk(risk, keys, agenda.pressing(risk)) for risk, keys in agenda.reasons]
        yield from self._section(points.RISKS_TITLE, points.NO_RISK, rows)
        rows = [self._action(each) for each in agenda.actions]
        yield from self._section(points.ACTIONS_TITLE, points.NO_ACTIONS, rows)
        if agenda.unfinished:
            yield f"\n## {self._say(points.UNFINISHED_TITLE)} ({len(agenda.unfinished)})\n"
            yield from map(self._unfinished, agenda.unfinished)
        yield f"\n## {self._say(points.LOAD_TITLE)}\n"
        loads = [self.shown(self._say(points.load_words(load))) for load in agenda.load]
        yield " · ".join(loads) or self._say(points.NO_LOAD)

    def _say(self, text: Text) -> str:
        return text.within(self.language)

    def _section(self, title: Text, nothing: Text, rows: list[str]) -> Iterator[str]:
        yield f"\n## {self._say(title)} ({len(rows)})\n"
        yield from rows or [self._say(nothing)]

    def _reports(self, agenda: Agenda) -> Iterator[str]:
        yield f"\n## {self._say(points.REPORTS_TITLE)} ({len(agenda.reports)})"
        for owner, concerns in agenda.reports_by_owner.items():
            yield f"\n### {self.shown(owner or self._say(points.NOBODY))} ({len(concerns)})\n"
            yield from (self._report(each, agenda.today) for each in concerns)

    def _report(self, concern: Concern, today: date) -> str:
        due, status = concern.report_due or today, concern.status or "-"
        words = _REPORT.fill(status=vocabulary.CONCERN_STATUSES.get(status, status), day=due)
        about = f"{self._say(words)}{self._say(_distance((due - today).days))}"
        return self._item(concern.id, concern.title, self.shown(about))

    def _risk(self, risk: Risk, keys: Sequence[str], pressing: Sequence[Break]) -> str:
        status = vocabulary.STATUSES.get(risk.status or "")
        words = _RISK.fill(
            owner=risk.owner or points.NOBODY,
            status=status or risk.status or "-",
            priority=vocabulary.level_words(risk.priority),
        )
        days = [(_NEXT, risk.next_visit)]
        days += [(_LAST, risk.anchor)] if "no-report" in keys else []
        days += [(_ENDS, risk.accepted_until)] if "ending" in keys else []
        dates = "".join(self._say(text.fill(day=day)) for text, day in days if day)
        step = first_item(risk.section("next-action")) if risk.is_open else ""
        about = self.shown(f"{self._say(words)}{dates}")
        why = " · ".join(self._say(points.REASONS[key]) for key in keys)
        limits = (" · ".join(map(self._say, said(each))) for each in pressing)
        return self._item(
            risk.id, risk.title, about, why, *map(self.shown, limits), self.shown(step)
        )

    def _action(self, each: ActionOf) -> str:
        action = each.action
        words = _ACTION.fill(owner=action.owner or points.NOBODY, day=action.due)
        name = f"{each.postmortem.id} {each.name}"
        return self._item(name, action.do or "-", self.shown(self._say(words)))

    def _unfinished(self, each: Unfinished) -> str:
        postmortem = each.postmortem
        words = _UNFINISHED.fill(
            owner=postmortem.owner or points.NOBODY,
            status=vocabulary.POSTMORTEM_STATUSES[postmortem.status or ""],
            day=each.until,
        )
        return self._item(postmortem.id, postmortem.title, self.shown(self._say(words)))

    def _item(self, name: str, title: str, *about: str) -> str:
        return "  \n  ".join(
            [f"- [ ] **{self.shown(name)}** {self.shown(title)}", *filter(None, about)]
        )
