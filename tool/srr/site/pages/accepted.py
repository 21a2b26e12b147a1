"""Accepted risks: what the team lives with, who said so, whether it still holds, and how often it happened since."""

from collections.abc import Sequence

from srr.exporters.occurrence_words import minutes_words, times_words
from srr.insights.happened import happened
from srr.language import Text
from srr.records.risk import Acceptance, Risk
from srr.schema.fields import ACCEPTANCE
from srr.site.kit.clock import ACCEPTANCE_END, day_label
from srr.site.kit.holding import conditions, doubts, is_in_doubt
from srr.site.kit.html import Html, element, join
from srr.site.kit.page import Page
from srr.site.kit.parts import day, line, listed, table, title_cell
from srr.site.kit.site import ACCEPTED, Site

_TITLE = Text("Accepted", "受容")
_LEAD = Text(
    "Accepting a risk is a decision with an end: somebody looks again before the date, or when a condition"
    " stops holding.",
    "リスクの受容には期限がある。期限の前、または条件が崩れたときに、誰かが見直す。",
)
_EMPTY = Text("No risk is accepted.", "受容したリスクはない。")
_RISK = Text("Risk", "リスク")
_DECISION = Text("What we live with", "許容している影響")
_HOLDS = Text("Does it still hold?", "まだ有効か")
_AGAIN = Text("When do we look again?", "次に見直すとき")
_SINCE = Text(
    "Since the decision: {times}, {minutes}, last on {day}",
    "決定後の発生: {times}、計 {minutes}、最後は {day}",
)
_VISIT = Text("Next visit", "次回確認")
_LABELS = {spec.key: spec.label for spec in ACCEPTANCE}


def page(site: Site) -> Page:
    """Return the page with one row for each accepted risk: those in doubt first, then the nearest end."""
    accepted = [risk for risk in site.registry.risks if risk.status == "accepted"]
    accepted.sort(key=lambda risk: (not is_in_doubt(risk, site), str(risk.accepted_until or "")))
    content = join(
        element("h1", site.say(_TITLE)),
        element("p", site.say(_LEAD), class_="srr-lead"),
        doubts(ACCEPTED, site),
        _table(accepted, site) if accepted else element("p", site.say(_EMPTY), class_="srr-quiet"),
    )
    return Page(ACCEPTED, site.say(_TITLE), (content,), searchable=False, wide=True)


def _table(accepted: Sequence[Risk], site: Site) -> Html:
    head = [(site.say(label), "") for label in (_RISK, _DECISION, _HOLDS, _AGAIN)]
    return table(site.say(_TITLE), head, (_row(risk, site) for risk in accepted))


def _row(risk: Risk, site: Site) -> Html:
    given = risk.acceptance
    decided = " · ".join(str(word) for word in (given.by, given.decided) if word) if given else ""
    cells = (_decision(risk, given, site), _holds(risk, given, site)) if given else ("-", "-")
    return element(
        "tr",
        title_cell(risk.id, site.link(ACCEPTED, site.page_at[risk.path], risk.title), decided),
        *(element("td", cell, class_="srr-long") for cell in cells),
        element("td", _again(risk, given, site) if given else "-"),
    )


def _decision(risk: Risk, given: Acceptance, site: Site) -> Html:
    """Return why the risk was accepted, what happens when it happens, and how often it did since."""
    consequences = listed(line(item, ACCEPTED, site) for item in given.consequences)
    found = happened(risk, site.registry, site.today, given.decided)
    since = _SINCE.fill(
        times=times_words(found.count), minutes=minutes_words(found.minutes), day=found.last
    )
    return join(
        element("p", line(given.because, ACCEPTED, site)) if given.because else None,
        consequences if given.consequences else None,
        element("p", site.say(since)) if found.count else None,
    )


def _holds(risk: Risk, given: Acceptance, site: Site) -> Html:
    """Return the conditions under which it holds, with what can be said of them."""
    return conditions(risk, given, site) if given.holds_while else Html("-")


def _again(risk: Risk, given: Acceptance, site: Site) -> Html:
    """Return until when it holds, who looks at the decision again, and the day of the next visit."""
    left = day_label(ACCEPTANCE_END, given.until, site) if given.until else None
    return join(
        element("div", element("small", site.say(_LABELS["until"])), day(given.until), " ", left),
        element("div", element("small", site.say(_LABELS["reviewer"])), given.reviewer or "-"),
        element("div", element("small", site.say(_VISIT)), day(risk.next_visit)),
    )
