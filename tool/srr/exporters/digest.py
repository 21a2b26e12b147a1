"""The digest as a short text for a chat."""

from collections.abc import Iterator, Sequence
from datetime import date

from srr.insights.actions import ActionOf
from srr.insights.agenda import NOBODY, REPORTS_TITLE
from srr.insights.digest import Digest, Moved
from srr.language import Language, Text
from srr.records.concern import Concern
from srr.records.record import Record
from srr.records.risk import Risk
from srr.records.visits import LABELS
from srr.schema.vocabulary import STATUSES, level_words
from srr.text.sinks import chat

MOST = 10
"""So many lines of a kind are shown."""

_TITLE = Text("Risks, {today} (since {since})", "リスク、{today} ({since} から)")
_NEW = Text("New", "新規")
_CONCERNS = Text("New concerns", "新しい気になる点")
_MOVED = Text("Changed", "変更")
_POSTMORTEMS = Text("New postmortems", "新しいポストモーテム")
_DONE = Text("Actions done", "完了したアクション")
_OVERDUE = Text("Overdue", "期限切れ")
_DUE = Text("Due by the next meeting", "次の会議までに期限を迎えるもの")
_LATE = Text("Overdue actions", "期限切れのアクション")
_PRIORITY = Text("{owner}, priority {priority}", "{owner}、優先度 {priority}")
_VISIT = Text("{owner}, {day}", "{owner}、{day}")
_MORE = Text("... and {n} more", "... ほか {n} 件")


def render(found: Digest, language: Language, today: date, since: str) -> str:
    """Return the digest of the time from *since*, a day or the name of a commit, to *today*; empty where it is."""
    if found.is_empty:
        return ""
    title = _TITLE.fill(today=today, since=chat(since)).within(language)
    return "\n".join([title, *_sections(found, language)]) + "\n"


def _sections(found: Digest, language: Language) -> Iterator[str]:
    yield from _section(_NEW, [_new(risk, language) for risk in found.new], language)
    odd = [_named(each, each.owner, language) for each in found.concerns]
    yield from _section(_CONCERNS, odd, language)
    yield from _section(_MOVED, [_moved(each, language) for each in found.moved], language)
    new = [_named(each, each.owner, language) for each in found.postmortems]
    yield from _section(_POSTMORTEMS, new, language)
    yield from _section(_DONE, [_action(each, language) for each in found.done], language)
    reports = [_report(each, language) for each in found.reports]
    yield from _section(REPORTS_TITLE, reports, language)
    yield from _section(_OVERDUE, [_visit(risk, language) for risk in found.overdue], language)
    yield from _section(_DUE, [_visit(risk, language) for risk in found.due], language)
    yield from _section(_LATE, [_action(each, language) for each in found.late], language)


def _section(title: Text, lines: Sequence[str], language: Language) -> Iterator[str]:
    if not lines:
        return
    yield f"\n{title.within(language)}"
    yield from (f"- {line}" for line in lines[:MOST])
    if len(lines) > MOST:
        yield _MORE.fill(n=len(lines) - MOST).within(language)


def _new(risk: Risk, language: Language) -> str:
    owner = risk.owner or NOBODY
    words = _PRIORITY.fill(owner=owner, priority=level_words(risk.priority))
    return _named(risk, words.within(language), language)


def _visit(risk: Risk, language: Language) -> str:
    words = _VISIT.fill(owner=risk.owner or NOBODY, day=risk.next_visit)
    return _named(risk, words.within(language), language)


def _report(concern: Concern, language: Language) -> str:
    words = _VISIT.fill(owner=concern.owner or NOBODY, day=concern.report_due)
    return _named(concern, words.within(language), language)


def _named(record: Record, about: str | None, language: Language) -> str:
    shown = about or NOBODY.within(language)
    return f"{chat(record.id)} {chat(record.title)} ({chat(shown)})"


def _moved(each: Moved, language: Language) -> str:
    parts = []
    if each.before != each.after:
        parts.append(f"{_status(each.before, language)} → {_status(each.after, language)}")
    parts += [
        f"{LABELS[change.key].within(language)} {change.old} → {change.new}"
        for change in each.changes
    ]
    note = f" {chat(each.note)}" if each.note else ""
    return f"{chat(each.risk.id)} {chat(each.risk.title)}: {chat(', '.join(parts))}.{note}"


def _status(name: str, language: Language) -> str:
    return STATUSES[name].within(language) if name in STATUSES else name


def _action(each: ActionOf, language: Language) -> str:
    words = _VISIT.fill(owner=each.action.owner or NOBODY, day=each.action.due or "-")
    name = f"{each.postmortem.id} {each.name}"
    return f"{chat(name)} {chat(each.action.do or '-')} ({chat(words.within(language))})"
