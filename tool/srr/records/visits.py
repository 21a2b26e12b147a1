"""The log of a record, its visits or its reports: the grammar, and the entries of a section.

`- DATE HANDLE: STATUS[ -> STATUS][, KEY OLD -> NEW]...[, next DATE]. WORDS`, its parts written in this order
and read in any. A report says `due` for `next`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from srr.documents.body import Section
from srr.documents.document import Document
from srr.documents.places import Span
from srr.language import Text
from srr.records.log_lines import entries_in, log_day, parts, split, stated_values, usual_marks
from srr.records.values import whole
from srr.schema.fields import ACCEPTANCE, CONCERN, RISK
from srr.schema.vocabulary import CONCERN_STATUSES, STATUSES
from srr.text.spelling import Words, recognise

NUMBERS = ("current_impact", "potential_impact", "scope", "severity", "likelihood")
KEYS = (*NUMBERS, "owner", "reviewer", "until")
NONE = "none"
NEXT = "next"

LABELS: Words = {spec.key: spec.label for spec in (*RISK, *ACCEPTANCE) if spec.key in KEYS}


class Log(NamedTuple):
    """The log of one kind of record: what an *entry* is called, and what its line may say.

    *upcoming* is the key of the next date, *ahead* are the words for it, the first of them as srr writes it. *values*
    are those that may change.
    """

    section: str
    entry: Text
    upcoming: str
    statuses: Words
    ahead: tuple[str, ...]
    values: Words
    example: str


VISITS = Log(
    section="visits",
    entry=Text("visit", "確認"),
    upcoming="next_visit",
    statuses=STATUSES,
    ahead=(NEXT, "次回", "次回確認日"),
    values=LABELS,
    example="- 2026-02-12 ura: in-progress -> mitigated, next 2026-04-22.",
)
REPORTS = Log(
    section="reports",
    entry=Text("report", "報告"),
    upcoming="report_due",
    statuses=CONCERN_STATUSES,
    ahead=("due", "期限", "報告期限"),
    values={spec.key: spec.label for spec in CONCERN if spec.key == "owner"},
    example="- 2026-02-12 ura: assigned -> watching, due 2026-03-12.",
)
_WORD = re.compile(r"[a-z-]+")
_ARROW = re.compile(r"->|→")
_NUMBER = re.compile(r"\d{1,4}|unknown|none")
_HANDLE = re.compile(r"[^\s:,、，@#;]+")


class ValueChange(NamedTuple):
    """A value that a visit changed, as the line writes it: a number, `unknown`, a handle, a date or `none`."""

    key: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.key} {self.old} -> {self.new}"


class Visit(NamedTuple):
    """One entry of a log; *ahead* is the word before the next date."""

    on: date
    by: str
    before: str
    after: str
    next: date | None
    note: str
    changes: tuple[ValueChange, ...] = ()
    ahead: str = NEXT

    def __str__(self) -> str:
        note = f" {self.note}" if self.note else ""
        return f"- {self.head}{note}"

    @property
    def head(self) -> str:
        """Everything before the words, as srr writes it."""
        status = self.before if self.before == self.after else f"{self.before} -> {self.after}"
        upcoming = [f"{self.ahead} {self.next}"] if self.next else []
        return f"{self.on} {self.by}: {', '.join([status, *map(str, self.changes), *upcoming])}."

    @property
    def changes_something(self) -> bool:
        """Whether it moved the status or a value; a next date alone moves nothing."""
        return self.before != self.after or bool(self.changes)

    @property
    def hands_over(self) -> bool:
        """Whether it names another owner, and moves neither the status nor another value."""
        return self.before == self.after and [each.key for each in self.changes] == ["owner"]

    def changed(self, key: str) -> ValueChange | None:
        """Return what it says of *key*."""
        return next((change for change in self.changes if change.key == key), None)


def parse_visit(entry: str, log: Log = VISITS) -> Visit | None:
    """Read one list entry of a log, without its bullet; None when it cannot be read."""
    found = parts(entry)
    return _visit(found.on, found.by, found.values, found.words, log) if found else None


def meant_visit(entry: str, log: Log = VISITS) -> Visit | None:
    """Read an entry whose marks and days may be written in another way, such as `2026/2/12` or a full-width comma."""
    return parse_visit(entry, log) or parse_visit(usual_marks(entry), log)


def foreign_word(entry: str, log: Log = VISITS) -> str | None:
    """Return the first word of an entry that can be read, but is written as a label and not as a value."""
    for part in stated_values(entry):
        sides = split(_ARROW, part)
        name = sides[0].rpartition(" ")[0].strip()
        first = part.split(None, 1)[0]
        if first in log.ahead:
            words, known = [first], {log.ahead[0]}
        elif len(sides) == 2 and name and recognise(name, log.values):
            words, known = [name], {*log.values}
        else:
            words, known = sides, {*log.statuses}
        foreign = [word for word in words if word not in known]
        if foreign:
            return foreign[0]
    return None


def _visit(on: date, by: str, values: Iterable[str], note: str, log: Log) -> Visit | None:
    statuses: list[str] = []
    upcoming: list[date] = []
    changes: list[ValueChange] = []
    for part in values:
        match _part(part, log):
            case ValueChange() as change:
                changes.append(change)
            case date() as following:
                upcoming.append(following)
            case tuple() as moved:
                statuses += moved
            case None:
                return None
    twice = len({change.key for change in changes}) != len(changes)
    if len(statuses) != 2 or len(upcoming) > 1 or twice:
        return None
    changes.sort(key=lambda change: KEYS.index(change.key))
    before, after = statuses
    following_day = upcoming[0] if upcoming else None
    return Visit(on, by, before, after, following_day, note, tuple(changes), log.ahead[0])


def _part(part: str, log: Log) -> ValueChange | date | tuple[str, str] | None:
    words = part.split(None, 1)
    if len(words) == 2 and words[0] in log.ahead:
        return log_day(words[1].strip())
    sides = split(_ARROW, part)
    if len(sides) > 2:
        return None
    moved = [_status(side, log) for side in sides]
    if moved[0] and moved[-1]:
        return moved[0], moved[-1]
    return _change(sides[0], sides[1], log) if len(sides) == 2 else None


def _status(word: str, log: Log) -> str | None:
    """Return the status of that name or label; a word like one is kept, for the linter to speak of."""
    is_like_one = word != log.ahead[0] and _WORD.fullmatch(word)
    return recognise(word, log.statuses) or (word if is_like_one else None)


def _change(left: str, new: str, log: Log) -> ValueChange | None:
    name, _, old = left.strip().rpartition(" ")
    key = recognise(name, log.values) if name else None
    if key is None or not (_is_value(key, old) and _is_value(key, new)) or old == new:
        return None
    return ValueChange(key, old, new)


def _is_value(key: str, value: str) -> bool:
    if key in NUMBERS:
        return _NUMBER.fullmatch(value) is not None
    if key == "until":
        return value == NONE or log_day(value) is not None
    return _HANDLE.fullmatch(value) is not None


def can_state(key: str, value: str) -> bool:
    """Whether a line can write *value* as the old or the new one of *key*."""
    return _is_value(key, value)


def stated(key: str, values: Mapping[str, object]) -> str:
    """Return the value of *key* as a visit line writes it; *values* is the front matter of a risk."""
    if key in ("reviewer", "until"):
        acceptance = values.get("acceptance")
        values = acceptance if isinstance(acceptance, dict) else {}
    value = values.get(key)
    number = whole(value)
    if number is not None:
        return str(number)
    return NONE if value is None or value == "" else str(value)


class VisitEntry(NamedTuple):
    """One entry of a log with its place; *visit* is None when it cannot be read.

    A handover leaves the record, and the next date, to another owner: nobody looked, so it is not a visit.
    """

    span: Span
    text: str
    visit: Visit | None
    is_handover: bool = False

    @property
    def words(self) -> str:
        """The entry on one line; another line break does not make it another entry."""
        return " ".join(self.text.split())


def visits_in(read: Document, section: Section | None, log: Log = VISITS) -> tuple[VisitEntry, ...]:
    """Return the entries of the *section* of *read* that holds its log."""
    return tuple(_entries(read, section, log))


def _entries(read: Document, section: Section | None, log: Log) -> Iterator[VisitEntry]:
    upcoming: date | None = None
    for span, entry in entries_in(read, section):
        visit = parse_visit(entry, log)
        following = visit.next if visit else None
        moves = None not in (upcoming, following) and following != upcoming
        yield VisitEntry(span, entry, visit, bool(visit and visit.hands_over and not moves))
        upcoming = following or upcoming
