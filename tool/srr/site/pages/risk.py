"""One risk: the lever to pull first, how its priority comes about, its text, its visits, its links."""

from collections.abc import Iterable, Iterator

from srr.exporters.occurrence_words import minutes_words
from srr.insights.breaks import limit_break
from srr.insights.levers import has_lever
from srr.insights.risk_history import History, StatusChange
from srr.language import Text, counted
from srr.records.concern import Concern
from srr.records.objectives import multiple
from srr.records.risk import Risk
from srr.schema import record_schema, vocabulary
from srr.schema.fields import ACCEPTANCE, LINKS, RISK, RISK_LABELS, FieldSpec
from srr.schema.scoring import UNKNOWN
from srr.schema.vocabulary import STATUSES
from srr.site.kit import shades
from srr.site.kit.break_line import measured, outlook
from srr.site.kit.clock import ACCEPTANCE_END, AHEAD, day_label
from srr.site.kit.cost import INCIDENTS, cost
from srr.site.kit.deeds import deeds
from srr.site.kit.filters import to_list
from srr.site.kit.holding import conditions
from srr.site.kit.html import Html, Node, element, filled, join, link
from srr.site.kit.lever import AT_ONCE, lever, links
from srr.site.kit.limit_chart import limit_chart
from srr.site.kit.list_links import name_link, shown_priority, status_link, unresolved_link
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import (
    NAMED_BY,
    badge,
    body,
    day,
    fact,
    findings_notice,
    late_badge,
    level_chip,
    line,
    listed,
    own_facts,
    own_sections,
    priority_chip,
    prose,
    record_with_status,
)
from srr.site.kit.site import BREAKS_NEXT, BUDGET, ROADMAP, SCORING, Site
from srr.site.kit.timeline import entries, occurrences

_RANK = Text("No. {rank} of {unresolved} by priority", "優先度順で{unresolved}中 {rank} 位")
_CONTAIN = Text("To contain it now", "まず被害を食い止める")
_CONTAINED = Text("How it was contained", "被害を食い止めた方法")
_VISITS = vocabulary.RISK_SECTIONS["visits"]
_OCCURRENCES = vocabulary.RISK_SECTIONS["occurrences"]
_COUNTED = (
    Text("{n} occurrence", "発生 {n} 回"),
    Text("{n} occurrences", "発生 {n} 回"),
)
_NO_VISITS = Text("Not visited yet.", "まだ確認していない。")
_NEXT = Text("Next visit", "次回確認")
_RELATED = Text("Related records", "関連する記録")
_ACCEPTANCE = Text("Acceptance", "受容の記録")
_ORIGIN = Text("Began as", "元の気になる点")
_HOW = Text("How we score", "スコアの付け方")
_NAMES = ("owner", "team", "area", "service")
_FACTS = ("resolution", "noticed", "created", "current_impact", "horizon", "effort")
# A risk is noticed, understood and decided on: to fix it, or to live with it. Then something is done.
_UP_TO_THE_DECISION = ("summary", "log", "cause", "plan")
_AFTER_THE_DECISION = ("countermeasures", "next-action")
_TAKEN = (*vocabulary.RISK_SECTIONS, "acceptance", "related")
_ESTIMATED = {
    "detect_minutes": Text("{n} minutes to detect", "検知まで {n} 分"),
    "repair_minutes": Text("{n} minutes to repair", "復旧まで {n} 分"),
    "affected_percent": Text("{n} % affected", "影響 {n} %"),
    "every_days": Text("every {n} days", "{n} 日に 1 回"),
}
_COMMA = Text(", ", "、")
_BAD = Text(": {n} bad minutes a year", "(年間の影響 {n} 分)")
_ONCE = Text(
    "One occurrence costs {minutes}, {share} % of {budget}.",
    "1 回の発生で {minutes}、{budget}の {share}% を使う。",
)
_ONCE_OF = Text(
    "One occurrence costs {minutes}, {share} % of {budget} of {name}.",
    "1 回の発生で {minutes}、{name} の {budget}の {share}% を使う。",
)
_WHOLE_FACTS = ("breaks_when", "scale_driver")


def page(risk: Risk, site: Site) -> Page:
    """Return the page of *risk*."""
    source = site.page_at[risk.path]
    head = join(
        element("p", risk.id, class_="srr-eyebrow"),
        element("h1", risk.title),
        _badges(risk, source, site),
        _numbers(risk, source, site),
        findings_notice(source, risk.path, site),
        _containment(risk, source, site),
        deeds(risk, site),
        _sum(risk, source, site),
        _facts(risk, source, site),
        _links(risk, site),
    )
    blocks = (
        head,
        *_sections(_UP_TO_THE_DECISION, risk, source, site),
        *_acceptance(risk, source, site),
        *_sections(_AFTER_THE_DECISION, risk, source, site),
        *_own_sections(risk, source, site),
        *_visits(risk, source, site),
        *_occurrences(risk, source, site),
        *_related(risk, source, site),
        *past(risk, site),
        *_neighbours(risk, source, site),
    )
    return Page(source, f"{risk.id} {risk.title}", blocks)


def _badges(risk: Risk, source: str, site: Site) -> Html:
    priority = priority_chip(risk.priority, site, site.say(RISK_LABELS["priority"]))
    names = [name_link(key, getattr(risk, key), source, site) for key in _NAMES]
    parts: list[Node] = [
        status_link(risk, source, site),
        late_badge(risk, site),
        to_list(source, site, priority, priority=shown_priority(risk)),
        element("span", join(*names, by=" · "), class_="srr-quiet") if any(names) else None,
    ]
    return element("ul", *[element("li", part) for part in parts if part], class_="srr-badges")


def _numbers(risk: Risk, source: str, site: Site) -> Html | None:
    """Return the record in one sentence of numbers: its rank, its incidents and what they cost."""
    parts: list[Node] = [_rank(risk, source, site)]
    incidents = [each for each in site.registry.postmortems_of(risk) if each.kind == "incident"]
    if incidents:
        words = site.say(counted(len(incidents), *INCIDENTS))
        parts.append(link("#related", words))
    parts += cost(incidents, site)
    if risk.happened:
        words = site.say(counted(len(risk.happened), *_COUNTED))
        parts.append(link("#occurrences", words))
    shown = [part for part in parts if part]
    return element("p", join(*shown, by=" · "), class_="srr-numbers") if shown else None


def _rank(risk: Risk, source: str, site: Site) -> Html | None:
    rank = site.rank(risk)
    if rank is None:
        return None
    return filled(site.say(_RANK), rank=str(rank), unresolved=unresolved_link(source, site))


def _containment(risk: Risk, source: str, site: Site) -> Html | None:
    """Return the box of what on-call does at once; None where there is nothing but a place to look."""
    if not has_lever(risk):
        return None
    return element(
        "div",
        element(
            "p",
            site.say(_CONTAINED if risk.status == "done" else _CONTAIN),
            class_="srr-callout__title",
        ),
        lever(risk, source, site),
        links(risk, AT_ONCE, site),
        class_="srr-callout srr-callout--containment",
        role="note",
    )


def _sum(risk: Risk, source: str, site: Site) -> Html | None:
    """Spell out the arithmetic: scope x severity = score -> level; level x likelihood = priority."""
    if risk.priority is None or risk.likelihood is None:
        return None
    parts: list[Html] = []
    if risk.scope is not None and risk.severity is not None and risk.potential_impact != UNKNOWN:
        parts += [
            _term(str(risk.scope), site.say(RISK_LABELS["scope"])),
            _sign("×"),
            _term(str(risk.severity), site.say(RISK_LABELS["severity"])),
            _sign(f"= {risk.scope * risk.severity} →"),
        ]
    parts += [
        _term(
            site.say(vocabulary.level_words(risk.potential_impact)),
            site.say(RISK_LABELS["potential_impact"]),
        ),
        _sign("×"),
        _term(str(risk.likelihood), site.say(RISK_LABELS["likelihood"])),
        _sign("="),
        _term(
            site.say(vocabulary.level_words(risk.priority)),
            site.say(RISK_LABELS["priority"]),
            shades.of_priority(risk.priority, site.settings),
        ),
    ]
    how = element(
        "span", site.link(source, SCORING, site.say(_HOW)), class_="srr-quiet srr-sum__sign"
    )
    return element("p", *parts, how, class_="srr-sum")


def _term(number: str, words: str, shade: str = "") -> Html:
    style = f" srr-sum__term--result {shade}" if shade else ""
    return element(
        "span", element("b", number), element("span", words), class_=f"srr-sum__term{style}"
    )


def _sign(sign: str) -> Html:
    return element("span", sign, class_="srr-sum__sign")


def _facts(risk: Risk, source: str, site: Site) -> Html:
    rows = [fact(site.say(RISK_LABELS["next_visit"]), _next_visit(risk, site))]
    rows += [
        fact(site.say(RISK_LABELS[key]), _value(key, risk, site))
        for key in _FACTS
        if risk.data.get(key) is not None
    ]
    for key in _WHOLE_FACTS:
        value = risk.data.get(key)
        if isinstance(value, str):
            shown = _limit(risk, value, site) if key == "breaks_when" else line(value, source, site)
            rows.append(fact(site.say(RISK_LABELS[key]), shown, whole=True))
    estimate = _estimate(risk, site)
    if estimate:
        once = _once(risk, source, site)
        told = join(estimate, element("br"), once) if once else estimate
        rows.append(fact(site.say(RISK_LABELS["estimate"]), told, whole=True))
    return element("dl", *rows, *own_facts(risk), class_="srr-facts")


def _limit(risk: Risk, stated: str, site: Site) -> Html:
    """Return when the risk breaks, and where a number tells how far that is: how far, since when, and how it came."""
    found = limit_break(risk, site.registry, site.today)
    if found is None:
        return element("code", stated)
    words = site.link(site.page_at[risk.path], BREAKS_NEXT, outlook(found, site))
    about = element("p", measured(found, site), class_="srr-quiet")
    return join(element("code", stated), " ", words, about, limit_chart(found, "limit", site))


def _next_visit(risk: Risk, site: Site) -> Html:
    due = risk.visit_due
    ahead = element("small", day_label(AHEAD, due, site)) if due else None
    return join(day(risk.next_visit), " ", ahead)


def _value(key: str, risk: Risk, site: Site) -> Node:
    spec = next(spec for spec in RISK if spec.key == key)
    match spec.kind:
        case "level":
            return level_chip(risk.current_impact, site)
        case "choice":
            words = record_schema.choices(spec, "risk", site.settings)
            value = str(risk.data[key])
            shown = words[value].within(site.language) if value in words else value
            is_planned = key == "horizon" and risk.status != "done"
            return site.link(site.page_at[risk.path], ROADMAP, shown) if is_planned else shown
        case _:
            return element("time", str(risk.data[key]), class_="srr-date")


def _estimate(risk: Risk, site: Site) -> str:
    given = risk.data.get("estimate")
    if not isinstance(given, dict):
        return ""
    parts = [site.say(words, n=given[key]) for key, words in _ESTIMATED.items() if key in given]
    minutes = risk.bad_minutes_a_year
    return f"{site.say(_COMMA).join(parts)}{'' if minutes is None else site.say(_BAD, n=f'{minutes:,.1f}')}"


def _once(risk: Risk, source: str, site: Site) -> Html | None:
    """Return what one occurrence takes of the budget of a window, with the way to the budget."""
    minutes = risk.estimate.bad_minutes if risk.estimate else None
    found = None if minutes is None else multiple(risk, minutes, site.settings)
    if minutes is None or found is None:
        return None
    words = site.say(
        _ONCE_OF if len(site.settings.slos) > 1 else _ONCE,
        minutes=minutes_words(round(minutes, 1)),
        share=f"{100 * found.times:,.0f}",
        budget=found.slo.window.budget_words,
        name=found.slo.label,
    )
    return element("small", site.link(source, BUDGET, words))


def _links(risk: Risk, site: Site) -> Html | None:
    """Return the links that do not stand in the box of what on-call does at once."""
    in_box = AT_ONCE if has_lever(risk) else ()
    return links(risk, tuple(spec.key for spec in LINKS if spec.key not in in_box), site)


def _acceptance(risk: Risk, source: str, site: Site) -> Iterator[Block]:
    given = risk.data.get("acceptance")
    if not isinstance(given, dict):
        return
    # While it is accepted, the basis stands beside the conditions.
    is_on = risk.status == "accepted"
    rows = [
        fact(
            site.say(spec.label),
            join(_accepted(spec, given[spec.key], risk, source, site), _left(spec, risk, site)),
            whole=True,
        )
        for spec in ACCEPTANCE
        if given.get(spec.key) is not None and not (spec.key == "basis" and is_on)
    ]
    yield Heading(site.say(_ACCEPTANCE), "acceptance")
    yield element("dl", *rows, class_="srr-facts")


def _accepted(spec: FieldSpec, value: object, risk: Risk, source: str, site: Site) -> Node:
    match value:
        case list() if spec.kind == "comparison-list":
            given = risk.acceptance
            is_on = given is not None and risk.status == "accepted"
            return conditions(risk, given, site) if given and is_on else _codes(value)
        case list():
            return listed(line(str(item), source, site) for item in value)
        case dict():
            return _codes(f"{name} {each}" for name, each in value.items())
        case _:
            return line(str(value), source, site)


def _codes(items: Iterable[object]) -> Html:
    return listed(element("code", str(item)) for item in items)


def _left(spec: FieldSpec, risk: Risk, site: Site) -> Html | None:
    """Return how long an acceptance still holds, shown next to its end."""
    until = risk.acceptance.until if risk.acceptance else None
    if spec.key != "until" or until is None or risk.status != "accepted":
        return None
    return join(" ", day_label(ACCEPTANCE_END, until, site))


def _sections(keys: tuple[str, ...], risk: Risk, source: str, site: Site) -> Iterator[Block]:
    for key in keys:
        text = risk.section(key)
        if text:
            yield Heading(site.say(vocabulary.RISK_SECTIONS[key]), key)
            yield body(text, source, site)


def _own_sections(risk: Risk, source: str, site: Site) -> Iterator[Block]:
    for heading, text in own_sections(risk, _TAKEN):
        yield heading
        yield prose(text, source, site)


def _visits(risk: Risk, source: str, site: Site) -> Iterator[Block]:
    yield Heading(site.say(_VISITS), "visits")
    rows = [_upcoming(risk, site)] if risk.visit_due else []
    rows += entries(risk, source, site)
    if rows:
        yield element("ol", *rows, class_="srr-timeline")
    if not risk.visits:
        yield element("p", site.say(_NO_VISITS), class_="srr-quiet")


def _occurrences(risk: Risk, source: str, site: Site) -> Iterator[Block]:
    if risk.occurrences:
        yield Heading(site.say(_OCCURRENCES), "occurrences")
        yield element("ol", *occurrences(risk, source, site), class_="srr-timeline")


def _upcoming(risk: Risk, site: Site) -> Html:
    head = element(
        "div",
        _next_visit(risk, site),
        element("span", site.say(_NEXT), class_="srr-quiet"),
        late_badge(risk, site),
        class_="srr-timeline__head",
    )
    return element("li", head, class_="srr-timeline__next")


def _related(risk: Risk, source: str, site: Site) -> Iterator[Block]:
    rows = [row for row in _related_rows(risk, source, site) if row]
    if rows:
        yield Heading(site.say(_RELATED), "related")
        yield element("dl", *rows, class_="srr-facts")


def _related_rows(risk: Risk, source: str, site: Site) -> Iterator[Html | None]:
    for key in ("postmortems", "related"):
        ids = risk.links_to(key)
        yield _ids(site.say(RISK_LABELS[key]), ids, source, site)
    for key in ("duplicate_of", "recurrence_of"):
        value = risk.data.get(key)
        yield _ids(
            site.say(RISK_LABELS[key]), (value,) if isinstance(value, str) else (), source, site
        )
    origins = tuple(
        other.id
        for other in site.naming(risk)
        if isinstance(other, Concern) and other.risk == risk.id
    )
    yield _ids(site.say(_ORIGIN), origins, source, site)
    known = {*risk.links_to("postmortems"), *risk.links_to("related"), *origins}
    back = [other.id for other in site.naming(risk) if other.id not in known]
    yield _ids(site.say(NAMED_BY), tuple(back), source, site)


def _ids(label: str, ids: tuple[str, ...], source: str, site: Site) -> Html | None:
    if not ids:
        return None
    links = [record_with_status(source, record, site) for record in ids]
    return fact(label, listed(links), whole=True)


_BESIDE = Text("By priority", "優先度順")
_BEFORE = Text("Previous", "前")
_AFTER = Text("Next", "次")


def _neighbours(risk: Risk, source: str, site: Site) -> Iterator[Html]:
    """Yield the way to the risks before and after this one by priority."""
    rank = site.rank(risk)
    if rank is not None and len(site.unresolved) > 1:
        before = site.unresolved[max(rank - 2, 0) : rank - 1]
        after = site.unresolved[rank : rank + 1]
        rows = [
            element("li", *(_neighbour(label, other, source, site) for other in found))
            for label, found in ((_BEFORE, before), (_AFTER, after))
        ]
        steps = element("ul", *rows)
        yield element("nav", steps, class_="srr-neighbours", aria_label=site.say(_BESIDE))


def _neighbour(label: Text, other: Risk, source: str, site: Site) -> Html:
    chip = priority_chip(other.priority, site)
    words = (element("small", site.say(label)), " ", chip, f" {other.id} {other.title}")
    return site.link(source, site.page_at[other.path], *words)


_HISTORY = Text("History in git", "git の履歴")
_FIRST = Text("First commit", "最初のコミット")
_LAST = Text("Last change", "最後の変更")
_COMMITS = Text("Commits", "コミット数")
_CHANGES = Text("Status by commit", "コミット上のステータスの変化")
_GONE = Text("Removed", "削除")


def past(risk: Risk, site: Site) -> Iterator[Block]:
    """Yield when the risk was first and last committed, how often, and when its status changed."""
    life = site.history.of(risk.path) if isinstance(site.history, History) else None
    if life is None:
        return
    turns = [element("li", _turn(turn, site)) for turn in life.turns()]
    yield Heading(site.say(_HISTORY), "git")
    yield element(
        "dl",
        fact(site.say(_FIRST), day(life.first_seen)),
        fact(site.say(_LAST), day(life.last_changed)),
        fact(site.say(_COMMITS), str(len(life.versions))),
        fact(site.say(_CHANGES), element("ol", *turns, class_="srr-turns"), whole=True),
        class_="srr-facts",
    )


def _turn(turn: StatusChange, site: Site) -> tuple[Node, ...]:
    after = badge(turn.after, STATUSES, site) if turn.after else site.say(_GONE)
    return day(turn.day), " ", after
