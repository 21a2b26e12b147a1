"""One concern: who reports on it and when, what was found so far, and what became of it."""

from collections.abc import Iterator

from srr.language import Text
from srr.records.concern import Concern
from srr.schema import record_schema, vocabulary
from srr.schema.fields import CONCERN, LINKS
from srr.site.kit.clock import AHEAD, REPORT_DUE, day_label
from srr.site.kit.concern_table import LABELS, due_words, tier_words
from srr.site.kit.deeds import deeds
from srr.site.kit.html import Html, Node, element, join
from srr.site.kit.lever import links
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import (
    NAMED_BY,
    day,
    fact,
    findings_notice,
    listed,
    own_facts,
    own_sections,
    prose,
    record_with_status,
    status_badge,
)
from srr.site.kit.site import CONCERNS, Site
from srr.site.kit.timeline import entries

_BACK = Text("Concerns", "気になる点")
_REPORTS = vocabulary.CONCERN_SECTIONS["reports"]
_NO_REPORTS = Text("No report yet.", "報告はまだない。")
_AREA = next(spec for spec in CONCERN if spec.key == "area")
_TAKEN = tuple(vocabulary.CONCERN_SECTIONS)


def page(concern: Concern, site: Site) -> Page:
    """Return the page of *concern*."""
    source = site.page_at[concern.path]
    back = site.link(source, CONCERNS, site.say(_BACK))
    head = join(
        element("p", back, " · ", concern.id, class_="srr-eyebrow"),
        element("h1", concern.title),
        _badges(concern, site),
        findings_notice(source, concern.path, site),
        deeds(concern, site),
        _facts(concern, source, site),
        links(concern, tuple(spec.key for spec in LINKS), site),
    )
    blocks = (head, *_reports(concern, source, site), *_own_sections(concern, source, site))
    return Page(source, f"{concern.id} {concern.title}", blocks)


def _badges(concern: Concern, site: Site) -> Html:
    names = [name for name in (concern.owner, _area(concern, site), concern.service) if name]
    parts: list[Node] = [
        status_badge(concern, site),
        _late(concern, site),
        element("span", " · ".join(names), class_="srr-quiet") if names else None,
    ]
    return element("ul", *[element("li", part) for part in parts if part], class_="srr-badges")


def _area(concern: Concern, site: Site) -> str | None:
    label = record_schema.choices(_AREA, "concern", site.settings).get(concern.area or "")
    return site.say(label) if label else concern.area


def _late(concern: Concern, site: Site) -> Html | None:
    due = concern.report_due
    return day_label(REPORT_DUE, due, site) if due and concern.is_open else None


def _facts(concern: Concern, source: str, site: Site) -> Html:
    given: dict[str, Node] = {
        "report_due": due_words(concern, site) if concern.report_due else None,
        "noticed": day(concern.noticed),
        "tier": tier_words(concern, site),
        "risk": record_with_status(source, concern.risk, site) if concern.risk else None,
    }
    rows = [
        fact(site.say(LABELS[key]), value, whole=key == "risk")
        for key, value in given.items()
        if value
    ]
    named = [each.id for each in site.naming(concern) if each.id != concern.risk]
    if named:
        shown = listed(record_with_status(source, each, site) for each in named)
        rows.append(fact(site.say(NAMED_BY), shown, whole=True))
    return element("dl", *rows, *own_facts(concern), class_="srr-facts")


def _reports(concern: Concern, source: str, site: Site) -> Iterator[Block]:
    yield Heading(site.say(_REPORTS), "reports")
    rows = [_upcoming(concern, site)] if concern.is_open and concern.report_due else []
    rows += entries(concern, source, site)
    if rows:
        yield element("ol", *rows, class_="srr-timeline")
    if not concern.visits:
        yield element("p", site.say(_NO_REPORTS), class_="srr-quiet")


def _upcoming(concern: Concern, site: Site) -> Html:
    due = concern.report_due
    ahead = element("small", day_label(AHEAD, due, site)) if due else None
    head = element(
        "div",
        join(day(due), " ", ahead),
        element("span", site.say(LABELS["report_due"]), class_="srr-quiet"),
        _late(concern, site),
        class_="srr-timeline__head",
    )
    return element("li", head, class_="srr-timeline__next")


def _own_sections(concern: Concern, source: str, site: Site) -> Iterator[Block]:
    for heading, text in own_sections(concern, _TAKEN):
        yield heading
        yield prose(text, source, site)
