"""From scope and severity to a priority.

Incident score = scope x severity. A level is the highest step that the score reaches, else 0.
Priority = level of the potential impact x likelihood. `unknown` is never 0: it stays `unknown`.
"""

from collections.abc import Sequence
from typing import Literal

Unknown = Literal["unknown"]
Level = int | Unknown
Priority = int | Unknown

UNKNOWN: Unknown = "unknown"


def score(scope: int, severity: int) -> int:
    """Return the incident score of *scope* and *severity*."""
    return scope * severity


def level(incident_score: int, steps: Sequence[int]) -> int:
    """Return the highest of *steps* that *incident_score* reaches, or 0."""
    return max((step for step in steps if step <= incident_score), default=0)


def priority(potential_impact: Level, likelihood: int) -> Priority:
    """Return the priority of a risk with this *potential_impact* level and *likelihood*."""
    return UNKNOWN if potential_impact == UNKNOWN else potential_impact * likelihood
