"""The records as values: Risk, Postmortem and the Registry that holds them all.

A value that cannot be understood is None here; the rules say what is wrong with it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple, cast

from srr.documents import document
from srr.documents.document import Document, Section, Span, Value
from srr.documents.tree import Oddity, Tree
from srr.schema import scoring
from srr.schema.dates import Visit, is_overdue, parse_visit
from srr.schema.record_schema import PREFIX, RecordKind
from srr.schema.scoring import UNKNOWN, Level, Priority
from srr.schema.settings import Settings
from srr.schema.vocabulary import normal_form

FOLDERS: Mapping[str, RecordKind] = {"risks": "risk", "postmortems": "postmortem"}
YEARS = range(2000, 2101)
"""The years that a date may lie in; any other is a slip, and nothing is counted from it."""

# Patterns that stand as text are compiled where a file first needs them: a hook pays for each at every start.
_INSTANT = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})"
_RECORD_LIKE = (".md", ".markdown", ".mdown", ".mkd", ".txt")
# A bullet at the margin and the indented lines below it.
_ENTRY = re.compile(
    r"^[-*+][ \t]+(?P<text>[^\n]*(?:\n[ \t]*(?=\n[ \t]+\S)|\n[ \t]+\S[^\n]*)*)", re.MULTILINE
)
# Fenced code, in which no comment begins, or a comment, in which no fence does.
_UNREAD = re.compile(
    r"^[ \t]*(?P<code>(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=fence)|\Z))|<!--.*?(?:-->|\Z)",
    re.MULTILINE | re.DOTALL,
)


class VisitEntry(NamedTuple):
    """One entry of the Visits section where it stands; *visit* is None when it cannot be read."""

    span: Span
    text: str
    visit: Visit | None

    @property
    def words(self) -> str:
        """The entry on one line; another line break does not make it another entry."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Record:
    """What a risk and a postmortem share. *sections* is keyed by the section's word (`next-action`)."""

    document: Document
    record_kind: RecordKind
    id: str
    title: str
    status: str | None
    owner: str | None
    sections: Mapping[str, Section]

    @property
    def path(self) -> str:
        """The file's path in the registry."""
        return self.document.path

    @property
    def data(self) -> Mapping[str, Value]:
        """The front matter as it was read."""
        return self.document.data

    def section(self, key: str) -> str:
        """Return the text of a section, without the surrounding space; empty when it is not there."""
        found = self.sections.get(key)
        return self.document.text[found.body.start : found.body.end].strip() if found else ""

    def unnamed_sections(self) -> tuple[Section, ...]:
        """Return the level-2 sections whose heading the registry has no word for."""
        named = {section.line for section in self.sections.values()}
        return tuple(
            section
            for section in self.document.sections
            if section.level == 2 and section.line not in named
        )

    def links_to(self, key: str) -> tuple[str, ...]:
        """Return the ids or URLs that stand as a list under *key*."""
        return texts(self.data.get(key))


class Acceptance(NamedTuple):
    """Who decided to live with a risk, why, and until when."""

    by: str | None
    on: date | None
    because: str | None
    consequences: tuple[str, ...]
    holds_while: tuple[str, ...]
    until: date | None
    reviewer: str | None


@dataclass(frozen=True, slots=True)
class Risk(Record):
    """One System Risk Record. *priority* is computed; *stated_priority* is what the file says."""

    resolution: str | None = None
    team: str | None = None
    area: str | None = None
    service: str | None = None
    noticed: date | None = None
    created: date | None = None
    next_visit: date | None = None
    current_impact: Level | None = None
    potential_impact: Level | None = None
    scope: int | None = None
    severity: int | None = None
    likelihood: int | None = None
    priority: Priority | None = None
    stated_priority: Priority | None = None
    acceptance: Acceptance | None = None
    visits: tuple[VisitEntry, ...] = ()

    def is_overdue(self, today: date, grace_days: int) -> bool:
        """Say whether the next visit is late *today*; a risk that is done has none."""
        due = self.next_visit
        return due is not None and self.status != "done" and is_overdue(due, today, grace_days)

    @property
    def is_open(self) -> bool:
        """Whether the risk is unresolved: neither accepted nor done, whatever else its status says."""
        return self.status not in ("accepted", "done")

    @property
    def last_visit(self) -> Visit | None:
        """The last visit that can be read."""
        return next((entry.visit for entry in reversed(self.visits) if entry.visit), None)

    @property
    def anchor(self) -> date | None:
        """The day from which the window of the next visit is counted."""
        last = self.last_visit
        return last.on if last else self.created

    def rank(self) -> tuple[float, float, date, str]:
        """Return what sorts the most pressing risk first; `unknown` comes before every number."""
        return (
            -_weight(self.priority),
            -_weight(self.current_impact),
            self.next_visit or date.max,
            self.id,
        )


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a postmortem promises; *index* is its place in the list."""

    index: int
    id: str | None
    do: str | None
    viewpoint: str | None
    owner: str | None
    due: date | None
    done: date | None
    link: str | None

    @property
    def is_open(self) -> bool:
        """Whether it is not yet done."""
        return self.done is None


@dataclass(frozen=True, slots=True)
class Postmortem(Record):
    """What an incident, a near miss or a drill taught."""

    kind: str | None = None
    started: datetime | None = None
    detected: datetime | None = None
    acknowledged: datetime | None = None
    mitigated: datetime | None = None
    resolved: datetime | None = None
    first_notice: datetime | None = None
    scope: int | None = None
    severity: int | None = None
    score: int | None = None
    trigger: str | None = None
    cause_class: str | None = None
    services: tuple[str, ...] = ()
    rollback: str | None = None
    actions: tuple[Action, ...] = ()

    def begun(self) -> datetime:
        """Return when it started; the beginning of time when that is not known."""
        return self.started or datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Registry:
    """All records, linked; with what lies in their folders and could not be read as one."""

    risks: tuple[Risk, ...] = ()
    postmortems: tuple[Postmortem, ...] = ()
    unreadable: tuple[Document, ...] = ()
    oddities: Mapping[str, Oddity] = field(default_factory=dict)

    @property
    def records(self) -> tuple[Record, ...]:
        """Risks, then postmortems."""
        return (*self.risks, *self.postmortems)

    @property
    def documents(self) -> Iterator[Document]:
        """Every record file that was read, understood or not."""
        yield from (record.document for record in self.records)
        yield from self.unreadable

    @property
    def ranked(self) -> tuple[Risk, ...]:
        """The risks, the most pressing first."""
        return tuple(sorted(self.risks, key=Risk.rank))

    @property
    def newest(self) -> tuple[Postmortem, ...]:
        """The postmortems, the latest start first; those without one last."""
        return tuple(sorted(self.postmortems, key=Postmortem.begun, reverse=True))

    def find(self, record_id: str) -> Record | None:
        """Return the record with this id."""
        return self._by_id.get(record_id)

    @cached_property
    def _by_id(self) -> Mapping[str | None, Record]:
        return {record.id: record for record in reversed(self.records)}


def kind_of(path: str) -> RecordKind:
    """Return the kind of the records in the folder of *path*."""
    return FOLDERS[path.partition("/")[0]]


def is_record_path(path: str) -> bool:
    """Say whether *path* is that of a record, well named or not."""
    folder, _, rest = path.partition("/")
    name = PurePosixPath(rest).name
    if folder not in FOLDERS or name.startswith(".") or name.casefold() == "readme.md":
        return False
    return not rest.startswith("assets/") and (
        name.casefold().endswith(_RECORD_LIKE)
        or normal_form(name).startswith(f"{PREFIX[FOLDERS[folder]].casefold()}-")
    )


def load(tree: Tree, settings: Settings, known: Mapping[str, Record] | None = None) -> Registry:
    """Read every record of *tree*; one of *known* is taken as it is where its file has not changed.

    *known* must have been read under settings with the same headings.
    """
    known = known or {}
    risks: list[Risk] = []
    postmortems: list[Postmortem] = []
    unreadable: list[Document] = []
    oddities: dict[str, Oddity] = {}
    for path in sorted(filter(is_record_path, tree)):
        content = tree[path]
        if isinstance(content, Oddity):
            oddities[path] = content
            continue
        old = known.get(path)
        same = old is not None and old.document.raw == content
        match old if same else record(document.read(path, content), settings):
            case Risk() as found:
                risks.append(found)
            case Postmortem() as found:
                postmortems.append(found)
            case Document() as read:
                unreadable.append(read)
    return Registry(tuple(risks), tuple(postmortems), tuple(unreadable), oddities)


def record(read: Document, settings: Settings) -> Record | Document:
    """Return the record that *read* holds; the document itself when it cannot be understood."""
    if not read.readable:
        return read
    return risk(read, settings) if kind_of(read.path) == "risk" else postmortem(read, settings)


def risk(read: Document, settings: Settings) -> Risk:
    """Read a risk from its document."""
    data = read.data
    potential = _level(data.get("potential_impact"))
    likelihood = whole(data.get("likelihood"))
    known = potential is not None and likelihood is not None
    sections = _sections(read, settings)
    return Risk(
        **_shared(read, "risk", sections),
        resolution=text(data.get("resolution")),
        team=text(data.get("team")),
        area=text(data.get("area")),
        service=text(data.get("service")),
        noticed=day(data.get("noticed")),
        created=day(data.get("created")),
        next_visit=day(data.get("next_visit")),
        current_impact=_level(data.get("current_impact")),
        potential_impact=potential,
        scope=whole(data.get("scope")),
        severity=whole(data.get("severity")),
        likelihood=likelihood,
        priority=scoring.priority(cast("Level", potential), cast("int", likelihood))
        if known
        else None,
        stated_priority=_level(data.get("priority")),
        acceptance=_acceptance(data.get("acceptance")),
        visits=_visits(read, sections.get("visits")),
    )


def postmortem(read: Document, settings: Settings) -> Postmortem:
    """Read a postmortem from its document."""
    data = read.data
    return Postmortem(
        **_shared(read, "postmortem", _sections(read, settings)),
        kind=text(data.get("kind")),
        started=instant(data.get("started")),
        detected=instant(data.get("detected")),
        acknowledged=instant(data.get("acknowledged")),
        mitigated=instant(data.get("mitigated")),
        resolved=instant(data.get("resolved")),
        first_notice=instant(data.get("first_notice")),
        scope=whole(data.get("scope")),
        severity=whole(data.get("severity")),
        score=whole(data.get("score")),
        trigger=text(data.get("trigger")),
        cause_class=text(data.get("cause_class")),
        services=texts(data.get("services")),
        rollback=text(data.get("rollback")),
        actions=_actions(data.get("actions")),
    )


def text(value: object) -> str | None:
    """Return *value* when it is text that says something."""
    return value if isinstance(value, str) and value.strip() else None


def texts(value: object) -> tuple[str, ...]:
    """Return the texts of a list."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def whole(value: object) -> int | None:
    """Return *value* when it is a whole number; JSON Schema takes 6.0 for one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if value == value // 1 else None


def day(value: object) -> date | None:
    """Return the date that *value* names, when it is written as one, exists and is plausible."""
    # fromisoformat also reads week dates and dates without hyphens.
    if not isinstance(value, str) or len(value) != 10 or value[4] != "-" or value[7] != "-":
        return None
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if found.year in YEARS else None


def instant(value: object) -> datetime | None:
    """Return the instant that *value* names, when it carries an offset, exists and is plausible."""
    if not isinstance(value, str) or not re.fullmatch(_INSTANT, value):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _shared(read: Document, kind: RecordKind, sections: Mapping[str, Section]) -> dict[str, Any]:
    data = read.data
    stem = PurePosixPath(read.path).stem
    return {
        "document": read,
        "record_kind": kind,
        "id": text(data.get("id")) or stem,
        "title": text(data.get("title")) or stem,
        "status": text(data.get("status")),
        "owner": text(data.get("owner")),
        "sections": sections,
    }


def _sections(read: Document, settings: Settings) -> dict[str, Section]:
    found: dict[str, Section] = {}
    for section in read.sections:
        if section.level == 2:
            for key in settings.headings.get(_heading(section.heading), ()):
                found.setdefault(key, section)
    return found


@lru_cache(maxsize=1024)
def _heading(heading: str) -> str:
    return normal_form(heading)


def _visits(read: Document, section: Section | None) -> tuple[VisitEntry, ...]:
    return tuple(_entries(read.text[slice(*section.body)], section.body.start)) if section else ()


def _entries(section: str, start: int) -> Iterator[VisitEntry]:
    shape = plain = (
        section.replace("\r\n", " \n").replace("\r", "\n") if "\r" in section else section
    )
    if "<!--" in plain or "```" in plain or "~~~" in plain:
        plain = _UNREAD.sub(_without_comment, plain)
        shape = _UNREAD.sub(_without_code, plain)
    for found in _ENTRY.finditer(shape):
        entry = plain[found.start("text") : found.end()].rstrip()
        span = Span(start + found.start(), start + found.start("text") + len(entry))
        yield VisitEntry(span, entry, parse_visit(entry))


def _without_comment(found: re.Match[str]) -> str:
    return found[0] if found["code"] else re.sub(r"[^\n]", " ", found[0])


def _without_code(found: re.Match[str]) -> str:
    return re.sub(r"\S", "`", found[0])


def _level(value: object) -> Level | None:
    return UNKNOWN if value == UNKNOWN else whole(value)


def _weight(level: Level | None) -> float:
    match level:
        case int():
            return level
        case None:
            return -1
        case _:
            return float("inf")


def _acceptance(value: object) -> Acceptance | None:
    if not isinstance(value, dict):
        return None
    return Acceptance(
        by=text(value.get("by")),
        on=day(value.get("on")),
        because=text(value.get("because")),
        consequences=texts(value.get("consequences")),
        holds_while=texts(value.get("holds_while")),
        until=day(value.get("until")),
        reviewer=text(value.get("reviewer")),
    )


def _actions(value: object) -> tuple[Action, ...]:
    rows = value if isinstance(value, list) else []
    return tuple(_action(index, row) for index, row in enumerate(rows) if isinstance(row, dict))


def _action(index: int, row: dict[str, Any]) -> Action:
    return Action(
        index=index,
        id=text(row.get("id")),
        do=text(row.get("do")),
        viewpoint=text(row.get("viewpoint")),
        owner=text(row.get("owner")),
        due=day(row.get("due")),
        done=day(row.get("done")),
        link=text(row.get("link")),
    )
