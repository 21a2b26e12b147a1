"""A list of risks, each with its next action, short enough for a meeting."""

from collections.abc import Callable, Iterable

from srr.documents.body import first_item
from srr.language import Text
from srr.records.risk import Risk
from srr.site.kit.clock import AHEAD, day_label
from srr.site.kit.html import Html, Node, element, join
from srr.site.kit.list_links import name_link, priority_link, status_link
from srr.site.kit.parts import day, late_badge, line
from srr.site.kit.site import Site

_NEXT = Text("next visit", "次回確認")


def ranking(
    risks: Iterable[Risk],
    source: str,
    site: Site,
    remark: Callable[[Risk], Node] = lambda _: None,
) -> Html:
    """Return *risks* in their order as a list on the page *source*; *remark* adds a note to each."""
    rows = [_row(risk, remark(risk), source, site) for risk in risks]
    return element("ol", *rows, class_="srr-ranking")


def _row(risk: Risk, remark: Node, source: str, site: Site) -> Html:
    title = site.link(source, site.page_at[risk.path], risk.title)
    return element(
        "li",
        priority_link(risk, source, site),
        element("span", title, class_="srr-ranking__title"),
        element(
            "span",
            join(late_badge(risk, site), status_link(risk, source, site), by=" "),
            class_="srr-ranking__state",
        ),
        _about(risk, remark, source, site),
        data_owner=risk.owner or "",
    )


def _about(risk: Risk, remark: Node, source: str, site: Site) -> Html:
    step = first_item(risk.section("next-action")) if risk.is_open else ""
    words = element("span", line(step, source, site), class_="srr-ranking__next")
    due = join(f"{site.say(_NEXT)} ", day(risk.next_visit), _ahead(risk, site))
    known = join(risk.id, name_link("owner", risk.owner, source, site), due, remark, by=" · ")
    return element(
        "span", known, " — " if step else "", words if step else None, class_="srr-ranking__about"
    )


def _ahead(risk: Risk, site: Site) -> Node:
    return join(" ", day_label(AHEAD, risk.visit_due, site)) if risk.visit_due else None
