"""Concerns: what looks odd and is not a risk yet, the open ones by their next report, then those that have ended."""

from collections.abc import Iterator, Sequence
from datetime import date

from srr.language import Text, counted
from srr.records.concern import Concern
from srr.site.kit.clock import REPORT_DUE, count
from srr.site.kit.concern_table import concern_table
from srr.site.kit.deeds import report_commands
from srr.site.kit.html import Html, element, filled, join
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.site import CONCERNS, Site

TITLE = Text("Concerns", "気になる点")
_LEAD = Text(
    "What looks odd and is not a risk yet: {open} open, {overdue} of them with a late report, {ended} ended.",
    "まだリスクとは言えないが気になること。調査中・様子見 {open} 件、うち報告期限を過ぎたもの {overdue} 件、"
    "決着したもの {ended} 件。",
)
_OPEN = Text("Open", "調査中・様子見")
_NONE = Text(
    "No concern is open. {command} writes the next one down.",
    "調査中・様子見のものはない。気になることがあれば {command} で書き留める。",
)
_ENDED = Text("Ended", "決着したもの")
_FOLDED = (
    Text("{n} concern, the latest first", "{n} 件 (新しい順)"),
    Text("{n} concerns, the latest first", "{n} 件 (新しい順)"),
)
_CUT = Text(
    "The first {most} of {n}. {command} lists them all, and the search finds each.",
    "{n} 件のうち先頭の {most} 件。すべてを見るには {command} を使う。サイト内の検索でも一件ずつ見つかる。",
)
_LIST = "srr list concerns --all"
MOST = 200
"""As many concerns as a table shows."""


def page(site: Site) -> Page:
    """Return the page with a table of the open concerns, and a folded one of the others."""
    concerns = site.registry.concerns
    waiting = site.registry.open_concerns
    ended = sorted((each for each in concerns if not each.is_open), key=_end, reverse=True)
    late = count("span", REPORT_DUE, [each.report_due for each in waiting], site)
    lead = filled(
        _LEAD.within(site.language), open=str(len(waiting)), overdue=late, ended=str(len(ended))
    )
    head = join(element("h1", site.say(TITLE)), element("p", lead, class_="srr-lead"))
    blocks: list[Block] = [head, Heading(f"{site.say(_OPEN)} ({len(waiting)})", "open")]
    blocks += [_open(waiting, site), *_ended(ended, site)]
    return Page(CONCERNS, site.say(TITLE), tuple(blocks), searchable=False, wide=True)


def _end(concern: Concern) -> tuple[date, str]:
    last = concern.last_visit
    return (last.on if last else concern.noticed) or date.min, concern.id


def _open(waiting: Sequence[Concern], site: Site) -> Html:
    if not waiting:
        command = element("code", "srr note")
        words = filled(_NONE.within(site.language), command=command)
        return element("p", words, class_="srr-empty")
    return join(report_commands(waiting[:MOST], site), _table(waiting, _OPEN, "sort", site))


def _ended(ended: Sequence[Concern], site: Site) -> Iterator[Block]:
    if ended:
        summary = element("summary", site.say(counted(len(ended), *_FOLDED)))
        yield Heading(f"{site.say(_ENDED)} ({len(ended)})", "ended")
        shown = _table(ended, _ENDED, "sort-ended", site)
        yield element("details", summary, shown, class_="srr-fold")


def _table(concerns: Sequence[Concern], label: Text, sort: str, site: Site) -> Html:
    """Return the first of *concerns* as a table, which says how many there are besides."""
    shown = concern_table(concerns[:MOST], CONCERNS, site, label, sort)
    if len(concerns) <= MOST:
        return shown
    command = element("code", _LIST)
    words = filled(
        _CUT.within(site.language), most=str(MOST), n=str(len(concerns)), command=command
    )
    return join(element("p", words, class_="srr-quiet"), shown)
