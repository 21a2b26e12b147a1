"""The log of a record as a timeline: what each visit or report found and changed, the newest first."""

from srr.exporters.visit_words import change_words, status_words
from srr.records.logged import Logged
from srr.records.visits import Log, VisitEntry
from srr.site.kit.clock import WHEN, day_label
from srr.site.kit.html import Html, element
from srr.site.kit.parts import day, line
from srr.site.kit.site import Site


def entries(record: Logged, source: str, site: Site) -> list[Html]:
    """Return an item for each entry in the log of *record*, as it is shown on the page *source*."""
    return [_entry(entry, record.log, source, site) for entry in reversed(record.visits)]


def _entry(entry: VisitEntry, log: Log, source: str, site: Site) -> Html:
    visit = entry.visit
    if visit is None:
        return element("li", element("div", entry.text, class_="srr-timeline__words"))
    head = element(
        "div",
        day(visit.on),
        element("small", day_label(WHEN, visit.on, site), class_="srr-quiet"),
        element("strong", visit.by),
        element("span", site.say(status_words(visit.before, visit.after, log)), class_="srr-quiet"),
        *(
            element("span", site.say(change_words(change, log)), class_="srr-quiet")
            for change in visit.changes
        ),
        class_="srr-timeline__head",
    )
    note = element(
        "div", element("p", line(visit.note, source, site)), class_="srr-timeline__words"
    )
    return element("li", head, note if visit.note else None)
