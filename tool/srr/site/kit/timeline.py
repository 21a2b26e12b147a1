"""What grows in a record as a timeline: its visits or reports, and its occurrences, the newest first."""

from srr.exporters.occurrence_words import measure_words
from srr.exporters.visit_words import change_words, status_words
from srr.records.logged import Logged
from srr.records.occurrences import OccurrenceEntry
from srr.records.risk import Risk
from srr.records.visits import Log, VisitEntry
from srr.site.kit.clock import WHEN, day_label
from srr.site.kit.html import Html, element
from srr.site.kit.parts import day, line
from srr.site.kit.site import Site


def entries(record: Logged, source: str, site: Site) -> list[Html]:
    """Return an item for each entry in the log of *record*, as it is shown on the page *source*."""
    return [_entry(entry, record.log, source, site) for entry in reversed(record.visits)]


def occurrences(risk: Risk, source: str, site: Site) -> list[Html]:
    """Return an item for each occurrence of *risk*, as it is shown on the page *source*."""
    return [_occurrence(entry, source, site) for entry in reversed(risk.occurrences)]


def _occurrence(entry: OccurrenceEntry, source: str, site: Site) -> Html:
    found = entry.occurrence
    if found is None:
        return _unread(entry.text)
    head = element(
        "div",
        day(found.on),
        element("small", day_label(WHEN, found.on, site), class_="srr-quiet"),
        element("strong", found.by),
        element("span", site.say(measure_words(found)), class_="srr-quiet"),
        class_="srr-timeline__head",
    )
    return element("li", head, _note(found.note, source, site))


def _entry(entry: VisitEntry, log: Log, source: str, site: Site) -> Html:
    visit = entry.visit
    if visit is None:
        return _unread(entry.text)
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
    return element("li", head, _note(visit.note, source, site))


def _note(words: str, source: str, site: Site) -> Html | None:
    if not words:
        return None
    return element("div", element("p", line(words, source, site)), class_="srr-timeline__words")


def _unread(text: str) -> Html:
    return element("li", element("div", text, class_="srr-timeline__words"))
