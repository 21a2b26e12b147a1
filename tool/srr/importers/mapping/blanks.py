"""Cells that say nothing: a dash, `n/a`, `TBD`, a question mark."""

from srr.records import hints


def says_something(cell: str) -> bool:
    """Whether *cell* holds more than what stands for nothing."""
    # In a section a heading says nothing; in a cell a number sign is one like any other.
    return hints.says_something(f"- {cell}")


def has_words(cell: str) -> bool:
    """Whether *cell* holds more than signs."""
    return any(map(str.isalnum, cell))
