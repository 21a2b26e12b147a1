"""Overdue and due soon: the visits that a review meeting starts with."""

from collections.abc import Iterator
from typing import NamedTuple

from srr.language import Text
from srr.records.risk import Risk
from srr.site.kit.clock import day_of_reading
from srr.site.kit.html import element, filled, join
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.risk_table import risk_table
from srr.site.kit.site import OVERDUE, Site

_TITLE = Text("Overdue and due soon", "期限切れ・期限間近")
_LEAD = Text(
    "Counted on {today}. A visit is overdue from the day after its date.",
    "{today} 時点。当日は期限内とする。",
)


class _Group(NamedTuple):
    """A stretch of time, which ends so many days *ahead*; it begins where the one before it ends."""

    key: str
    title: Text
    nothing: Text
    ahead: int


_OVERDUE = (Text("Overdue", "期限切れ"), Text("No visit is overdue.", "期限切れはない。"))
_SOON = (
    _Group(
        "this-week",
        Text("Due within 7 days", "7 日以内"),
        Text("No visit is due within 7 days.", "7 日以内に期限を迎えるものはない。"),
        7,
    ),
    _Group(
        "this-month",
        Text("Due within 30 days", "30 日以内"),
        Text(
            "No further visit is due within 30 days.", "30 日以内に期限を迎えるものはほかにない。"
        ),
        30,
    ),
)
_LATER = Text("Due later", "それ以降")


def page(site: Site) -> Page:
    """Return the page with one table for each stretch of time."""
    lead = filled(_LEAD.within(site.language), today=day_of_reading(site))
    head = join(element("h1", site.say(_TITLE)), element("p", lead, class_="srr-lead"))
    return Page(OVERDUE, site.say(_TITLE), (head, *_groups(site)), searchable=False, wide=True)


def _groups(site: Site) -> Iterator[Block]:
    """Yield each group with its heading, then what is due later, hidden: a browser moves it up in time."""
    late = _Group("overdue", *_OVERDUE, -1 - site.settings.grace_days)
    rest = _due(site)
    for group in (late, *_SOON):
        number = sum(ahead <= group.ahead for ahead, _ in rest)
        risks, rest = [risk for _, risk in rest[:number]], rest[number:]
        shown = risk_table(risks, OVERDUE, site, group.title, f"sort-{group.key}")
        yield Heading(site.say(group.title), group.key)
        yield element(
            "div",
            element("p", site.say(group.nothing), class_="srr-quiet", hidden=bool(risks)),
            element("div", shown, hidden=not risks),
            data_ahead=group.ahead,
        )
    later = risk_table((risk for _, risk in rest), OVERDUE, site, _LATER, None)
    yield element("div", element("p"), element("div", later), hidden=True, data_ahead="Infinity")


def _due(site: Site) -> list[tuple[int, Risk]]:
    """Return each risk that has a next visit, with how many days ahead that is, the earliest first."""
    found = [
        ((risk.visit_due - site.today).days, risk)
        for risk in site.registry.risks
        if risk.visit_due is not None
    ]
    return sorted(found, key=lambda pair: pair[0])
