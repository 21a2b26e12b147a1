"""The files of the site for programs: the index as JSON with its schema, calendars, a feed and a badge."""

import json
from collections.abc import Iterator

from srr import vocabulary
from srr.exporters import badge, calendar, feed, records
from srr.exporters.feed import Entry
from srr.language import Text
from srr.model import Postmortem, Record, Risk
from srr.pages.site import Site
from srr.visits import Visit

INDEX = "risks.json"
SCHEMA = "risks.schema.json"

_RECORDED = Text("{id} recorded: {title}", "{id} を起票: {title}")
_VISITED = Text("{id} visited: {title}", "{id} を確認: {title}")
_MOVED = Text("{id} {before} -> {after}: {title}", "{id} {before} → {after}: {title}")
_HAPPENED = Text("{id} happened: {title}", "{id} が発生: {title}")
_NEXT = Text("Next visit {day}.", "次回確認 {day}。")
_NOBODY = "srr"


def files(site: Site, address: str = "") -> dict[str, bytes]:
    """Return each file by its path; *address* is that of the site, as far as it is known."""
    registry, title = site.registry, site.settings.name(site.language)
    unresolved = sum(risk.is_open for risk in registry.risks)
    overdue = sum(site.is_overdue(risk) for risk in registry.risks)
    index = records.to_json(registry.ranked, "risks", site.today, site.settings.grace_days)
    return {
        INDEX: _text(index),
        SCHEMA: _text(json.dumps(records.risks_schema(), ensure_ascii=False, indent=2)),
        feed.PATH: feed.render(tuple(_entries(site)), title, site.today, site.language, address),
        badge.PATH: badge.render(unresolved, overdue, site.language),
        **calendar.render(
            registry, title, site.today, site.language, lambda record: _page(record, site), address
        ),
    }


def _text(content: str) -> bytes:
    # Half of a surrogate pair has no UTF-8; JSON reads the escape.
    return f"{content}\n".encode(errors="backslashreplace")


def _page(record: Record, site: Site) -> str:
    return site.urls.of(site.page_at[record.path])


def _entries(site: Site) -> Iterator[Entry]:
    """Yield what the records say happened to them, up to the day of the site."""
    for risk in site.registry.risks:
        yield from _of_risk(risk, site)
    for postmortem in site.registry.postmortems:
        if postmortem.started and postmortem.started.date() <= site.today:
            yield _of_postmortem(postmortem, site)


def _of_risk(risk: Risk, site: Site) -> Iterator[Entry]:
    if risk.created and risk.created <= site.today:
        title = site.say(_RECORDED, id=risk.id, title=risk.title)
        at = feed.at_midnight(risk.created)
        summary = risk.section("summary").partition("\n\n")[0]
        who = risk.owner or _NOBODY
        yield Entry(f"{risk.path} recorded", at, title, summary, who, _page(risk, site))
    seen: dict[str, int] = {}
    for visit in (entry.visit for entry in risk.visits if entry.visit):
        key = f"{risk.path} visited {visit.on} {visit.by}"
        seen[key] = seen.get(key, 0) + 1
        if visit.on <= site.today:
            yield _of_visit(f"{key} {seen[key]}", visit, risk, site)


def _of_visit(key: str, visit: Visit, risk: Risk, site: Site) -> Entry:
    words = vocabulary.STATUSES
    before, after = (words.get(name, Text(name, name)) for name in (visit.before, visit.after))
    form = _VISITED if visit.before == visit.after else _MOVED
    title = site.say(form, id=risk.id, title=risk.title, before=before, after=after)
    following = site.say(_NEXT, day=visit.next) if visit.next else ""
    said = f"{visit.note} {following}".strip()
    return Entry(key, feed.at_midnight(visit.on), title, said, visit.by, _page(risk, site))


def _of_postmortem(postmortem: Postmortem, site: Site) -> Entry:
    assert postmortem.started is not None  # noqa: S101 - the caller has looked
    title = site.say(_HAPPENED, id=postmortem.id, title=postmortem.title)
    summary = postmortem.section("summary").partition("\n\n")[0]
    key, who = f"{postmortem.path} happened", postmortem.owner or _NOBODY
    return Entry(key, postmortem.started, title, summary, who, _page(postmortem, site))
