"""What every format holds is read back with another program's reader, and compared with the rows of the records."""

import csv
import io
import json
from datetime import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kit.any_risk import risks
from srr.exporters.sheet import Sheet
from srr.exporters.tables import FORMATS, rendered
from srr.language import Language
from srr.records.record import Record
from srr.records.registry import Registry, read_registry
from srr.records.row import row
from srr.schema.columns import key_of
from srr.schema.settings import Settings
from srr.text import cells

REGISTRIES = st.tuples(risks("SRR-0001"), risks("SRR-0002"))


def registry(files: tuple[bytes, ...]) -> Registry:
    tree = {f"risks/SRR-{number:04}.md": content for number, content in enumerate(files, start=1)}
    return read_registry(tree, Settings())


def sheet(found: Registry, labels: Language | None = None) -> Sheet:
    return Sheet("risk", found.risks, found.settings, labels)


def written(name: str, found: Registry, labels: Language | None = None) -> bytes:
    return b"".join(rendered(name, sheet(found, labels)))


def texts(record: Record) -> dict[str, str]:
    """Return the row of *record* as text."""
    return {key: str(cell) for key, cell in row(record).items()}


def read_csv(content: bytes) -> list[dict[str, str]]:
    head, *lines = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
    return [
        {key: cells.read(cell) for key, cell in zip(head, line, strict=True) if cell}
        for line in lines
    ]


def plain(value: Any) -> str:
    match value:
        case datetime():
            return value.date().isoformat()
        case str():
            return cells.read(value)
        case _:
            return str(value)


def read_xlsx(content: bytes) -> list[dict[str, str]]:
    head, *lines = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    return [
        {str(key): plain(cell) for key, cell in zip(head, line, strict=True) if cell is not None}
        for line in lines
    ]


@given(REGISTRIES)
def test_csv_holds_every_cell(files: tuple[bytes, ...]) -> None:
    found = registry(files)
    assert read_csv(written("csv", found)) == [*map(texts, found.risks)]


@given(REGISTRIES)
def test_a_workbook_holds_every_cell(files: tuple[bytes, ...]) -> None:
    found = registry(files)
    assert read_xlsx(written("xlsx", found)) == [*map(texts, found.risks)]


@given(REGISTRIES)
def test_json_holds_the_front_matter_as_it_is_written(files: tuple[bytes, ...]) -> None:
    found = registry(files)
    said = json.loads(written("json", found))
    assert said["version"] == 1
    assert [each["front_matter"] for each in said["risks"]] == [each.data for each in found.risks]
    assert [each["path"] for each in said["risks"]] == [each.path for each in found.risks]


@given(REGISTRIES, st.sampled_from(["csv", "xlsx"]), st.sampled_from(["en", "ja"]))
def test_labels_name_the_same_columns(
    files: tuple[bytes, ...], name: str, labels: Language
) -> None:
    found = registry(files)
    read = {"csv": read_csv, "xlsx": read_xlsx}[name]
    rows = read(written(name, found, labels))
    keys = [{key_of(head) or head for head in each} for each in rows]
    assert keys == [set(row(each)) for each in found.risks]


@given(REGISTRIES, st.sampled_from([*FORMATS]))
def test_the_same_records_give_the_same_bytes(files: tuple[bytes, ...], name: str) -> None:
    assert written(name, registry(files)) == written(name, registry(files))
