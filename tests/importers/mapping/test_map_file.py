"""The file of a map: what is wrong in it is said in one sentence, and what an import writes is read back."""

import json
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kit.cases import each_case
from kit.imports import row, source
from srr.importers.import_map import ImportMap
from srr.importers.mapping.map_file import MapError, json_schema, parse
from srr.importers.mapping.map_text import rendered
from srr.importers.reading import Reading, meant
from srr.importers.source import Row
from srr.language import untranslated
from srr.schema.settings import Settings

JA = Settings(language="ja")

WHOLE = """
[source]
kind = "notion"
name = "platform"
table = "Risks"
key = "ID"
day_first = true
[columns]
"期限" = "next_visit"
"コスト" = "x_cost"
"備考" = "body:log"
"メモ" = "body:Memo of old"
"内部ID" = false
[values.status]
"保留" = "watching"
"-" = false
[values.potential_impact]
"High" = 6
[values.owner]
"Hana S" = "hana"
[values.next_visit]
"soon" = "2026-03-01"
"""


def test_a_whole_map_is_read() -> None:
    assert parse(tomllib.loads(WHOLE), JA) == ImportMap(
        columns={
            "期限": "next_visit",
            "コスト": "x_cost",
            "備考": "body:log",
            "メモ": "body:Memo of old",
            "内部ID": None,
        },
        values={
            "status": {"保留": "watching", "-": None},
            "potential_impact": {"High": "6"},
            "owner": {"Hana S": "hana"},
            "next_visit": {"soon": "2026-03-01"},
        },
        kind="notion",
        name="platform",
        table="Risks",
        key="ID",
        day_first=True,
    )
    assert Draft202012Validator(json_schema()).is_valid(tomllib.loads(WHOLE))


@each_case(
    ("text", "said"),
    [
        ("[colums]", "no key is called colums; did you mean columns?"),
        ("columns = 1", "columns is not a table"),
        ("[source]\nkey = 1", "source.key is not text; put it in quotes"),
        ("[source]\nday_first = 'yes'", "source.day_first is neither true nor false"),
        ("[source]\nkeys = 'ID'", "no key is called source.keys; did you mean key?"),
        (
            "[columns]\nx = 'next_vist'",
            "columns.x is 'next_vist', which no column becomes; did you mean next_visit?",
        ),
        (
            "[columns]\n'期 限' = 'body:'",
            "columns.'期 限' is 'body:', which no column becomes; did you mean body:log?",
        ),
        ("[columns]\nx = ''", "columns.x is '', which no column becomes;"),
        ("[columns]\nx = true", "columns.x is not text; put it in quotes"),
        ("[columns]\nx = 'links'", "columns.x is 'links', which no column becomes;"),
        (
            "[values.status]\n'保留' = 'wacthing'",
            "'wacthing', which status cannot be; did you mean watching?",
        ),
        (
            "[values.likelihood]\na = 3",
            "values.likelihood.a is '3', which likelihood cannot be; known: 1, 2",
        ),
        (
            "[values.potential_impact]\na = 4",
            "which potential_impact cannot be; known: 0, 1, 3, 6, 10, unknown",
        ),
        ("[values.created]\na = '1.2.'", "write a day such as 2026-03-31"),
        ("[values.status]\na = true", "values.status.a is not text; put it in quotes"),
        ("[values.statsu]\na = 'done'", "no key is called values.statsu; did you mean status?"),
        ("[values.x_cost]\na = '1'", "values.x_cost has no values to map"),
        ("[values]\nstatus = 'done'", "values.status is not a table"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(MapError) as error:
        parse(tomllib.loads(text), Settings())
    assert said in error.value.said.en
    assert "\n" not in error.value.said.en


@each_case(
    "text", ["[colums]", "[columns]\nx = 'next_vist'", "[source]\nkey = 1", "[values.x_a]\nb = 'c'"]
)
def test_an_editor_finds_it_by_the_schema_as_well(text: str) -> None:
    assert not Draft202012Validator(json_schema()).is_valid(tomllib.loads(text))


def of(*rows: Row, wanted: ImportMap | None = None) -> Reading:
    return meant("table", source(*rows), wanted or ImportMap(), JA)


def read_back(found: Reading) -> ImportMap:
    return parse(tomllib.loads(rendered(found, JA)), JA)


def test_the_map_that_is_written_reads_the_source_in_the_same_way() -> None:
    rows = (row("a", {"期限": "1.3.2026", "担当者": "Hana, Ken"}), row("b", {"ステータス": "保留"}))
    first = of(*rows)
    again = of(*rows, wanted=read_back(first))
    assert [(each.head, each.key) for each in again.columns] == [
        (each.head, each.key) for each in first.columns
    ]
    assert rendered(again, JA) == rendered(first, JA)
    assert read_back(again) == read_back(first)


def test_what_is_left_to_decide_is_a_comment_that_can_be_completed() -> None:
    text = rendered(of(row("a", {"期限": "x", "メモ": "y", "ステータス": "保留"})), JA)
    assert '# "期限" = "next_visit"  # 近い名前' in text
    assert '# "メモ" = ""' in text
    assert '# "保留" = ""  # 1 行。not-started, in-progress,' in text
    done = text.replace('# "保留" = ""', '"保留" = "watching"').replace('# "期限"', '"期限"')
    wanted = parse(tomllib.loads(done), JA)
    assert wanted.values["status"] == {"保留": "watching"}
    assert wanted.columns["期限"] == "next_visit"


def test_a_secret_in_a_cell_or_a_head_does_not_get_into_the_map() -> None:
    token = "ghp_" + "a1B2" * 9
    text = rendered(of(row("a", {"ステータス": token, "担当者": token, token: "x"})), JA)
    assert token not in text


@given(
    st.dictionaries(st.text(max_size=20), st.text(max_size=20), max_size=4), st.text(max_size=20)
)
def test_whatever_heads_and_cells_hold_the_map_can_be_read(
    cells: dict[str, str], status: str
) -> None:
    values = {**cells, "ステータス": status, "担当者": status}
    found = of(Row(untranslated("row"), values, "k"))
    wanted = read_back(found)
    assert wanted.kind == "table"
    assert {*wanted.columns} <= {*found.source.columns}


def test_the_schema_is_json() -> None:
    found: Any = json.loads(json.dumps(json_schema()))
    Draft202012Validator.check_schema(found)
    assert found["properties"]["values"]["properties"]["status"]["type"] == "object"
