"""Home: how many risks are unresolved, what has been done, and what comes first."""

from collections.abc import Sequence
from datetime import date, timedelta

from srr.insights.agenda import due_reports
from srr.insights.anniversaries import TITLE as PAST
from srr.insights.anniversaries import between, week
from srr.insights.breaks import Break
from srr.insights.moves import Move, moves
from srr.language import Text, counted
from srr.records.record import STARTER
from srr.records.risk import Risk
from srr.records.visits import Visit, VisitEntry
from srr.schema import views, vocabulary
from srr.schema.scoring import UNKNOWN
from srr.site.kit.break_line import outlook
from srr.site.kit.clock import ACCEPTANCE_END, VISIT_DUE, Kind, count, day_label, is_late
from srr.site.kit.filters import to_list
from srr.site.kit.holding import doubts
from srr.site.kit.html import Html, element, filled, join, link
from srr.site.kit.list_links import shown_priority, unresolved_link
from srr.site.kit.page import Page
from srr.site.kit.parts import NO_RISK, badge, day, findings_notice, line, unread_notice
from srr.site.kit.ranking import ranking
from srr.site.kit.site import (
    ACCEPTED,
    AGENDA,
    ANNIVERSARY,
    BREAKS_NEXT,
    GLOSSARY,
    HOME,
    OVERDUE,
    POSTMORTEMS,
    RISKS,
    SCORING,
    SUBSCRIBE,
    Site,
)

_TITLE = Text("Home", "ホーム")
_LEAD = Text(
    "What may break as we grow, who looks after it, and when we look again.",
    "成長とともに問題になりうるもの、その担当者、次に見直す日。",
)
_NEW = Text("What is a System Risk Record?", "システムリスクレコードとは")
_WHAT = Text(
    "A note of one risk that will surface, or get worse, as the product scales. It says what the risk does to"
    " customers today, how bad it can get, who owns it, what was tried, and when somebody looks again. Each is one"
    " Markdown file in the repository.",
    "プロダクトの規模が大きくなると顕在化または悪化するリスクを、一件ずつ書いた記録。いま顧客に与えている影響、"
    "起こりうる最悪の影響、担当者、試したこと、次に見直す日を書く。一件がリポジトリの Markdown ファイル一つになる。",
)
_WRITE_ONE = Text(
    "{command} writes the first one of your own. See also: {scoring} and {glossary}.",
    "最初の一件は {command} で書く。{scoring}と{glossary}も参照。",
)
_SCORING = Text("how we score", "スコアの付け方")
_GLOSSARY = Text("the glossary", "用語集")
_LATE = (
    Text("{n} visit is overdue", "次回確認日を過ぎたリスクが {n} 件ある"),
    Text("{n} visits are overdue", "次回確認日を過ぎたリスクが {n} 件ある"),
)
_EXPIRED = (
    Text("{n} acceptance has expired", "期限の切れた受容が {n} 件ある"),
    Text("{n} acceptances have expired", "期限の切れた受容が {n} 件ある"),
)
_BROKEN = (
    Text("{n} limit is reached or unknown", "到達した、または状況の分からない限界が {n} 件ある"),
    Text("{n} limits are reached or unknown", "到達した、または状況の分からない限界が {n} 件ある"),
)
_BREAKS = Text("What breaks next", "次に限界を迎えるもの")
_NEAR = (
    Text("{n} limit expected within 90 days", "90 日以内に達する見込みの限界 {n} 件"),
    Text("{n} limits expected within 90 days", "90 日以内に達する見込みの限界 {n} 件"),
)
_UNRESOLVED = Text("How many are unresolved?", "未解決のリスクは何件か")
_OF = Text("of {n} recorded", "記録 {n} 件中")
_DONE = Text("What has been done?", "これまでに何をしたか")
_OVERDUE = (Text("{n} overdue", "期限切れ {n} 件"), Text("{n} overdue", "期限切れ {n} 件"))
_REPORTS = (Text("{n} report due", "報告待ち {n} 件"), Text("{n} reports due", "報告待ち {n} 件"))
_UNKNOWN = Text("{n} of unknown impact", "インパクト不明 {n} 件")
_RECENTLY = timedelta(days=7)
_MOVED = Text("Moved in the last {n} days", "直近 {n} 日間の動き")
_STILL = Text("Nothing moved in the last {n} days.", "直近 {n} 日間に動きはない。")
_NEW_RISK = Text("New", "新規")
_VISIT = Text("visit from {first} to {last}", "{first} から {last} までの確認")
_VISITS = Text("visits from {first} to {last}", "{first} から {last} までの確認")
_NO_VISITS = Text("Nobody has recorded a visit yet.", "確認の記録はまだない。")
_FIRST = Text("What comes first?", "何から取り組むか")
_ALL = Text("All risks by priority", "優先度順のすべてのリスク")
_ALL_LATE = Text("Overdue and due soon", "期限切れ・期限間近")
_ACCEPTED = Text("Accepted risks", "受容したリスク")
_LEARNT = Text("Postmortems", "ポストモーテム")
_SUBSCRIBE = Text("Calendar and feed", "カレンダーとフィード")
_STAMP = Text("As of {today}.", "{today} 時点。")
_SETTINGS = Text("Lint findings in {path}", "{path} に対する lint の指摘")
_RECENT = timedelta(days=30)
_SHOWN = 5
_VISITS_SHOWN = 3


def page(site: Site) -> Page:
    """Return the page that answers the three questions."""
    answers = element("div", _unresolved(site), _done(site), _first(site), class_="srr-answers")
    content = join(
        element("h1", site.settings.name(site.language)),
        element("p", site.say(_LEAD), class_="srr-lead"),
        _numbers(site),
        _introduction(site),
        unread_notice(HOME, site),
        _elsewhere(site),
        _late(site),
        _expired(site),
        doubts(HOME, site),
        _broken(site),
        answers,
        _past(site),
        element(
            "p",
            filled(_STAMP.within(site.language), today=day(site.today)),
            " ",
            site.link(HOME, SUBSCRIBE, site.say(_SUBSCRIBE)),
            class_="srr-stamp",
        ),
    )
    return Page(HOME, site.say(_TITLE), (content,), wide=True, alone=True)


def _introduction(site: Site) -> Html | None:
    """Return what a record is, as long as the registry holds none but the example of `srr init`."""
    registry = site.registry
    if (
        registry.lost
        or registry.postmortems
        or not all(STARTER in risk.data for risk in registry.risks)
    ):
        return None
    how = filled(
        _WRITE_ONE.within(site.language),
        command=element("code", "srr new risk"),
        scoring=site.link(HOME, SCORING, site.say(_SCORING)),
        glossary=site.link(HOME, GLOSSARY, site.say(_GLOSSARY)),
    )
    return element(
        "div",
        element("p", site.say(_NEW), class_="srr-callout__title"),
        element("p", site.say(_WHAT)),
        element("p", how),
        class_="srr-callout srr-callout--note",
        role="note",
    )


def _elsewhere(site: Site) -> Html | None:
    """Return the findings on files without a page, such as the settings."""
    paths = dict.fromkeys(finding.path for finding in site.report.findings)
    homeless = [path for path in paths if path not in site.page_at]
    notices = [
        findings_notice(HOME, path, site, title=site.say(_SETTINGS, path=path)) for path in homeless
    ]
    return join(*notices) if notices else None


def _late(site: Site) -> Html | None:
    items = [
        (risk.visit_due, _alarming(risk, VISIT_DUE, risk.visit_due, site))
        for risk in site.registry.ranked
        if risk.visit_due is not None
    ]
    more = site.link(HOME, OVERDUE, site.say(_ALL_LATE))
    return _alarm(items, VISIT_DUE, _LATE, more, site, due=views.OVERDUE)


def _expired(site: Site) -> Html | None:
    items = [
        (risk.acceptance.until, _alarming(risk, ACCEPTANCE_END, risk.acceptance.until, site))
        for risk in site.registry.risks
        if risk.status == "accepted" and risk.acceptance and risk.acceptance.until
    ]
    return _alarm(
        items, ACCEPTANCE_END, _EXPIRED, site.link(HOME, ACCEPTED, site.say(_ACCEPTED)), site
    )


def _broken(site: Site) -> Html | None:
    """Return a box with the limits that are reached, and those of which a stale number says nothing."""
    limits = [each for each in site.breaks if each.condition.is_limit]
    found = [each for each in limits if each.is_alarming]
    if not found:
        return None
    items = [element("li", _reached(each, site)) for each in found[:_SHOWN]]
    return element(
        "div",
        element("p", site.say(counted(len(found), *_BROKEN)), class_="srr-callout__title"),
        element("ul", *items, class_="srr-alarm"),
        element("p", site.link(HOME, BREAKS_NEXT, site.say(_BREAKS))),
        class_="srr-callout srr-callout--alarm",
        role="note",
    )


def _reached(found: Break, site: Site) -> Html:
    """Return what a box says of one limit: its risk, the owner, and since when it is reached."""
    risk = found.risk
    title = _to(risk, site, f"{risk.id} {risk.title}")
    name = element("span", risk.owner, class_="srr-quiet") if risk.owner else None
    return join(title, name, outlook(found, site), by=" ")


def _alarming(risk: Risk, kind: Kind, day_due: date, site: Site) -> Html:
    """Return what a box says of one risk: its title, who looks after it, and how late it is."""
    owner = element("span", risk.owner, class_="srr-quiet") if risk.owner else None
    title = _to(risk, site, f"{risk.id} {risk.title}")
    return join(title, owner, day_label(kind, day_due, site), by=" ")


def _alarm(
    items: list[tuple[date, Html]],
    kind: Kind,
    words: tuple[Text, Text],
    more: Html,
    site: Site,
    **asked: str,
) -> Html | None:
    """Return a box with the first of those that are late; later ones are there too, hidden until their day.

    Their number leads to the list of what is *asked*.
    """
    if not items:
        return None
    items.sort(key=lambda item: item[0])
    days = [until for until, _ in items]
    number = count("span", kind, days, site, words=words)
    shown = [
        element("li", item, data_item=True, hidden=not is_late(kind, until, site))
        for until, item in items[:_SHOWN]
    ]
    return element(
        "div",
        element(
            "p",
            to_list(HOME, site, number, **asked) if asked else number,
            class_="srr-callout__title",
        ),
        element("ul", *shown, class_="srr-alarm"),
        element("p", more),
        class_="srr-callout srr-callout--alarm",
        role="note",
        hidden=not is_late(kind, days[0], site),
        data_alarm=True,
    )


def _unresolved(site: Site) -> Html:
    risks = site.registry.risks
    counts = {
        status: sum(risk.status == status for risk in risks) for status in vocabulary.STATUSES
    }
    shown = {status: count for status, count in counts.items() if count}
    parts = [
        element("span", class_=f"srr-part srr-{status}", style=f"--srr-share: {count}")
        for status, count in shown.items()
    ]
    tally = [
        element(
            "li",
            to_list(HOME, site, badge(status, vocabulary.STATUSES, site), status=status),
            element("b", to_list(HOME, site, str(count), status=status)),
        )
        for status, count in shown.items()
    ]
    number = sum(risk.is_open for risk in risks)
    every = to_list(HOME, site, str(len(risks)))
    return element(
        "section",
        element("h2", site.say(_UNRESOLVED), id="unresolved"),
        element(
            "p",
            to_list(HOME, site, str(number), status=views.OPEN),
            " ",
            element("small", filled(_OF.within(site.language), n=every)),
            class_="srr-number",
        ),
        element("div", *parts, class_="srr-bar", aria_hidden="true") if parts else None,
        element("ul", *tally, class_="srr-tally srr-tally--columns"),
        _more(site, RISKS, _ALL),
        class_="srr-answer",
    )


def _done(site: Site) -> Html:
    visits = _recent(site)
    first = site.today - _RECENT
    in_reach = sum(visit.on >= first for _, visit in visits)
    words = _VISIT if in_reach == 1 else _VISITS
    caption = filled(words.within(site.language), first=day(first), last=day(site.today))
    rows = [_visit_row(risk, visit, site) for risk, visit in visits[:_VISITS_SHOWN]]
    moved = moves(site.registry, site.today - _RECENTLY, site.today)
    return element(
        "section",
        element("h2", site.say(_DONE), id="done"),
        element("p", f"{in_reach} ", element("small", caption), class_="srr-number"),
        element("ul", *rows, class_="srr-tally")
        if rows
        else element("p", site.say(_NO_VISITS), class_="srr-quiet"),
        _moved(moved, site) if site.registry.risks else None,
        _more(site, POSTMORTEMS, _LEARNT),
        class_="srr-answer",
    )


def _moved(moved: Sequence[Move], site: Site) -> Html:
    """Return what moved recently, the latest first."""
    days = _RECENTLY.days
    if not moved:
        return element("p", site.say(_STILL, n=days), class_="srr-quiet")
    rows = [
        element(
            "li",
            element(
                "span", _to(move.risk, site, move.risk.id), " ", move.risk.title, class_="srr-clip"
            ),
            element("span", _way(move, site), class_="srr-way"),
        )
        for move in moved[:_SHOWN]
    ]
    return join(
        element("h3", f"{site.say(_MOVED, n=days)} ({len(moved)})", id="moved"),
        element("ul", *rows, class_="srr-tally"),
    )


def _way(move: Move, site: Site) -> Html:
    before = badge(move.before, vocabulary.STATUSES, site) if move.before else site.say(_NEW_RISK)
    return join(before, " → ", badge(move.after, vocabulary.STATUSES, site))


def _numbers(site: Site) -> Html | None:
    """Return the page in one sentence of numbers."""
    reports = _reports(site)
    if not site.registry.risks:
        return element("p", reports, class_="srr-numbers") if reports else None
    due = [risk.visit_due for risk in site.registry.risks]
    unknown = sum(shown_priority(risk) == UNKNOWN for risk in site.unresolved)
    late = count("span", VISIT_DUE, due, site, words=_OVERDUE)
    words = site.say(_UNKNOWN, n=unknown)
    parts = (
        unresolved_link(HOME, site),
        to_list(HOME, site, late, due=views.OVERDUE),
        to_list(HOME, site, words, priority=UNKNOWN, status=views.OPEN) if unknown else None,
        _near(site),
        reports,
    )
    return element("p", join(*parts, by=" · "), class_="srr-numbers")


def _near(site: Site) -> Html | None:
    """Return how many limits are expected to be reached soon; None for none."""
    number = sum(each.is_near(site.today) for each in site.breaks)
    words = site.say(counted(number, *_NEAR))
    return site.link(HOME, BREAKS_NEXT, words) if number else None


def _reports(site: Site) -> Html | None:
    """Return how many reports on concerns are due by the next meeting; None for none."""
    number = len(due_reports(site.registry, site.settings, site.today))
    words = site.say(counted(number, *_REPORTS))
    where = site.urls.between(HOME, AGENDA, "reports")
    return link(where, words) if number else None


def _past(site: Site) -> Html | None:
    """Return the first of what happened in this week of earlier years, in one line."""
    days = between(site.registry, *week(site.today))
    if not days:
        return None
    record = days[0].record
    title = site.link(HOME, site.page_at[record.path], f"{record.id} {record.title}")
    more = site.link(HOME, ANNIVERSARY, f"{site.say(PAST)} ({len(days)})")
    what = f"{days[0].on} {site.say(days[0].what)}"
    return element("p", join(more, what, title, by=" · "), class_="srr-past")


def _recent(site: Site) -> Sequence[tuple[Risk, Visit]]:
    """Return the visits of all risks up to the day of the site, the newest first."""
    entries: list[tuple[Risk, VisitEntry]] = [
        (risk, entry) for risk in site.registry.risks for entry in risk.visits
    ]
    read = [(risk, each.visit) for risk, each in entries if each.visit and not each.is_handover]
    past = [(risk, visit) for risk, visit in read if visit.on <= site.today]
    return sorted(past, key=lambda pair: (pair[1].on, pair[0].id), reverse=True)


def _visit_row(risk: Risk, visit: Visit, site: Site) -> Html:
    note = line(visit.note, HOME, site)
    return element(
        "li",
        element("span", _to(risk, site, risk.id), " ", note, class_="srr-clip"),
        element("span", day(visit.on), class_="srr-quiet"),
    )


def _first(site: Site) -> Html:
    first = site.unresolved[:_SHOWN]
    return element(
        "section",
        element("h2", site.say(_FIRST), id="first"),
        ranking(first, HOME, site)
        if first
        else element("p", site.say(NO_RISK), class_="srr-quiet"),
        _more(site, RISKS, _ALL),
        class_="srr-answer srr-answer--wide",
    )


def _to(risk: Risk, site: Site, words: str) -> Html:
    return site.link(HOME, site.page_at[risk.path], words)


def _more(site: Site, target: str, words: Text) -> Html:
    return element("p", site.link(HOME, target, site.say(words)), class_="srr-more")
