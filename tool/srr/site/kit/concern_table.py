"""Concerns as a table: who looks into what, and when the next report is due."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from srr.language import Text
from srr.records.concern import Concern
from srr.schema.fields import CONCERN
from srr.schema.vocabulary import CONCERN_STATUSES, TIERS
from srr.site.kit.clock import AHEAD, REPORT_DUE, day_label
from srr.site.kit.html import Html, Node, element, join
from srr.site.kit.parts import day, record_with_status, status_badge, table, title_cell
from srr.site.kit.site import Site

LABELS = {spec.key: spec.label for spec in CONCERN}
_STATUSES = list(CONCERN_STATUSES)


class Column(NamedTuple):
    """A column: its key, its cell for a concern on a page, and whether it is there although no concern gives it."""

    key: str
    cell: Callable[[Concern, str, Site], Html]
    always: bool = True


def concern_table(
    concerns: Iterable[Concern], source: str, site: Site, label: Text, sort: str
) -> Html:
    """Return *concerns* as a table on the page *source*, in their order."""
    given = tuple(concerns)
    columns = [
        column
        for column in _COLUMNS
        if column.always or any(getattr(each, column.key) for each in given)
    ]
    head = [(site.say(LABELS[column.key]), "", column.key) for column in columns]
    rows = (
        element("tr", *(column.cell(each, source, site) for column in columns)) for each in given
    )
    return table(site.say(label), head, rows, sort=sort)


def title(concern: Concern, source: str, site: Site) -> Html:
    """Return the cell that names *concern*, with the service that it was seen in."""
    link = site.link(source, site.page_at[concern.path], concern.title)
    return title_cell(concern.id, link, concern.service, sort=concern.title)


def report_due(concern: Concern, source: str, site: Site) -> Html:
    """Return the cell with the day of the next report, and how far off it is."""
    del source
    due = concern.report_due if concern.is_open else None
    return element("td", due_words(concern, site), data_sort=str(due or "-"))


def due_words(concern: Concern, site: Site) -> Html:
    """Return the day of the next report and how far off it is, kept up to date in the browser."""
    due = concern.report_due
    if due is None or not concern.is_open:
        return day(due)
    ahead = element("small", day_label(AHEAD, due, site))
    return join(day(due), " ", ahead, day_label(REPORT_DUE, due, site))


def status(concern: Concern, source: str, site: Site) -> Html:
    """Return the cell with the status, which sorts by its place in the life of a concern."""
    del source
    known = concern.status in _STATUSES
    place = _STATUSES.index(concern.status or "") if known else concern.status or "-"
    return element("td", status_badge(concern, site), data_sort=str(place))


def _owner(concern: Concern, source: str, site: Site) -> Html:
    del source, site
    return element("td", concern.owner or "-", class_="srr-word")


def _noticed(concern: Concern, source: str, site: Site) -> Html:
    del source, site
    return element("td", day(concern.noticed))


def _tier(concern: Concern, source: str, site: Site) -> Html:
    del source
    return element("td", tier_words(concern, site) or "-")


def tier_words(concern: Concern, site: Site) -> str | None:
    """Return the label of the tier; the word itself where it is unknown, None where there is none."""
    label = TIERS.get(concern.tier or "")
    return site.say(label) if label else concern.tier


def _risk(concern: Concern, source: str, site: Site) -> Html:
    shown: Node = record_with_status(source, concern.risk, site) if concern.risk else "-"
    return element("td", shown)


_COLUMNS = (
    Column("report_due", report_due, always=False),
    Column("title", title),
    Column("status", status),
    Column("owner", _owner),
    Column("noticed", _noticed),
    Column("tier", _tier, always=False),
    Column("risk", _risk, always=False),
)
