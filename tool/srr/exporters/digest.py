"""The digest as a short text for a chat."""

from collections.abc import Iterator, Sequence
from datetime import date

from srr.exporters.occurrence_words import measure_words
from srr.exporters.visit_words import change_words, status_words
from srr.insights.actions import ActionOf
from srr.insights.agenda import NOBODY, REPORTS_TITLE
from srr.insights.digest import Digest, Event, Moved
from srr.language import Language, Text
from srr.records.logged import Logged
from srr.records.record import Record
from srr.records.risk import Risk
from srr.schema.vocabulary import level_words
from srr.text.sinks import chat

MOST = 10
"""So many lines of a kind are shown."""

_TITLE = Text("Risks, {today} (since {since})", "リスク、{today} ({since} から)")
_NEW = Text("New", "新規")
_CONCERNS = Text("New concerns", "新しい気になる点")
_MOVED = Text("Changed", "変更")
_HAPPENED = Text("Happened", "発生")
_POSTMORTEMS = Text("New postmortems", "新しいポストモーテム")
_DONE = Text("Actions done", "完了したアクション")
_OVERDUE = Text("Overdue", "期限切れ")
_DUE = Text("Due by the next meeting", "次の会議までに期限を迎えるもの")
_LATE = Text("Overdue actions", "期限切れのアクション")
_PRIORITY = Text("{owner}, priority {priority}", "{owner}、優先度 {priority}")
_BY_WHEN = Text("{owner}, {day}", "{owner}、{day}")
_COMMA = Text(", ", "、")
_CHANGE = Text("{what}. {note}", "{what}。{note}")
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
    events = [_happened(each, language) for each in found.happened]
    yield from _section(_HAPPENED, events, language)
    new = [_named(each, each.owner, language) for each in found.postmortems]
    yield from _section(_POSTMORTEMS, new, language)
    yield from _section(_DONE, [_action(each, language) for each in found.done], language)
    reports = [_dated(each, language) for each in found.reports]
    yield from _section(REPORTS_TITLE, reports, language)
    yield from _section(_OVERDUE, [_dated(risk, language) for risk in found.overdue], language)
    yield from _section(_DUE, [_dated(risk, language) for risk in found.due], language)
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


def _dated(record: Logged, language: Language) -> str:
    words = _BY_WHEN.fill(owner=record.owner or NOBODY, day=record.upcoming)
    return _named(record, words.within(language), language)


def _named(record: Record, about: str | None, language: Language) -> str:
    shown = about or NOBODY.within(language)
    return f"{chat(record.id)} {chat(record.title)} ({chat(shown)})"


def _moved(each: Moved, language: Language) -> str:
    parts = [status_words(each.before, each.after)] if each.before != each.after else []
    parts += [change_words(change) for change in each.changes]
    what = _COMMA.within(language).join(part.within(language) for part in parts)
    sentence = _CHANGE.fill(what=chat(what), note=chat(each.note)).within(language).rstrip()
    return f"{chat(each.risk.id)} {chat(each.risk.title)}: {sentence}"


def _happened(each: Event, language: Language) -> str:
    what, note = measure_words(each.occurrence), chat(each.occurrence.note)
    sentence = _CHANGE.fill(what=what, note=note).within(language).rstrip()
    return f"{chat(each.risk.id)} {chat(each.risk.title)}: {sentence}"


def _action(each: ActionOf, language: Language) -> str:
    words = _BY_WHEN.fill(owner=each.action.owner or NOBODY, day=each.action.due or "-")
    name = f"{each.postmortem.id} {each.name}"
    return f"{chat(name)} {chat(each.action.do or '-')} ({chat(words.within(language))})"
