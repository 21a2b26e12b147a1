"""What every page is made from: the registry, its findings, the date, and the addresses."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from functools import cached_property
from pathlib import PurePosixPath

from srr.insights.breaks import Break, breaks, by_risk
from srr.insights.commits import Commit
from srr.insights.risk_history import Gap, History
from srr.insights.spending import Spending, spending
from srr.language import Language, Text
from srr.lint.engine import Report
from srr.lint.finding import Finding, in_order
from srr.records.record import Record
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.schema.settings import Settings
from srr.schema.views import FACETS, PLANS, Facet, pairs
from srr.site.kit.html import Html, Node, link
from srr.site.kit.markdown import MENTION
from srr.site.kit.page import Urls
from srr.text.credentials import mask

HOME = "index.md"
RISKS = "risks/index.md"
RISK_PAGES = "risk-pages"
OVERDUE = "overdue.md"
ACCEPTED = "accepted.md"
POSTMORTEMS = "postmortems/index.md"
TREND = "trend.md"
SCORING = "scoring.md"
RULES = "rules/index.md"
GLOSSARY = "glossary.md"
HOW_TO = "how-to"
AGENDA = "agenda.md"
MATRIX = "matrix.md"
INCIDENTS = "incidents.md"
ACTIONS = "actions.md"
LOAD = "load.md"
AREAS = "areas.md"
LEVERS = "levers.md"
ROADMAP = "roadmap.md"
BREAKS_NEXT = "breaks-next.md"
BUDGET = "budget.md"
CONCERNS = "concerns/index.md"
CLOSED = "closed.md"
ANNIVERSARY = "anniversary.md"

WHEN_USED = (BREAKS_NEXT, ROADMAP, BUDGET, CONCERNS)
"""Pages that are there only where a record has what they show; a menu may name them in any case."""

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Site:
    """One registry on one day, ready to be shown.

    *history* is that of its risks in the commits, or why it is not known; *trend* is the same day by day, with the
    visits, None where no risk can be read. A *pinned* day is not moved on in the browser.
    *commits* are the latest that changed records, the newest one first; None where git knows of none.
    *edit* is where the forge edits the file at `{path}`, empty where that is not known. Days begin and end in *zone*.
    """

    report: Report
    settings: Settings
    urls: Urls
    history: History | Gap = "no-git"
    pinned: bool = False
    commits: tuple[Commit, ...] | None = None
    trend: History | None = None
    edit: str = ""
    zone: tzinfo = UTC

    @property
    def registry(self) -> Registry:
        """The records."""
        return self.report.registry

    @property
    def today(self) -> date:
        """The day the site is built for."""
        return self.report.today

    @property
    def language(self) -> Language:
        """The language of the pages."""
        return self.settings.language

    def say(self, text: Text, **values: object) -> str:
        """Return *text* in the language of the site, with its places filled."""
        # A label of the settings, or a text that is filled already, may hold braces of its own.
        return (text.fill(**values) if values else text).within(self.language)

    def link(self, source: str, target: str, *children: Node, fragment: str = "") -> Html:
        """Return a link from the page *source* to the page *target*."""
        return link(self.urls.between(source, target, fragment), *children)

    def to_record(self, source: str, record: str) -> str | None:
        """Return the address of the page of the record with this id; None when there is none."""
        target = self.page_of.get(record)
        return None if target is None else self.urls.between(source, target)

    def is_overdue(self, risk: Risk) -> bool:
        """Whether the next visit is late on the day of the site."""
        return risk.is_overdue(self.today, self.settings.grace_days)

    def findings_on(self, path: str) -> tuple[Finding, ...]:
        """Return the findings on the file at *path*; on an unreadable one also those that are ignored."""
        return self._findings.get(path, ())

    def naming(self, record: Record) -> tuple[Record, ...]:
        """Return the records that name *record*: in a list, as the origin of their own, or in their text."""
        return self._naming.get(record.id, ())

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """The files among the records that cannot be read as one."""
        read = [document.path for document in self.registry.unreadable]
        return tuple(sorted([*read, *self.registry.not_files]))

    @cached_property
    def page_at(self) -> Mapping[str, str]:
        """From the path of a record's file to the path of its page; no two share one."""
        pages: dict[str, str] = {}
        taken = {HOME, RISKS, POSTMORTEMS, CONCERNS}
        for path in [*(record.path for record in self.registry.records), *self.unread]:
            pages[path] = page = _free(path, taken)
            taken.add(page.casefold())
        return pages

    @cached_property
    def page_of(self) -> Mapping[str, str]:
        """From the id of a record to the path of its page; the first of two equal ids has it."""
        records: Iterable[Record] = reversed(self.registry.records)
        return {record.id: self.page_at[record.path] for record in records}

    @cached_property
    def unresolved(self) -> tuple[Risk, ...]:
        """The unresolved risks, the most pressing first."""
        return tuple(risk for risk in self.registry.ranked if risk.is_open)

    @cached_property
    def spendings(self) -> tuple[Spending, ...]:
        """The outages that count against each objective."""
        return tuple(
            spending(self.registry, slo, self.today, self.zone) for slo in self.settings.slos
        )

    @cached_property
    def breaks(self) -> tuple[Break, ...]:
        """The conditions of all risks, the soonest first; none before the first indicator."""
        return breaks(self.registry, self.registry.risks, self.today)

    @cached_property
    def breaks_of(self) -> Mapping[str, tuple[Break, ...]]:
        """The same by the path of the risk."""
        return by_risk(self.breaks)

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """What risks are filtered by: of the plans those that a record gives, or a view of the settings asks for."""
        asked = {key for view in self.settings.views for key, _ in pairs(view.query)}
        risks = self.registry.risks
        used = asked | {key for key in PLANS if any(getattr(risk, key) for risk in risks)}
        return tuple(key for key in FACETS if key not in PLANS or key in used)

    def rank(self, risk: Risk) -> int | None:
        """Return the place of *risk* among the unresolved, from 1; None for one that is resolved."""
        return self._ranks.get(risk.path)

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        return {risk.path: rank for rank, risk in enumerate(self.unresolved, 1)}

    @cached_property
    def _naming(self) -> Mapping[str, tuple[Record, ...]]:
        named: dict[str, dict[str, Record]] = {}
        for record in self.registry.records:
            for target in (*_named(record), *_mentioned(record)):
                if target != record.id:
                    named.setdefault(target, {})[record.path] = record
        return {target: tuple(records.values()) for target, records in named.items()}

    @cached_property
    def _findings(self) -> Mapping[str, tuple[Finding, ...]]:
        by_path: dict[str, tuple[Finding, ...]] = {}
        unread = frozenset(self.unread)
        kept = (finding for finding in self.report.ignored if finding.path in unread)
        for finding in in_order((*self.report.findings, *kept)):
            by_path[finding.path] = (*by_path.get(finding.path, ()), finding)
        return by_path


def _named(record: Record) -> Iterator[str]:
    for key in ("postmortems", "related", "risks"):
        yield from record.links_to(key)
    for key in ("duplicate_of", "recurrence_of", "risk"):
        value = record.data.get(key)
        if isinstance(value, str):
            yield value


def _mentioned(record: Record) -> Iterator[str]:
    for mention in MENTION.finditer(record.document.prose()):
        if mention["id"]:
            yield mention["id"]


def _free(path: str, taken: set[str]) -> str:
    """Return a page path for the file at *path* that is not taken yet."""
    place = PurePosixPath(path)
    stem = _UNSAFE.sub("-", PurePosixPath(mask(path)).stem).strip("-.") or "record"
    page = f"{place.parts[0]}/{stem}.md"
    number = 1
    while page.casefold() in taken:
        number += 1
        page = f"{place.parts[0]}/{stem}-{number}.md"
    return page


SUBSCRIBE = "subscribe.md"
