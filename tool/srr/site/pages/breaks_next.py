"""What breaks next: the limits of risks and the conditions of acceptances, the soonest first."""

from collections.abc import Iterator, Sequence

from srr.documents.body import first_item
from srr.insights.break_words import HEADROOM, RUNWAY, amount, headroom_words
from srr.insights.breaks import Break
from srr.language import Text, counted, untranslated
from srr.schema.fields import ACCEPTANCE, RISK_LABELS
from srr.schema.vocabulary import HORIZONS
from srr.site.kit.break_line import outlook
from srr.site.kit.html import Html, Node, element, filled, join, link
from srr.site.kit.limit_chart import sparkline
from srr.site.kit.list_links import name_link
from srr.site.kit.page import Page
from srr.site.kit.parts import day, line, status_badge, table, title_cell
from srr.site.kit.site import BREAKS_NEXT, ROADMAP, Site

TITLE = Text("What breaks next", "次に限界を迎えるもの")
_LEAD = Text(
    "The numbers beside the limits at which risks break and acceptances are tripped, the soonest first:"
    " {reached}, {near}, {stale}.",
    "リスクが顕在化する限界、受容の前提が崩れる限界と、いまの数値。早く達するものから並べる。{reached}、{near}、{stale}。",
)
_REACHED = (Text("{n} reached", "到達 {n} 件"), Text("{n} reached", "到達 {n} 件"))
_NEAR = (
    Text("{n} expected within 90 days", "90 日以内に到達する見込み {n} 件"),
    Text("{n} expected within 90 days", "90 日以内に到達する見込み {n} 件"),
)
_STALE = (
    Text("{n} too stale to judge", "値が古く判断できないもの {n} 件"),
    Text("{n} too stale to judge", "値が古く判断できないもの {n} 件"),
)
_NOTHING = Text(
    "No risk has a limit that names an indicator. Write one into its front matter: {example}",
    "指標を使う限界のあるリスクはない。フロントマターに {example} のように書く。",
)
_PLAN = Text("Owner and plan", "担当者と予定")
_HOW = Text(
    "The runway is an interval: in about 95 of 100 cases it holds the month in which the trend reaches the limit. It is"
    " made of the slopes between the weekly medians of half a year. Where the numbers may as well be flat, there is no"
    " trend.",
    "到達の見込みは幅で示し、100 回のうち 95 回ほどは、傾向がこの幅の中で限界に達する。半年分の、週ごとの中央値の間の"
    "傾きから求める。横ばいとも区別できないときは「傾向なし」とする。",
)
_CUT = Text(
    "The first {most} of {n}. {data} has the headroom and the runway of every risk.",
    "{n} 件のうち先頭の {most} 件。すべてのリスクの余裕と到達の見込みは {data} にある。",
)
_DATA = "risks.json"
_REVIEWER = next(spec.label for spec in ACCEPTANCE if spec.key == "reviewer")
MOST = 200
"""As many conditions as the table shows."""


def page(site: Site) -> Page | None:
    """Return the page with a row for each condition; None before the first indicator."""
    if not site.registry.uses_indicators:
        return None
    found = site.breaks
    content = join(
        element("h1", site.say(TITLE)),
        element("p", _lead(found, site), class_="srr-lead"),
        *(_rows(found, site) if found else [_nothing(site)]),
    )
    return Page(BREAKS_NEXT, site.say(TITLE), (content,), searchable=False, wide=True)


def _lead(found: Sequence[Break], site: Site) -> Html:
    numbers = {
        "reached": counted(sum(each.is_reached for each in found), *_REACHED),
        "near": counted(sum(each.is_near(site.today) for each in found), *_NEAR),
        "stale": counted(sum(each.is_stale for each in found), *_STALE),
    }
    words = {key: site.say(text) for key, text in numbers.items()}
    return filled(_LEAD.within(site.language), **words)


def _nothing(site: Site) -> Html:
    name = min((*site.registry.indicators, *site.settings.indicators))
    example = element("code", f"breaks_when: {name} > 900")
    words = filled(_NOTHING.within(site.language), example=example)
    return element("p", words, class_="srr-empty")


def _rows(found: Sequence[Break], site: Site) -> list[Html]:
    head = [
        (site.say(RISK_LABELS["title"]), "", "title"),
        (site.say(HEADROOM), "", "headroom"),
        (site.say(RUNWAY), "", "runway"),
        (site.say(_PLAN), "srr-long", "owner"),
    ]
    rows = (_row(each, place, site) for place, each in enumerate(found[:MOST]))
    shown = [table(site.say(TITLE), head, rows, sort="sort")]
    if len(found) > MOST:
        data = link(site.urls.between(BREAKS_NEXT, _DATA), element("code", _DATA))
        cut = filled(_CUT.within(site.language), most=str(MOST), n=str(len(found)), data=data)
        shown.insert(0, element("p", cut, class_="srr-quiet"))
    return [*shown, element("p", site.say(_HOW), class_="srr-quiet")]


def _row(found: Break, place: int, site: Site) -> Html:
    risk, share = found.risk, found.headroom.share if found.headroom else None
    title = site.link(BREAKS_NEXT, site.page_at[risk.path], risk.title)
    return element(
        "tr",
        title_cell(risk.id, title, status_badge(risk, site), sort=risk.title),
        element(
            "td",
            *_headroom(found, site),
            data_sort="-" if share is None else f"{share:.6f}",
            class_="srr-headroom",
        ),
        element(
            "td", outlook(found, site), sparkline(found, site), data_sort=place, class_="srr-sparks"
        ),
        element("td", *_plan(found, site), data_sort=risk.owner or "-", class_="srr-long"),
    )


def _headroom(found: Break, site: Site) -> Iterator[Node]:
    """Yield what is left up to the limit, the value and its day, and the condition."""
    left = found.headroom
    words = headroom_words(left) if left else None
    yield element("strong", site.say(words) if words else "-")
    name = found.about.name(site.language)
    if left:
        yield element("small", f"{amount(left.value, found.about.unit)} · ", day(left.on))
    yield element("small", name) if name else None
    yield element("small", element("code", found.condition.stated))


def _plan(found: Break, site: Site) -> Iterator[Node]:
    """Yield who is on it, when the work is planned for, and what comes next."""
    risk, reviewer = found.risk, found.condition.reviewer
    label = HORIZONS.get(risk.horizon, untranslated(risk.horizon)) if risk.horizon else None
    yield join(
        name_link("owner", risk.owner, BREAKS_NEXT, site) or "-",
        f"{site.say(_REVIEWER)}: {reviewer}" if reviewer else None,
        site.link(BREAKS_NEXT, ROADMAP, site.say(label)) if label else None,
        by=" · ",
    )
    step = first_item(risk.section("next-action")) if risk.is_open else ""
    yield element("small", line(step, BREAKS_NEXT, site)) if step else None
