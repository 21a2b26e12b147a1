"""The kinds of source that `srr import` reads: a new one is a file here and a line below."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import NamedTuple

from srr.importers.import_map import ImportMap
from srr.importers.source import Source
from srr.language import Text, untranslated

Read = Callable[[str, Mapping[str, bytes], ImportMap], Source]
"""Reads the files of a source: their bytes by path, one for a single file, with `/` between folders.

It also gets the name of the source as it was typed, and raises Unreadable.
"""


class SourceKind(NamedTuple):
    """One kind of source: the *module* below this folder whose `read` is a Read.

    *takes* says what a source is, and *label* what a visit calls it: "Changed in Notion."
    """

    module: str
    takes: Text
    label: Text


KINDS: Mapping[str, SourceKind] = {
    "notion": SourceKind(
        "notion",
        Text(
            "a Notion export: its ZIP, its folder or its CSV",
            "Notion のエクスポート (ZIP、フォルダー、CSV)",
        ),
        untranslated("Notion"),
    ),
    "table": SourceKind(
        "table",
        Text(
            "a table: CSV, XLSX, JSON, or a Markdown file with one",
            "表 (CSV、XLSX、JSON、表のある Markdown)",
        ),
        Text("the table", "表"),
    ),
    "markdown": SourceKind(
        "markdown_records",
        Text(
            "a folder of Markdown records of another convention",
            "別の形式で書かれた Markdown の記録のフォルダー",
        ),
        Text("the Markdown records", "Markdown の記録"),
    ),
    "risqlet": SourceKind(
        "risqlet",
        Text(
            "the folder .risqlet/register, one YAML file a risk",
            "リスクごとに 1 つの YAML を持つフォルダー .risqlet/register",
        ),
        untranslated("risqlet"),
    ),
}


def read(kind: str, name: str, files: Mapping[str, bytes], wanted: ImportMap) -> Source:
    """Return the source called *name* that *files* hold; raise Unreadable."""
    module = import_module(f"srr.importers.{KINDS[kind].module}")
    found: Source = module.read(name, files, wanted)
    return found
