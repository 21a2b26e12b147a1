"""The shade of a number on its scale: the higher the stronger, and red in the highest fifth alone.

Shades differ in lightness, too, so that they can be told apart without seeing colours.
"""

from srr.schema.scoring import UNKNOWN, Level
from srr.schema.settings import Settings

# The least share of the scale in hundredths, for each shade.
_LEAST = {5: 80, 4: 55, 3: 40, 2: 20}


def of_level(level: Level | None, settings: Settings) -> str:
    """Return the class of an impact level; one that is not known or cannot be read has a class, too."""
    return _shade(level, max(settings.levels, default=0))


def of_priority(priority: Level | None, settings: Settings) -> str:
    """Return the class of a priority, by the highest one that the scales give."""
    likelihoods = [grade.score for grade in settings.likelihood]
    return _shade(priority, max(settings.levels, default=0) * max(likelihoods, default=0))


def _shade(number: Level | None, most: int) -> str:
    if number == UNKNOWN:
        return "srr-shade--unknown"
    reached = number or 0
    step = next((step for step, least in _LEAST.items() if 100 * reached >= least * most), 1)
    return f"srr-shade--{step if reached > 0 else 0}"
