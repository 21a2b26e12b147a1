"""Risks as a table."""

from collections.abc import Iterable
from datetime import timedelta

from srr.documents.body import first_item
from srr.language import Text
from srr.records.risk import Risk
from srr.schema.fields import RISK
from srr.schema.scoring import UNKNOWN, Level
from srr.schema.vocabulary import STATUSES
from srr.site.kit.clock import SOON
from srr.site.kit.html import Html, element
from srr.site.kit.parts import day, late_badge, level_chip, line, risk_badge, table, title_cell
from srr.site.kit.site import Site

TITLE = Text("Risks", "リスク")
_STATUSES = list(STATUSES)
LABELS = {spec.key: spec.label for spec in RISK}


def risk_table(
    risks: Iterable[Risk],
    source: str,
    site: Site,
    label: Text = TITLE,
    sort: str | None = "sort",
) -> Html:
    """Return *risks* as a table on the page *source*, in their order."""
    columns = (
        ("priority", "srr-right"),
        ("title", ""),
        ("status", ""),
        ("owner", ""),
        ("next_visit", ""),
        ("current_impact", "srr-right"),
    )
    head = [(site.say(LABELS[key]), style, key) for key, style in columns]
    rows = (_row(risk, source, site) for risk in risks)
    return table(site.say(label), head, rows, sort=sort)


def _row(risk: Risk, source: str, site: Site) -> Html:
    due = risk.next_visit if risk.status != "done" else None
    return element(
        "tr",
        element(
            "td",
            level_chip(risk.priority, site),
            _arithmetic(risk),
            class_="srr-right",
            data_sort=_rank(risk.priority),
        ),
        title_cell(
            " · ".join(filter(None, (risk.id, risk.area, risk.service))),
            site.link(source, site.page_at[risk.path], risk.title),
            _next_action(risk, source, site),
            sort=risk.title,
        ),
        element("td", risk_badge(risk, site), data_sort=place(risk.status)),
        element(
            "td", risk.owner or "-", _small(risk.team), class_="srr-word", data_sort=risk.owner
        ),
        element("td", day(due), " ", late_badge(risk, site), data_sort=_or_dash(due)),
        element(
            "td",
            level_chip(risk.current_impact, site),
            class_="srr-right",
            data_sort=_rank(risk.current_impact),
        ),
        data_status=f"{risk.status}\nopen" if risk.is_open else risk.status or "",
        data_due=_due(risk, site),
        data_owner=risk.owner or "",
        data_team=risk.team or "",
        data_area=risk.area or "",
        data_service=risk.service or "",
        data_impact=_or_dash(risk.potential_impact),
    )


def _or_dash(value: object) -> str:
    return "-" if value is None else str(value)


def _rank(level: Level | None) -> str:
    """Return what a level sorts by: one that cannot be read stands with the unknown ones, first."""
    return str(UNKNOWN if level is None else level)


def _due(risk: Risk, site: Site) -> str:
    """Return the key of how late the next visit is; a browser works it out again on the day of reading."""
    if site.is_overdue(risk):
        return "overdue"
    due = risk.next_visit if risk.status != "done" else None
    return "soon" if due and due <= site.today + timedelta(days=SOON) else ""


def _arithmetic(risk: Risk) -> Html | None:
    """Return the formula of the priority: potential impact x likelihood."""
    if risk.likelihood is None or risk.potential_impact in (None, UNKNOWN):
        return None
    return _small(f"{risk.potential_impact} × {risk.likelihood}")


def _next_action(risk: Risk, source: str, site: Site) -> Html | None:
    step = first_item(risk.section("next-action")) if risk.is_open else ""
    return line(step, source, site) if step else None


def _small(words: str | None) -> Html | None:
    return element("small", words) if words else None


def place(status: str | None) -> str:
    """Return the sort key of a status: its place in the life cycle of a risk."""
    return str(_STATUSES.index(status)) if status in _STATUSES else "-"
