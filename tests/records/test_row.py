from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.examples import record
from srr.documents import document
from srr.records.registry import read_record
from srr.records.risk import Risk
from srr.records.row import Cell, front_matter, own_value, row, sections
from srr.schema.settings import Settings, parse

PATH = "risks/SRR-0001.md"
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.sampled_from(["true", "12", "1e3", "~", "[1]", '"a"', "{"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


def risk(text: str, settings: Settings | None = None) -> Risk:
    found = read_record(document.read(PATH, text.encode()), settings or Settings())
    assert isinstance(found, Risk)
    return found


def body(text: str, settings: Settings | None = None) -> dict[str, str]:
    return sections(risk(f"---\nid: SRR-0001\n---\n{text}", settings))


@given(VALUES)
def test_a_value_of_the_teams_own_reads_back_from_its_cell(value: Any) -> None:
    cells = front_matter({"x_own": value}, "risk")
    found = own_value(str(cells["x_own"])) if cells else None
    assert repr(found) == repr(value) or (value == "" and found is None)


@each_case(
    ("value", "cells"),
    [
        ({"title": "Orders fail"}, {"title": "Orders fail"}),
        ({"scope": 2, "severity": None}, {"scope": 2}),
        (
            {"estimate": {"every_days": 30.0}, "x_days": 30.0},
            {"estimate.every_days": 30, "x_days": 30.0},
        ),
        (
            {"related": ["SRR-0002", "SRR-0003"], "postmortems": []},
            {"related": "SRR-0002|SRR-0003"},
        ),
        (
            {"links": {"chat": ["https://a.example/x|y"], "wiki": ["w"]}},
            {"links.chat": r"https://a.example/x\|y", "links.wiki": '["w"]'},
        ),
        (
            {"acceptance": {"consequences": ["[1]", "b"]}},
            {"acceptance.consequences": '["[1]", "b"]'},
        ),
        ({"acceptance": {"on": "2026-01-05"}}, {"acceptance.decided": "2026-01-05"}),
        (
            {"acceptance": {"on": "2026-01-05", "decided": "2026-01-06"}},
            {"acceptance.decided": "2026-01-06", "acceptance.on": "2026-01-05"},
        ),
        ({"x_cost": 12, "x_code": "12"}, {"x_code": '"12"', "x_cost": 12}),
        ({"x_shops": ["a", "b"]}, {"x_shops": '["a", "b"]'}),
        ({"links": "https://a.example"}, {"links": "https://a.example"}),
        ({"title": {"en": "a"}}, {"title": '{"en": "a"}'}),
        (
            {"links.chat": "a", "body:log": "b", "": "c"},
            {'""': "c", '"body:log"': "b", '"links.chat"': "a"},
        ),
    ],
)
def test_each_key_is_a_cell(value: dict[str, Any], cells: dict[str, Cell]) -> None:
    assert front_matter(value, "risk") == cells


def test_the_cells_come_in_the_order_of_a_record_and_its_sections_last() -> None:
    text = record(PATH).replace("id: SRR-0001", "x_cost: 3\nid: SRR-0001")
    names = [*row(risk(text))]
    assert names[:2] == ["id", "title"]
    assert names[names.index("x_cost") + 1] == "body:summary"


def test_the_priority_is_the_computed_one() -> None:
    text = record(PATH)
    assert "\npriority:" not in text
    assert row(risk(text))["priority"] == 12
    assert "priority" not in row(risk(text.replace("likelihood: 2", "likelihood: 9")))


@each_case(
    ("text", "found"),
    [
        ("## Log\n\nOne.\n\n## Cause\n\nTwo.\n", {"log": "One.", "cause": "Two."}),
        ("Before.\n\n## 概要\n\nOne.\n", {"opening": "Before.", "summary": "One."}),
        ("# Top\n\n## Customers\n\nAll.\n", {"opening": "# Top\n\n## Customers\n\nAll."}),
        (
            "## Log\n\nOne.\n\n## Customers\n\nAll.\n\n### Log\n\n## Cause\n",
            {"log": "One.\n\n## Customers\n\nAll.\n\n### Log"},
        ),
        ("## Log\n\nOne.\n\n# Part\n\nTwo.\n", {"log": "One.\n\n# Part\n\nTwo."}),
        (
            "## Cause\n\nOne.\n\n## Log\n\nTwo.\n\n## 原因\n\nThree.\n",
            {"cause": "One.\n\n## 原因\n\nThree.", "log": "Two."},
        ),
        ("## Log\r\n\r\nOne.\r\nTwo.\r\n", {"log": "One.\nTwo."}),
        ("## Log\n\n    code\n", {"log": "    code"}),
        ("## Log\n\n```\n## Cause\n```\n", {"log": "```\n## Cause\n```"}),
        ("## Impact\n\nOf a postmortem.\n", {"opening": "## Impact\n\nOf a postmortem."}),
        ("## Log\n## Cause\n", {}),
    ],
)
def test_each_section_goes_on_to_the_next_one_of_the_registry(
    text: str, found: dict[str, str]
) -> None:
    assert body(text) == found


def test_a_heading_for_two_sections_is_the_first_of_them() -> None:
    settings = parse({"sections": {"plan": ["対策"], "countermeasures": ["対策"]}}, "srr.toml")
    assert body("## 対策\n\nOne.\n", settings) == {"plan": "One."}
