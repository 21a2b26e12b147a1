"""The table of all postmortems, the newest first, and how long incidents took, raw."""

from collections.abc import Iterator

from srr.insights import response_times
from srr.insights.response_times import DETECT, INTERVALS, Interval
from srr.language import Text
from srr.records.postmortem import Postmortem
from srr.schema import vocabulary
from srr.schema.fields import POSTMORTEM
from srr.site.kit.downtime_cell import COLUMN, downtime_cell
from srr.site.kit.html import Html, Node, element, join
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import badge, day, record_link, table, title_cell
from srr.site.kit.site import POSTMORTEMS, Site

_TITLE = Text("Postmortems", "ポストモーテム")
_LEAD = Text(
    "What incidents, near misses and drills taught, the newest first. Downtime runs from the start until"
    " customers could work again (mitigated); where that is not given, until it was over (resolved).",
    "障害・ヒヤリハット・訓練から学んだこと。新しい順。ダウンタイムは、発生から顧客が再び使えるようになるまで"
    "(暫定復旧)で、その時刻がない場合だけ解決までとする。",
)
_EMPTY = Text(
    "There is no postmortem yet. srr new postmortem writes the first one.",
    "ポストモーテムはまだない。srr new postmortem で最初の記録を作る。",
)
_DATE = Text("Date", "日付")
_STATE = Text("Kind, status", "種別・ステータス")
_DETECTED = Text("Detected, min", "検知(分)")
_TIMES = Text("How long they took", "かかった時間")
_TIMES_LEAD = Text(
    "In minutes, by kind, over the postmortems that give both instants (n). Incidents are few and very unequal, so"
    " there is no mean here, and no trend to read from a handful of them.",
    "単位は分。両方の時刻がある記録だけを数える(n は件数)。障害は数が少なくばらつきが大きいため、"
    "平均は示さない。数件の増減から傾向を読み取ることもできない。",
)
_KIND = Text("Kind", "種別")
_LEAST = Text("Least", "最短")
_MEDIAN = Text("Median", "中央値")
_MOST = Text("Most", "最長")
_LABELS = {spec.key: spec.label for spec in POSTMORTEM}


def page(site: Site) -> Page:
    """Return the page with the table of postmortems and the times by kind."""
    head = join(
        element("h1", site.say(_TITLE)),
        element("p", site.say(_LEAD), class_="srr-lead"),
        _list(site),
    )
    return Page(POSTMORTEMS, site.say(_TITLE), (head, *_times(site)), searchable=False, wide=True)


def _list(site: Site) -> Html:
    postmortems = site.registry.newest
    if not postmortems:
        return element("p", site.say(_EMPTY), class_="srr-empty")
    head = [
        (site.say(_DATE), ""),
        (site.say(_LABELS["title"]), ""),
        (site.say(_STATE), ""),
        (site.say(_LABELS["score"]), "srr-right"),
        (site.say(COLUMN), "srr-right"),
        (site.say(_DETECTED), "srr-right"),
        (site.say(_LABELS["risks"]), ""),
    ]
    return table(site.say(_TITLE), head, (_row(postmortem, site) for postmortem in postmortems))


def _row(postmortem: Postmortem, site: Site) -> Html:
    return element(
        "tr",
        element("td", day(postmortem.started.date() if postmortem.started else None)),
        title_cell(
            postmortem.id,
            site.link(POSTMORTEMS, site.page_at[postmortem.path], postmortem.title),
            " · ".join(postmortem.services),
        ),
        element(
            "td",
            badge(postmortem.kind, vocabulary.POSTMORTEM_KINDS, site),
            " ",
            badge(postmortem.status, vocabulary.POSTMORTEM_STATUSES, site),
        ),
        element("td", _number(postmortem.score), class_="srr-right"),
        downtime_cell(postmortem, site),
        element("td", _number(DETECT.minutes(postmortem)), class_="srr-right"),
        element("td", _risks(postmortem, site)),
    )


def _risks(postmortem: Postmortem, site: Site) -> Node:
    ids = postmortem.links_to("risks")
    return join(*[_risk(each, site) for each in ids], by=", ") if ids else "-"


def _risk(record: str, site: Site) -> Html:
    if record not in site.page_of:
        return record_link(POSTMORTEMS, record, site)
    words = element("span", record, class_="srr-date")
    return site.link(POSTMORTEMS, site.page_of[record], words)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:g}" if value % 1 else f"{value:.0f}"


def _times(site: Site) -> Iterator[Block]:
    rows = [row for interval in INTERVALS for row in _interval(interval, site)]
    if not rows:
        return
    head = [(site.say(_KIND), ""), ("n", "srr-right")]
    head += [(site.say(label), "srr-right") for label in (_LEAST, _MEDIAN, _MOST)]
    yield Heading(site.say(_TIMES), "times")
    yield join(
        element("p", site.say(_TIMES_LEAD)),
        table(site.say(_TIMES), head, rows),
    )


def _interval(interval: Interval, site: Site) -> Iterator[Html]:
    """Yield a heading row for the interval and one row for each kind that knows it."""
    rows = [row for kind in vocabulary.POSTMORTEM_KINDS for row in _spread(interval, kind, site)]
    if rows:
        words = join(
            site.say(interval.label),
            element("small", site.say(interval.definition)),
        )
        yield element("tr", element("th", words, colspan=5, scope="rowgroup"), class_="srr-group")
        yield from rows


def _spread(interval: Interval, kind: str, site: Site) -> Iterator[Html]:
    of_kind = (each for each in site.registry.postmortems if each.kind == kind)
    spread = response_times.spread(interval, of_kind)
    if spread is not None:
        yield element(
            "tr",
            element("th", site.say(vocabulary.POSTMORTEM_KINDS[kind]), scope="row"),
            *[element("td", _number(value), class_="srr-right") for value in spread],
        )
