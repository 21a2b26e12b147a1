"""One file a format of `srr export`: `render` turns records of one kind into bytes, piece by piece."""

from collections.abc import Iterator, Mapping
from importlib import import_module

from srr.exporters.sheet import Sheet

FORMATS: Mapping[str, str] = {name: name for name in ("csv", "xlsx", "json", "markdown")}
"""The formats, each with the module here that writes it, imported on demand."""
BINARY = ("xlsx",)
"""Those that are no text."""
PACKAGES: Mapping[str, str] = {"xlsx": "xlsxwriter"}
"""What a format needs that srr does not bring unless it is installed with that extra."""
UNLABELLED = ("json",)
"""Those that always have keys and values as they are in the records."""
LABELLED = ("markdown",)
"""Those that have labels, of the registry's language unless another is asked for."""


def rendered(name: str, sheet: Sheet) -> Iterator[bytes]:
    """Yield the pieces of *sheet* in the format *name*."""
    pieces: Iterator[bytes] = import_module(f"{__name__}.{FORMATS[name]}").render(sheet)
    return pieces
