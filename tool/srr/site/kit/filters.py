"""What the list of risks is filtered by, and the address of the list behind a filter."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from srr.language import Text
from srr.records.risk import Risk
from srr.schema import horizons, record_schema, vocabulary
from srr.schema.fields import RISK, RISK_LABELS
from srr.schema.scoring import UNKNOWN
from srr.schema.views import HIGH, NONE, OPEN, OVERDUE, SOON_DUE, Facet
from srr.site.kit.clock import SOON
from srr.site.kit.html import Html, Node, link
from srr.site.kit.site import RISKS, Site

_SPECS = {spec.key: spec for spec in RISK}
LABELS = RISK_LABELS | {"due": RISK_LABELS["next_visit"]}
LATE = {
    OVERDUE: Text("Overdue", "期限切れ"),
    SOON_DUE: Text(f"Due within {SOON} days", f"{SOON} 日以内"),
}
_UNRESOLVED = Text("Unresolved", "未解決")
_HIGH = Text("{n} or more", "{n} 以上")
_NOT_GIVEN = Text("Not given", "記載なし")

Values = Mapping[Facet, tuple[str, ...]]
"""What one risk is found by."""


class Choice(NamedTuple):
    """One value that a risk may be filtered by, and what it is called."""

    value: str
    label: str


def list_of(source: str, site: Site, **chosen: object) -> str:
    """Return the address, from the page *source*, of the list of the risks with these values.

    None stands for a value that a record does not give. A tuple holds several values, of which one is enough.
    """
    pairs = [
        (key, NONE if each is None else str(each))
        for key, value in chosen.items()
        for each in (value if isinstance(value, tuple) else (value,))
    ]
    query = f"?{urlencode(pairs)}" if pairs else ""
    return query if query and source == RISKS else f"{site.urls.between(source, RISKS)}{query}"


def to_list(source: str, site: Site, *children: Node, **chosen: object) -> Html:
    """Return *children* as a link to the list of the risks with these values."""
    return link(list_of(source, site, **chosen), *children, class_="srr-to")


def values(risk: Risk, site: Site) -> Values:
    """Return what *risk* is found by, in the words of an address; none for a value that it does not give."""
    high = HIGH if is_high(risk, site) else None
    return {
        "status": _given(status_of(risk), OPEN if risk.is_open else None),
        "due": _given(_due(risk, site)),
        "owner": _given(risk.owner),
        "team": _given(risk.team),
        "area": _given(risk.area),
        "service": _given(risk.service),
        "priority": _given(UNKNOWN if risk.priority is None else risk.priority, high),
        "current_impact": _given(risk.current_impact),
        "potential_impact": _given(risk.potential_impact),
        "likelihood": _given(risk.likelihood),
        "horizon": _given(risk.horizon),
        "effort": _given(risk.effort),
    }


def status_of(risk: Risk) -> str:
    """Return the status in the word of an address; one that is written like the word for unresolved is quoted."""
    return f"“{OPEN}”" if risk.status == OPEN else risk.status or NONE


def _given(*found: object) -> tuple[str, ...]:
    return tuple(str(value) for value in found if value not in (None, ""))


def is_high(risk: Risk, site: Site) -> bool:
    """Whether the priority reaches the highest level of impact."""
    return isinstance(risk.priority, int) and risk.priority >= max(site.settings.levels)


def _due(risk: Risk, site: Site) -> str | None:
    """Return how late the next visit is; a browser works it out again on the day of reading."""
    if site.is_overdue(risk):
        return OVERDUE
    due = risk.visit_due
    return SOON_DUE if due and due <= site.today + timedelta(days=SOON) else None


def choices(key: Facet, among: Sequence[Values], site: Site) -> list[Choice]:
    """Return the values of *key* that a reader may choose, each with its label."""
    match key:
        case "due":
            return [Choice(value, site.say(label)) for value, label in LATE.items()]
        case "status":
            words = {OPEN: _UNRESOLVED, **vocabulary.STATUSES}
            found = [Choice(value, site.say(label)) for value, label in words.items()]
        case "priority":
            high = Choice(HIGH, site.say(_HIGH, n=max(site.settings.levels)))
            found = [high, *_numbers(key, among, site)]
        case "current_impact" | "potential_impact" | "likelihood":
            found = list(_numbers(key, among, site))
        case _:
            found = list(_names(key, among, site))
    missing = any(not each[key] or NONE in each[key] for each in among)
    return [*found, Choice(NONE, site.say(_NOT_GIVEN))] if missing else found


def _numbers(key: Facet, among: Sequence[Values], site: Site) -> Iterator[Choice]:
    """Yield the numbers under *key*, what is unknown first, then from the highest down."""
    present = {value for each in among for value in each[key] if value != HIGH}
    if UNKNOWN in present:
        yield Choice(UNKNOWN, site.say(vocabulary.UNKNOWN))
    for number in sorted(map(int, present - {UNKNOWN}), reverse=True):
        yield Choice(str(number), str(number))


def _names(key: Facet, among: Sequence[Values], site: Site) -> Iterator[Choice]:
    present = {value for each in among for value in each[key]}
    spec = _SPECS[key]
    is_choice = spec.kind == "choice"
    labels = record_schema.choices(spec, "risk", site.settings) if is_choice else {}
    orders: dict[Facet, Callable[[str], Any]] = {
        "horizon": horizons.order,
        "effort": lambda name: (list(labels).index(name) if name in labels else len(labels), name),
    }
    for name in sorted(present, key=orders.get(key, str.casefold)):
        yield Choice(name, site.say(labels[name]) if name in labels else name)
