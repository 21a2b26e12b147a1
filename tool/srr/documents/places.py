"""Things with a place in a file: spans, values with their keys, and faults."""

from typing import NamedTuple

Scalar = None | bool | int | float | str
KeyPath = tuple[str | int, ...]
"""The keys and list positions that lead to a value, from the top."""


def dotted(path: KeyPath) -> str:
    """Return *path* as words with dots between: `acceptance.until`."""
    return ".".join(map(str, path))


Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]


# Each run makes thousands of spans and fields: a named tuple is immutable, and takes a third of the time of a frozen
# dataclass.
class Span(NamedTuple):
    """A stretch of a document's text, from *start* up to *end*."""

    start: int
    end: int


class Field(NamedTuple):
    """A value with its place.

    *text* is the scalar as decoded, empty for a collection. *style* is one of `plain`, `single`, `double`,
    `literal`, `folded`, `empty` for a scalar, `block` or `flow` for a collection. The *key* of a list item is the
    item itself.
    """

    value: Value
    text: str
    style: str
    key: Span
    span: Span

    @property
    def holds_text(self) -> bool:
        """Whether the file writes a value there, not a list, a mapping or nothing."""
        return self.style not in ("block", "flow", "empty")

    @property
    def is_in_plain_sight(self) -> bool:
        """Whether the file spells the value out, on the line of its key and close to it."""
        (start, end), text = self.span, self.text
        is_spelt_out = end - start == len(text) + 2 * QUOTES.get(self.style, 0)
        return is_spelt_out and start - self.key.end < _FAR and "\n" not in text


QUOTES = {"single": 1, "double": 1}
"""How many characters a style puts on either side of a value."""
# A value this many columns behind its key is far from it.
_FAR = 4


class Fault(NamedTuple):
    """An error in the text itself; *detail* is for example a code point or a key."""

    kind: str
    span: Span
    detail: str = ""
    related: Span | None = None


class Position(NamedTuple):
    """A place for people: line and column, both from 1, columns in characters."""

    line: int
    column: int
