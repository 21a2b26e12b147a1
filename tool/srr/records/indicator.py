"""An indicator: a number that the team watches, day by day."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from srr.documents import csv_series, document
from srr.documents.csv_series import NO_ROWS, Series
from srr.documents.document import Document
from srr.documents.tree import NotAFile, Tree
from srr.schema.dates import Duration
from srr.schema.kinds import INDICATORS

SUFFIX = ".csv"


class Reading(NamedTuple):
    """The value of an indicator on a day."""

    on: date
    value: float


@dataclass(frozen=True)
class Indicator:
    """The rows of `indicators/NAME.csv`; those that cannot be read are faults of *series*.

    *not_a_file* is what lies there instead of a file.
    """

    name: str
    path: str
    raw: bytes = b""
    series: Series = NO_ROWS
    not_a_file: NotAFile | None = None

    @cached_property
    def document(self) -> Document:
        """The file, for what points at its lines."""
        return document.configuration(self.path, self.raw, {})

    def rows(self, today: date) -> int:
        """Return how many rows are up to *today*, which is a day later in the east."""
        return bisect_right(self.series.days, today + timedelta(1))

    def last(self, today: date) -> Reading | None:
        """Return the last row up to *today*; None where there is none."""
        rows = self.rows(today)
        return Reading(self.series.days[rows - 1], self.series.values[rows - 1]) if rows else None

    def is_stale(self, today: date, max_age: Duration) -> bool:
        """Whether the last row is older than *max_age*, so that nothing about *today* can be judged by it."""
        last = self.last(today)
        return last is not None and max_age.after(last.on) < today


def is_indicator_path(path: str) -> bool:
    """Whether *path* is that of an indicator, well named or not."""
    folder, _, rest = path.partition("/")
    name = rest.rpartition("/")[2]
    return folder == INDICATORS and not name.startswith(".") and name.casefold().endswith(SUFFIX)


def path_of(name: str) -> str:
    """Return the path of the indicator called *name*."""
    return f"{INDICATORS}/{name}{SUFFIX}"


def indicators_in(tree: Tree) -> dict[str, Indicator]:
    """Return the indicators of *tree* by name."""
    found: dict[str, Indicator] = {}
    for path in sorted(filter(is_indicator_path, tree)):
        content, name = tree[path], path.partition("/")[2][: -len(SUFFIX)]
        if isinstance(content, NotAFile):
            found[name] = Indicator(name, path, not_a_file=content)
        else:
            found[name] = Indicator(name, path, content, csv_series.read(content))
    return found
