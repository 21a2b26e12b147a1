"""What a text means in a column with a closed list of values; a foreign scale means nothing until the map says so."""

from collections.abc import Mapping

from kit.cases import each_case
from srr.importers.import_map import ImportMap
from srr.importers.mapping.columns import columns
from srr.importers.mapping.meanings import Meanings, meanings
from srr.importers.source import Source
from srr.schema.settings import Settings


def of(head: str, *cells: str, wanted: ImportMap | None = None) -> Meanings:
    chosen = wanted or ImportMap()
    (column,) = columns(Source("x", (head,), ()), chosen, Settings())
    found = meanings(column, cells, chosen, Settings())
    assert found
    return found


def values(head: str, *cells: str, wanted: ImportMap | None = None) -> Mapping[str, str | None]:
    return {each.text: each.value for each in of(head, *cells, wanted=wanted).texts}


@each_case(
    ("head", "text", "value"),
    [
        ("潜在的なインパクト", "6 (score >= 6 のインシデント)", "6"),
        ("潜在的なインパクト", "10", "10"),
        ("潜在的なインパクト", "６", "6"),
        ("潜在的なインパクト", "3.0", "3"),
        ("現在のインパクト", "0 (なし)", "0"),
        ("現在のインパクト", "不明", "unknown"),
        ("発生可能性", "2: いつ発生してもおかしくない", "2"),
        ("発生可能性", "1", "1"),
        ("発生可能性", "起こるかもしれない", "1"),
        ("ステータス", "様⼦⾒", "watching"),
        ("Status", "In progress", "in-progress"),
        ("Status", "NOT STARTED", "not-started"),
        ("領域", "データベース", "database"),
        ("工数", "中", "M"),
    ],
)
def test_an_option_of_the_template_means_its_value(head: str, text: str, value: str) -> None:
    assert values(head, text) == {text: value}


@each_case(
    ("head", "cells"),
    [
        ("Likelihood (1-5)", ["1", "2"]),
        ("Likelihood", ["1", "2", "4"]),
        ("Impact", ["1", "3", "6"]),
        ("確率", ["1", "2"]),
        ("潜在的なインパクト", ["1", "2", "3"]),
        ("Potential impact", ["High", "Medium"]),
        ("Severity", ["1", "3", "4"]),
    ],
)
def test_a_foreign_scale_has_no_default(head: str, cells: list[str]) -> None:
    assert values(head, *cells) == dict.fromkeys(cells)


def test_an_option_that_says_more_than_a_number_is_no_foreign_scale() -> None:
    found = values("インパクト", "6 (score >= 6 のインシデント)", "3", "不明")
    assert found == {"6 (score >= 6 のインシデント)": "6", "3": None, "不明": "unknown"}


def test_the_map_gives_a_foreign_scale_its_meaning() -> None:
    wanted = ImportMap(values={"likelihood": {"1": "1", "4": "2", "high": "2", "n/a": None}})
    found = values("Likelihood (1-5)", "1", "4", "High", "2", wanted=wanted)
    assert found == {"1": "1", "4": "2", "High": "2", "2": None}


def test_a_map_of_the_column_alone_does_not_make_its_numbers_ours() -> None:
    wanted = ImportMap({"Impact": "potential_impact"})
    assert values("Impact", "1", "3", wanted=wanted) == {"1": None, "3": None}


def test_a_text_that_says_nothing_needs_no_meaning() -> None:
    assert of("Status", "-", "TBD").unread == ()
    assert of("発生可能性", "不明").unread == ()


def test_a_text_without_meaning_is_counted_and_may_have_a_suggestion() -> None:
    (found,) = of("Status", "Watchng", "Watchng").unread
    assert (found.rows, found.near) == (2, "watching")


def test_a_foreign_status_is_not_guessed() -> None:
    assert values("Status", "進行中", "Open") == {"進行中": None, "Open": None}
