"""The agenda as Markdown, with a box to tick before each risk: for the notes of the meeting."""

from collections.abc import Iterator

from srr.documents.body import first_item
from srr.insights import agenda as points
from srr.insights.actions import ActionOf
from srr.insights.agenda import Agenda, Unfinished
from srr.language import Language, Text
from srr.records.risk import Risk
from srr.schema import vocabulary
from srr.text.sinks import markdown

_TITLE = Text("Risk review, {today}", "リスクレビュー {today}")
_RISK = Text("{owner}, {status}, priority {priority}", "{owner}、{status}、優先度 {priority}")
_NEXT = Text(", next visit {day}", "、次回確認日 {day}")
_LAST = Text(", last report {day}", "、最後の報告 {day}")
_ENDS = Text(", ends {day}", "、期限 {day}")
_ACTION = Text("{owner}, due {day}", "{owner}、期限 {day}")
_UNFINISHED = Text("{owner}, {status}, was due {day}", "{owner}、{status}、期限 {day}")
_LOST = Text(
    "Files that cannot be read: {n}. srr lint says why.",
    "読めないファイル: {n} 件。理由は srr lint が示す。",
)


def render(agenda: Agenda, language: Language, lost: int = 0) -> str:
    """Return the agenda; *lost* is the number of unreadable files."""
    return "\n".join(_lines(agenda, language, lost)) + "\n"


def _lines(agenda: Agenda, language: Language, lost: int) -> Iterator[str]:
    yield f"# {_TITLE.fill(today=agenda.today).within(language)}"
    if lost:
        yield f"\n**{_LOST.fill(n=lost).within(language)}**"
    for point in points.POINTS:
        risks = agenda.risks[point.key]
        rows = [_risk(risk, point.key, language) for risk in risks]
        yield from _section(point.title, point.nothing, rows, language)
    rows = [_action(each, language) for each in agenda.actions]
    yield from _section(points.ACTIONS_TITLE, points.NO_ACTIONS, rows, language)
    if agenda.unfinished:
        yield f"\n## {points.UNFINISHED_TITLE.within(language)} ({len(agenda.unfinished)})\n"
        yield from (_unfinished(each, language) for each in agenda.unfinished)
    yield f"\n## {points.LOAD_TITLE.within(language)}\n"
    loads = [markdown(points.load_words(load).within(language)) for load in agenda.load]
    yield " · ".join(loads) or points.NO_LOAD.within(language)


def _section(title: Text, nothing: Text, rows: list[str], language: Language) -> Iterator[str]:
    yield f"\n## {title.within(language)} ({len(rows)})\n"
    yield from rows or [nothing.within(language)]


def _risk(risk: Risk, key: str, language: Language) -> str:
    status = vocabulary.STATUSES.get(risk.status or "")
    words = _RISK.fill(
        owner=risk.owner or points.NOBODY,
        status=status or risk.status or "-",
        priority=vocabulary.level_words(risk.priority),
    )
    days = [(_NEXT, risk.next_visit)]
    days += [(_LAST, risk.anchor)] if key == "no-report" else []
    days += [(_ENDS, points.ends(risk))] if key == "ending" else []
    dates = "".join(text.fill(day=day).within(language) for text, day in days if day)
    step = first_item(risk.section("next-action")) if risk.is_open else ""
    about = markdown(f"{words.within(language)}{dates}") + (
        f"  \n  {markdown(step)}" if step else ""
    )
    return f"- [ ] **{markdown(risk.id)}** {markdown(risk.title)}  \n  {about}"


def _action(each: ActionOf, language: Language) -> str:
    action = each.action
    words = _ACTION.fill(owner=action.owner or points.NOBODY, day=action.due)
    name = markdown(f"{each.postmortem.id} {each.name}")
    return f"- [ ] **{name}** {markdown(action.do or '-')}  \n  {markdown(words.within(language))}"


def _unfinished(each: Unfinished, language: Language) -> str:
    postmortem = each.postmortem
    words = _UNFINISHED.fill(
        owner=postmortem.owner or points.NOBODY,
        status=vocabulary.POSTMORTEM_STATUSES[postmortem.status or ""],
        day=each.until,
    )
    about = markdown(words.within(language))
    return f"- [ ] **{markdown(postmortem.id)}** {markdown(postmortem.title)}  \n  {about}"
