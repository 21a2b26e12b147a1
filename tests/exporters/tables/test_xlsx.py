import io
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook

from kit.cases import each_case
from kit.examples import record, tree
from srr.exporters.sheet import NotExportable, Sheet
from srr.exporters.tables import xlsx
from srr.records.registry import read_registry
from srr.schema.settings import Settings, parse

PATH = "risks/SRR-0001.md"


def book(fragment: str = "", settings: Settings | None = None, count: int = 1) -> bytes:
    settings = settings or Settings()
    files = {
        path: content
        for number in range(1, count + 1)
        for path, content in tree(fragment, f"risks/SRR-{number:04}.md").items()
    }
    found = read_registry(files, settings)
    return b"".join(xlsx.render(Sheet("risk", found.risks, settings)))


def page(content: bytes) -> Any:
    (found,) = load_workbook(io.BytesIO(content)).worksheets
    return found


def cell(content: bytes, key: str) -> Any:
    found = page(content)
    (head,) = (each for each in found[1] if each.value == key)
    return found.cell(2, head.column)


def test_the_head_stays_in_sight_and_filters() -> None:
    found = page(book(count=3))
    assert found.title == "risks"
    assert (found.freeze_panes, found.auto_filter.ref) == ("C2", "A1:P4")


def test_a_day_is_a_day_and_a_number_a_number() -> None:
    created, impact = cell(book(), "created"), cell(book(), "potential_impact")
    assert (created.is_date, created.number_format) == (True, "yyyy-mm-dd")
    assert (impact.value, impact.data_type) == (6, "n")


def test_what_only_looks_like_a_day_is_text() -> None:
    found = cell(book("created: 2026-02-30"), "created")
    assert (found.value, found.data_type) == ("2026-02-30", "s")


def test_a_text_is_never_a_formula() -> None:
    found = cell(book('workaround: "=1+1"'), "workaround")
    assert (found.value, found.data_type) == ("=1+1", "s")


@each_case(
    ("value", "target"),
    [
        ("[https://a.example/x?a=1#part]", "https://a.example/x?a=1"),
        ("[https://a.example, https://b.example]", None),
        ("['javascript:alert(1)']", None),
        ("['file:///etc/passwd']", None),
        ("['internal:Sheet1!A1']", None),
        ("['https://a.example x']", None),
        (f"['https://a.example/{'x' * 3000}']", None),
    ],
)
def test_a_cell_leads_to_its_one_address_on_the_web(value: str, target: str | None) -> None:
    found = cell(book(f"links: {{chat: {value}}}"), "links.chat")
    assert (found.hyperlink.target if found.hyperlink else None) == target


def test_closed_lists_are_offered_for_the_records_and_some_rows_below() -> None:
    lists = page(book("effort: S\nhorizon: now")).data_validations.dataValidation
    offered = {str(each.sqref): (each.formula1, each.showErrorMessage) for each in lists}
    assert offered["C2:C202"] == (
        '"not-started,in-progress,watching,mitigated,accepted,done"',
        True,
    )
    assert ('"0,1,3,6,10,unknown"', True) in offered.values()
    assert ('"now,next,later"', False) in offered.values()


@each_case("area", ["a,b", 'a"b', "a" * 256])
def test_a_list_that_a_workbook_cannot_offer_is_not(area: str) -> None:
    settings = parse({"areas": [area, "web"]}, "srr.toml")
    lists = page(book("area: web", settings)).data_validations.dataValidation
    assert not [each for each in lists if "web" in each.formula1]


def test_a_cell_that_a_workbook_cannot_hold_is_refused_by_name() -> None:
    assert cell(book(f"workaround: {'x' * xlsx.LONGEST_CELL}"), "workaround").value
    with pytest.raises(NotExportable) as refusal:
        book(f"workaround: {'x' * (xlsx.LONGEST_CELL - 1)}👩")
    assert refusal.value.said.en == (
        'SRR-0001: "workaround" has 32768 characters, and a cell of a workbook holds 32767;'
        " export csv or json"
    )


def test_a_head_that_a_workbook_cannot_hold_is_refused() -> None:
    with pytest.raises(NotExportable, match="has 32770 characters"):
        book(f"? x_{'a' * (xlsx.LONGEST_CELL + 1)}\n: 1")


def test_a_number_of_more_digits_than_a_workbook_keeps_is_text() -> None:
    assert cell(book("x_n: 12345678901234567890"), "x_n").value == "12345678901234567890"
    assert cell(book("x_n: 0.1"), "x_n").value == 0.1


def test_more_columns_than_a_workbook_has_are_refused() -> None:
    files = {}
    for number in range(1, 6):
        path = f"risks/SRR-{number:04}.md"
        own = ", ".join(f"{number}_{key}: a" for key in range(4_000))
        files[path] = record(path).replace("status:", f"links: {{{own}}}\nstatus:", 1).encode()
    found = read_registry(files, Settings())
    with pytest.raises(NotExportable, match="5 records with 20016 columns"):
        list(xlsx.render(Sheet("risk", found.risks, Settings())))


def test_nothing_in_a_workbook_names_the_day_on_which_it_was_made() -> None:
    with zipfile.ZipFile(io.BytesIO(book())) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2
