"""The list of all risks, the most pressing first; beyond a thousand it is cut into pages."""

from collections.abc import Iterator

from srr.language import Text
from srr.records.risk import Risk
from srr.site.kit.filter_bar import workbench
from srr.site.kit.filters import values
from srr.site.kit.html import Html, element, join
from srr.site.kit.page import Page
from srr.site.kit.parts import unread_notice
from srr.site.kit.risk_data import DATA, chips, cut, is_cut
from srr.site.kit.risk_table import TITLE, risk_table
from srr.site.kit.site import RISK_PAGES, RISKS, Site

_LEAD = Text(
    "Unresolved risks first, the highest priority on top; risks of unknown impact come first."
    " Accepted and done risks follow.",
    "未解決のリスクを優先度の高い順に並べる。インパクトが不明なものは先頭に置く。受容・完了したリスクは後に続く。",
)
_EMPTY = Text(
    "There is no risk yet. srr new risk writes the first one.",
    "リスクはまだない。srr new risk で最初の記録を作る。",
)
_PART = Text("Risks {first} to {last} of {all}", "リスク {all} 件中 {first}〜{last} 件目")
_BEFORE = Text("Previous page", "前のページ")
_AFTER = Text("Next page", "次のページ")
_PAGES = Text("Pages", "ページ")


def pages(site: Site) -> Iterator[Page]:
    """Yield the page with the list, a plain table that needs no script, and the pages that it goes on in."""
    parts = cut(site.registry.ranked)
    yield _first(parts, site)
    for place in range(1, len(parts)):
        yield _further(parts, place, site)


def _first(parts: list[list[Risk]], site: Site) -> Page:
    content = join(
        element("h1", site.say(TITLE)),
        element("p", site.say(_LEAD), class_="srr-lead"),
        unread_notice(RISKS, site),
        _list(parts, site) if parts else element("p", site.say(_EMPTY), class_="srr-empty"),
    )
    return Page(RISKS, site.say(TITLE), (content,), searchable=False, wide=True, alone=True)


def _list(parts: list[list[Risk]], site: Site) -> Html:
    among = [values(risk, site) for risk in site.registry.risks]
    table = risk_table(parts[0], RISKS, site)
    if not is_cut(site.registry.risks):
        return workbench(table, among, site)
    source = site.urls.between(RISKS, DATA)
    return join(workbench(join(table, chips(site)), among, site, source), _turns(parts, 0, site))


def _further(parts: list[list[Risk]], place: int, site: Site) -> Page:
    first = sum(map(len, parts[:place])) + 1
    last = first + len(parts[place]) - 1
    title = site.say(_PART, first=first, last=last, all=sum(map(len, parts)))
    path = _path(place)
    content = join(
        element("h1", title),
        _turns(parts, place, site),
        risk_table(parts[place], path, site),
        _turns(parts, place, site),
    )
    return Page(path, title, (content,), searchable=False, wide=True, alone=True)


def _turns(parts: list[list[Risk]], place: int, site: Site) -> Html | None:
    """Return the links to the page before and after; a script that shows every risk on the first hides them."""
    if len(parts) < 2:
        return None
    around = ((place - 1, _BEFORE), (place + 1, _AFTER))
    links = [
        element("li", site.link(_path(place), _path(to), site.say(words)))
        for to, words in around
        if 0 <= to < len(parts)
    ]
    return element(
        "nav",
        element("ul", *links, class_="srr-turns"),
        class_="srr-pages",
        aria_label=site.say(_PAGES),
    )


def _path(place: int) -> str:
    return f"{RISK_PAGES}/{place + 1}.md" if place else RISKS
