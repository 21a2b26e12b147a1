"""Actions: what postmortems promised and nobody has finished, the latest first, with counts by owner and viewpoint."""

from collections.abc import Iterable, Iterator, Mapping

from srr.insights.actions import ActionOf, action_count, actions_of
from srr.language import Text
from srr.schema import vocabulary
from srr.site.kit.action_table import LABELS, action_table, viewpoint_label
from srr.site.kit.clock import ACTION_DUE, count
from srr.site.kit.html import Html, element, filled, join
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import table
from srr.site.kit.site import ACTIONS, Site

_TITLE = Text("Actions", "アクション")
_LEAD = Text(
    "What postmortems promised: {open} open, {overdue} of them overdue, {done} done.",
    "ポストモーテムで決めたこと。未完了 {open} 件、うち期限切れ {overdue} 件、完了 {done} 件。",
)
_EMPTY = Text(
    "No postmortem promises an action yet.", "ポストモーテムで決めたアクションはまだない。"
)
_ALL_DONE = Text("Every action is done.", "すべてのアクションが完了している。")
_BY_OWNER = Text("By owner", "担当者別")
_BY_VIEWPOINT = Text("By viewpoint", "観点別")
_OPEN = Text("Open", "未完了")
_OVERDUE = Text("Overdue", "期限切れ")
_DONE = Text("Done", "完了")


def page(site: Site) -> Page:
    """Return the page with the open actions, and the count of open and done by owner and viewpoint."""
    every = actions_of(site.registry)
    still = tuple(each for each in every if each.action.is_open)
    head = [element("h1", site.say(_TITLE))]
    if not every:
        head.append(element("p", site.say(_EMPTY), class_="srr-empty"))
        return Page(ACTIONS, site.say(_TITLE), tuple(head), searchable=False, wide=True)
    head.append(element("p", _lead(every, site), class_="srr-lead"))
    nothing = element("p", site.say(_ALL_DONE), class_="srr-empty")
    head.append(action_table(still, ACTIONS, site) if still else nothing)
    blocks = (join(*head), *_counts(every, site))
    return Page(ACTIONS, site.say(_TITLE), blocks, searchable=False, wide=True)


def _lead(every: tuple[ActionOf, ...], site: Site) -> Html:
    total = action_count("", every)
    late = count("span", ACTION_DUE, total.due, site)
    words = _LEAD.within(site.language)
    return filled(words, open=str(total.open), overdue=late, done=str(total.done))


def _counts(every: tuple[ActionOf, ...], site: Site) -> Iterator[Block]:
    owners = _grouped((each.action.owner or "-", each) for each in every)
    yield Heading(site.say(_BY_OWNER), "owners")
    yield _count_table(LABELS["owner"], owners, site)
    ordered = sorted(every, key=lambda each: _place(each.action.viewpoint))
    views = _grouped((viewpoint_label(each.action.viewpoint, site), each) for each in ordered)
    yield Heading(site.say(_BY_VIEWPOINT), "viewpoints")
    yield _count_table(LABELS["viewpoint"], views, site, by_size=False)


def _place(viewpoint: str | None) -> int:
    known = list(vocabulary.VIEWPOINTS)
    return known.index(viewpoint) if viewpoint in known else len(known)


def _grouped(pairs: Iterable[tuple[str, ActionOf]]) -> Mapping[str, list[ActionOf]]:
    groups: dict[str, list[ActionOf]] = {}
    for name, each in pairs:
        groups.setdefault(name, []).append(each)
    return groups


def _count_table(
    title: Text, groups: Mapping[str, list[ActionOf]], site: Site, *, by_size: bool = True
) -> Html:
    counts = [action_count(name, among) for name, among in groups.items()]
    if by_size:
        counts.sort(key=lambda found: (-found.open, found.name))
    head = [(site.say(title), "")]
    head += [(site.say(label), "srr-right") for label in (_OPEN, _OVERDUE, _DONE)]
    rows = [
        element(
            "tr",
            element("th", found.name, scope="row", class_="srr-word"),
            element("td", str(found.open), class_="srr-right"),
            count("td", ACTION_DUE, found.due, site, class_="srr-right"),
            element("td", str(found.done), class_="srr-right"),
        )
        for found in counts
    ]
    return table(site.say(title), head, rows)
