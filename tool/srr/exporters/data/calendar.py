"""Next visits, ends of acceptances, expected limits, due actions and reports as iCalendar.

There is a calendar of all, and one for each owner and each team.

An event keeps its UID while its date and its words change, so that a subscribed calendar moves it.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

import icalendar

from srr.insights.break_words import said
from srr.insights.breaks import Break, breaks, by_risk
from srr.language import Language, Text
from srr.records.concern import Concern
from srr.records.postmortem import Action, Postmortem
from srr.records.record import Record
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.records.runway import Runway
from srr.schema import vocabulary
from srr.schema.settings import Settings
from srr.text.credentials import mask
from srr.text.sinks import visible

ALL = "reviews.ics"
FOLDER = "reviews"

_VISIT = Text("Next visit", "次回確認")
_END = Text("Acceptance ends", "受容の期限")
_DUE = Text("Action due", "アクションの期限")
_LIMIT = Text("Limit expected this month", "今月、限界に達する見込み")
_REPORT = Text("Report due", "報告期限")
_OWNER = Text("Owner: {owner}", "担当者: {owner}")
_REVIEWER = Text("Reviewer: {reviewer}", "見直し担当: {reviewer}")
_STATUS = Text("Status: {status}", "ステータス: {status}")
_PRIORITY = Text("Priority: {priority}", "優先度スコア: {priority}")
_ACTION_OF = Text("From {postmortem} {title}", "{postmortem} {title} より")
_FOR = Text("{title}: {name}", "{title}: {name}")
_REFRESH = timedelta(hours=12)
_END_LINE = b"END:VCALENDAR\r\n"
# Names that are valid in every file system and URL, and differ in more than case.
_PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9])?")


class Event(NamedTuple):
    """Something that is due on a day; *people* and *team* say whose calendars it belongs to."""

    record: Record
    kind: str
    on: date
    title: Text
    about: Text
    people: tuple[str, ...]
    team: str | None = None

    @property
    def uid(self) -> str:
        """Its unique key in the registry."""
        return f"{mask(self.record.path.removesuffix('.md'))}-{self.kind}@srr"


class Calendar(NamedTuple):
    """One calendar: its path in the site, whose it is (empty for that of all), and its events."""

    path: str
    kind: str
    name: str
    events: tuple[Event, ...]


def calendars(registry: Registry, today: date) -> tuple[Calendar, ...]:
    """Return the calendar of all events, then one for each owner, then one for each team."""
    events = tuple(
        sorted(_events(registry, today), key=lambda event: (event.on, event.record.path))
    )
    owners: dict[str, list[Event]] = {}
    teams: dict[str, list[Event]] = {}
    for event in events:
        for person in dict.fromkeys(event.people):
            owners.setdefault(person, []).append(event)
        if event.team:
            teams.setdefault(event.team, []).append(event)
    shelves = (("owner", owners), ("team", teams))
    return (
        Calendar(ALL, "", "", events),
        *(
            Calendar(_path(kind, name), kind, name, tuple(shelf[name]))
            for kind, shelf in shelves
            for name in sorted(shelf)
        ),
    )


def render(
    registry: Registry,
    title: str,
    today: date,
    language: Language,
    page: Callable[[Record], str],
    address: str = "",
) -> dict[str, bytes]:
    """Return each calendar by its path.

    *page* gives the address of a record's page from the root of the site, which is at *address*; while
    that is not known, the events name no page.
    """
    everything, *others = calendars(registry, today)
    written = {
        event.uid: _event(event, today, language, address and address + page(event.record))
        for event in everything.events
    }
    return {
        calendar.path: _calendar(
            calendar, title, language, [written[event.uid] for event in calendar.events]
        )
        for calendar in (everything, *others)
    }


def _events(registry: Registry, today: date) -> Iterator[Event]:
    for risk in registry.risks:
        yield from _of_risk(risk)
    for found in by_risk(breaks(registry, registry.risks, today)).values():
        yield from _of_limits(found)
    for postmortem in registry.postmortems:
        yield from _of_postmortem(postmortem)
    for concern in registry.open_concerns:
        if concern.report_due:
            yield _of_report(concern, concern.report_due, registry.settings)


def _of_risk(risk: Risk) -> Iterator[Event]:
    owner = (risk.owner,) if risk.owner else ()
    if risk.visit_due:
        yield Event(risk, "visit", risk.visit_due, _VISIT, _about(risk), owner, risk.team)
    given = risk.acceptance
    if risk.status == "accepted" and given and given.until:
        reviewer = (given.reviewer,) if given.reviewer else ()
        about = _lines(_about(risk), _REVIEWER.fill(reviewer=given.reviewer or "-"))
        yield Event(risk, "acceptance", given.until, _END, about, owner + reviewer, risk.team)


def _of_limits(found: Sequence[Break]) -> Iterator[Event]:
    """Yield the first limit of a risk that is expected, on the first day of the month in which it is."""
    for each in found:
        if isinstance(each.runway, Runway):
            asked = (each.risk.owner, each.condition.reviewer)
            about = _lines(*said(each), _about(each.risk))
            people = tuple(name for name in asked if name)
            on = each.runway.expected.replace(day=1)
            yield Event(each.risk, "limit", on, _LIMIT, about, people, each.risk.team)
            return


def _of_postmortem(postmortem: Postmortem) -> Iterator[Event]:
    ids = [action.id for action in postmortem.actions]
    for action in postmortem.actions:
        if action.is_open and action.due:
            unique = action.id is not None and ids.count(action.id) == 1
            kind = f"action-{action.id if unique else action.index + 1}"
            owner = action.owner or postmortem.owner
            people = (owner,) if owner else ()
            yield Event(postmortem, kind, action.due, _DUE, _promise(action, postmortem), people)


def _of_report(concern: Concern, due: date, settings: Settings) -> Event:
    status = vocabulary.CONCERN_STATUSES[concern.status or ""]
    owner = concern.owner
    about = _lines(_OWNER.fill(owner=owner or "-"), _STATUS.fill(status=status))
    people = (owner,) if owner else ()
    return Event(concern, "report", due, _REPORT, about, people, settings.team_of(owner))


def _about(risk: Risk) -> Text:
    status = vocabulary.STATUSES.get(
        risk.status or "", Text(risk.status or "-", risk.status or "-")
    )
    return _lines(
        _OWNER.fill(owner=risk.owner or "-"),
        _STATUS.fill(status=status),
        _PRIORITY.fill(priority=vocabulary.level_words(risk.priority)),
    )


def _promise(action: Action, postmortem: Postmortem) -> Text:
    origin = _ACTION_OF.fill(postmortem=postmortem.id, title=postmortem.title)
    return _lines(Text(action.do or "-", action.do or "-"), origin)


def _lines(*texts: Text) -> Text:
    return Text("\n".join(text.en for text in texts), "\n".join(text.ja for text in texts))


def _event(event: Event, today: date, language: Language, address: str) -> bytes:
    record, written = event.record, icalendar.Event()
    words = f"{record.id} {event.title.within(language)}: {_topic(event)}"
    about = event.about.within(language).split("\n")
    written.add("uid", visible(event.uid))
    # The day of the build: the same records give the same bytes at any hour.
    written.add("dtstamp", datetime.combine(today, time(), UTC))
    written.add("dtstart", event.on)
    written.add("summary", visible(words))
    written.add("description", "\n".join(map(visible, about)))
    # A due visit does not block the day.
    written.add("transp", "TRANSPARENT")
    if address:
        written.add("url", address)
    done: bytes = written.to_ical()
    return done


def _topic(event: Event) -> str:
    """Return what the event is about: the action where it is one, else the record."""
    return (
        event.about.en.partition("\n")[0] if event.kind.startswith("action") else event.record.title
    )


def _calendar(calendar: Calendar, title: str, language: Language, events: Sequence[bytes]) -> bytes:
    name = _FOR.fill(title=title, name=calendar.name).within(language) if calendar.name else title
    head = icalendar.Calendar()
    head.add("prodid", "-//srr//System Risk Records//EN")
    head.add("version", "2.0")
    head.add("calscale", "GREGORIAN")
    head.add("name", visible(name))
    # For calendars that do not know RFC 7986.
    head.add("x-wr-calname", visible(name))
    head.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    return b"".join((head.to_ical().removesuffix(_END_LINE), *events, _END_LINE))


def _path(kind: str, name: str) -> str:
    """Return a unique path; a name that is not plain gets a part of its hash."""
    if _PLAIN.fullmatch(name):
        return f"{FOLDER}/{kind}-{name}.ics"
    readable = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40]
    mark = hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()[:12]
    return f"{FOLDER}/{kind}-{readable}~{mark}.ics"
