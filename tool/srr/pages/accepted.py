"""Accepted risks: who decided to live with each, what that costs, and until when it holds."""

from datetime import timedelta

from srr.fields import ACCEPTANCE
from srr.language import Text
from srr.model import Risk
from srr.pages.html import Html, Node, element, join
from srr.pages.page import Page
from srr.pages.parts import day, days, line, listed, table
from srr.pages.site import ACCEPTED, Site

_TITLE = Text("Accepted", "受容")
_LEAD = Text(
    "Accepting a risk is a decision with an end: somebody looks again before the date, or when a condition"
    " stops holding.",
    "リスクの受容には期限がある。期限の前、または条件が崩れたときに、誰かが見直す。",
)
_EMPTY = Text("No risk is accepted.", "受容したリスクはない。")
_EXPIRED = Text("Expired {days} ago", "{days}前に失効")
_SOON = Text("Ends in {days}", "あと {days}")
_RISK = Text("Risk", "リスク")
_LABELS = {spec.key: spec.label for spec in ACCEPTANCE}
_NEAR = timedelta(days=30)


def page(site: Site) -> Page:
    """Return the page with one row for each accepted risk, the nearest end first."""
    accepted = [risk for risk in site.registry.risks if risk.status == "accepted"]
    accepted.sort(key=lambda risk: str(risk.acceptance.until if risk.acceptance else ""))
    columns = ("because", "consequences", "holds_while", "until", "reviewer")
    head = [(site.say(_RISK), ""), *((site.say(_LABELS[column]), "") for column in columns)]
    rows = (_row(risk, site) for risk in accepted)
    content = join(
        element("h1", site.say(_TITLE)),
        element("p", site.say(_LEAD), class_="srr-lead"),
        table(site.say(_TITLE), head, rows)
        if accepted
        else element("p", site.say(_EMPTY), class_="srr-quiet"),
    )
    return Page(ACCEPTED, site.say(_TITLE), (content,), wide=True)


def _row(risk: Risk, site: Site) -> Html:
    given = risk.acceptance
    decided = " · ".join(str(word) for word in (given.by, given.on) if word) if given else ""
    return element(
        "tr",
        element(
            "th",
            element("small", risk.id),
            site.link(ACCEPTED, site.page_at[risk.path], risk.title),
            element("small", decided) if decided else None,
            scope="row",
            class_="srr-title",
        ),
        element("td", line(given.because, ACCEPTED, site) if given and given.because else "-"),
        element(
            "td",
            listed(line(item, ACCEPTED, site) for item in given.consequences) if given else "-",
        ),
        element("td", _conditions(risk)),
        element("td", day(given.until) if given else "-", " ", _end(risk, site)),
        element("td", (given.reviewer if given else None) or "-", class_="srr-word"),
    )


def _conditions(risk: Risk) -> Node:
    held = risk.acceptance.holds_while if risk.acceptance else ()
    return listed(element("code", comparison) for comparison in held) if held else "-"


def _end(risk: Risk, site: Site) -> Html | None:
    until = risk.acceptance.until if risk.acceptance else None
    if until is None or until > site.today + _NEAR:
        return None
    left = (until - site.today).days
    if left < 0:
        words, style = site.say(_EXPIRED, days=days(site, -left)), "srr-overdue"
    else:
        words, style = site.say(_SOON, days=days(site, left)), "srr-due-soon"
    return element("span", words, class_=f"srr-badge {style}")
