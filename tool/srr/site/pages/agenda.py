"""Agenda: the list that the review meeting goes through, from the reports to who carries how much."""

from collections.abc import Iterator

from srr.insights.agenda import (
    ACTIONS_TITLE,
    LOAD_TITLE,
    NO_ACTIONS,
    NO_LOAD,
    NO_RISK,
    NOBODY,
    REPORTS_TITLE,
    RISKS_TITLE,
    STOCKTAKE,
    UNFINISHED_TITLE,
    Agenda,
    Unfinished,
    agenda,
    load_words,
)
from srr.insights.moves import moves
from srr.language import Text, counted
from srr.records.concern import Concern
from srr.records.risk import Risk
from srr.schema import vocabulary
from srr.schema.fields import POSTMORTEM
from srr.site.kit.action_table import action_table
from srr.site.kit.break_line import break_line
from srr.site.kit.concern_table import LABELS as CONCERN_LABELS
from srr.site.kit.concern_table import report_due, status, title
from srr.site.kit.deeds import report_commands, visit_commands
from srr.site.kit.html import Html, Node, element, filled, join
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import badge, day, table, title_cell, unread_notice
from srr.site.kit.ranking import ranking
from srr.site.kit.site import AGENDA, BREAKS_NEXT, CONCERNS, LOAD, Site

_TITLE = Text("Agenda", "会議の議題")
_LEAD = Text(
    "For the review meeting of {today}: what comes up, and why, as of that day. srr agenda prints it as Markdown,"
    " and srr meeting walks through it in the terminal.",
    "{today} のレビュー会議で確認する項目。並ぶものとその理由は、その日時点のもの。"
    "srr agenda で Markdown として出力でき、srr meeting なら端末でひとつずつ決められる。",
)
_REASONS = {
    "due": Text("due by the next meeting", "次の会議までに期限"),
    "no-report": Text("no report since {last}", "{last} から報告なし"),
    "stalled": Text("stalled", "停滞"),
    "new": Text("new", "新規"),
    "ending": Text("acceptance ends {end}", "受容は {end} まで"),
    "reached": Text("limit reached", "限界に到達"),
    "near": Text("limit near", "限界間近"),
    "stale": Text("no value in time", "値が古い"),
}
_OF_LIMITS = ("reached", "near", "stale")
_ORDER = Text("Order", "並び順")
_BY_PRIORITY = Text("By priority", "優先度順")
_BY_OWNER = Text("By owner", "担当者別")
_PLACE = Text("{n} of {all}", "{all} 件中 {n} 件目")
_KEYS = Text("j and k: next and previous", "j で次、k で前へ")
_CLOSED = Text("Closed since the last meeting", "前回の会議からの完了・受容")
_DUE = Text("Due date", "期限")
_LABELS = {spec.key: spec.label for spec in POSTMORTEM}
_CONCERNS = Text("All concerns", "気になる点の一覧")
_MORE = Text("Workload by owner and team", "担当者・チーム別の担当状況")


def page(site: Site) -> Page:
    """Return the page: reports, each risk once with why it comes up, actions, postmortems, what closed, the load."""
    found = agenda(site.registry, site.settings, site.today)
    head = join(
        element("h1", site.say(_TITLE)),
        element("p", filled(_LEAD.within(site.language), today=day(site.today)), class_="srr-lead"),
        unread_notice(AGENDA, site),
        element("p", site.say(counted(found.stocktake, *STOCKTAKE))) if found.stocktake else None,
    )
    blocks: list[Block] = [head, *_reports(found, site), *_risks(found, site)]
    blocks += [_heading(ACTIONS_TITLE, len(found.actions), "actions", site), _actions(found, site)]
    if found.unfinished:
        number = len(found.unfinished)
        blocks.append(_heading(UNFINISHED_TITLE, number, "unfinished", site))
        blocks.append(_unfinished(found.unfinished, site))
    blocks += [*_closed(site), Heading(site.say(LOAD_TITLE), "load"), _load(found, site)]
    return Page(AGENDA, site.say(_TITLE), tuple(blocks), searchable=False)


def _heading(title: Text, number: int, key: str, site: Site) -> Heading:
    return Heading(f"{site.say(title)} ({number})", key)


def _reports(found: Agenda, site: Site) -> Iterator[Block]:
    """Yield the reports by owner; nothing where none is due."""
    if not found.reports:
        return
    yield _heading(REPORTS_TITLE, len(found.reports), "reports", site)
    head = [(site.say(CONCERN_LABELS[key]), "") for key in ("report_due", "title", "status")]
    yield join(
        report_commands(found.reports, site),
        table(site.say(REPORTS_TITLE), head, _by_owner(found, site)),
        element("p", site.link(AGENDA, CONCERNS, site.say(_CONCERNS)), class_="srr-more"),
    )


def _by_owner(found: Agenda, site: Site) -> Iterator[Html]:
    for owner, concerns in found.reports_by_owner.items():
        words = f"{owner or site.say(NOBODY)} ({len(concerns)})"
        yield element("tr", element("th", words, colspan=3, scope="rowgroup"), class_="srr-group")
        yield from (_report(each, site) for each in concerns)


def _report(concern: Concern, site: Site) -> Html:
    return element("tr", *(cell(concern, AGENDA, site) for cell in (report_due, title, status)))


def _risks(found: Agenda, site: Site) -> Iterator[Block]:
    reasons = {risk.path: keys for risk, keys in found.reasons}
    risks = [risk for risk, _ in found.reasons]

    def remark(risk: Risk) -> Node:
        why = [_reason(key, risk, site) for key in reasons[risk.path]]
        limits = [break_line(each, site) for each in found.pressing(risk)]
        return join(*why, *limits, by=" ")

    yield _heading(RISKS_TITLE, len(risks), "risks", site)
    if not risks:
        yield _quiet(NO_RISK, site)
        return
    yield join(_controls(site), visit_commands(risks, site), ranking(risks, AGENDA, site, remark))


def _reason(key: str, risk: Risk, site: Site) -> Html | None:
    """Return why *risk* comes up; that its visit is overdue is said beside its status."""
    if key not in _REASONS:
        return None
    words = site.say(_REASONS[key], last=risk.anchor or "-", end=risk.accepted_until or "-")
    style = "srr-overdue" if key in ("reached", "stale") else "srr-due-soon"
    badge = element("span", words, class_=f"srr-badge {style}")
    return site.link(AGENDA, BREAKS_NEXT, badge) if key in _OF_LIMITS else badge


def _controls(site: Site) -> Html:
    """Return what a script needs to go from risk to risk and to group them; hidden without one."""
    orders = [
        element("button", site.say(words), type="button", data_by=key)
        for key, words in (("priority", _BY_PRIORITY), ("owner", _BY_OWNER))
    ]
    return element(
        "div",
        element("span", *orders, role="group", aria_label=site.say(_ORDER)),
        element("output", data_place=_PLACE.within(site.language)),
        element("span", site.say(_KEYS), class_="srr-quiet"),
        class_="srr-going",
        data_nobody=site.say(NOBODY),
        hidden=True,
    )


def _closed(site: Site) -> Iterator[Block]:
    """Yield what was closed since the last meeting; nothing where nothing was."""
    since = site.settings.meetings.last_before(site.today)
    closed = [
        move.risk
        for move in moves(site.registry, since, site.today)
        if move.after in ("done", "accepted")
    ]
    if closed:
        yield _heading(_CLOSED, len(closed), "closed", site)
        yield ranking(closed, AGENDA, site)


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
