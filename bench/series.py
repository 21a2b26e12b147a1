"""The series of generated indicators: a number a day, slowly growing, far below every limit."""

from collections.abc import Iterator
from datetime import date, timedelta

from draws import Draw
from subjects import indicator_names

FIRST, GROWN, NOISE = 20, 40, 8


def indicators(seed: int, count: int, today: date, years: int = 5) -> Iterator[tuple[str, str]]:
    """Yield the names and the files of *count* indicators; those that the risks name come first."""
    days = round(years * 365.25)
    spare = (f"indicator_{number:02}" for number in range(1, count + 1))
    for name in [*indicator_names(), *spare][:count]:
        yield name, "".join(["date,value\n", *_rows(Draw(seed, name), days, today)])


def _rows(draw: Draw, days: int, today: date) -> Iterator[str]:
    for age in range(days - 1, -1, -1):
        on = today - timedelta(age)
        value = FIRST + GROWN * (days - age) // days + draw.number(str(on), 0, NOISE)
        yield f"{on},{value}\n"
