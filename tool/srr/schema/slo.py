"""The service level objective: its error budget in minutes, and how much of it was spent."""

from typing import NamedTuple

MINUTES_A_DAY = 24 * 60


class Slo(NamedTuple):
    """An uptime in percent, over a window of some days."""

    target: float
    window_days: int = 30

    @property
    def window_minutes(self) -> int:
        """The minutes in the window."""
        return self.window_days * MINUTES_A_DAY

    @property
    def budget(self) -> float:
        """The minutes of outage that the target leaves in the window: 99.95 % of 30 days leaves 21.6."""
        return round(self.window_minutes * (100 - self.target) / 100, 6)

    def multiple(self, minutes: float) -> float:
        """Return how many times the budget of a window *minutes* are."""
        return minutes / self.budget
