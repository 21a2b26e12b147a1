"""One file a format of `srr lint`: `render` turns a report and its run into text, piece by piece.

The text of many findings takes more memory than the records; whoever prints it needs only a piece at a time.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple

from srr.language import Language
from srr.lint.engine import Report
from srr.lint.rule import Rule
from srr.schema.people import Person
from srr.text.terminal import Paint, plain

FORMATS: Mapping[str, str] = {
    name: name
    for name in (
        "text",
        "concise",
        "json",
        "github",
        "gitlab",
        "sarif",
        "junit",
        "rdjson",
        "mentions",
    )
}
"""The values of `--format`, each with the module here that writes it, imported on demand."""

FROM_REGISTRY = ("text", "concise", "json")
"""The formats whose paths do not start at the repository, as forges expect.

In JSON they start at the registry, in text and concise at the current folder.
"""


class Run(NamedTuple):
    """The context of a report that a format may print.

    *today* is the date used with its source, as `2026-02-12 (--today)`; *folder* is where the registry is in its
    repository, empty at the top. *from_here* makes of a path in the registry one that a terminal can open.
    *people* are those of people.toml by handle.
    """

    language: Language
    today: str = ""
    folder: str = ""
    rules: Sequence[Rule[Any]] = ()
    version: str = ""
    paint: Paint = plain
    show_ignored: bool = False
    from_here: Callable[[str], str] = str
    people: Mapping[str, Person] = MappingProxyType({})


def rendered(name: str, report: Report, run: Run) -> Iterator[str]:
    """Yield the pieces of *report* in the format *name*."""
    pieces: Iterator[str] = import_module(f"{__name__}.{FORMATS[name]}").render(
        report.gathered, run
    )
    return pieces
