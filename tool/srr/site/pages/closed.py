"""Closed and lessons: why closed risks were closed and what was tried, and what postmortems taught."""

import re
from collections.abc import Iterator

from srr.insights.anniversaries import closed_on
from srr.language import Text
from srr.records.hints import says_something
from srr.records.postmortem import Postmortem
from srr.records.record import Record
from srr.records.risk import Risk
from srr.schema import vocabulary
from srr.site.kit.html import Html, Node, element, join
from srr.site.kit.list_links import name_link, status_link
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import badge, day, prose
from srr.site.kit.site import CLOSED, Site

_TITLE = Text("Closed and lessons", "完了と教訓")
_LEAD = Text(
    "What we know now and did not know then. Read it before you work on something that sounds alike.",
    "当時は知らず、いまは知っていること。似た問題に取り組む前に読む。",
)
_CLOSED = Text("Closed risks", "完了したリスク")
_NO_CLOSED = Text("No risk is done yet.", "完了したリスクはまだない。")
_LESSONS = Text("Lessons from postmortems", "ポストモーテムの教訓")
_NO_LESSONS = Text(
    "No postmortem has been reviewed yet.", "レビュー済みのポストモーテムはまだない。"
)
_TRIED = Text("What was tried", "試したこと")
_LOOKED_BACK_ON = ("reviewed", "closed")
_ENOUGH = 420
# A block that cannot be cut, and the end of one.
_WHOLE = re.compile(r"^ {0,3}(?:```|~~~|\||#|<)", re.MULTILINE)
_END = re.compile(r"\n(?=[-*+] |\d{1,9}[.)] )|\n[ \t]*\n|\Z")


def page(site: Site) -> Page:
    """Return the page with the closed risks, the latest first, then the postmortems' lessons."""
    head = join(element("h1", site.say(_TITLE)), element("p", site.say(_LEAD), class_="srr-lead"))
    done = [risk for risk in site.registry.risks if risk.status == "done"]
    done.sort(key=lambda risk: (str(closed_on(risk) or ""), risk.id), reverse=True)
    lessons = [each for each in site.registry.newest if each.status in _LOOKED_BACK_ON]
    blocks: list[Block] = [head, Heading(site.say(_CLOSED), "closed")]
    blocks += [_risk(risk, site) for risk in done] or [_quiet(_NO_CLOSED, site)]
    blocks.append(Heading(site.say(_LESSONS), "lessons"))
    blocks += [_lesson(each, site) for each in lessons] or [_quiet(_NO_LESSONS, site)]
    return Page(CLOSED, site.say(_TITLE), tuple(blocks), searchable=False)


def excerpt(text: str) -> str:
    """Return the first paragraphs or list entries of *text*, up to a few lines; no table, no code."""
    whole = _WHOLE.search(text)
    shown = text[: whole.start()].rstrip() if whole else text
    cut = 0
    for end in _END.finditer(shown):
        if cut and end.start() > _ENOUGH:
            break
        cut = end.start()
    return shown[:cut].strip()


def _risk(risk: Risk, site: Site) -> Html:
    reason = vocabulary.RESOLUTIONS.get(risk.resolution or "")
    words = site.say(reason) if reason else risk.resolution
    about: list[Node] = [
        status_link(risk, CLOSED, site),
        element("strong", words) if words else None,
        day(closed_on(risk)) if closed_on(risk) else None,
        name_link("owner", risk.owner, CLOSED, site),
    ]
    sections = ((vocabulary.RISK_SECTIONS["cause"], "cause"), (_TRIED, "countermeasures"))
    return _entry(risk, about, sections, site)


def _lesson(postmortem: Postmortem, site: Site) -> Html:
    about: list[Node] = [
        badge(postmortem.kind, vocabulary.POSTMORTEM_KINDS, site),
        day(postmortem.started.date()) if postmortem.started else None,
    ]
    sections = tuple((vocabulary.POSTMORTEM_SECTIONS[key], key) for key in ("went-wrong", "lucky"))
    return _entry(postmortem, about, sections, site)


def _entry(
    record: Record, about: list[Node], sections: tuple[tuple[Text, str], ...], site: Site
) -> Html:
    title = site.link(CLOSED, site.page_at[record.path], f"{record.id} {record.title}")
    facts = list(_excerpts(record, sections, site))
    return element(
        "section",
        element("h3", title),
        element("ul", *[element("li", part) for part in about if part], class_="srr-badges"),
        element("dl", *facts) if facts else None,
        class_="srr-lesson",
    )


def _excerpts(record: Record, sections: tuple[tuple[Text, str], ...], site: Site) -> Iterator[Html]:
    for label, key in sections:
        words = excerpt(record.section(key))
        if says_something(words):
            yield element("dt", site.say(label))
            yield element("dd", prose(words, CLOSED, site))


def _quiet(words: Text, site: Site) -> Html:
    return element("p", site.say(words), class_="srr-empty")
