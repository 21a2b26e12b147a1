"""The table of all risks, the most pressing first."""

from collections.abc import Callable, Iterable

from srr.language import Text
from srr.records.risk import Risk
from srr.schema import vocabulary
from srr.schema.scoring import UNKNOWN
from srr.site.kit.clock import SOON
from srr.site.kit.filters import Facet, filtered
from srr.site.kit.html import element, join
from srr.site.kit.page import Page
from srr.site.kit.parts import unread_notice
from srr.site.kit.risk_table import LABELS, TITLE, risk_table
from srr.site.kit.site import RISKS, Site

_LEAD = Text(
    "Unresolved risks first, the highest priority on top; risks of unknown impact come first."
    " Accepted and done risks follow.",
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


def page(site: Site) -> Page:
    """Return the page with the table; it is a plain table, which a browser needs no script to show."""
    ordered = sorted(site.registry.ranked, key=_group)
    content = join(
        element("h1", site.say(TITLE)),
        element("p", site.say(_LEAD), class_="srr-lead"),
        unread_notice(RISKS, site),
        filtered(risk_table(ordered, RISKS, site), _facets(site), site)
        if site.registry.risks
        else element("p", site.say(_EMPTY), class_="srr-empty"),
    )
    return Page(RISKS, site.say(TITLE), (content,), searchable=False, wide=True)


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
        Facet("status", site.say(LABELS["status"]), [("open", site.say(_UNRESOLVED)), *statuses]),
        Facet("due", site.say(LABELS["next_visit"]), late),
        _named("owner", risks, lambda risk: risk.owner, site),
        _named("team", risks, lambda risk: risk.team, site),
        _named("area", risks, lambda risk: risk.area, site),
        _named("service", risks, lambda risk: risk.service, site),
        Facet("impact", site.say(LABELS["potential_impact"]), _impacts(risks, site)),
    )


def _named(
    key: str, risks: Iterable[Risk], value: Callable[[Risk], str | None], site: Site
) -> Facet:
    names = sorted({name for name in map(value, risks) if name}, key=str.casefold)
    return Facet(key, site.say(LABELS[key]), [(name, name) for name in names])


def _impacts(risks: Iterable[Risk], site: Site) -> list[tuple[str, str]]:
    """Return each potential impact that a risk has, unknown first, then from the highest down."""
    present = {risk.potential_impact for risk in risks}
    levels = sorted((level for level in present if isinstance(level, int)), reverse=True)
    unknown = [(UNKNOWN, site.say(vocabulary.UNKNOWN))] if UNKNOWN in present else []
    return [*unknown, *((str(level), str(level)) for level in levels)]


def _group(risk: Risk) -> int:
    return 2 if risk.status == "done" else 1 if risk.status == "accepted" else 0
