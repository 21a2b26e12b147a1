"""The terms on which a risk is accepted, as edits of its file and as changes that the line of the visit names."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from srr.documents.csv_series import plain
from srr.documents.edit import AddItem, Edit, SetValue
from srr.documents.nested import AddUnder, NestedValue, RemoveUnder
from srr.documents.places import Value
from srr.records.risk import Risk
from srr.records.visits import ValueChange, can_state
from srr.schema.fields import ACCEPTANCE
from srr.schema.kinds import KINDS

_TOP = "acceptance"
_ORDER = tuple(spec.key for spec in ACCEPTANCE)
_KEYS = tuple(spec.key for spec in KINDS["risk"].fields)
_ABOVE = _KEYS[: _KEYS.index(_TOP)]


class Terms(NamedTuple):
    """Who decided to live with a risk, why, what that means, and under which conditions until when.

    *basis* are the indicators of the conditions as they are on that day.
    """

    by: str
    because: str
    consequences: tuple[str, ...]
    holds_while: tuple[str, ...]
    until: date
    reviewer: str
    basis: Mapping[str, float] = {}


def term_edits(risk: Risk, terms: Terms, decided: date) -> Iterator[Edit]:
    """Yield the edits that make the acceptance of *risk* the *terms* of the day *decided*; other keys stay."""
    wanted: dict[str, NestedValue] = {
        "by": terms.by,
        "decided": decided.isoformat(),
        "because": terms.because,
        "consequences": terms.consequences,
        "holds_while": terms.holds_while,
        "basis": {name: plain(float(value)) for name, value in terms.basis.items()},
        "until": terms.until.isoformat(),
        "reviewer": terms.reviewer,
    }
    given = risk.data.get(_TOP)
    old = given if isinstance(given, dict) else {}
    for place, key in enumerate(_ORDER):
        yield from _key_edits(key, old, wanted[key], _ORDER[:place])


def term_changes(risk: Risk, terms: Terms) -> tuple[ValueChange, ...]:
    """Return the changes of an acceptance that there was, as the line names them."""
    old = risk.acceptance
    if old is None:
        return ()
    pairs = (("reviewer", old.reviewer, terms.reviewer), ("until", old.until, terms.until))
    return tuple(
        ValueChange(key, str(was), str(now))
        for key, was, now in pairs
        if was and was != now and can_state(key, str(was)) and can_state(key, str(now))
    )


def _key_edits(
    key: str, old: Mapping[str, Value], value: NestedValue, before: tuple[str, ...]
) -> Iterator[Edit]:
    was = old.get(key)
    if not value:
        yield from (RemoveUnder((_TOP, key)),) if key in old else ()
    elif key not in old:
        yield AddUnder(_TOP, key, value, before, _ABOVE)
    elif isinstance(value, str):
        yield SetValue((_TOP, key), value)
    elif isinstance(was, list) and was and not isinstance(value, Mapping | int | float):
        yield from _item_edits(key, was, value)
    elif was != value:
        yield RemoveUnder((_TOP, key))
        yield AddUnder(_TOP, key, value, before, _ABOVE)


def _item_edits(
    key: str, old: Sequence[Value], new: Sequence[str | int | float | bool | None]
) -> Iterator[Edit]:
    """Yield the edits that change the items of a list where they are, so that what stands beside them stays."""
    for place, (was, now) in enumerate(zip(old, new, strict=False)):
        if was != now:
            yield SetValue((_TOP, key, place), now)
    yield from (AddItem(_TOP, key, item) for item in new[len(old) :])
    yield from (RemoveUnder((_TOP, key, place)) for place in range(len(old) - 1, len(new) - 1, -1))
