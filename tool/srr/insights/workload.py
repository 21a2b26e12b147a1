"""How the open risks are spread over owners, teams, areas and services."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from srr.records.risk import Risk


class Load(NamedTuple):
    """The open risks of one name; *oldest* is the one that nobody has looked at for the longest time.

    *visited* are all that need visits: the open ones, and the accepted ones.
    """

    name: str
    risks: tuple[Risk, ...]
    oldest: Risk | None
    visited: tuple[Risk, ...]

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
    return tuple(sorted(found, key=lambda load: (-len(load.risks), -load.priority, load.name)))


def _by_name(
    risks: Iterable[Risk], name_of: Callable[[Risk], str | None]
) -> Mapping[str, tuple[Risk, ...]]:
    groups: dict[str, list[Risk]] = {}
    for risk in sorted(risks, key=Risk.rank):
        groups.setdefault(name_of(risk) or "", []).append(risk)
    return {name: tuple(group) for name, group in groups.items()}


def _load(name: str, visited: tuple[Risk, ...]) -> Load:
    risks = tuple(risk for risk in visited if risk.is_open)
    dated = [risk for risk in risks if risk.anchor]
    oldest = min(dated, key=lambda risk: (str(risk.anchor), risk.id), default=None)
    return Load(name, risks, oldest, visited)
