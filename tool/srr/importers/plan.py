"""The plan of an import: which rows are new records, which change one, and which meet an edit that was made here."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, NamedTuple

from srr.documents.tree import MOST_BYTES
from srr.importers.drafts.drafting import Draft, Notice, Terms, drafts
from srr.importers.drafts.own import orders
from srr.importers.drafts.own import written as own_record
from srr.importers.drafts.update import Difference, Update, compared, update
from srr.importers.drafts.writing import Origin, Written, path_of, written
from srr.importers.reading import Reading
from srr.importers.source import Row
from srr.language import Text
from srr.records import template
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.records.secrets import Leak, leaks

Fate = Literal["new", "changed", "unchanged", "conflict"]
_ID = re.compile(r"SRR-[0-9]{4,}")
_LONGEST_KEY = 120

_TOO_LARGE = Text(
    "it would have {size} MiB, more than the {most} that srr reads",
    "大きさが {size} MiB になり、srr が読む {most} MiB を超える",
)
_TAKEN = Text("{id} is taken, so it becomes {new}", "{id} は使われているので {new} になる")
_TAKEN_KIND = Text("the id is taken", "ID が使われている")
_SAME_TITLE_KIND = Text("a record has the same title", "同じタイトルの記録がある")
_SAME_TITLE = Text("{id} has the same title", "{id} と同じタイトル")


class Outcome(NamedTuple):
    """What becomes of a row: the record of *id*, and with it the *files* to write; none where nothing changes.

    *took* is what changed at the source, *conflicts* what changed here as well, or cannot be edited, for the reason
    *refused*. *leaks* are the secrets that would be written.
    """

    row: Row
    id: str
    title: str
    fate: Fate
    files: Mapping[str, bytes]
    notices: tuple[Notice, ...] = ()
    took: tuple[Difference, ...] = ()
    conflicts: tuple[Difference, ...] = ()
    refused: Text | None = None
    leaks: tuple[Leak, ...] = ()
    is_imported: bool = True

    @property
    def path(self) -> str:
        """The path of the record."""
        return path_of(self.id)


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of all rows, in their order; *missing* are records whose row is not in the source any more."""

    outcomes: tuple[Outcome, ...]
    missing: tuple[Risk, ...] = ()

    def of(self, fate: Fate) -> tuple[Outcome, ...]:
        """Return the rows with that *fate*."""
        return tuple(each for each in self.outcomes if each.fate == fate)

    @property
    def files(self) -> dict[str, bytes]:
        """All files to write."""
        return {path: content for each in self.outcomes for path, content in each.files.items()}


class _Match(NamedTuple):
    """A row with its key in the record, None for one of srr's own, and the record that it is."""

    draft: Draft
    key: str | None
    risk: Risk | None


def plan(found: Reading, registry: Registry, taken: Iterable[str], terms: Terms) -> Plan:
    """Return what an import of *found* does to *registry*; *taken* are all ids in use, on any branch."""
    source = found.source
    known = {row.key for row in source.rows if row.key}
    own = found.is_own
    days = orders(source, found.wanted) if own else {}
    drafted = drafts(source, found.columns, terms, known)
    matches = [*_matched(drafted, registry, found.name)]
    ids = _ids(matches, {*taken, *registry.ids})
    rows = {
        match.draft.row.key: record_id
        for match, record_id in zip(matches, ids, strict=True)
        if match.draft.row.key
    }
    titles = {risk.title: risk.id for risk in reversed(registry.risks)}
    outcomes = []
    for match, record_id in zip(matches, ids, strict=True):
        origin = _origin(match, found, terms)
        record = (
            own_record(match.draft.row, days, terms.settings)
            if own
            else written(match.draft, record_id, origin, rows, terms)
        )
        notices = (*record.notices, *_notices(match, record_id, titles))
        outcomes.append(_outcome(match, record, origin, notices, terms))
    held = {match.risk.id for match in matches if match.risk}
    missing = tuple(
        risk
        for risk in registry.risks
        if risk.imported and risk.imported.source == found.name and risk.id not in held
    )
    return Plan(tuple(outcomes), missing)


def _matched(found: Iterable[Draft], registry: Registry, name: str) -> Iterator[_Match]:
    """Yield each draft with its record: by the key of its row, else by its id, else by its title and its place."""
    by_key = {
        risk.imported.key: risk
        for risk in registry.risks
        if risk.imported and risk.imported.source == name and risk.imported.key
    }
    by_id = {risk.id: risk for risk in registry.risks}
    by_title = {risk.title: risk for risk in reversed(registry.risks) if risk.imported is None}
    seen: Counter[str] = Counter()
    for draft in found:
        key, own_id = draft.row.key, _own_id(draft)
        if key is None and own_id is not None:
            yield _Match(draft, None, by_id.get(own_id))
            continue
        if key is None:
            seen[draft.title] += 1
            key = _title_key(draft.title, seen[draft.title])
            first = by_title.get(draft.title) if seen[draft.title] == 1 else None
            yield _Match(draft, key, by_key.get(key, first))
            continue
        same_id = by_id.get(own_id or "")
        is_other = same_id is not None and same_id.imported is not None
        yield _Match(draft, key, by_key.get(key, None if is_other else same_id))


def _own_id(draft: Draft) -> str | None:
    return draft.id if draft.id and _ID.fullmatch(draft.id) else None


def _title_key(title: str, number: int) -> str:
    """Return what a row is known by that has no key: its title, and its number among those of that title."""
    if len(title) > _LONGEST_KEY:
        title = f"{title[:_LONGEST_KEY]}~{sha256(title.encode()).hexdigest()[:8]}"
    return title if number == 1 else f"{title} #{number}"


def _ids(found: Sequence[_Match], taken: set[str]) -> list[str]:
    """Return the id of each row: that of its record, else its own where nobody has it, else the next one."""
    ids: list[str | None] = [match.risk.id if match.risk else None for match in found]
    for at, match in enumerate(found):
        own_id = _own_id(match.draft)
        if ids[at] is None and own_id and own_id not in taken:
            ids[at] = own_id
            taken.add(own_id)
    number = int(template.next_id("risk", frozenset(taken)).rpartition("-")[2])
    given = []
    for record_id in ids:
        given.append(record_id or f"SRR-{number:04d}")
        number += record_id is None
    return given


def _origin(match: _Match, found: Reading, terms: Terms) -> Origin | None:
    if match.key is None:
        return None
    on = match.risk.imported.on if match.risk and match.risk.imported else None
    return Origin(found.name, match.key, on or terms.today, found.label)


def _notices(match: _Match, record_id: str, titles: Mapping[str, str]) -> Iterator[Notice]:
    own_id = _own_id(match.draft)
    if own_id and own_id != record_id:
        yield Notice(_TAKEN.fill(id=own_id, new=record_id), kind=_TAKEN_KIND)
    if match.risk is None and match.draft.title in titles:
        same = _SAME_TITLE.fill(id=titles[match.draft.title])
        yield Notice(same, kind=_SAME_TITLE_KIND)


def _outcome(
    match: _Match,
    record: Written,
    origin: Origin | None,
    notices: tuple[Notice, ...],
    terms: Terms,
) -> Outcome:
    row, risk = match.draft.row, match.risk
    if risk is None:
        return _new(match, record, notices)
    update_of = _update(risk, record, origin, terms)
    fate: Fate = "unchanged"
    files = {}
    if update_of.conflicts:
        fate = "conflict"
    elif update_of.content is not None:
        fate, files = "changed", {risk.path: update_of.content, **record.files}
    return Outcome(
        row,
        risk.id,
        match.draft.title,
        fate,
        files,
        notices,
        update_of.took,
        update_of.conflicts,
        update_of.refused,
        leaks(record.risk.document) if files else (),
        is_imported=risk.imported is not None,
    )


def _new(match: _Match, record: Written, notices: tuple[Notice, ...]) -> Outcome:
    row, title = match.draft.row, match.draft.title
    size = len(record.content)
    if size > MOST_BYTES:
        why = _TOO_LARGE.fill(size=size // 2**20, most=MOST_BYTES // 2**20)
        return Outcome(row, record.risk.id, title, "conflict", {}, notices, refused=why)
    files = {record.risk.path: record.content, **record.files}
    found = leaks(record.risk.document)
    return Outcome(row, record.risk.id, title, "new", files, notices, leaks=found)


def _update(risk: Risk, record: Written, origin: Origin | None, terms: Terms) -> Update:
    if origin and risk.imported:
        return update(risk, record, origin, terms)
    return compared(risk, record, terms.settings)
