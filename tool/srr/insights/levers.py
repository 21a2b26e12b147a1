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
    return any(isinstance(risk.data.get(way), str) for way in WAYS) or bool(urls(risk, "runbook"))


def urls(risk: Risk, key: str) -> tuple[str, ...]:
    """Return the addresses under *key* of the links of *risk*."""
    given = risk.data.get("links")
    found = given.get(key) if isinstance(given, dict) else None
    return tuple(url for url in found if isinstance(url, str)) if isinstance(found, list) else ()


def levers(registry: Registry, today: date) -> Mapping[str, tuple[Lever, ...]]:
    """Return the levers by service from A to Z, the most pressing first; "" holds those without a service."""
    tried = _drills(registry, today)
    groups: dict[str, list[Lever]] = {}
    for risk in registry.ranked:
        if risk.status != "done" and has_lever(risk):
            groups.setdefault(risk.service or "", []).append(Lever(risk, tried.get(risk.id)))
    names = sorted(groups, key=lambda name: (name == "", name.casefold(), name))
    return {name: tuple(groups[name]) for name in names}


def without_lever(risks: Iterable[Risk]) -> tuple[Risk, ...]:
    """Return the unresolved of *risks* that say nothing of what to do at once, the most pressing first."""
    return tuple(
        sorted((risk for risk in risks if risk.is_open and not has_lever(risk)), key=Risk.rank)
    )


def _drills(registry: Registry, today: date) -> Mapping[str, Postmortem]:
    """Return the last drill up to *today* by the id of each risk that it names, or that names it."""
    drills = {
        each.id: each
        for each in sorted(registry.postmortems, key=Postmortem.begun)
        if each.kind == "drill" and each.started and each.started.date() <= today
    }
    found: dict[str, Postmortem] = {}
    named = {risk.id: risk.links_to("postmortems") for risk in registry.risks}
    for drill in drills.values():
        by_risks = (risk for risk, ids in named.items() if drill.id in ids)
        found |= dict.fromkeys((*drill.links_to("risks"), *by_risks), drill)
    return found
