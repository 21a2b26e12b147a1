"""Agenda: the list that the review meeting goes through, from what is late to who carries how much."""

from srr.insights.agenda import (
    ACTIONS_TITLE,
    LOAD_TITLE,
    NO_ACTIONS,
    NO_LOAD,
    POINTS,
    UNFINISHED_TITLE,
    Agenda,
    Unfinished,
    agenda,
    ends,
    load_words,
)
from srr.language import Text
from srr.records.risk import Risk
from srr.schema import vocabulary
from srr.schema.fields import POSTMORTEM
from srr.site.kit.action_table import action_table
from srr.site.kit.deeds import visit_commands
from srr.site.kit.html import Html, Node, element, filled, join
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import badge, day, table, title_cell, unread_notice
from srr.site.kit.ranking import ranking
from srr.site.kit.site import AGENDA, LOAD, Site

_TITLE = Text("Agenda", "会議の議題")
_LEAD = Text(
    "For the review meeting of {today}: what stands under each heading, and how many, is as of that day. srr agenda"
    " prints the same list as Markdown.",
    "{today} のレビュー会議で確認する項目。各見出しに並ぶものと件数は、その日時点のもの。"
    "srr agenda で同じ一覧を Markdown として出力できる。",
)
_LAST = Text("last report", "最後の報告")
_ENDS = Text("ends", "期限")
_DUE = Text("Due date", "期限")
_LABELS = {spec.key: spec.label for spec in POSTMORTEM}
_MORE = Text("Workload by owner and team", "担当者・チーム別の担当状況")


def page(site: Site) -> Page:
    """Return the page with a heading for each point, also an empty one.

    Only the heading of late postmortems is left out where there are none.
    """
    found = agenda(site.registry, site.settings, site.today)
    head = join(
        element("h1", site.say(_TITLE)),
        element("p", filled(_LEAD.within(site.language), today=day(site.today)), class_="srr-lead"),
        unread_notice(AGENDA, site),
        _commands(found, site),
    )
    blocks: list[Block] = [head]
    for point in POINTS:
        risks = found.risks[point.key]
        blocks.append(_heading(point.title, len(risks), point.key, site))
        blocks.append(_risks(risks, point.key, site) if risks else _quiet(point.nothing, site))
    blocks += [_heading(ACTIONS_TITLE, len(found.actions), "actions", site), _actions(found, site)]
    if found.unfinished:
        number = len(found.unfinished)
        blocks.append(_heading(UNFINISHED_TITLE, number, "unfinished", site))
        blocks.append(_unfinished(found.unfinished, site))
    blocks += [Heading(site.say(LOAD_TITLE), "load"), _load(found, site)]
    return Page(AGENDA, site.say(_TITLE), tuple(blocks), searchable=False)


def _commands(found: Agenda, site: Site) -> Html | None:
    """Return the commands for all risks of the agenda, the most pressing first."""
    listed = {risk.path for risks in found.risks.values() for risk in risks}
    ranked = (risk for risk in site.registry.ranked if risk.path in listed)
    return visit_commands(ranked, site)


def _heading(title: Text, number: int, key: str, site: Site) -> Heading:
    return Heading(f"{site.say(title)} ({number})", key)


def _risks(risks: tuple[Risk, ...], key: str, site: Site) -> Html:
    def remark(risk: Risk) -> Node:
        if key == "no-report":
            return join(f"{site.say(_LAST)} ", day(risk.anchor))
        return join(f"{site.say(_ENDS)} ", day(ends(risk))) if key == "ending" else None

    return ranking(risks, AGENDA, site, remark)


def _actions(found: Agenda, site: Site) -> Html:
    return action_table(found.actions, AGENDA, site) if found.actions else _quiet(NO_ACTIONS, site)


def _unfinished(found: tuple[Unfinished, ...], site: Site) -> Html:
    labels = (_DUE, *(_LABELS[key] for key in ("title", "owner", "status")))
    head = [(site.say(label), "") for label in labels]
    return table(site.say(UNFINISHED_TITLE), head, (_postmortem(each, site) for each in found))


def _postmortem(each: Unfinished, site: Site) -> Html:
    postmortem = each.postmortem
    words = site.link(AGENDA, site.page_at[postmortem.path], postmortem.title)
    return element(
        "tr",
        element("td", day(each.until)),
        title_cell(postmortem.id, words),
        element("td", postmortem.owner or "-", class_="srr-word"),
        element("td", badge(postmortem.status, vocabulary.POSTMORTEM_STATUSES, site)),
    )


def _load(found: Agenda, site: Site) -> Html:
    if not found.load:
        return _quiet(NO_LOAD, site)
    words = " · ".join(site.say(load_words(load)) for load in found.load)
    more = site.link(AGENDA, LOAD, site.say(_MORE))
    return join(element("p", words), element("p", more, class_="srr-more"))


def _quiet(words: Text, site: Site) -> Html:
    return element("p", site.say(words), class_="srr-quiet")
