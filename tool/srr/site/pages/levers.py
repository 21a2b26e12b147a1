"""Levers: what on-call pulls first, by service."""

from collections.abc import Iterator

from srr.insights.levers import Lever, levers, without_lever
from srr.language import Text, counted
from srr.schema.fields import RISK_LABELS
from srr.site.kit.clock import WHEN, day_label
from srr.site.kit.html import Html, Node, element, filled, join
from srr.site.kit.lever import AT_ONCE, lever, links
from srr.site.kit.names import ids_of
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import day, status_badge, table, title_cell
from srr.site.kit.ranking import ranking
from srr.site.kit.site import LEVERS, Site

TITLE = Text("Levers", "被害を食い止める手段")
_LEAD = Text(
    "What on-call pulls first, by service. A lever says who may pull it; otherwise ask the owner.",
    "オンコールが最初に打つ手を、サービスごとに並べる。実行してよい人は手段の中に書く。書かれていなければ担当者に聞く。",
)
_WHAT = Text(
    "A lever stops the damage before the cause is known: a flag, a limit, a restart. Write it into a risk as"
    " {containment}, with code in backticks, and say who may pull it. It is then listed here, by the {service} of the"
    " risk.",
    "被害を食い止める手段とは、原因がわかる前に被害を止める手のこと。フラグ、制限、再起動など。リスクの"
    " {containment} に、コードをバッククォートで囲み、実行してよい人も含めて書く。書いたものはリスクの {service}"
    " ごとにここに並ぶ。",
)
_NONE = Text("No lever is written yet.", "被害を食い止める手段はまだ書かれていない。")
_NO_SERVICE = Text("No service given", "サービスの記載なし")
_SYMPTOM = Text("Symptom", "症状")
_TRIED = Text("Last tried", "最後に試した日")
_NEVER = Text("not tried", "試していない")
_LEVERS = (Text("{n} lever", "{n} 件"), Text("{n} levers", "{n} 件"))
_WITHOUT = Text(
    "Unresolved risks without a lever ({n})", "手段が書かれていない未解決のリスク ({n} 件)"
)
MOST = 200
"""With more rows than this each service is folded, and so are the risks without a lever."""


def page(site: Site) -> Page:
    """Return the page with a table for each service, then the risks that have no lever."""
    found = levers(site.registry, site.today)
    fold = sum(map(len, found.values())) > MOST
    head = join(
        element("h1", site.say(TITLE)),
        element("p", site.say(_LEAD), class_="srr-lead"),
        None if found else join(element("p", site.say(_NONE), class_="srr-empty"), _what(site)),
    )
    blocks: list[Block] = [head]
    for (service, group), name in zip(found.items(), ids_of(found, ("without",)), strict=True):
        label = service or site.say(_NO_SERVICE)
        blocks.append(Heading(label, name))
        blocks.append(_folded(_table(label, group, site), len(group), site, fold=fold))
    blocks += _without(site)
    if found:
        blocks.append(_what(site))
    return Page(LEVERS, site.say(TITLE), tuple(blocks), alone=True)


def _what(site: Site) -> Html:
    keys = {key: element("code", key) for key in ("containment", "service")}
    return element("p", filled(site.say(_WHAT), **keys), class_="srr-quiet")


def _folded(rows: Html, number: int, site: Site, *, fold: bool) -> Html:
    if not fold:
        return rows
    summary = element("summary", site.say(counted(number, *_LEVERS)))
    return element("details", summary, rows, class_="srr-fold")


def _table(service: str, group: tuple[Lever, ...], site: Site) -> Html:
    head = [
        (site.say(_SYMPTOM), ""),
        (site.say(RISK_LABELS["containment"]), ""),
        (site.say(RISK_LABELS["owner"]), ""),
        (site.say(_TRIED), ""),
    ]
    rows = (_row(each, site) for each in group)
    return element("div", table(service, head, rows), class_="srr-levers")


def _row(each: Lever, site: Site) -> Html:
    risk = each.risk
    symptom = site.link(LEVERS, site.page_at[risk.path], risk.title)
    return element(
        "tr",
        title_cell(risk.id, symptom, status_badge(risk, site)),
        element("td", lever(risk, LEVERS, site), links(risk, AT_ONCE, site), class_="srr-long"),
        element("td", join(risk.owner or "-", element("small", risk.team)), class_="srr-word"),
        element("td", _tried(each, site)),
    )


def _tried(each: Lever, site: Site) -> Node:
    """Return the day of the last drill, which links to it."""
    drill = each.tried
    if drill is None or drill.started is None:
        return element("span", site.say(_NEVER), class_="srr-quiet")
    on = drill.started.date()
    words = site.link(LEVERS, site.page_at[drill.path], day(on))
    return join(words, element("small", day_label(WHEN, on, site)))


def _without(site: Site) -> Iterator[Block]:
    risks = without_lever(site.registry.risks)
    if risks:
        yield Heading(site.say(_WITHOUT, n=len(risks)), "without")
        fold = len(risks) > MOST
        yield _folded(ranking(risks, LEVERS, site), len(risks), site, fold=fold)
