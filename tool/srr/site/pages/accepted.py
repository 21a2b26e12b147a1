"""Accepted risks: who decided to live with each, what that costs, and until when it holds."""

from srr.language import Text
from srr.records.risk import Acceptance, Risk
from srr.schema.fields import ACCEPTANCE
from srr.site.kit.clock import ACCEPTANCE_END, day_label
from srr.site.kit.html import Html, element, join
from srr.site.kit.page import Page
from srr.site.kit.parts import day, line, listed, table, title_cell
from srr.site.kit.site import ACCEPTED, Site

_TITLE = Text("Accepted", "受容")
_LEAD = Text(
    "Accepting a risk is a decision with an end: somebody looks again before the date, or when a condition"
    " stops holding.",
    "リスクの受容には期限がある。期限の前、または条件が崩れたときに、誰かが見直す。",
)
_EMPTY = Text("No risk is accepted.", "受容したリスクはない。")
_RISK = Text("Risk", "リスク")
_DECISION = Text("What we live with", "許容している影響")
_LABELS = {spec.key: spec.label for spec in ACCEPTANCE}


def page(site: Site) -> Page:
    """Return the page with one row for each accepted risk, the nearest end first."""
    accepted = [risk for risk in site.registry.risks if risk.status == "accepted"]
    accepted.sort(key=lambda risk: str(risk.acceptance.until if risk.acceptance else ""))
    head = [(site.say(label), "") for label in (_RISK, _DECISION, _LABELS["until"])]
    rows = (_row(risk, site) for risk in accepted)
    content = join(
        element("h1", site.say(_TITLE)),
        element("p", site.say(_LEAD), class_="srr-lead"),
        table(site.say(_TITLE), head, rows)
        if accepted
        else element("p", site.say(_EMPTY), class_="srr-quiet"),
    )
    return Page(ACCEPTED, site.say(_TITLE), (content,), searchable=False, wide=True)


def _row(risk: Risk, site: Site) -> Html:
    given = risk.acceptance
    decided = " · ".join(str(word) for word in (given.by, given.decided) if word) if given else ""
    return element(
        "tr",
        title_cell(risk.id, site.link(ACCEPTED, site.page_at[risk.path], risk.title), decided),
        element("td", _decision(given, site) if given else "-", class_="srr-long"),
        element("td", _limits(given, site) if given else "-", class_="srr-long"),
    )


def _decision(given: Acceptance, site: Site) -> Html:
    """Return why the risk was accepted, and what happens when it happens."""
    consequences = listed(line(item, ACCEPTED, site) for item in given.consequences)
    return join(
        element("p", line(given.because, ACCEPTED, site)) if given.because else None,
        consequences if given.consequences else None,
    )


def _limits(given: Acceptance, site: Site) -> Html:
    """Return until when it holds, under which conditions, and who looks again."""
    held = listed(element("code", comparison) for comparison in given.holds_while)
    left = day_label(ACCEPTANCE_END, given.until, site) if given.until else None
    return join(
        element("p", day(given.until), " ", left),
        element("div", f"{site.say(_LABELS['holds_while'])}:", held) if given.holds_while else None,
        element("p", f"{site.say(_LABELS['reviewer'])}: {given.reviewer or '-'}"),
    )
