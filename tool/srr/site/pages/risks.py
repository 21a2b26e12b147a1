"""The table of all risks, the most pressing first."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from srr.documents.body import first_item
from srr.language import Text
from srr.records.registry import Risk
from srr.schema import vocabulary
from srr.schema.fields import RISK
from srr.schema.scoring import UNKNOWN
from srr.site.kit.clock import SOON
from srr.site.kit.filters import Facet, filtered
from srr.site.kit.html import Html, element, join
from srr.site.kit.page import Page
from srr.site.kit.parts import (
    day,
    late_badge,
    level_chip,
    line,
    risk_badge,
    table,
    title_cell,
    unread_notice,
)
from srr.site.kit.site import RISKS, Site

_TITLE = Text("Risks", "リスク")
_LEAD = Text(
    "Unresolved risks first, the highest priority on top; one whose impact is unknown stands before them"
    " all. Accepted and done risks follow.",
    "未解決のリスクを優先度の高い順に並べる。インパクトが不明なものは先頭に置く。受容・完了したリスクは後に続く。",
)
_EMPTY = Text(
    "There is no risk yet. srr new risk writes the first one.",
    "リスクはまだない。srr new risk で最初の記録を作る。",
)
_UNRESOLVED = Text("Unresolved", "未解決")
_LATE = {
    "overdue": Text("Overdue", "期限切れ"),
    "soon": Text(f"Due within {SOON} days", f"{SOON} 日以内"),
}
_LABELS = {spec.key: spec.label for spec in RISK}
_STATUSES = list(vocabulary.STATUSES)


def page(site: Site) -> Page:
    """Return the page with the table; it is a plain table, which a browser needs no script to show."""
    ordered = sorted(site.registry.ranked, key=_group)
    content = join(
        element("h1", site.say(_TITLE)),
        element("p", site.say(_LEAD), class_="srr-lead"),
        unread_notice(RISKS, site),
        filtered(risk_table(ordered, RISKS, site), _facets(site), site)
        if site.registry.risks
        else element("p", site.say(_EMPTY), class_="srr-empty"),
    )
    return Page(RISKS, site.say(_TITLE), (content,), searchable=False, wide=True)


def risk_table(
    risks: Iterable[Risk],
    source: str,
    site: Site,
    label: Text = _TITLE,
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
    head = [(site.say(_LABELS[key]), style, key) for key, style in columns]
    rows = (_row(risk, source, site) for risk in risks)
    return table(site.say(label), head, rows, sort=sort)


def _facets(site: Site) -> tuple[Facet, ...]:
    risks = site.registry.risks
    present = {risk.status for risk in risks}
    statuses = [
        (status, site.say(words))
        for status, words in vocabulary.STATUSES.items()
        if status in present
    ]
    late = [(key, site.say(words)) for key, words in _LATE.items()]
    return (
        Facet("status", site.say(_LABELS["status"]), [("open", site.say(_UNRESOLVED)), *statuses]),
        Facet("due", site.say(_LABELS["next_visit"]), late),
        _named("owner", risks, lambda risk: risk.owner, site),
        _named("team", risks, lambda risk: risk.team, site),
        _named("area", risks, lambda risk: risk.area, site),
        _named("service", risks, lambda risk: risk.service, site),
        Facet("impact", site.say(_LABELS["potential_impact"]), _impacts(risks, site)),
    )


def _named(
    key: str, risks: Iterable[Risk], value: Callable[[Risk], str | None], site: Site
) -> Facet:
    names = sorted({name for name in map(value, risks) if name}, key=str.casefold)
    return Facet(key, site.say(_LABELS[key]), [(name, name) for name in names])


def _impacts(risks: Iterable[Risk], site: Site) -> list[tuple[str, str]]:
    """Return each potential impact that a risk has, unknown first, then from the highest down."""
    present = {risk.potential_impact for risk in risks}
    levels = sorted((level for level in present if isinstance(level, int)), reverse=True)
    unknown = [(UNKNOWN, site.say(vocabulary.UNKNOWN))] if UNKNOWN in present else []
    return [*unknown, *((str(level), str(level)) for level in levels)]


def _group(risk: Risk) -> int:
    return 2 if risk.status == "done" else 1 if risk.status == "accepted" else 0


def _row(risk: Risk, source: str, site: Site) -> Html:
    due = risk.next_visit if risk.status != "done" else None
    return element(
        "tr",
        element(
            "td",
            level_chip(risk.priority, site),
            _arithmetic(risk),
            class_="srr-right",
            data_sort=_said(risk.priority),
        ),
        title_cell(
            " · ".join(filter(None, (risk.id, risk.area, risk.service))),
            site.link(source, site.page_at[risk.path], risk.title),
            _next_action(risk, source, site),
            sort=risk.title,
        ),
        element("td", risk_badge(risk, site), data_sort=_place(risk.status)),
        element(
            "td", risk.owner or "-", _small(risk.team), class_="srr-word", data_sort=risk.owner
        ),
        element("td", day(due), " ", late_badge(risk, site), data_sort=_said(due)),
        element(
            "td",
            level_chip(risk.current_impact, site),
            class_="srr-right",
            data_sort=_said(risk.current_impact),
        ),
        data_status=f"{risk.status}\nopen" if risk.is_open else risk.status or "",
        data_due=_due(risk, site),
        data_owner=risk.owner or "",
        data_team=risk.team or "",
        data_area=risk.area or "",
        data_service=risk.service or "",
        data_impact=_said(risk.potential_impact),
    )


def _said(value: object) -> str:
    return "-" if value is None else str(value)


def _place(status: str | None) -> str:
    """Return the status as its place in the course of a risk, which it sorts by."""
    return str(_STATUSES.index(status)) if status in _STATUSES else "-"


def _due(risk: Risk, site: Site) -> str:
    """Return the key of how late the next visit is; a browser works it out again on the day of reading."""
    if site.is_overdue(risk):
        return "overdue"
    due = risk.next_visit if risk.status != "done" else None
    return "soon" if due and due <= site.today + timedelta(days=SOON) else ""


def _arithmetic(risk: Risk) -> Html | None:
    """Return potential impact x likelihood, which the priority comes from."""
    if risk.likelihood is None or risk.potential_impact in (None, UNKNOWN):
        return None
    return _small(f"{risk.potential_impact} × {risk.likelihood}")


def _next_action(risk: Risk, source: str, site: Site) -> Html | None:
    step = first_item(risk.section("next-action")) if risk.is_open else ""
    return line(step, source, site) if step else None


def _small(words: str | None) -> Html | None:
    return element("small", words) if words else None
