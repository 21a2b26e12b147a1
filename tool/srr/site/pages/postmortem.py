"""One postmortem: its score and times, the risks it shows, its text, and the actions it promises."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from srr.insights.response_times import INTERVALS, Interval
from srr.language import Text, counted
from srr.records.postmortem import Action, Postmortem
from srr.records.risk import Risk
from srr.schema import record_schema, vocabulary
from srr.schema.fields import ACTION, POSTMORTEM
from srr.schema.scoring import level
from srr.site.kit import shades
from srr.site.kit.action_table import late_action
from srr.site.kit.cost import cost
from srr.site.kit.html import Html, Node, element, join, web_link
from srr.site.kit.markdown import render_line
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import (
    badge,
    body,
    chip,
    day,
    fact,
    findings_notice,
    own_facts,
    own_sections,
    prose,
    record_link,
    status_badge,
    table,
)
from srr.site.kit.site import Site

_SCORE = Text("Score {sum}", "スコア {sum}")
_MINUTES = (Text("{n} minute", "{n} 分"), Text("{n} minutes", "{n} 分"))
_RISKS = Text("Risks", "リスク")
_ACTIONS = Text("Actions", "アクション")
_NO_ACTIONS = Text("No action is recorded.", "アクションの記録はない。")
_NO_VIEWPOINT = Text("No viewpoint", "観点なし")
_STATE = Text("State", "状態")
_DONE = Text("Done", "完了")
_OPEN = Text("Open", "未完了")
_TICKET = Text("Open the link of {action}", "{action} のリンクを開く")
_INSTANTS = ("started", "detected", "acknowledged", "mitigated", "resolved", "first_notice")
_CHOICES = ("trigger", "cause_class", "rollback")
_TAKEN = (*vocabulary.POSTMORTEM_SECTIONS, "risks", "actions")
_SPECS = {spec.key: spec for spec in POSTMORTEM}
_ACTION_LABELS = {spec.key: spec.label for spec in ACTION}


def page(postmortem: Postmortem, site: Site) -> Page:
    """Return the page of *postmortem*."""
    source = site.page_at[postmortem.path]
    head = join(
        element("p", postmortem.id, class_="srr-eyebrow"),
        element("h1", postmortem.title),
        _badges(postmortem, site),
        _numbers(postmortem, site),
        findings_notice(source, postmortem.path, site),
        _facts(postmortem, site),
    )
    blocks = (
        head,
        *_risks(postmortem, source, site),
        *_sections(postmortem, source, site),
        *_actions(postmortem, source, site),
    )
    return Page(source, f"{postmortem.id} {postmortem.title}", blocks)


def _numbers(postmortem: Postmortem, site: Site) -> Html | None:
    """Return the record in one sentence of numbers."""
    parts = tuple(cost((postmortem,), site))
    return element("p", " · ".join(parts), class_="srr-numbers") if parts else None


def _badges(postmortem: Postmortem, site: Site) -> Html:
    who = " · ".join(word for word in (postmortem.owner, *postmortem.services) if word)
    parts: list[Node] = [
        badge(postmortem.kind, vocabulary.POSTMORTEM_KINDS, site),
        badge(postmortem.status, vocabulary.POSTMORTEM_STATUSES, site),
        _score(postmortem, site),
        element("span", who, class_="srr-quiet") if who else None,
    ]
    return element("ul", *[element("li", part) for part in parts if part], class_="srr-badges")


def _score(postmortem: Postmortem, site: Site) -> Html | None:
    """Return the score with its arithmetic, as far as it is known."""
    scope, severity, score = postmortem.scope, postmortem.severity, postmortem.score
    if score is None:
        return None
    known = scope is not None and severity is not None
    words = f"{scope} × {severity} = {score}" if known else str(score)
    reached = level(score, site.settings.levels)
    return chip(site.say(_SCORE, sum=words), shades.of_level(reached, site.settings))


def _facts(postmortem: Postmortem, site: Site) -> Html:
    rows = [
        fact(site.say(_SPECS[key].label), _instant(getattr(postmortem, key)))
        for key in _INSTANTS
        if postmortem.data.get(key) is not None
    ]
    rows += [row for interval in INTERVALS for row in _time(interval, postmortem, site)]
    rows += [
        fact(site.say(_SPECS[key].label), _choice(key, str(postmortem.data[key]), site))
        for key in _CHOICES
        if postmortem.data.get(key) is not None
    ]
    return element("dl", *rows, *own_facts(postmortem), class_="srr-facts")


def _instant(value: datetime | None) -> Html:
    if value is None:
        return Html("-")
    offset = f"{value:%z}"
    words = f"{value:%Y-%m-%d %H:%M} {offset[:3]}:{offset[3:5]}"
    return element("time", words, datetime=value.isoformat(), class_="srr-date")


def _time(interval: Interval, postmortem: Postmortem, site: Site) -> Iterator[Html]:
    minutes = interval.minutes(postmortem)
    if minutes is not None:
        words = element("b", site.say(counted(minutes, *_MINUTES)))
        yield fact(site.say(interval.label), words)


def _choice(key: str, value: str, site: Site) -> str:
    words = record_schema.choices(_SPECS[key], "postmortem", site.settings)
    return words[value].within(site.language) if value in words else value


def _risks(postmortem: Postmortem, source: str, site: Site) -> Iterator[Block]:
    ids = postmortem.links_to("risks")
    if ids:
        yield Heading(site.say(_RISKS), "risks")
        rows = [element("li", _with_status(record, source, site)) for record in ids]
        yield element("ul", *rows, class_="srr-tally")


def _with_status(record: str, source: str, site: Site) -> Html:
    found = site.registry.find(record)
    shown = element("span", record_link(source, record, site))
    return join(shown, status_badge(found, site)) if isinstance(found, Risk) else shown


def _sections(postmortem: Postmortem, source: str, site: Site) -> Iterator[Block]:
    for key, label in vocabulary.POSTMORTEM_SECTIONS.items():
        text = postmortem.section(key)
        if text:
            yield Heading(site.say(label), key)
            yield body(text, source, site)
    for heading, text in own_sections(postmortem, _TAKEN):
        yield heading
        yield prose(text, source, site)


def _actions(postmortem: Postmortem, source: str, site: Site) -> Iterator[Block]:
    yield Heading(site.say(_ACTIONS), "actions")
    if not postmortem.actions:
        yield element("p", site.say(_NO_ACTIONS), class_="srr-quiet")
        return
    head = [(site.say(_ACTION_LABELS[key]), "") for key in ("id", "do", "owner", "due")]
    rows = _by_viewpoint(postmortem.actions, source, site)
    yield table(site.say(_ACTIONS), [*head, (site.say(_STATE), "")], rows)


def _by_viewpoint(actions: Iterable[Action], source: str, site: Site) -> Iterator[Html]:
    """Yield the actions below the viewpoint that each answers, in the order of the viewpoints."""
    known = vocabulary.VIEWPOINTS
    groups: dict[str, list[Action]] = {viewpoint: [] for viewpoint in known}
    for action in actions:
        groups.setdefault(action.viewpoint or "", []).append(action)
    for viewpoint, group in groups.items():
        if group:
            label = known.get(viewpoint) or _NO_VIEWPOINT
            words = viewpoint if viewpoint and viewpoint not in known else site.say(label)
            heading = element("th", words, colspan=5, scope="rowgroup")
            yield element("tr", heading, class_="srr-group")
            yield from (_action(action, source, site) for action in group)


def _action(action: Action, source: str, site: Site) -> Html:
    name = action.id or str(action.index + 1)
    title = site.say(_TICKET, action=name)
    id_shown = web_link(action.link, name, title=title) if action.link else name
    words = render_line(action.do or "-", lambda record: site.to_record(source, record))
    return element(
        "tr",
        element("th", id_shown, scope="row"),
        element("td", words, class_="srr-long"),
        element("td", action.owner or "-", class_="srr-word"),
        element("td", day(action.due), " ", late_action(action, site)),
        element("td", _state(action, site)),
    )


def _state(action: Action, site: Site) -> Html:
    if action.done is not None:
        done = element("span", site.say(_DONE), class_="srr-badge srr-done")
        return join(done, element("small", day(action.done)))
    return element("span", site.say(_OPEN), class_="srr-badge srr-in-progress")
