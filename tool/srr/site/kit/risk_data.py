"""The risks of a long list as data, for a browser that holds only the first of them as rows."""

import json
from collections.abc import Sequence

from srr.records.risk import Risk
from srr.schema.scoring import Level
from srr.schema.views import NONE
from srr.site.kit.filters import status_of, values
from srr.site.kit.html import Html, element, printable
from srr.site.kit.list_links import shown_priority
from srr.site.kit.parts import level_chip, priority_chip, status_badge
from srr.site.kit.risk_table import next_action
from srr.site.kit.site import RISKS, Site

DATA = "risks-table.json"
WHOLE = 1000
"""A longer list is cut."""
PART = 200
"""So many risks stand on one page of a list that is cut."""

_KEYS = ("id", "title", "page", "next_action", "next_visit")


def is_cut(risks: Sequence[Risk]) -> bool:
    """Whether the list of *risks* is too long for one page."""
    return len(risks) > WHOLE


def in_order(risks: Sequence[Risk]) -> list[Risk]:
    """Return *risks* with the unresolved ones first, then those that are accepted, then those that are done."""
    return sorted(risks, key=lambda risk: {"accepted": 1, "done": 2}.get(risk.status or "", 0))


def cut(risks: Sequence[Risk]) -> list[list[Risk]]:
    """Return *risks* in their order, page by page."""
    ordered = in_order(risks)
    size = PART if is_cut(risks) else max(len(risks), 1)
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]


def data(site: Site) -> str:
    """Return every risk in the order of the list: the keys once, then a row of values for each.

    It is half of risks.json, and says besides what a row needs: the page and the next action.
    """
    keys = (*_KEYS, *(key for key in site.facets if key != "due"))
    rows = [_row(risk, keys, site) for risk in in_order(site.registry.ranked)]
    return json.dumps({"keys": keys, "rows": rows}, ensure_ascii=False, separators=(",", ":"))


def _row(risk: Risk, keys: Sequence[str], site: Site) -> list[str]:
    known = values(risk, site)
    page = site.urls.between(RISKS, site.page_at[risk.path])
    given: dict[str, str] = {
        "id": risk.id,
        "title": risk.title,
        "page": page,
        "next_action": next_action(risk, RISKS, site) or "",
        "next_visit": str(risk.visit_due or ""),
        **{key: "\n".join(found) for key, found in known.items()},
    }
    return [printable(given[key]) for key in keys]


def chips(site: Site) -> Html:
    """Return each badge and chip of the risks once, for rows that a browser makes."""
    risks = site.registry.risks
    statuses = {status_of(risk): status_badge(risk, site) for risk in risks}
    impacts = {_named(risk.current_impact): risk.current_impact for risk in risks}
    priorities = {_named(shown): shown for shown in map(shown_priority, risks)}
    shown = {f"status {status}": badge for status, badge in statuses.items()}
    shown |= {f"current_impact {name}": level_chip(level, site) for name, level in impacts.items()}
    shown |= {f"priority {name}": priority_chip(each, site) for name, each in priorities.items()}
    kept = [element("span", chip, data_chip=name) for name, chip in sorted(shown.items())]
    return element("template", *kept)


def _named(level: Level | None) -> str:
    return str(NONE if level is None else level)
