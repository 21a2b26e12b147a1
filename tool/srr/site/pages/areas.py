"""By area and by service: where in the system the unresolved risks lie, and how often it failed there."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from srr.insights.workload import Load, loads
from srr.language import Text, counted
from srr.records.risk import Risk
from srr.schema import record_schema
from srr.schema.fields import RISK, RISK_LABELS
from srr.schema.scoring import UNKNOWN
from srr.schema.views import OPEN
from srr.site.kit.cost import INCIDENTS
from srr.site.kit.filters import to_list
from srr.site.kit.html import Html, element, escape, filled, join
from srr.site.kit.list_links import name_link, priority_link, status_link
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import NO_RISK, day, late_badge, table, title_cell
from srr.site.kit.site import AREAS, Site

_TITLE = Text("By area and service", "領域・サービス別")
_LEAD = Text(
    "Unresolved risks by the part of the system that they lie in, the fullest part first.",
    "未解決のリスクを、システムのどの部分にあるかで並べる。件数の多い部分から示す。",
)
_NONE = Text("Not given", "記載なし")
_SUM = Text("{n} unresolved · sum of priorities {sum}", "未解決 {n} 件 · 優先度の合計 {sum}")
_UNKNOWN = Text("{n} unknown", "不明 {n} 件")
_SPECS = {spec.key: spec for spec in RISK}
_COLUMNS = ("priority", "title", "status", "owner", "next_visit")


def page(site: Site) -> Page:
    """Return the page with the risks of each area, then those of each service."""
    head = join(
        element("h1", site.say(_TITLE)),
        element("p", site.say(_LEAD), class_="srr-lead"),
    )
    blocks: list[Block] = [head]
    if site.unresolved:
        failed = Counter(
            service
            for each in site.registry.postmortems
            if each.kind == "incident"
            for service in dict.fromkeys(each.services)
        )
        blocks += _grouped("area", lambda risk: risk.area, {}, site)
        blocks += _grouped("service", lambda risk: risk.service, failed, site)
    else:
        blocks.append(element("p", site.say(NO_RISK), class_="srr-empty"))
    return Page(AREAS, site.say(_TITLE), tuple(blocks), searchable=False, wide=True)


def _grouped(
    key: str, name_of: Callable[[Risk], str | None], failed: Mapping[str, int], site: Site
) -> Iterator[Block]:
    found = [load for load in loads(site.registry.risks, name_of) if load.risks]
    head = [
        (site.say(RISK_LABELS[column]), "srr-right" if column == "priority" else "")
        for column in _COLUMNS
    ]
    rows = [row for load in found for row in _group(key, load, failed.get(load.name, 0), site)]
    yield Heading(site.say(RISK_LABELS[key]), key)
    yield table(site.say(RISK_LABELS[key]), head, rows)


def _group(key: str, load: Load, incidents: int, site: Site) -> Iterator[Html]:
    asked = {key: load.name or None, "status": OPEN}
    number = to_list(AREAS, site, str(len(load.risks)), **asked)
    parts = [filled(_SUM.within(site.language), n=number, sum=str(load.priority))]
    if load.unknown:
        number = to_list(AREAS, site, str(load.unknown), **asked, priority=UNKNOWN)
        parts.append(filled(_UNKNOWN.within(site.language), n=number))
    parts += [escape(site.say(counted(incidents, *INCIDENTS)))] if incidents else []
    name = to_list(AREAS, site, _name(key, load.name, site), **asked)
    words = join(name, element("small", join(*parts, by=" · ")))
    heading = element("th", words, colspan=len(_COLUMNS), scope="rowgroup")
    yield element("tr", heading, class_="srr-group")
    yield from (_row(risk, site) for risk in load.risks)


def _name(key: str, name: str, site: Site) -> str:
    if not name:
        return site.say(_NONE)
    words = record_schema.choices(_SPECS[key], "risk", site.settings) if key == "area" else {}
    return site.say(words[name]) if name in words else name


def _row(risk: Risk, site: Site) -> Html:
    return element(
        "tr",
        element("td", priority_link(risk, AREAS, site), class_="srr-right"),
        title_cell(risk.id, site.link(AREAS, site.page_at[risk.path], risk.title)),
        element("td", status_link(risk, AREAS, site)),
        element("td", name_link("owner", risk.owner, AREAS, site) or "-", class_="srr-word"),
        element("td", day(risk.next_visit), " ", late_badge(risk, site)),
    )
