"""A register from elsewhere as it was read: its rows, before anybody says what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from srr.language import Refusal, Text


class Unreadable(Refusal):
    """The source cannot be read; what is said is one sentence with the place and the way out."""


OTHER_ROW = "row:"
"""What begins the address of another row, behind which its key stands: `[Slow orders](row:1838907004b88...)`.

It is written so in a passage, in a cell and in *links*, quoted as in a URL, and becomes the id of the record.
"""


class Passage(NamedTuple):
    """Text of a page in Markdown, below a *heading* and above the next one; the first has none.

    *level* is that of the heading: a passage of a higher level than the one before lies within it.
    """

    heading: str
    text: str
    level: int = 0


class Skipped(NamedTuple):
    """A row, a page or a file that is not taken, by its *place*, and why."""

    place: Text
    why: Text


@dataclass(frozen=True, slots=True)
class Row:
    """One record of the source: *values* holds the text of each column, empty ones left out.

    A cell of CSV or of a workbook is taken through `text.cells.read`: what guards against formulas is not part of it.

    *place* is how a person finds it (`row 5`, a file). *key* is the source's own name of it, if it has one that stays.
    *links* holds the address behind a cell. *files* are those that its *passages* and values link to, images and PDF
    alone, by the path written there, which may be quoted as in a URL. Any other file is one of *left*, and the text has
    only its name. *unread* says of a column that holds something which is no value, such as `#REF!`, why it has none.
    *repeated* are the columns whose values its passages hold as well, so that a value is not lost without its column.
    """

    place: Text
    values: Mapping[str, str]
    key: str | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    unread: Mapping[str, Text] = field(default_factory=dict)
    left: tuple[Skipped, ...] = ()
    repeated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Source:
    """A table or a folder of pages: *columns* in their order, and *rows* as they come.

    *title* is the column that names a record, where the form of the source says so; *keys* are those that may identify
    one, best first. Rows in are *rows* and *skipped*. *notes* say what else was passed over, such as views and hidden
    sheets.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    title: str | None = None
    keys: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[Text, ...] = ()
