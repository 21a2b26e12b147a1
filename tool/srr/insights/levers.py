"""What on-call can pull: the levers of the risks that are not done, by service, and when each was last tried."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from srr.records.postmortem import Postmortem
from srr.records.registry import Registry
from srr.records.risk import Risk

WAYS = ("containment", "workaround")
"""The fields that say what to do at once."""


class Lever(NamedTuple):
    """What helps against one risk, and the last drill in which that was tried."""

    risk: Risk
    tried: Postmortem | None


def has_lever(risk: Risk) -> bool:
    """Whether *risk* says what to do at once: a lever, a workaround or a runbook."""
    return any(isinstance(risk.data.get(way), str) for way in WAYS) or bool(risk.urls("runbook"))


def levers(registry: Registry, today: date) -> Mapping[str, tuple[Lever, ...]]:
    """Return the levers by service from A to Z, the most pressing first; "" holds those without a service."""
    groups: dict[str, list[Lever]] = {}
    for risk in registry.ranked:
        if risk.status != "done" and has_lever(risk):
            groups.setdefault(risk.service or "", []).append(
                Lever(risk, _last_drill(risk, registry, today))
            )
    names = sorted(groups, key=lambda name: (name == "", name.casefold(), name))
    return {name: tuple(groups[name]) for name in names}


def without_lever(risks: Iterable[Risk]) -> tuple[Risk, ...]:
    """Return the unresolved of *risks* that say nothing of what to do at once, the most pressing first."""
    return tuple(
        sorted((risk for risk in risks if risk.is_open and not has_lever(risk)), key=Risk.rank)
    )


def _last_drill(risk: Risk, registry: Registry, today: date) -> Postmortem | None:
    """Return the last drill up to *today* that names *risk*, or that it names."""
    drills = [
        each
        for each in registry.postmortems_of(risk)
        if each.kind == "drill" and each.started and each.started.date() <= today
    ]
    return max(drills, key=Postmortem.begun, default=None)
