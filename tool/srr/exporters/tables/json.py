"""The records whole, in JSON that says its `version`."""

from collections.abc import Iterator
from typing import Any

from srr.exporters.data.records import VERSION
from srr.exporters.sheet import Sheet
from srr.records.record import Record
from srr.records.row import data, sections
from srr.schema.kinds import KINDS
from srr.text.credentials import mask
from srr.text.sinks import Rows, dumped_parts


def render(sheet: Sheet) -> Iterator[bytes]:
    """Yield the records as they are written: the front matter, and the text of each section."""
    folder = KINDS[sheet.kind].folder
    content = {"version": VERSION, folder: Rows(map(_whole, sheet.records))}
    for part in dumped_parts(content):
        yield part.encode()
    yield b"\n"


def _whole(record: Record) -> dict[str, Any]:
    return {
        "path": mask(record.path),
        "front_matter": data(record),
        "sections": sections(record),
    }
