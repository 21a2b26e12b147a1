"""What moved since a day: risks that came in, and risks whose status a visit changed."""

from datetime import date
from typing import NamedTuple

from srr.records.registry import Registry
from srr.records.risk import Risk


class Move(NamedTuple):
    """A risk, the day it moved last, and its status before and after; it came in where there is none before."""

    risk: Risk
    on: date
    before: str | None
    after: str


def moves(registry: Registry, since: date, until: date) -> tuple[Move, ...]:
    """Return the moves after *since* up to *until*, one for each risk, the latest first.

    A risk that is back where it was has not moved.
    """
    found = (_move(risk, since, until) for risk in registry.risks)
    moved = [move for move in found if move is not None]
    return tuple(sorted(moved, key=lambda move: (move.on, move.risk.id), reverse=True))


def _move(risk: Risk, since: date, until: date) -> Move | None:
    visits = [entry.visit for entry in risk.visits if entry.visit]
    changes = [
        visit for visit in visits if since < visit.on <= until and visit.before != visit.after
    ]
    after = changes[-1].after if changes else risk.status
    if risk.created is not None and since < risk.created <= until and after is not None:
        return Move(risk, changes[-1].on if changes else risk.created, None, after)
    if not changes or changes[0].before == changes[-1].after:
        return None
    return Move(risk, changes[-1].on, changes[0].before, changes[-1].after)
