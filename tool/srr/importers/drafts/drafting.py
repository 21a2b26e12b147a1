"""The rows of a source as drafts: the values and the sections that each gives a record, before it has an id."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from typing import Any, NamedTuple
from urllib.parse import unquote

from srr.documents.days import YEARS
from srr.documents.encoding import code_points, hidden
from srr.importers import dates
from srr.importers.drafts.attached import without_lost_links
from srr.importers.drafts.body import Part, parts
from srr.importers.import_map import ImportMap
from srr.importers.mapping.cells import Cell, Read, reader
from srr.importers.mapping.columns import Column
from srr.importers.mapping.targets import TARGETS, kind_of_target
from srr.importers.source import OTHER_ROW, Passage, Row, Source
from srr.language import Text
from srr.records.rescore import rescored
from srr.records.values import day
from srr.schema.columns import SECTION
from srr.schema.scoring import UNKNOWN
from srr.schema.settings import Settings
from srr.text.spelling import recognise_date

LONGEST_TITLE = 200
"""The characters of a title that a record keeps; the whole one then begins its summary."""
_LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n\n", "\x85": "\n"}

_DATED = re.compile(
    r"^[ \t]*(?:[-*+>#][ \t]+)*(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)(?!\d)", re.MULTILINE
)

_UNTITLED = Text("Untitled", "無題")
_NO_TITLE = Text("it has no title", "タイトルがない")
_LONG_TITLE = Text(
    "the title is cut, and whole in the summary", "タイトルを短くし、全文を概要に入れる"
)
_HIDDEN = Text("{codes} is taken out: nobody sees it", "目に見えない文字 {codes} を取り除く")
_HIDDEN_KIND = Text("characters that nobody sees are taken out", "目に見えない文字を取り除く")
_TWICE = Text("another column gives {key}", "別の列が {key} になる")
_OTHER_PRIORITY = Text(
    "the priority was {stated}; it is {computed} here",
    "優先度が {stated} だった。ここでは {computed} になる",
)
_OTHER_LEVEL = Text(
    "the potential impact was {stated}; scope x severity makes it {computed}",
    "潜在的なインパクトが {stated} だった。影響範囲 × 影響度では {computed} になる",
)
_OTHER_KINDS = {
    "priority": Text("the priority is another one here", "優先度が変わる"),
    "potential_impact": Text(
        "the potential impact is another one here", "潜在的なインパクトが変わる"
    ),
}
_NO_VISIT = Text("a risk that is done has no next visit", "完了したリスクに次回確認日はない")


class Notice(NamedTuple):
    """What a person should know about a row: where it concerns one, of the *column*, and its *text* there.

    *kind* is the same for all rows of which something like it is *said*.
    """

    said: Text
    column: str = ""
    text: str = ""
    kind: Text | None = None

    @property
    def sort(self) -> Text:
        """What is said of all rows of its kind."""
        return self.kind or self.said


class Kept(NamedTuple):
    """The text of a column that says more than a value, kept in the body."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a row gives a record: *values* by path, and *parts* of the body; the rest of its text is *kept*.

    *id* is the one that the row itself states, and *named* the earliest day that it names.
    """

    row: Row
    values: Mapping[str, Any]
    parts: tuple[Part, ...]
    kept: tuple[Kept, ...] = ()
    notices: tuple[Notice, ...] = ()
    id: str | None = None
    named: date | None = None

    @property
    def title(self) -> str:
        """The title of the record."""
        return str(self.values["title"])


@dataclass(frozen=True, slots=True)
class Terms:
    """What drafting depends on beside the source: the map, the settings, the day and the zone of the registry."""

    wanted: ImportMap
    settings: Settings
    today: date
    zone: tzinfo | None = None


def drafts(
    source: Source, columns: Sequence[Column], terms: Terms, known: Collection[str]
) -> Iterator[Draft]:
    """Yield what each row of *source* says; it may lead to the rows whose keys are *known*."""
    cleaned = [_cleaned(row, known) for row in source.rows]
    readers = {
        column.head: reader(
            column,
            (row.values[column.head] for row, _ in cleaned if column.head in row.values),
            terms.wanted,
            terms.settings,
            terms.zone,
        )
        for column in columns
        if column.key and column.key in TARGETS
    }
    for row, notices in cleaned:
        yield _Drafting(row, terms, notices=list(notices)).draft(columns, readers)


def _cleaned(row: Row, known: Collection[str]) -> tuple[Row, tuple[Notice, ...]]:
    """Return *row* without characters that nobody sees, and with one kind of line end; and what was taken out.

    A link to a row that is not *known* is its words alone.
    """
    taken: set[str] = set()

    def clean(text: str) -> str:
        return without_lost_links(_clean(text, taken), known)

    values = {head: clean(text) for head, text in row.values.items()}
    passages = tuple(
        Passage(clean(each.heading), clean(each.text), each.level) for each in row.passages
    )
    kept = {head: text for head, text in values.items() if text.strip()}
    codes = _HIDDEN.fill(codes=code_points(sorted(taken)))
    said = (Notice(codes, kind=_HIDDEN_KIND),) if taken else ()
    links = {
        head: link
        for head, link in row.links.items()
        if not link.startswith(OTHER_ROW) or unquote(link).removeprefix(OTHER_ROW) in known
    }
    return replace(row, values=kept, passages=passages, links=links), said


def _clean(text: str, taken: set[str]) -> str:
    if text.isprintable():
        return text
    for other, end in _LINE_ENDS.items():
        text = text.replace(other, end)
    text = text.encode("utf-8", "replace").decode()
    signs = hidden(text)
    taken.update(signs)
    return text.translate({ord(sign): None for sign in signs})


@dataclass(slots=True)
class _Drafting:
    """Makes the draft of one row."""

    row: Row
    terms: Terms
    values: dict[str, Any] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    texts: list[Part] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def draft(self, columns: Sequence[Column], readers: Mapping[str, Read]) -> Draft:
        for column in columns:
            if column.left_out or column.by == "key":
                continue
            if column.head in self.row.unread:
                self.notices.append(Notice(self.row.unread[column.head], column.head))
            if column.head in self.row.values:
                self._take(column, self.row.values[column.head], readers.get(column.head))
        own_id = self.values.pop("id", None)
        self._title(is_own=own_id is not None and self.row.key is None)
        self._done()
        self._scores()
        return Draft(
            self.row,
            self.values,
            parts(self.row.passages, self.texts, self.terms.settings),
            tuple(self.kept),
            tuple(self.notices),
            own_id,
            self._earliest(),
        )

    def _take(self, column: Column, text: str, read: Read | None) -> None:
        key, link = column.key, self.row.links.get(column.head)
        if link and not link.startswith(OTHER_ROW) and kind_of_target(key or "") != "url-list":
            # The address behind the words has no place in a value.
            self._keep(column.head, text)
        if key is None:
            self._keep(column.head, text)
        elif key.startswith(SECTION):
            self.texts.append(Part(key, text))
        elif read is None:
            self.values[key] = _plain(text.strip())
        else:
            self._set(column.head, key, text, read(text, link))

    def _set(self, head: str, key: str, text: str, cell: Cell) -> None:
        if cell.said:
            self.notices.append(Notice(cell.said, head, text, cell.kind))
            # A status has no default: what it is at the source is an error until the map says what it means.
            if key == "status" and cell.value is None:
                self.values.setdefault(key, " ".join(text.split()))
                return
            self._keep(head, text)
        if cell.value is None:
            return
        if key not in self.values:
            self.values[key], self.heads[key] = cell.value, head
        elif isinstance(cell.value, tuple):
            self.values[key] = tuple(dict.fromkeys((*self.values[key], *cell.value)))
        elif cell.value != self.values[key]:
            self.notices.append(Notice(_TWICE.fill(key=key), head, text))
            self._keep(head, text)

    def _keep(self, head: str, text: str) -> None:
        if head not in self.row.repeated and not any(each.column == head for each in self.kept):
            link = self.row.links.get(head)
            self.kept.append(Kept(head, f"[{text}]({link})" if link and link != text else text))

    def _title(self, *, is_own: bool) -> None:
        title = " ".join(str(self.values.get("title") or "").split())
        if not title:
            title = _UNTITLED.within(self.terms.settings.language)
            self.notices.append(Notice(_NO_TITLE))
        if len(title) > LONGEST_TITLE and not is_own:
            self.texts.insert(0, Part(f"{SECTION}summary", title))
            self.notices.append(Notice(_LONG_TITLE))
            title = f"{title[: LONGEST_TITLE - 1].rstrip()}…"
        self.values = {"title": title, **{k: v for k, v in self.values.items() if k != "title"}}

    def _done(self) -> None:
        if self.values.get("status") == "done" and "next_visit" in self.values:
            visit, head = self.values.pop("next_visit"), self.heads["next_visit"]
            self.notices.append(Notice(_NO_VISIT, head, visit))
            self._keep(head, visit)

    def _scores(self) -> None:
        """Leave out what is computed, and note where it was another number at the source."""
        stated = {key: self.values.pop(key, None) for key in ("priority",)}
        if "scope" in self.values and "severity" in self.values:
            stated["potential_impact"] = self.values.pop("potential_impact", None)
        computed = rescored(self.values, {}, self.terms.settings)
        for key, said in ((("priority"), _OTHER_PRIORITY), ("potential_impact", _OTHER_LEVEL)):
            other = computed.get(key, UNKNOWN if key == "priority" else None)
            if stated.get(key) not in (None, other):
                words = said.fill(stated=stated[key], computed=other)
                self.notices.append(Notice(words, self.heads[key], kind=_OTHER_KINDS[key]))

    def _earliest(self) -> date | None:
        """Return the earliest day up to today that a whole cell names, or that begins a line of the page."""
        found = [dates.read(text) for text in self.row.values.values()]
        days = [each.first for each in found if isinstance(each, dates.Days)]
        texts = (*(each.text for each in self.row.passages), *(each.text for each in self.texts))
        lines = (match for text in texts for match in _DATED.finditer(text))
        days += [named for match in lines if (named := day(recognise_date(match[1])))]
        days += [
            date.fromisoformat(value)
            for key, value in self.values.items()
            if key in TARGETS and TARGETS[key].kind == "date"
        ]
        return min(
            (each for each in days if each.year in YEARS and each <= self.terms.today), default=None
        )


def _plain(text: str) -> int | float | str:
    """Return the value of a key of the team's own: a number where *text* is one and nothing else."""
    for kind in (int, float):
        with suppress(ValueError):
            if repr(number := kind(text)) == text and number == number / 1:
                return number
    return text
