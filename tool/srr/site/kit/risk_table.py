"""Risks as a table: one or two lines a risk, each name and number a link to the list behind it."""

import html
import re
from collections.abc import Iterable
from datetime import date

from srr.documents.body import first_item
from srr.language import Text
from srr.records.risk import Risk
from srr.schema.scoring import UNKNOWN
from srr.schema.views import FACETS, NONE
from srr.schema.vocabulary import STATUSES
from srr.site.kit.filters import LABELS, values
from srr.site.kit.html import Html, element
from srr.site.kit.list_links import (
    level_link,
    name_link,
    priority_link,
    shown_priority,
    status_link,
)
from srr.site.kit.parts import day, late_badge, line, table
from srr.site.kit.site import Site

TITLE = Text("Risks", "リスク")
_STATUSES = list(STATUSES)
_COLUMNS = ("priority", "title", "status", "owner", "next_visit", "current_impact")
_NUMBERS = ("priority", "current_impact")
_TAG = re.compile(r"<[^>]*>")


def risk_table(
    risks: Iterable[Risk],
    source: str,
    site: Site,
    label: Text = TITLE,
    sort: str | None = "sort",
) -> Html:
    """Return *risks* as a table on the page *source*, in their order."""
    head = [
        (site.say(LABELS[key]), "srr-right" if key in _NUMBERS else "", key) for key in _COLUMNS
    ]
    rows = (_row(risk, source, site) for risk in risks)
    return element("div", table(site.say(label), head, rows, sort=sort), class_="srr-risks")


def _row(risk: Risk, source: str, site: Site) -> Html:
    known = values(risk, site)
    return element(
        "tr",
        element(
            "td",
            priority_link(risk, source, site),
            _small(_product(risk)),
            class_="srr-right",
            data_sort=str(shown_priority(risk)),
        ),
        element(
            "th",
            site.link(source, site.page_at[risk.path], element("small", risk.id), " ", risk.title),
            _small(next_action(risk, source, site)),
            scope="row",
            class_="srr-title",
            data_sort=risk.title,
        ),
        element(
            "td",
            status_link(risk, source, site),
            data_sort=_place(risk.status),
        ),
        element(
            "td",
            name_link("owner", risk.owner, source, site) or NONE,
            _small(name_link("team", risk.team, source, site)),
            data_sort=risk.owner or NONE,
        ),
        element(
            "td", day(due(risk)), " ", late_badge(risk, site), data_sort=str(due(risk) or NONE)
        ),
        element(
            "td",
            level_link("current_impact", risk.current_impact, source, site),
            class_="srr-right",
            data_sort=str(UNKNOWN if risk.current_impact is None else risk.current_impact),
        ),
        **{f"data_{key}": "\n".join(known[key]) for key in FACETS},
    )


def due(risk: Risk) -> date | None:
    """Return the day of the next visit; a risk that is done has none."""
    return risk.next_visit if risk.status != "done" else None


def _product(risk: Risk) -> str | None:
    """Return the formula of the priority: potential impact x likelihood."""
    if risk.likelihood is None or risk.potential_impact in (None, UNKNOWN):
        return None
    return f"{risk.potential_impact} × {risk.likelihood}"


def next_action(risk: Risk, source: str, site: Site) -> str | None:
    """Return the first next action of an unresolved risk as text without its markup."""
    step = first_item(risk.section("next-action")) if risk.is_open else ""
    return html.unescape(_TAG.sub("", line(step, source, site))) if step else None


def _small(words: str | None) -> Html | None:
    return element("small", words) if words else None


def _place(status: str | None) -> str:
    """Return the sort key of a status: its place in the life cycle of a risk."""
    return str(_STATUSES.index(status)) if status in _STATUSES else status or NONE
