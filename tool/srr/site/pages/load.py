"""Load: how the unresolved risks are spread over owners and teams."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from srr.insights.workload import Load, loads, owner_loads
from srr.language import Text
from srr.records.risk import Risk
from srr.schema.scoring import UNKNOWN
from srr.schema.views import OPEN, OVERDUE
from srr.site.kit.clock import LAST_REPORT, VISIT_DUE, WHEN, count, day_label
from srr.site.kit.filters import to_list
from srr.site.kit.html import Html, element, join
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import NO_RISK, day, table
from srr.site.kit.site import ACCEPTED, ACTIONS, CONCERNS, LOAD, POSTMORTEMS, Site

_TITLE = Text("Workload", "担当状況")
_LEAD = Text(
    "Unresolved risks, and what else waits for somebody, by owner and by team. Where they pile up, progress stalls.",
    "未解決のリスクと、ほかに手を待つものを、担当者別・チーム別に数える。特定の人に偏ると対応が滞る。",
)
_OWNER = Text("Owner", "担当者")
_TEAM = Text("Team", "チーム")
_OPEN = Text("Unresolved", "未解決")
_PRIORITY = Text("Sum of priorities", "優先度の合計")
_OVERDUE = Text("Overdue", "期限切れ")
_OLDEST = Text("Longest without a visit", "最も長く確認されていないもの")
_COLUMNS = (("open", _OPEN), ("priority", _PRIORITY), ("overdue", _OVERDUE))
_ACTIONS = Text("Open actions", "未完了のアクション")
_REVIEWS = Text("Acceptances to review", "見直す受容")
_DRAFTS = Text("Drafts", "下書き")
_CONCERNS = Text("Open concerns", "気になる点")
_UNKNOWN = Text("+ {n} unknown", "+ 不明 {n} 件")
_NONE = Text("Nobody", "なし")


def page(site: Site) -> Page:
    """Return the page with a table of owners and one of teams."""
    head = join(
        element("h1", site.say(_TITLE)),
        element("p", site.say(_LEAD), class_="srr-lead"),
    )
    blocks: list[Block] = [head]
    risks = site.registry.risks
    owners = owner_loads(risks, site.registry.postmortems, site.registry.concerns)
    if owners:
        blocks += _table(_OWNER, "owners", owners, site)
    if any(risk.status != "done" for risk in risks):
        blocks += _table(_TEAM, "teams", loads(risks, lambda risk: risk.team), site)
    elif not owners:
        blocks.append(element("p", site.say(NO_RISK), class_="srr-empty"))
    return Page(LOAD, site.say(_TITLE), tuple(blocks), searchable=False, wide=True)


class _Others(NamedTuple):
    """A column of what waits for an owner besides risks, and the page that lists it."""

    key: str
    label: Text
    listed: str
    things: Callable[[Load], Sequence[object]]


_OTHERS = (
    _Others("actions", _ACTIONS, ACTIONS, lambda load: load.actions),
    _Others("reviews", _REVIEWS, ACCEPTED, lambda load: load.reviews),
    _Others("drafts", _DRAFTS, POSTMORTEMS, lambda load: load.drafts),
    _Others("concerns", _CONCERNS, CONCERNS, lambda load: load.concerns),
)
_FEW = 2
"""With more other columns than this there is no room for the title of a risk."""


def _table(label: Text, key: str, found: Sequence[Load], site: Site) -> Iterator[Block]:
    used = [other for other in _OTHERS if any(map(other.things, found))]
    head = [(site.say(label), "", "name")]
    head += [(site.say(words), "srr-right", name) for name, words in _COLUMNS]
    head += [(site.say(other.label), "srr-right", other.key) for other in used]
    head += [(site.say(_OLDEST), "" if len(used) <= _FEW else "srr-right", "oldest")]
    yield Heading(site.say(label), key)
    yield table(
        site.say(label),
        head,
        (_row(key.removesuffix("s"), load, used, site) for load in found),
        sort=f"sort-{key}",
    )


def _row(key: str, load: Load, others: Sequence[_Others], site: Site) -> Html:
    asked = {key: load.name or None, "status": OPEN}
    is_few = len(others) <= _FEW
    return element(
        "tr",
        element(
            "th",
            to_list(LOAD, site, load.name or site.say(_NONE), **asked),
            scope="row",
            class_="srr-word" if is_few else "srr-word srr-name",
        ),
        element("td", to_list(LOAD, site, str(len(load.risks)), **asked), class_="srr-right"),
        _priority(key, load, site),
        _overdue(key, load, site),
        *(
            element("td", _linked(len(other.things(load)), other.listed, site), class_="srr-right")
            for other in others
        ),
        element(
            "td",
            _oldest(load.oldest, site, whole=is_few),
            class_="srr-long" if is_few else "srr-right",
            data_sort=str(load.oldest.anchor if load.oldest else "-"),
        ),
    )


def _priority(key: str, load: Load, site: Site) -> Html:
    words = site.say(_UNKNOWN, n=load.unknown)
    asked = {key: load.name or None, "status": OPEN, "priority": UNKNOWN}
    unknown = element("small", to_list(LOAD, site, words, **asked)) if load.unknown else None
    number = str(load.priority)
    return element("td", number, unknown, class_="srr-right", data_sort=number)


def _overdue(key: str, load: Load, site: Site) -> Html:
    due = [risk.next_visit for risk in load.visited]
    late = count("span", VISIT_DUE, due, site, class_="srr-badge srr-overdue")
    shown = to_list(LOAD, site, late, **{key: load.name or None}, due=OVERDUE)
    return element("td", shown, class_="srr-right")


def _linked(number: int, listed: str, site: Site) -> Html | str:
    return site.link(LOAD, listed, str(number)) if number else "0"


def _oldest(risk: Risk | None, site: Site, *, whole: bool) -> Html | str:
    if risk is None or risk.anchor is None:
        return "-"
    page = site.page_at[risk.path]
    if not whole:
        ago = day_label(WHEN, risk.anchor, site)
        return join(site.link(LOAD, page, risk.id), element("small", ago))
    ago = day_label(LAST_REPORT, risk.anchor, site)
    shown = site.link(LOAD, page, f"{risk.id} {risk.title}")
    return join(shown, element("small", day(risk.anchor), " ", ago))
