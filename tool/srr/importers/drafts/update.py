"""A record and its row once more: what changed at the source goes into the record where nobody edited it here."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from srr.documents.document import Document, read
from srr.documents.edit import AddKey, AppendLine, Edit, EditRefused, RemoveKey, SetValue, apply
from srr.documents.nested import AddUnder, RemoveUnder
from srr.documents.places import Scalar
from srr.documents.rewriting import with_section
from srr.importers.drafts.digest import State, contents
from srr.importers.drafts.drafting import Terms
from srr.importers.drafts.writing import Origin, Written, next_visit
from srr.language import Text
from srr.records import edit_refusals
from srr.records.imported import IMPORTER
from srr.records.new_sections import new_section
from srr.records.registry import masked_record, read_record
from srr.records.rescore import rescored
from srr.records.risk import Risk
from srr.records.visits import KEYS, NUMBERS, ValueChange, Visit, stated
from srr.schema.columns import SECTION
from srr.schema.fields import ACCEPTANCE, ESTIMATE, LINKS, RISK
from srr.schema.next_visit import visit_days
from srr.schema.settings import Settings
from srr.schema.vocabulary import RISK_SECTIONS, STATUSES

_CHANGED = Text("Changed in {label}.", "{label} で変更された。")
_NEEDED = ("title", "status", "created", "current_impact", "potential_impact")
"""What a record has in any case: where the source no longer says it, it stays."""
_COMPUTED = ("id", "priority")
_LOGGED = (*NUMBERS, "status", "owner", "next_visit", "acceptance.reviewer", "acceptance.until")
_SHAPES = ("block", "flow")
_ORDER = tuple(spec.key for spec in (*RISK, *LINKS, *ACCEPTANCE, *ESTIMATE))


class Difference(NamedTuple):
    """What the record holds under *key*, and what the source says; None where there is nothing."""

    key: str
    here: str | None
    there: str | None


class Update(NamedTuple):
    """What a second import makes of a record: the new *content*, None where nothing changes, and what it *took*.

    Where something changed on both sides, these are its *conflicts*, and nothing is taken; nor is it where an edit
    cannot be made, for the reason *refused*.
    """

    content: bytes | None = None
    took: tuple[Difference, ...] = ()
    conflicts: tuple[Difference, ...] = ()
    refused: Text | None = None


def compared(risk: Risk, found: Written, settings: Settings) -> Update:
    """Return in what *risk*, which was not imported, differs from *found*; nobody knows which is newer.

    A secret is asterisks in what srr exports, and no difference.
    """
    here, there = contents(masked_record(risk, settings), settings), contents(found.risk, settings)
    differences = [
        Difference(key, here.get(key), there.get(key))
        for key in sorted({*here, *there})
        if key in found.given and key not in _COMPUTED and here.get(key) != there.get(key)
    ]
    return Update(conflicts=tuple(differences))


def update(risk: Risk, found: Written, origin: Origin, terms: Terms) -> Update:
    """Return what becomes of *risk*, a record of the registry, now that the source says what *found* does."""
    here, there = contents(risk, terms.settings), contents(found.risk, terms.settings)
    there = {key: text for key, text in there.items() if key in found.given}
    edit = _Edit(risk, origin, terms)
    kept = risk.imported.digest if risk.imported else None
    if kept is None:
        # Somebody took the digests out, so the record stays as it is, and counts from now on.
        return edit.made((), {}, State.of(there, found.given))
    base = State.parse(kept)
    changed = [
        each
        for key in sorted({*here, *there})
        if (each := Difference(key, here.get(key), there.get(key))).here != each.there
        and _changed_there(each, base)
    ]
    conflicts = tuple(each for each in changed if not base.was(each.key, each.here))
    if conflicts:
        return Update(conflicts=conflicts)
    proposed = edit.next_visit(changed, found)
    held = {**there, **{key: json.dumps(value) for key, value in proposed.items() if value}}
    new = State.of(held, found.given, proposed)
    state = base.renewed(new, {*_NEEDED, *found.proposed} - found.given)
    if not changed and str(state) == kept:
        return Update()
    return edit.made(tuple(changed), proposed, state)


def _changed_there(each: Difference, base: State) -> bool:
    if each.there is None:
        return base.took(each.key) and each.key not in _NEEDED
    return base.proposed(each.key) or not base.was(each.key, each.there)


class _Edit(NamedTuple):
    """The edit of one record."""

    risk: Risk
    origin: Origin
    terms: Terms

    def next_visit(self, changed: Iterable[Difference], found: Written) -> dict[str, str | None]:
        """Return the next visit that the line of the import asks for, where the source names none."""
        keys = {each.key for each in changed} & {*_LOGGED}
        if "next_visit" in found.given or not keys:
            return {}
        risk = self.risk if "status" not in keys else found.risk
        acceptance = found.risk.acceptance or self.risk.acceptance
        until = acceptance.until if acceptance else None
        if "status" not in keys and (keys == {"owner"} or self._is_legal(until)):
            return {}
        upcoming = next_visit(str(risk.status), until and str(until), self.terms)
        return {"next_visit": upcoming.isoformat() if upcoming else None}

    def _is_legal(self, until: date | None) -> bool:
        """Whether the next visit may stay: nobody has looked yet, or it is in the window from today on."""
        risk, day = self.risk, self.risk.next_visit
        days = visit_days(risk.status, self.terms.today, until, self.terms.settings)
        in_window = days is not None and day is not None and days.first <= day <= days.last
        return risk.awaits_first_visit or in_window or risk.status == "done"

    def made(
        self, changed: tuple[Difference, ...], proposed: Mapping[str, Any], state: State
    ) -> Update:
        """Return the record with what *changed*, and with the *state* of the source."""
        try:
            return Update(self._content(changed, proposed, state), changed)
        except EditRefused as refusal:
            return Update(conflicts=changed, refused=edit_refusals.said(refusal))

    def _content(
        self, changed: tuple[Difference, ...], proposed: Mapping[str, Any], state: State
    ) -> bytes:
        values = {
            each.key: None if each.there is None else json.loads(each.there)
            for each in changed
            if not each.key.startswith(SECTION)
        }
        values |= proposed
        document = self.risk.document
        for key, value in values.items():
            document = _with_value(document, key, value)
        follows = rescored(document.data, {}, self.terms.settings)
        for key, score in follows.items():
            document = _with_value(document, key, score)
        for each in changed:
            if each.key.startswith(SECTION):
                document = _with_part(document, each, self.terms.settings)
        if any(key in values for key in _LOGGED) or any(key in follows for key in NUMBERS):
            document = self._with_visit(document)
        return _with_value(document, "imported.hash", str(state)).raw

    def _with_visit(self, document: Document) -> Document:
        """Return *document* with a line on what changed: nobody looked, but the log says what the risk was."""
        before, risk = self.risk, _risk(document, self.terms.settings)
        if risk.status not in STATUSES:
            return document
        was, now = ({key: stated(key, each.data) for key in KEYS} for each in (before, risk))
        changes = tuple(
            ValueChange(key, was[key], now[key])
            for key in KEYS
            if was[key] != now[key] and not (key == "potential_impact" and risk.level_follows)
        )
        visit = Visit(
            self.terms.today,
            IMPORTER,
            str(before.status if before.status in STATUSES else risk.status),
            str(risk.status),
            risk.visit_due,
            _CHANGED.fill(label=self.origin.label).within(self.terms.settings.language),
            changes,
        )
        section = risk.sections.get("visits")
        if section:
            heading = section.heading
        else:
            added = new_section(risk, "visits", self.terms.settings)
            heading = added.heading
            document = read(document.path, apply(document, [added]))
        return read(document.path, apply(document, [AppendLine((heading,), str(visit))]))


def _with_value(document: Document, key: str, value: Any) -> Document:
    top, _, inner = key.partition(".")
    return read(document.path, apply(document, [*_edits(document, top, inner, value)]))


def _edits(document: Document, top: str, inner: str, value: Any) -> Iterator[Edit]:
    path = (top, inner) if inner else (top,)
    field = document.fields.get(path)
    if field and value is not None and isinstance(value, Scalar) and field.style not in _SHAPES:
        yield SetValue(path, value)
        return
    if field:
        beside = [each for each in document.fields if each[:1] == (top,) and len(each) == 2]
        yield RemoveUnder(path) if inner and len(beside) > 1 else RemoveKey(top)
    if value is not None and inner:
        yield AddUnder(top, inner, value, _before(inner), _before(top))
    elif value is not None:
        yield AddKey(top, value, _before(top))


def _before(key: str) -> tuple[str, ...]:
    """Return the keys that come before *key* in a record."""
    return _ORDER[: _ORDER.index(key)] if key in _ORDER else _ORDER


def _with_part(document: Document, each: Difference, settings: Settings) -> Document:
    key = each.key.removeprefix(SECTION)
    risk = _risk(document, settings)
    text = each.there
    if key not in RISK_SECTIONS:
        after = tuple(section.heading for section in risk.sections.values())
        return with_section(document, (key,), text or "", after)
    there = risk.sections.get(key)
    if there:
        return with_section(document, (there.heading,), text or "")
    added = new_section(risk, key, settings)
    return with_section(document, (added.heading,), text or "", added.after)


def _risk(document: Document, settings: Settings) -> Risk:
    found = read_record(document, settings)
    if not isinstance(found, Risk):
        raise EditRefused(document.path, "there is no front matter")
    return found
