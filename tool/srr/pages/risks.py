"""The table of all risks, the most pressing first."""

from srr.fields import RISK
from srr.language import Text
from srr.model import Risk
from srr.pages.html import Html, element, join
from srr.pages.page import Page
from srr.pages.parts import (
    day,
    first_line,
    late_badge,
    level_chip,
    line,
    risk_badge,
    table,
    unread_notice,
)
from srr.pages.site import RISKS, Site
from srr.scoring import UNKNOWN

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
_LABELS = {spec.key: spec.label for spec in RISK}


def page(site: Site) -> Page:
    """Return the page with the table; it is a plain table, which a browser needs no script to show."""
    content = join(
        element("h1", site.say(_TITLE)),
        element("p", site.say(_LEAD), class_="srr-lead"),
        unread_notice(RISKS, site),
        risk_table(site.registry.ranked, RISKS, site),
    )
    return Page(RISKS, site.say(_TITLE), (content,), searchable=False, wide=True)


def risk_table(risks: tuple[Risk, ...], source: str, site: Site) -> Html:
    """Return *risks* as a table on the page *source*: unresolved, then accepted, then done."""
    if not risks:
        return element("p", site.say(_EMPTY), class_="srr-quiet")
    head = [
        (site.say(_LABELS["priority"]), "srr-right"),
        (site.say(_LABELS["title"]), ""),
        (site.say(_LABELS["status"]), ""),
        (site.say(_LABELS["owner"]), ""),
        (site.say(_LABELS["next_visit"]), ""),
        (site.say(_LABELS["current_impact"]), "srr-right"),
    ]
    ordered = sorted(risks, key=_group)
    return table(site.say(_TITLE), head, (_row(risk, source, site) for risk in ordered))


def _group(risk: Risk) -> int:
    return 2 if risk.status == "done" else 1 if risk.status == "accepted" else 0


def _row(risk: Risk, source: str, site: Site) -> Html:
    due = risk.next_visit if risk.status != "done" else None
    return element(
        "tr",
        element("td", level_chip(risk.priority, site), _arithmetic(risk), class_="srr-right"),
        element(
            "th",
            element("small", " · ".join(filter(None, (risk.id, risk.area, risk.service)))),
            site.link(source, site.page_at[risk.path], risk.title),
            _next_action(risk, source, site),
            scope="row",
            class_="srr-title",
        ),
        element("td", risk_badge(risk, site)),
        element("td", risk.owner or "-", _small(risk.team), class_="srr-word"),
        element(
            "td", day(due), " ", late_badge(risk, site), data_next_visit=str(due) if due else None
        ),
        element("td", level_chip(risk.current_impact, site), class_="srr-right"),
    )


def _arithmetic(risk: Risk) -> Html | None:
    """Return potential impact x likelihood, which the priority comes from."""
    if risk.likelihood is None or risk.potential_impact in (None, UNKNOWN):
        return None
    return _small(f"{risk.potential_impact} × {risk.likelihood}")


def _next_action(risk: Risk, source: str, site: Site) -> Html | None:
    step = first_line(risk.section("next-action")) if risk.is_open else ""
    return element("small", line(step, source, site)) if step else None


def _small(words: str | None) -> Html | None:
    return element("small", words) if words else None
