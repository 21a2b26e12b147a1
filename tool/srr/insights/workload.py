"""How the open risks, and what else waits for somebody, are spread over owners, teams, areas and services."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from srr.insights.actions import ActionOf
from srr.records.concern import Concern
from srr.records.postmortem import Postmortem
from srr.records.risk import Risk

_Thing = TypeVar("_Thing")


class Load(NamedTuple):
    """The open risks of one name; *oldest* is the one that nobody has looked at for the longest time.

    *visited* are all that need visits: the open ones, and the accepted ones. For an owner, *actions* are the open
    ones, *reviews* the accepted risks whose acceptance the owner reviews, *drafts* the postmortems still to be
    written, and *concerns* those on which a report is still owed.
    """

    name: str
    risks: tuple[Risk, ...]
    oldest: Risk | None
    visited: tuple[Risk, ...]
    actions: tuple[ActionOf, ...] = ()
    reviews: tuple[Risk, ...] = ()
    drafts: tuple[Postmortem, ...] = ()
    concerns: tuple[Concern, ...] = ()

    @property
    def carries_something(self) -> bool:
        """Whether anything but the visits of accepted risks waits for the name."""
        return any((self.risks, self.actions, self.reviews, self.drafts, self.concerns))

    @property
    def priority(self) -> int:
        """The sum of the priorities that are known."""
        return sum(risk.priority for risk in self.risks if isinstance(risk.priority, int))

    @property
    def unknown(self) -> int:
        """How many have no known priority: they are in no sum."""
        return sum(not isinstance(risk.priority, int) for risk in self.risks)


def grouped(
    risks: Iterable[Risk], name_of: Callable[[Risk], str | None]
) -> Mapping[str, tuple[Risk, ...]]:
    """Return the open *risks* by name, the most pressing first; "" holds those without one."""
    return _by_name((risk for risk in risks if risk.is_open), name_of)


def loads(risks: Iterable[Risk], name_of: Callable[[Risk], str | None]) -> tuple[Load, ...]:
    """Return the load of each name, the heaviest first: by number, then by priority."""
    visited = _by_name((risk for risk in risks if risk.status != "done"), name_of)
    found = [_load(name, group) for name, group in visited.items()]
    return tuple(sorted(found, key=_heaviest))


def owner_loads(
    risks: Iterable[Risk], postmortems: Iterable[Postmortem], concerns: Iterable[Concern]
) -> tuple[Load, ...]:
    """Return the load of each owner, with all that waits for one, the heaviest first."""
    risks, postmortems = tuple(risks), tuple(postmortems)
    of_risks = {load.name: load for load in loads(risks, lambda risk: risk.owner)}
    actions = _grouped(
        (action.owner, ActionOf(each, action))
        for each in postmortems
        for action in each.actions
        if action.is_open
    )
    reviews = _grouped(
        (risk.acceptance.reviewer, risk)
        for risk in risks
        if risk.status == "accepted" and risk.acceptance and risk.acceptance.reviewer
    )
    drafts = _grouped((each.owner, each) for each in postmortems if each.status == "draft")
    owed = _grouped((each.owner, each) for each in concerns if each.is_open)
    found = (
        of_risks.get(name, Load(name, (), None, ()))._replace(
            actions=actions.get(name, ()),
            reviews=reviews.get(name, ()),
            drafts=drafts.get(name, ()),
            concerns=owed.get(name, ()),
        )
        for name in of_risks | actions | reviews | drafts | owed
    )
    return tuple(sorted(found, key=_heaviest))


def _heaviest(load: Load) -> tuple[int, int, int, str]:
    others = (load.actions, load.reviews, load.drafts, load.concerns)
    return -len(load.risks), -load.priority, -sum(map(len, others)), load.name


def _by_name(
    risks: Iterable[Risk], name_of: Callable[[Risk], str | None]
) -> Mapping[str, tuple[Risk, ...]]:
    return _grouped((name_of(risk), risk) for risk in sorted(risks, key=Risk.rank))


def _grouped(pairs: Iterable[tuple[str | None, _Thing]]) -> dict[str, tuple[_Thing, ...]]:
    groups: dict[str, list[_Thing]] = {}
    for name, thing in pairs:
        groups.setdefault(name or "", []).append(thing)
    return {name: tuple(group) for name, group in groups.items()}


def _load(name: str, visited: tuple[Risk, ...]) -> Load:
    risks = tuple(risk for risk in visited if risk.is_open)
    dated = [risk for risk in risks if risk.anchor]
    oldest = min(dated, key=lambda risk: (str(risk.anchor), risk.id), default=None)
    return Load(name, risks, oldest, visited)
