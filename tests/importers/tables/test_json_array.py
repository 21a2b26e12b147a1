"""JSON on its way in: GitHub's issues from its command line and its API, and any other list of objects."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.importers.import_map import ImportMap
from srr.importers.source import Passage, Source, Unreadable
from srr.importers.table import read, tables

URL = "https://github.com/shop/shop/issues/7"
ISSUE = {
    "number": 7,
    "title": "Orders are slow",
    "url": URL,
    "state": "CLOSED",
    "stateReason": "COMPLETED",
    "author": {"id": "U_1", "is_bot": False, "login": "ura", "name": "Ura"},
    "assignees": [{"login": "sato", "name": ""}, {"login": "mei"}],
    "labels": [{"id": "L_1", "name": "risk"}, {"name": "area: api"}],
    "milestone": {"number": 1, "title": "2026Q1", "dueOn": None},
    "body": "It is slow.\r\n\r\n## Cause\r\n\r\nThe index.\r\n",
    "comments": [
        {"author": {"login": "mei"}, "body": "Seen\r\nagain.", "createdAt": "2026-01-05T01:02:03Z"}
    ],
    "createdAt": "2026-01-03T01:02:03Z",
    "closed": True,
    "closedByPullRequestsReferences": [{"number": 9, "url": "https://github.com/shop/shop/pull/9"}],
    "projectItems": [],
    "isPinned": False,
}


def table(*content: Any, name: str = "issues.json") -> Source:
    raw = "\n".join(json.dumps(each) for each in content)
    return read(name, {name: raw.encode()}, ImportMap())


def refusal(raw: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read("issues.json", {"issues.json": raw}, ImportMap())
    return refused.value.said.en


def test_an_issue_of_the_command_line_is_read_whole() -> None:
    done = table([ISSUE])
    row = done.rows[0]
    assert (row.key, row.place.en, done.title) == (URL, "issue #7", "title")
    assert row.values == {
        "number": "7",
        "title": "Orders are slow",
        "url": URL,
        "state": "CLOSED",
        "stateReason": "COMPLETED",
        "author": "ura",
        "assignees": "sato, mei",
        "labels": "risk, area: api",
        "milestone": "2026Q1",
        "createdAt": "2026-01-03T01:02:03Z",
        "closed": "true",
        "closedByPullRequestsReferences": "https://github.com/shop/shop/pull/9",
        "isPinned": "false",
        "comments": "- 2026-01-05 mei: Seen\n  again.",
    }
    assert row.passages == (Passage("", "It is slow."), Passage("Cause", "The index.", 2))


@each_case("field", [field for field in ISSUE if field not in ("number", "title", "url")])
def test_every_field_is_optional(field: str) -> None:
    for absent in ({}, {field: None}):
        issue = {**{key: value for key, value in ISSUE.items() if key != field}, **absent}
        row = table([issue]).rows[0]
        assert field not in row.values
        assert row.values["title"] == "Orders are slow"


def test_an_issue_of_the_api_has_the_same_names_and_a_pull_request_is_none() -> None:
    page = "https://api.github.com/repos/shop/shop/issues/7"
    issue = {
        "number": 7,
        "title": "a",
        "url": page,
        "html_url": URL,
        "state": "closed",
        "state_reason": "completed",
        "created_at": "2026-01-03T01:02:03Z",
        "comments": 3,
        "user": {"login": "ura"},
        "body": None,
        "closed_at": None,
    }
    request = {**issue, "number": 8, "pull_request": {"url": "..."}}
    done = table([issue], [request])
    assert done.rows[0].key == URL
    assert done.rows[0].values == {
        "number": "7",
        "title": "a",
        "url": URL,
        "state": "CLOSED",
        "stateReason": "COMPLETED",
        "createdAt": "2026-01-03T01:02:03Z",
        "author": "ura",
    }
    assert [(each.place.en, each.why.en) for each in done.skipped] == [
        ("issue #8", "is a pull request")
    ]


def test_a_list_of_open_issues_alone_says_how_to_get_the_others() -> None:
    assert "--state all --limit 5000" in table([{**ISSUE, "state": "OPEN"}]).notes[0].en
    assert table([ISSUE, {**ISSUE, "state": "OPEN"}]).notes == ()


def test_any_other_list_of_objects_is_a_table() -> None:
    done = table(
        [
            {
                "ref": "R1",
                "title": "a",
                "score": {"l": 3, "i": 2.5},
                "tags": ["x", "y|z"],
                "ok": True,
            },
            {"ref": "R2", "title": "b", "owner": {"displayName": "Ura"}, "tags": [], "none": None},
            "words",
        ]
    )
    assert done.columns == ("ref", "title", "score.l", "score.i", "tags", "ok", "owner")
    assert [row.values for row in done.rows] == [
        {
            "ref": "R1",
            "title": "a",
            "score.l": "3",
            "score.i": "2.5",
            "tags": "x|y\\|z",
            "ok": "true",
        },
        {"ref": "R2", "title": "b", "owner": "Ura"},
    ]
    assert done.keys == ("ref",)
    assert [(each.place.en, each.why.en) for each in done.skipped] == [
        ("item 3", "is no object with keys and values")
    ]


def test_records_that_srr_exported_are_read_by_their_columns() -> None:
    record = {
        "path": "risks/SRR-0001.md",
        "front_matter": {
            "id": "SRR-0001",
            "title": "a",
            "likelihood": 2,
            "links": {"metrics": ["https://g.example/1", "https://g.example/2"]},
        },
        "sections": {"summary": "    code\n\nwords"},
    }
    done = table({"version": 1, "risks": [record], "postmortems": []})
    assert done.name == "risks"
    assert done.rows[0].values == {
        "id": "SRR-0001",
        "title": "a",
        "likelihood": "2",
        "links.metrics": "https://g.example/1|https://g.example/2",
        "body:summary": "    code\n\nwords",
    }


def test_one_object_a_line_and_pages_of_lists_are_read() -> None:
    assert len(table({"a": 1}, {"a": 2}, name="risks.jsonl").rows) == 2
    assert len(table([{"a": 1}], [{"a": 2}]).rows) == 2
    assert len(table({"risks": [{"a": 1}]}, {"risks": [{"a": 2}]}).rows) == 2
    assert table({"x": [{"a": 1}], "y": [{"title": 1}, {"title": 2}]}).name == "y"


@each_case(
    ("raw", "said"),
    [
        (b"[", "is not valid JSON (line 1, column 2)"),
        (b'[{"a": 1},\n{]', "is not valid JSON (line 2, column 2)"),
        (b"", "holds no list of objects"),
        (b"3", "holds no list of objects"),
        (b'["a"]', "holds no list of objects"),
        (b"[]", "holds no table with rows"),
        (b"[" * 200_000, "goes deeper"),
        (b"[{" + b'"a":{' * 50_000, "goes deeper"),
        (b'[{"a": ' + b"9" * 5000 + b"}]", "goes deeper, or holds a longer number"),
        (b'[{"a": "\xff"}]', "is neither UTF-8 nor Shift_JIS"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(raw: bytes, said: str) -> None:
    assert said in refusal(raw)


def test_half_a_character_is_replaced() -> None:
    done = read("a.json", {"a.json": b'[{"a": "x\\ud83d"}]'}, ImportMap())
    assert done.rows[0].values == {"a": "x?"}


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*ISSUE, "pull_request", "html_url", "front_matter", "sections"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)


@given(st.lists(ANY, max_size=4))
def test_any_json_is_read_or_refused(content: list[Any]) -> None:
    with suppress(Unreadable):
        for done in tables("a.json", json.dumps(content).encode()):
            assert len(done.rows) + len(done.skipped) == len(content)
