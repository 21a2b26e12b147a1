"""One file a format of `srr lint`: `render` turns a report and its run into text."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from srr.language import Language
from srr.lint.engine import Report
from srr.lint.rule import Rule
from srr.text.terminal import Paint, plain

FORMATS: Mapping[str, str] = {
    name: name
    for name in ("text", "concise", "json", "github", "gitlab", "sarif", "junit", "rdjson")
}
"""What `--format` takes, and the module here that writes it, which is imported when it is asked for."""

FROM_REGISTRY = ("text", "concise", "json")
"""The formats that do not name a file from the top of the repository, as forges want it.

In JSON a path starts at the registry, in the two for people at where they stand.
"""


class Run(NamedTuple):
    """What a format may say beside the report.

    *today* is the date used with its source, as `2026-02-12 (--today)`; *folder* is where the registry is in its
    repository, empty at the top. *from_here* makes of a path in the registry one that a terminal can open.
    """

    language: Language
    today: str = ""
    folder: str = ""
    rules: Sequence[Rule[Any]] = ()
    version: str = ""
    paint: Paint = plain
    show_ignored: bool = False
    from_here: Callable[[str], str] = str


def rendered(name: str, report: Report, run: Run) -> str:
    """Return *report* in the format *name*."""
    text: str = import_module(f"{__name__}.{FORMATS[name]}").render(report, run)
    return text
