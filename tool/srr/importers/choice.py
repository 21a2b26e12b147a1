"""Which of the tables of a source is the register: the one that says the most in words that srr knows."""

from srr.importers.import_map import ImportMap
from srr.importers.mapping.columns import columns
from srr.importers.shipped import completed
from srr.importers.source import Source
from srr.schema.settings import Settings


def known_columns(table: Source, wanted: ImportMap) -> int:
    """Return how many columns of *table* become something, or are left out by a map."""
    mapped = columns(table, completed(wanted, table), Settings())
    return sum(not column.is_open for column in mapped)
