"""Overdue and due soon: the visits that a review meeting starts with."""

from datetime import timedelta

from srr.language import Text
from srr.model import Risk
from srr.pages.html import Html, element, join
from srr.pages.page import Block, Heading, Page
from srr.pages.risks import risk_table
from srr.pages.site import OVERDUE, Site

_TITLE = Text("Overdue and due soon", "期限切れ・まもなく期限")
_LEAD = Text(
    "Counted on {today}. On the day itself a visit is due.", "{today} 時点。当日は期限内とする。"
)
_GROUPS = (
    ("overdue", Text("Overdue", "期限切れ"), Text("No visit is overdue.", "期限切れはない。")),
    (
        "this-week",
        Text("Due within 7 days", "7 日以内"),
        Text("No visit is due within 7 days.", "7 日以内に期限を迎えるものはない。"),
    ),
    (
        "this-month",
        Text("Due within 30 days", "30 日以内"),
        Text(
            "No further visit is due within 30 days.", "30 日以内に期限を迎えるものはほかにない。"
        ),
    ),
)


def page(site: Site) -> Page:
    """Return the page with one table for each stretch of time."""
    groups: dict[str, list[Risk]] = {name: [] for name, _, _ in _GROUPS}
    for risk in sorted(site.registry.risks, key=lambda risk: str(risk.next_visit)):
        group = _group(risk, site)
        if group:
            groups[group].append(risk)
    blocks: list[Block] = [
        join(
            element("h1", site.say(_TITLE)),
            element("p", site.say(_LEAD, today=site.today), class_="srr-lead"),
        )
    ]
    for name, title, nothing in _GROUPS:
        blocks += [Heading(site.say(title), name), _table(name, title, groups[name], nothing, site)]
    return Page(OVERDUE, site.say(_TITLE), tuple(blocks), searchable=False)


def _group(risk: Risk, site: Site) -> str | None:
    due = risk.next_visit
    if due is None or risk.status == "done":
        return None
    if site.is_overdue(risk):
        return "overdue"
    if due <= site.today + timedelta(days=7):
        return "this-week"
    return "this-month" if due <= site.today + timedelta(days=30) else None


def _table(name: str, title: Text, risks: list[Risk], nothing: Text, site: Site) -> Html:
    if not risks:
        return element("p", site.say(nothing), class_="srr-quiet")
    return risk_table(tuple(risks), OVERDUE, site, title, f"sort-{name}")
