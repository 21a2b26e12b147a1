"""This week in past years."""

from collections.abc import Sequence
from datetime import date, timedelta

from srr.insights.anniversaries import TITLE, Day, between, week
from srr.language import Text, counted
from srr.records.risk import Risk
from srr.schema.vocabulary import POSTMORTEM_STATUSES
from srr.site.kit.html import Html, element, join
from srr.site.kit.list_links import status_link
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import badge, line
from srr.site.kit.site import ANNIVERSARY, Site

_LEAD = Text(
    "What happened in the week from {first} to {last} in earlier years. Worth five minutes with whoever joined since.",
    "過去の年の {first} から {last} までの週にあったこと。新しく加わった人と、5 分だけでも読み返したい。",
)
_EMPTY = Text(
    "Nothing is recorded for this week in earlier years.", "過去の年の同じ週の記録はない。"
)
_SOON = Text("In the four weeks after", "続く 4 週間")
_NOTHING_SOON = Text(
    "Nothing comes round in the four weeks after.", "続く 4 週間にめぐってくるものはない。"
)
_YEARS = (Text("{n} year ago", "{n} 年前"), Text("{n} years ago", "{n} 年前"))
_AHEAD = timedelta(weeks=4)


def page(site: Site) -> Page:
    """Return the page with the days of this week, then those of the weeks to come."""
    first, last = week(site.today)
    now = between(site.registry, first, last)
    soon = between(site.registry, last + timedelta(days=1), last + _AHEAD)
    head = join(
        element("h1", site.say(TITLE)),
        element("p", site.say(_LEAD, first=_short(first), last=_short(last)), class_="srr-lead"),
        _list(now, site) if now else element("p", site.say(_EMPTY), class_="srr-empty"),
    )
    nothing = element("p", site.say(_NOTHING_SOON), class_="srr-quiet")
    blocks: tuple[Block, ...] = (
        head,
        Heading(site.say(_SOON), "soon"),
        _list(soon, site) if soon else nothing,
    )
    return Page(ANNIVERSARY, site.say(TITLE), blocks, searchable=False)


def _short(day: date) -> str:
    return f"{day:%m-%d}"


def _list(days: Sequence[Day], site: Site) -> Html:
    return element("ol", *[_row(day, site) for day in days], class_="srr-timeline")


def _row(day: Day, site: Site) -> Html:
    record = day.record
    state = (
        status_link(record, ANNIVERSARY, site)
        if isinstance(record, Risk)
        else badge(record.status, POSTMORTEM_STATUSES, site)
    )
    ago = site.say(counted(day.years, *_YEARS))
    head = element(
        "div",
        element("time", str(day.on), datetime=str(day.on), class_="srr-date"),
        element("strong", ago),
        element("span", site.say(day.what), class_="srr-quiet"),
        state,
        class_="srr-timeline__head",
    )
    title = site.link(ANNIVERSARY, site.page_at[record.path], f"{record.id} {record.title}")
    summary = record.section("summary").partition("\n\n")[0]
    words = element(
        "div",
        element("p", title),
        element("p", line(summary, ANNIVERSARY, site), class_="srr-quiet srr-clip")
        if summary
        else None,
        class_="srr-timeline__words",
    )
    return element("li", head, words)
