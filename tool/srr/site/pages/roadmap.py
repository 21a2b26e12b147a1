"""Roadmap: the risks by the time in which the work on them is planned, for product planning."""

from collections.abc import Iterator, Mapping, Sequence

from srr.insights.break_words import RUNWAY
from srr.insights.breaks import Break, limit_break
from srr.insights.roadmap import Lane, roadmap, unplanned
from srr.language import Text, counted
from srr.records.risk import Risk
from srr.records.runway import Runway
from srr.schema.fields import BAD_MINUTES, LINKS, RISK_LABELS
from srr.schema.views import OPEN
from srr.schema.vocabulary import EFFORTS
from srr.site.kit.break_line import outlook
from srr.site.kit.filters import to_list
from srr.site.kit.html import Html, element, filled, join
from srr.site.kit.lever import links
from srr.site.kit.list_links import name_link, priority_link
from srr.site.kit.names import ids_of
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import status_badge, table, title_cell
from srr.site.kit.site import ROADMAP, Site

TITLE = Text("Roadmap", "ロードマップ")
_LEAD = Text(
    "When the work on each risk is planned, the most pressing first; for product planning.",
    "リスクへの対応をいつ行うかを、時期ごとに優先度の高い順で並べる。プロダクトの計画に使う。",
)
_RISKS = (Text("{n} risk", "{n} 件"), Text("{n} risks", "{n} 件"))
_UNPLANNED = Text("{risks} unresolved without a horizon", "時期のない未解決のリスク: {risks}")
_MINUTES = Text(
    "Bad minutes a year: (minutes to detect + to repair) × affected share × 365.25 / days between.",
    "年間の影響(分): (検知 + 復旧の分)× 影響を受ける割合 × 365.25 ÷ 発生間隔(日)。",
)
_BACKLOG = next(spec.label for spec in LINKS if spec.key == "backlog")
MOST = 200
"""With more risks than this each horizon is folded."""


def page(site: Site) -> Page | None:
    """Return the page with a table for each horizon; None where no risk has one."""
    lanes = roadmap(site.registry.risks)
    if not lanes:
        return None
    blocks: list[Block] = [
        join(
            element("h1", site.say(TITLE)),
            element("p", site.say(_LEAD), class_="srr-lead"),
        )
    ]
    fold = sum(len(lane.risks) for lane in lanes) > MOST
    for lane, anchor in zip(lanes, ids_of(lane.horizon for lane in lanes), strict=True):
        blocks.append(Heading(site.say(lane.name), anchor))
        blocks.append(element("p", _about(lane, site), class_="srr-quiet"))
        rows = _table(lane, f"sort-{anchor}", site)
        blocks.append(_folded(rows, len(lane.risks), site, fold=fold))
    blocks += _footer(lanes, site)
    return Page(ROADMAP, site.say(TITLE), tuple(blocks), searchable=False, wide=True)


def _about(lane: Lane, site: Site) -> Html:
    words = site.say(counted(len(lane.risks), *_RISKS))
    # All but those that are done.
    statuses = (OPEN, "accepted")
    shown = to_list(ROADMAP, site, words, horizon=lane.horizon, status=statuses)
    return join(shown, site.say(lane.total), by=" · ") if lane.total else shown


def _folded(rows: Html, number: int, site: Site, *, fold: bool) -> Html:
    if not fold:
        return rows
    summary = element("summary", site.say(counted(number, *_RISKS)))
    return element("details", summary, rows, class_="srr-fold")


def _table(lane: Lane, sort: str, site: Site) -> Html:
    head = [
        (site.say(RISK_LABELS["priority"]), "srr-right", "priority"),
        (site.say(RISK_LABELS["title"]), "", "title"),
        (site.say(RISK_LABELS["effort"]), "", "effort"),
    ]
    head += [(site.say(BAD_MINUTES.label), "srr-right", "minutes")] if lane.estimated else []
    limits = {risk.path: limit_break(risk, site.registry, site.today) for risk in lane.risks}
    head += [(site.say(RUNWAY), "", "runway")] if any(limits.values()) else []
    head += [(site.say(RISK_LABELS["owner"]), "", "owner"), (site.say(_BACKLOG), "", "backlog")]
    rows = (_row(risk, lane, limits, site) for risk in lane.risks)
    return table(site.say(lane.name), head, rows, sort=sort)


def _row(risk: Risk, lane: Lane, limits: Mapping[str, Break | None], site: Site) -> Html:
    minutes = risk.bad_minutes_a_year
    sorted_by = "-" if minutes is None else str(minutes)
    shown = "-" if minutes is None else f"{minutes:,.1f}"
    efforts = list(EFFORTS)
    place = efforts.index(risk.effort) if risk.effort and risk.effort in EFFORTS else "-"
    return element(
        "tr",
        element("td", priority_link(risk, ROADMAP, site), class_="srr-right"),
        title_cell(
            risk.id,
            site.link(ROADMAP, site.page_at[risk.path], risk.title),
            status_badge(risk, site),
            sort=risk.title,
        ),
        element("td", _effort(risk, site), data_sort=place),
        element("td", shown, class_="srr-right", data_sort=sorted_by) if lane.estimated else None,
        _runway(limits[risk.path], site) if any(limits.values()) else None,
        element(
            "td",
            name_link("owner", risk.owner, ROADMAP, site) or "-",
            element("small", name_link("team", risk.team, ROADMAP, site)) if risk.team else None,
            class_="srr-word",
        ),
        element("td", links(risk, ("backlog",), site) or "-"),
    )


def _runway(found: Break | None, site: Site) -> Html:
    """Return when the risk is expected to break."""
    if found is None:
        return element("td", "-")
    day = found.runway.expected if isinstance(found.runway, Runway) else found.since
    return element(
        "td", outlook(found, site), data_sort=day.isoformat() if day else "-", class_="srr-word"
    )


def _effort(risk: Risk, site: Site) -> Html | str:
    if risk.effort is None:
        return "-"
    words = site.say(EFFORTS[risk.effort]) if risk.effort in EFFORTS else risk.effort
    badge = element("span", words, class_="srr-badge")
    return to_list(ROADMAP, site, badge, effort=risk.effort)


def _footer(lanes: Sequence[Lane], site: Site) -> Iterator[Block]:
    left = len(unplanned(site.registry.risks))
    if left:
        words = site.say(counted(left, *_RISKS))
        shown = to_list(ROADMAP, site, words, horizon=None, status=OPEN)
        yield element("p", filled(site.say(_UNPLANNED), risks=shown))
    if any(lane.estimated for lane in lanes):
        yield element("p", site.say(_MINUTES), class_="srr-quiet")
