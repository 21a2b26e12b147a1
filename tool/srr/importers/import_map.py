"""The map of an import: what each column of a source is, and what its values mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FILE = "srr-import.toml"
"""Where the first import writes it."""


@dataclass(frozen=True, slots=True)
class ImportMap:
    """*columns* gives the key of each column, None for one that is left out; *values* the value of each text, by key.

    A key is one of a risk's fields (`status`, `links.metrics`, `acceptance.because`), one of the team's own (`x_cost`),
    or a section (`body:log`, `body:Impact on shops`). A column with one of the names in `schema.columns`, a key or a
    label in either language, needs no map, so that what `srr export` wrote is read without one. Its rows are those of
    `records.row`, by which a record of the registry is also compared with its row.

    A text whose value is None says nothing. *kind* is that of the source, and *name* what records say that they come
    from, by default the kind. *table* is the one that is taken of several, *key* the column that identifies a row, and
    *day_first* says how `3/4/2026` is read.
    """

    columns: Mapping[str, str | None] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    kind: str | None = None
    name: str | None = None
    table: str | None = None
    key: str | None = None
    day_first: bool | None = None
