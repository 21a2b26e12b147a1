"""Workbooks on their way in: values as the sheet shows them, and what a sheet holds beside values."""

import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.importers.import_map import ImportMap
from srr.importers.source import Source, Unreadable
from srr.importers.table import read, tables
from srr.importers.tables import xlsx_marks

ANOTHER = "name another as table in the map"


def written(fill: Callable[[Any], None], **options: Any) -> bytes:
    """Return a workbook with one sheet, as xlsxwriter writes it."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **options}) as book:
        fill(book)
    return file.getvalue()


def sheet(*rows: tuple[Any, ...], then: Callable[[Any], object] = lambda _: None) -> bytes:
    """Return a workbook of *rows*, as openpyxl writes it after *then* changed the sheet."""
    book = openpyxl.Workbook()
    page = book.active
    for row in rows:
        page.append(row)
    then(page)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def table(content: bytes, wanted: ImportMap | None = None) -> Source:
    return read("risks.xlsx", {"risks.xlsx": content}, wanted or ImportMap())


def refusal(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        table(content)
    return refused.value.said.en


def notes(done: Source) -> list[str]:
    return [note.en for note in done.notes]


@each_case(
    ("value", "layout", "text"),
    [
        ("words", "General", "words"),
        ("  a\r\nb ", "General", "a\nb"),
        ("=B2*C2", "@", "=B2*C2"),
        (3, "General", "3"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (0.5, "0%", "50%"),
        (7, "000", "007"),
        (7, '"R-"000', "R-007"),
        (True, "General", "TRUE"),
        (date(2026, 3, 31), "m/d/yyyy", "2026-03-31"),
        (datetime(2026, 3, 31, 14, 5), "yyyy/m/d h:mm", "2026-03-31 14:05"),  # noqa: DTZ001
        (date(2026, 3, 31), 'yyyy"年"m"月"d"日"', "2026-03-31"),
        (time(14, 5), "h:mm", "14:05:00"),
        ("''=x", "@", "'=x"),
        ("_x000D_a_x005F_b", "General", "a_b"),
        ("リスク", "General", "リスク"),
    ],
)
def test_a_value_is_the_text_that_the_sheet_shows(value: Any, layout: str, text: str) -> None:
    def dress(page: Any) -> None:
        cell = page["B2"]
        cell.value, cell.number_format = value, layout
        if isinstance(value, str):
            cell.data_type = "s"

    assert table(sheet(("Risk", "Value"), ("a",), then=dress)).rows[0].values["Value"] == text


def test_links_are_kept_whether_they_are_links_or_formulas() -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet("Risks")
        page.write_row(0, 0, ["Risk", "Ticket", "Graph", "Owner", "Next"])
        page.write_row(1, 0, ["a", "", "", "", "b"])
        page.write_url(1, 1, "https://t.example/1#top", string="T-1")
        page.write_formula(1, 2, '=HYPERLINK("https://g.example/?a=""b""", "CPU")', None, "CPU")
        page.write_url(1, 3, "mailto:ura@shop.example", string="ura")
        page.write_url(1, 4, "internal:Risks!A1", string="b")

    row = table(written(fill)).rows[0]
    assert row.values == {"Risk": "a", "Ticket": "T-1", "Graph": "CPU", "Owner": "ura", "Next": "b"}
    assert row.links == {
        "Ticket": "https://t.example/1#top",
        "Graph": 'https://g.example/?a="b"',
        "Owner": "mailto:ura@shop.example",
    }


def test_hidden_rows_are_named_and_hidden_columns_are_read() -> None:
    def hide(page: Any) -> None:
        page.row_dimensions[3].hidden = True
        page.column_dimensions["B"].hidden = True

    done = table(sheet(("Risk", "Owner"), ("a", "x"), ("b", "y"), ("c", "z"), then=hide))
    assert [row.values["Risk"] for row in done.rows] == ["a", "c"]
    assert [(each.place.en, each.why.en) for each in done.skipped] == [
        ("row 3", "is hidden, perhaps by a filter")
    ]
    assert notes(done) == ["hidden columns are read, too: B"]


def test_a_hidden_sheet_is_passed_over_and_the_sheet_with_known_heads_is_taken() -> None:
    def more(page: Any) -> None:
        page.title = "Heat map"
        book = page.parent
        for name, state in (("Risks", "visible"), ("Lists", "hidden"), ("Keys", "veryHidden")):
            other = book.create_sheet(name)
            other.append(("Title", "Status", "Owner", "Likelihood"))
            other.append((name, "done", "ura", 1))
            other.sheet_state = state

    content = sheet(("a", "b"), (1, 2), (3, 4), then=more)
    assert [each.name for each in tables("risks.xlsx", content)] == ["Heat map", "Risks"]
    done = table(content)
    assert done.name == "Risks"
    assert notes(done) == [
        f"Risks is taken, which has the most columns that are known; {ANOTHER}: Heat map",
        *(f'the sheet "{name}" is hidden, and passed over' for name in ("Lists", "Keys")),
    ]
    assert table(content, ImportMap(table="Heat map")).rows[0].values == {"a": "1", "b": "2"}
    with pytest.raises(Unreadable, match='no table "Lists", which the map names; risks'):
        table(content, ImportMap(table="Lists"))


def test_a_head_of_two_rows_is_read_as_one() -> None:
    def merge(page: Any) -> None:
        for area in ("A2:A3", "B2:C2", "D2:E2", "F2:F3", "A1:F1"):
            page.merge_cells(area)

    done = table(
        sheet(
            ("Register 2026",),
            ("Risk", "Inherent", None, "Residual", None, "Owner"),
            (None, "Impact", "Score", "Impact", "Rest", None),
            ("a", 1, 2, 3, 4, "ura"),
            then=merge,
        )
    )
    assert done.columns == (
        *("Risk", "Inherent / Impact", "Score", "Residual / Impact", "Rest", "Owner"),
    )
    assert list(done.rows[0].values.values()) == ["a", "1", "2", "3", "4", "ura"]
    assert done.rows[0].place.en == "row 4"
    assert notes(done) == [
        "the head is read from 2 rows",
        "1 row above the head passed over: Register 2026",
    ]


def test_a_row_of_groups_above_the_head_tells_columns_of_one_name_apart() -> None:
    done = table(
        sheet(
            ("", "", "Before", None, "After", None),
            ("ID", "Risk", "L", "I", "L", "I"),
            ("R1", "a", 1, 2, 3, 4),
            ("R2", "b", 1, 2, 3, 4),
            then=lambda page: [page.merge_cells(area) for area in ("C1:D1", "E1:F1")],
        )
    )
    assert done.columns == ("ID", "Risk", "Before / L", "Before / I", "After / L", "After / I")


def test_a_second_row_of_the_head_may_name_the_merged_columns_alone() -> None:
    rows = (
        ("Risk", "Impact", None, "Owner"),
        (None, "Current", "Potential", None),
        ("a", 1, 2, "x"),
    )
    done = table(sheet(*rows, then=lambda page: page.merge_cells("B1:C1")))
    assert done.columns == ("Risk", "Current", "Potential", "Owner")
    assert [row.place.en for row in done.rows] == ["row 3"]
    # A sheet that ends there has a row and no second head.
    only = table(sheet(*rows[:2], then=lambda page: page.merge_cells("B1:C1")))
    assert [row.values for row in only.rows] == [{"Impact": "Current, Potential"}]


def test_a_link_over_several_cells_is_that_of_each() -> None:
    content = sheet(
        ("Risk", "Ticket"),
        ("a", "x"),
        ("b", "y"),
        then=lambda page: page["B2"].__setattr__("hyperlink", "https://t.example/"),
    )
    done = table(altered(content, b'ref="B2"', b'ref="B2:B9"'))
    assert [row.links for row in done.rows] == [{"Ticket": "https://t.example/"}] * 2


def test_rows_and_cells_that_say_no_place_follow_each_other() -> None:
    content = altered(altered(GOOD, b' r="2"', b""), b' r="B2"', b"")
    assert table(altered(content, b' r="A2"', b"")).rows[0].values == {"Risk": "a", "Owner": "ura"}


def test_a_head_over_two_columns_names_both() -> None:
    rows = (("Risk", "Links", None), ("a", "x", "y"), ("b", "z", None))
    done = table(sheet(*rows, then=lambda page: page.merge_cells("B1:C1")))
    assert [row.values["Links"] for row in done.rows] == ["x, y", "z"]


def test_merged_cells_below_the_head_are_the_value_of_each_row() -> None:
    def merge(page: Any) -> None:
        page.merge_cells("A2:A3")
        page.merge_cells("A4:C4")

    done = table(
        sheet(
            ("Area", "Risk", "Owner"),
            ("api", "a", "x"),
            (None, "b", "y"),
            ("Part two", None, None),
            ("db", "c", "z"),
            then=merge,
        )
    )
    assert [row.values["Area"] for row in done.rows] == ["api", "api", "db"]
    assert [(each.place.en, each.why.en) for each in done.skipped] == [
        ("row 4", "is one cell over 3 columns and no row of the table")
    ]
    assert notes(done) == ["a merged cell is the value of each of its rows: A2:A3"]


def test_a_formula_that_nobody_computed_is_never_taken_for_0() -> None:
    rows = (("Risk", "Score"), ("a", "=3*2"), ("b", 0), (None, "=3*2"))
    one, other, last = table(sheet(*rows)).rows
    assert one.values == {"Risk": "a"}
    assert one.unread["Score"].en.startswith("holds a formula that nobody has computed")
    assert other.values["Score"] == "0"
    assert last.unread == one.unread


def test_a_sheet_of_nothing_but_formulas_that_nobody_computed_is_named() -> None:
    done = table(sheet(("=1", "=2"), ("=1", "=2"), ("=1", "=2")))
    assert [set(row.unread) for row in done.rows] == [{"column A", "column B"}] * 2


def test_a_program_that_writes_0_for_each_formula_is_not_believed() -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Risk", "Score", "Level", "Empty"])
        page.write(1, 0, "a")
        page.write_formula(1, 1, "=3*2")
        page.write_formula(1, 2, "=3*2", None, 6)
        page.write_formula(1, 3, '=""', None, "")

    row = table(written(fill)).rows[0]
    assert row.values == {"Risk": "a", "Level": "6"}
    assert "Score" in row.unread


def test_an_error_is_no_value_and_is_named() -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Risk", "Score", "Owner"])
        page.write(1, 0, "a")
        page.write_formula(1, 1, "=A1*2", None, "#VALUE!")
        page.write_formula(1, 2, "=#REF!", None, "#REF!")

    row = table(written(fill)).rows[0]
    assert row.values == {"Risk": "a"}
    assert {name: why.en for name, why in row.unread.items()} == {
        "Score": "holds the error #VALUE!",
        "Owner": "holds the error #REF!",
    }


def test_what_is_not_read_is_said() -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet()
        page.write_column(0, 0, ["Risk", "a"])
        page.write_comment(1, 0, "said by the way")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Sheet1!$A$1:$A$2"})
        page.insert_chart(3, 3, chart)

    assert notes(table(written(fill))) == [
        "comments on cells are not read",
        "pictures and charts are not read",
    ]


def test_cells_far_from_the_table_cost_nothing() -> None:
    done = table(
        sheet(("Risk",), ("a",), then=lambda page: page.cell(200_000, 1).__setattr__("value", "b"))
    )
    assert [row.place.en for row in done.rows] == ["row 2", "row 200000"]
    merged = sheet(("Risk",), ("a",), then=lambda page: page.merge_cells("C1:D2"))
    vast = altered(merged, b'ref="C1:D2"', b'ref="C1:XFD1048576"')
    assert len(table(vast).rows) == 1


def altered(content: bytes, old: bytes, new: bytes) -> bytes:
    """Return a workbook with other bytes in its first sheet."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(file, "w") as target:
        for part in source.namelist():
            raw = source.read(part)
            if part == "xl/worksheets/sheet1.xml":
                assert old in raw
                raw = raw.replace(old, new)
            target.writestr(part, raw, zipfile.ZIP_DEFLATED)
    return file.getvalue()


GOOD = sheet(("Risk", "Owner"), ("a", "ura"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**parts: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw)
    return file.getvalue()


@each_case(
    ("content", "said"),
    [
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "is protected by a password: save it without",
        ),
        (OLE + b"Workbook", "is in the format of Excel before 2007: save it as .xlsx"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "is no workbook that"),
        (GOOD[: len(GOOD) // 2], "cannot be read as a workbook (File is not a zip file)"),
        (altered(GOOD, b"<row ", b"<row <"), "cannot be read as a workbook (not well-formed"),
        (altered(GOOD, b'r="2"', b'r="two"'), "cannot be read as a workbook ("),
        (zipped(**{"[Content_Types].xml": b"<a/>"}), "cannot be read as a workbook ("),
        (zipped(a=bytes(20 << 20)), "unpacks to more than srr reads"),
        (sheet(("Risk",)), "holds no table with rows"),
        (sheet(), "holds no table with rows"),
        (
            altered(GOOD, b'r="B2"', b'r="ZZZ2"'),
            'the sheet "Sheet" of risks.xlsx has more than the',
        ),
        (altered(GOOD, b'r="2"', b'r="2000000"'), 'the sheet "Sheet" of risks.xlsx has more than'),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    assert said in refusal(content)


def test_a_sheet_with_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_marks, "MOST_CELLS", 3)
    assert "or 3 cells that srr reads" in refusal(GOOD)


def test_an_entity_that_grows_without_end_is_refused() -> None:
    levels = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "x" * 1000}">' for n in range(9)
    )
    bomb = altered(GOOD, b"<worksheet ", f"<!DOCTYPE x [{levels}]><worksheet ".encode())
    assert "cannot be read as a workbook" in refusal(altered(bomb, b">ura<", b">&a8;<"))


def test_without_the_package_the_way_to_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert 'pip install "srr[xlsx]", or save the sheet as CSV UTF-8' in refusal(GOOD)


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(data: st.DataObject) -> None:
    raw = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Unreadable):
        tables("risks.xlsx", bytes(raw))


@given(st.data())
def test_a_sheet_with_odd_xml_is_read_or_refused(data: st.DataObject) -> None:
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        part = data.draw(st.sampled_from(sorted(archive.namelist())))
        raw = archive.read(part)
    start = data.draw(st.integers(0, len(raw) - 1))
    end = data.draw(st.integers(start, min(len(raw), start + 40)))
    new = data.draw(st.sampled_from([b"", b'"', b"<", b"9", b"-1", b"<x/>", raw[start:end] * 2]))
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(GOOD)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            content = raw[:start] + new + raw[end:] if name == part else source.read(name)
            target.writestr(name, content)
    with suppress(Unreadable):
        tables("risks.xlsx", file.getvalue())


def test_ten_thousand_rows_are_read() -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet()
        for row in range(10_001):
            page.write_row(row, 0, ["some words"] * 3 if row else list("abc"))

    assert len(table(written(fill)).rows) == 10_000
