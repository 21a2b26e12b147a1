"""Risks as a table: one or two lines a risk, each name and number a link to the list behind it."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping

from srr.documents.body import first_item
from srr.language import Text
from srr.records.risk import Risk
from srr.schema.scoring import UNKNOWN
from srr.schema.views import NONE
from srr.schema.vocabulary import STATUSES
from srr.site.kit.filters import LABELS, status_of, values
from srr.site.kit.html import Html, Node, element
from srr.site.kit.list_links import (
    level_link,
    name_link,
    priority_link,
    shown_priority,
    status_link,
)
from srr.site.kit.parts import day, late_badge, line
from srr.site.kit.site import Site
from srr.text.credentials import mask

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
    labels = {key: site.say(LABELS[key]) for key in _COLUMNS}
    rows = (_row(risk, labels, source, site) for risk in risks)
    # Each row is a grid, and on a phone a card, which a screen reader sees as a table by these roles alone.
    whole = element(
        "table",
        element("thead", element("tr", *_heads(labels), role="row"), role="rowgroup"),
        element("tbody", *rows, role="rowgroup"),
        class_="srr-table srr-table--cards",
        role="table",
        data_sort=sort,
    )
    shown = element(
        "div", whole, class_="srr-scroll", tabindex=0, role="region", aria_label=site.say(label)
    )
    return element("div", shown, class_="srr-risks")


def _heads(labels: Mapping[str, str]) -> Iterator[Html]:
    for key, words in labels.items():
        style = "srr-right" if key in _NUMBERS else None
        yield element("th", words, scope="col", role="columnheader", class_=style, data_key=key)


def _row(risk: Risk, labels: Mapping[str, str], source: str, site: Site) -> Html:
    def cell(key: str, sort: object, *shown: Node, style: str | None = None) -> Html:
        return element(
            "td", *shown, role="cell", class_=style, data_sort=str(sort), data_label=labels[key]
        )

    owner = name_link("owner", risk.owner, source, site) or NONE
    team = _small(name_link("team", risk.team, source, site))
    known = values(risk, site)
    return element(
        "tr",
        cell(
            "priority",
            shown_priority(risk),
            priority_link(risk, source, site),
            _small(_product(risk)),
            style="srr-right",
        ),
        _title(risk, labels["title"], source, site),
        cell("status", _place(status_of(risk)), status_link(risk, source, site)),
        cell("owner", risk.owner or NONE, owner, team),
        cell(
            "next_visit", risk.visit_due or NONE, day(risk.visit_due), " ", late_badge(risk, site)
        ),
        # One that cannot be read sorts with the unknown ones, first.
        cell(
            "current_impact",
            UNKNOWN if risk.current_impact is None else risk.current_impact,
            level_link("current_impact", risk.current_impact, source, site),
            style="srr-right",
        ),
        role="row",
        **{f"data_{key}": "\n".join(known[key]) for key in site.facets},
    )


def _title(risk: Risk, label: str, source: str, site: Site) -> Html:
    named = site.link(source, site.page_at[risk.path], element("small", risk.id), " ", risk.title)
    return element(
        "th",
        named,
        _small(next_action(risk, source, site)),
        scope="row",
        role="rowheader",
        class_="srr-title",
        data_sort=risk.title,
        data_label=label,
    )


def _product(risk: Risk) -> str | None:
    """Return the formula of the priority: potential impact x likelihood."""
    if risk.likelihood is None or risk.potential_impact in (None, UNKNOWN):
        return None
    return f"{risk.potential_impact} × {risk.likelihood}"


def next_action(risk: Risk, source: str, site: Site) -> str | None:
    """Return the first next action of an unresolved risk as text without its markup."""
    step = first_item(risk.section("next-action")) if risk.is_open else ""
    # Markup may have parted a secret, which is whole without it.
    return mask(html.unescape(_TAG.sub("", line(step, source, site)))) if step else None


def _small(words: str | None) -> Html | None:
    return element("small", words) if words else None


def _place(status: str) -> str:
    """Return the sort key of a status: its place in the life cycle of a risk."""
    return str(_STATUSES.index(status)) if status in _STATUSES else status
