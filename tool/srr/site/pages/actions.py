"""Actions: what postmortems promised and nobody has finished, the latest first, and who keeps what was promised."""

from collections.abc import Iterable, Iterator, Mapping

from srr.insights.actions import Promise, kept, promises
from srr.language import Text
from srr.records.registry import Action
from srr.schema import vocabulary
from srr.schema.fields import ACTION
from srr.site.kit.clock import ACTION_DUE, count, told
from srr.site.kit.html import Html, element, filled, join, web_link
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import day, line, table, title_cell
from srr.site.kit.site import ACTIONS, Site

_TITLE = Text("Actions", "アクション")
_LEAD = Text(
    "What postmortems promised: {open} open, {overdue} of them overdue, {done} done.",
    "ポストモーテムで約束したこと。未完了 {open} 件、うち期限切れ {overdue} 件、完了 {done} 件。",
)
_EMPTY = Text(
    "No postmortem promises an action yet.", "アクションを約束したポストモーテムはまだない。"
)
_ALL_DONE = Text("Every action is done.", "すべてのアクションが完了している。")
_OPEN_TITLE = Text("Open actions", "未完了のアクション")
_BY_OWNER = Text("By owner", "担当者別")
_BY_VIEWPOINT = Text("By viewpoint", "観点別")
_OPEN = Text("Open", "未完了")
_OVERDUE = Text("Overdue", "期限切れ")
_DONE = Text("Done", "完了")
_TICKET = Text("Ticket", "チケット")
_LABELS = {spec.key: spec.label for spec in ACTION}


def page(site: Site) -> Page:
    """Return the page with the open actions, and the count of open and done by owner and viewpoint."""
    every = promises(site.registry)
    still = tuple(promise for promise in every if promise.action.is_open)
    head = [element("h1", site.say(_TITLE))]
    if not every:
        head.append(element("p", site.say(_EMPTY), class_="srr-empty"))
        return Page(ACTIONS, site.say(_TITLE), tuple(head), searchable=False, wide=True)
    head.append(element("p", _lead(every, site), class_="srr-lead"))
    nothing = element("p", site.say(_ALL_DONE), class_="srr-empty")
    head.append(action_table(still, ACTIONS, site) if still else nothing)
    blocks = (join(*head), *_counts(every, site))
    return Page(ACTIONS, site.say(_TITLE), blocks, searchable=False, wide=True)


def _lead(every: tuple[Promise, ...], site: Site) -> Html:
    total = kept("", every)
    late = count("span", ACTION_DUE, total.due, site)
    words = _LEAD.within(site.language)
    return filled(words, open=str(total.open), overdue=late, done=str(total.done))


def action_table(actions: Iterable[Promise], source: str, site: Site) -> Html:
    """Return open actions as a table on the page *source*, in their order."""
    head = [(site.say(_LABELS[key]), "", key) for key in ("due", "do", "owner", "viewpoint")]
    rows = (_row(action, source, site) for action in actions)
    return table(site.say(_OPEN_TITLE), head, rows, sort="sort")


def _row(promise: Promise, source: str, site: Site) -> Html:
    action, postmortem = promise.action, promise.postmortem
    origin = site.link(source, site.page_at[postmortem.path], postmortem.title, fragment="actions")
    ticket = web_link(action.link, site.say(_TICKET)) if action.link else None
    return element(
        "tr",
        element(
            "td",
            day(action.due),
            " ",
            late_action(action, site),
            data_sort=str(action.due or "-"),
        ),
        title_cell(
            f"{postmortem.id} · {promise.name}",
            line(action.do or "-", source, site),
            join(origin, ticket, by=" · "),
            sort=action.do or "-",
        ),
        element("td", action.owner or "-", class_="srr-word"),
        element("td", _viewpoint(action.viewpoint, site)),
    )


def late_action(action: Action, site: Site) -> Html | None:
    """Return how late an open action is, kept up to date in the browser; None when it has no due date."""
    return told(ACTION_DUE, action.due, site) if action.is_open and action.due else None


def _viewpoint(viewpoint: str | None, site: Site) -> str:
    known = vocabulary.VIEWPOINTS.get(viewpoint or "")
    return site.say(known) if known else viewpoint or "-"


def _counts(every: tuple[Promise, ...], site: Site) -> Iterator[Block]:
    owners = _grouped((promise.action.owner or "-", promise) for promise in every)
    yield Heading(site.say(_BY_OWNER), "owners")
    yield _count_table(_LABELS["owner"], owners, site)
    ordered = sorted(every, key=lambda promise: _place(promise.action.viewpoint))
    views = _grouped((_viewpoint(each.action.viewpoint, site), each) for each in ordered)
    yield Heading(site.say(_BY_VIEWPOINT), "viewpoints")
    yield _count_table(_LABELS["viewpoint"], views, site, by_size=False)


def _place(viewpoint: str | None) -> int:
    known = list(vocabulary.VIEWPOINTS)
    return known.index(viewpoint) if viewpoint in known else len(known)


def _grouped(pairs: Iterable[tuple[str, Promise]]) -> Mapping[str, list[Promise]]:
    groups: dict[str, list[Promise]] = {}
    for name, promise in pairs:
        groups.setdefault(name, []).append(promise)
    return groups


def _count_table(
    title: Text, groups: Mapping[str, list[Promise]], site: Site, *, by_size: bool = True
) -> Html:
    counts = [kept(name, among) for name, among in groups.items()]
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
