"""Folders of Markdown records of other conventions."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.notion import zipped
from srr.importers.import_map import ImportMap
from srr.importers.markdown_records import read
from srr.importers.source import Row, Source, Unreadable

DATA = next(
    (data for parent in Path(__file__).parents if (data := parent / "shared" / "data").is_dir()),
    None,
)
PNG = b"\x89PNG\r\n\x1a\n"


def source(files: dict[str, str | bytes]) -> Source:
    raw = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    return read("docs/risks", raw, ImportMap())


def one(text: str | bytes) -> Row:
    (row,) = source({"R001-slow.md": text}).rows
    return row


def passages(row: Row) -> list[tuple[str, str]]:
    return [(passage.heading, passage.text) for passage in row.passages]


def real(*parts: str) -> Source:
    if DATA is None or not DATA.joinpath(*parts).is_dir():
        pytest.skip("the real records are not here")
    root = DATA.joinpath(*parts)
    files = [path for path in root.rglob("*") if path.is_file()]
    return read(
        str(root),
        {path.relative_to(root).as_posix(): path.read_bytes() for path in files},
        ImportMap(),
    )


def test_front_matter_is_read_under_its_own_names() -> None:
    row = one(
        "---\ntitle: Prompt injection\ndoc-status: Draft  # not yet\nsequence: 010\nwhen: 14:00\nnone: null\n"
        "tags: [a, b]\nlinks:\n  - https://example.com/a,b\n  - c\nmilestone:\n  alpha: v1.2\n  beta: \n"
        "steps:\n  - do: x\n    by: y\n---\n\n# Prompt injection\n\nHead\n\n## Summary\n\nText\n"
    )
    assert row.values == {
        "title": "Prompt injection",
        "doc-status": "Draft",
        "sequence": "010",
        "when": "14:00",
        "tags": "a, b",
        "links": "https://example.com/a,b\nc",
        "milestone.alpha": "v1.2",
        "steps": "do: x; by: y",
    }
    assert passages(row) == [("", "Head"), ("Summary", "Text")]
    assert (row.key, row.place.en) == ("R001-slow", "R001-slow.md")


def test_a_heading_that_says_something_else_than_the_front_matter_stays() -> None:
    row = one(
        "---\ntitle: Short\n---\n# A longer one\n\n"
        "## メタデータ\n\n| 項目 | 内容 |\n|--|--|\n| 重大度 | SEV-3 |\n\n## 経緯\n\nA\n"
    )
    assert row.values == {"title": "Short", "重大度": "SEV-3"}
    assert [tuple(passage) for passage in row.passages] == [
        ("A longer one", "", 1),
        ("経緯", "A", 2),
    ]


@each_case(
    ("front", "values"),
    [
        ("when: 2023-14-05", {"when": "2023-14-05"}),
        ("time: 10:30", {"time": "10:30"}),
        ("owner: @mei", {"owner": "@mei"}),
        ("note: P295 — text: more", {"note": "P295 — text: more"}),
        ("a: 1_000\nb: yes\nc: 0123\nd: '#1'", {"a": "1_000", "b": "yes", "c": "0123", "d": "#1"}),
        ("a: &x 1\nb: *x", {"a": "&x 1", "b": "*x"}),
        ("tags:\n  - @a\n  - b\n# comment\nx: 1", {"tags": "@a, b", "x": "1"}),
        ("a: [", {"a": "["}),
        ("a: |\n  One.\n  Two.\n", {"a": "One.\nTwo."}),
        ("\t", {}),
        ("", {}),
    ],
)
def test_front_matter_that_is_no_yaml_is_not_lost(front: str, values: dict[str, str]) -> None:
    assert one(f"---\n{front}\n---\n# Slow\n").values == {"title": "Slow", **values}


def test_front_matter_that_is_no_yaml_is_named() -> None:
    found = source(
        {"a.md": "---\nfine: yes\nowner: @mei\n---\n# A\n", "b.md": "title: B\n---\nText\n"}
    )
    assert [note.en for note in found.notes] == [
        "a.md: the front matter is not YAML that srr reads (line 3), so each of its lines was read by itself",
        "b.md: the line --- above the front matter is missing; it was read all the same",
    ]
    assert [row.values["title"] for row in found.rows] == ["A", "B"]


@each_case(
    ("head", "values", "rest"),
    [
        ("**Status**: Active\n**Owner**: mei", {"Status": "Active", "Owner": "mei"}, []),
        ("**Status:** Active\n\n__Owner__：mei", {"Status": "Active", "Owner": "mei"}, []),
        ("- **Status**: Active\n* **Date**: 2026-02-03", {"Status": "Active", "Date": "2026-02-03"}, []),
        ("* Status: accepted\n* Deciders: mei, ken", {"Status": "accepted", "Deciders": "mei, ken"}, []),
        ("Date: 2026-02-03", {"Date": "2026-02-03"}, []),
        ("**Status**: Active\nsince May", {"Status": "Active\nsince May"}, []),
        ("**Category**: <!-- pending -->\n**Owner**: mei", {"Owner": "mei"}, []),
        ("**Status**: Active\n\nProse: more.\nNext", {"Status": "Active"}, ["Prose: more.\nNext"]),
        ("| Status | Active |\n|---|:-:|\n| Owner | m\\|i |", {"Status": "Active", "Owner": "m|i"}, []),
        ("| Item | Value |\n| --- | --- |\n| **Status** | Active |", {"Status": "Active"}, []),
        ("| Time | Event |\n|---|---|\n| 12:06 | Down |", {}, ["| Time | Event |\n|---|---|\n| 12:06 | Down |"]),
        ("| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |", {}, ["| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |"]),
        ("| Status | Active |\n|---|---|", {"Status": "Active"}, []),
        ("| a | b", {}, ["| a | b"]),
        ("- 2026-02-03: seen\n- 12:30: down", {}, ["- 2026-02-03: seen\n- 12:30: down"]),
        ("- https://example.com\n- one", {}, ["- https://example.com\n- one"]),
        ("- **Retry** — waits", {}, ["- **Retry** — waits"]),
    ],
)  # fmt: skip
def test_keys_and_values_below_the_title(
    head: str, values: dict[str, str], rest: list[str]
) -> None:
    row = one(f"# Slow orders\n\n{head}\n\n## Description\n\nLong.\n\nText.\n")
    assert row.values == {"title": "Slow orders", **values}
    assert passages(row) == [*(("", text) for text in rest), ("Description", "Long.\n\nText.")]


def test_what_most_records_state_in_a_section_is_a_column_and_its_text_stays() -> None:
    scores = "Before controls.\n\n- **Impact**: {} (Significant) — long\n- **Likelihood**: not estimated\n"
    stats = "- Category: DNS\n- Time to detection: 5 minutes"
    record = "# R\n\n## Status\n\nAccepted\n\n## Inherent Risk\n\n{}\n## Stats\n\n{}\n\n## Actions\n\n- {}: call\n"
    found = source(
        {
            f"R{number}.md": record.format(scores.format(number), stats, owner)
            for number, owner in enumerate(("mei", "ken", "ura"))
        }
    )
    assert found.columns == (
        *("title", "Status", "Inherent Risk: Impact", "Inherent Risk: Likelihood"),
        *("Stats: Category", "Stats: Time to detection"),
    )
    row = found.rows[1]
    assert row.values["Inherent Risk: Impact"] == "1 (Significant) — long"
    assert row.repeated == set(found.columns) - {"title"}
    assert passages(row)[0] == ("Status", "Accepted")
    assert ("Stats", stats) in passages(row)
    for status in ("Accepted\nby mei", "Accepted " * 10):
        long = one(f"# R\n\n## Status\n\n{status.strip()}\n")
        assert (long.values, passages(long)) == ({"title": "R"}, [("Status", status.strip())])


def test_records_lead_to_each_other_by_path_by_name_and_by_number() -> None:
    found = source(
        {
            "ri-1_a b.md": "---\nrelated: [ri-2, ri-9, ri-1]\nid: ri-1\n---\n# A\n\n"
            "[B](sub/ri-2_b.active.md#x), [[ri-2_b.active]], [[ri-2|two]], `[[ri-2]]`\n",
            "sub/ri-2_b.active.md": "# B\n\n[A](../ri-1_a%20b.md) [gone](../../POLICY.md) ![g](g.png)"
            " [site](https://example.com) [data](/a/b.csv) [s](s.svg)\n",
            "sub/g.png": PNG,
            "sub/s.svg": b"<svg/>",
        }
    )
    first, second = found.rows
    assert (first.key, second.key) == ("ri-1_a b", "sub/ri-2_b")
    assert first.values["related"] == "[ri-2](row:sub/ri-2_b), ri-9, ri-1"
    assert first.values["id"] == "ri-1"
    two = "row:sub/ri-2_b"
    assert first.passages[0].text.startswith(f"[B]({two}), [ri-2_b.active]({two}), [two]({two})")
    assert second.passages[0].text == (
        "[A](row:ri-1_a%20b) gone (`../../POLICY.md`) ![g](sub/g.png)"
        " [site](https://example.com) data (`/a/b.csv`) s"
    )
    assert second.files == {"sub/g.png": PNG}
    assert [skip.place.en for skip in second.left] == ["sub/s.svg"]
    assert [note.en for note in found.notes] == ["2 files that are not Markdown passed over"]


def test_a_status_in_the_name_is_not_part_of_the_key() -> None:
    for status in ("active", "retired"):
        assert source({f"R1-slow.{status}.md": "# A"}).rows[0].key == "R1-slow"
    both = source({"R1.active.md": "# A", "R1.retired.md": "# B", "v1.2.md": "# C"})
    assert [row.key for row in both.rows] == ["R1.active.md", "R1.retired.md", "v1.2"]


@each_case(
    ("path", "raw", "why"),
    [
        ("README.md", b"# x", "is about the records and is none"),
        ("sub/index.md", b"# x", "is about the records and is none"),
        ("_index.markdown", b"# x", "is about the records and is none"),
        ("LICENCE-NOTE.md", b"# x", "is about the records and is none"),
        ("TEMPLATE.md", b"# x", "is a template"),
        ("000-ADR-template.md", b"# x", "is a template"),
        ("PMyyyy-nnn - Postmortem template.md", b"# x", "is a template"),
        ("テンプレート.md", b"# x", "is a template"),
        ("empty.md", b" \n", "is empty"),
        ("latin.md", b"# caf\xe9", "is not UTF-8 (byte 5)"),
        ("nul.md", b"# a\0b", "holds a NUL byte, so it is no text"),
    ],
)
def test_what_is_no_record_is_named(path: str, raw: bytes, why: str) -> None:
    found = source(
        {path: raw, "012-remove-template.md": "# A", "PM 9 - no ending": "# B\n", "notes": "B"}
    )
    assert [row.place.en for row in found.rows] == ["012-remove-template.md", "PM 9 - no ending"]
    assert [(skip.place.en, skip.why.en) for skip in found.skipped] == [(path, why)]


def test_a_record_without_a_title_has_the_name_of_its_file() -> None:
    assert one("Text\n\n## Cause\n\nB").values == {"title": "R001-slow"}
    assert passages(one("## Cause\n\n- A: b\n")) == [("Cause", "- A: b")]
    named = source({"a.md": "---\nname: A\n---\n", "b.md": "# B\n"})
    assert named.name == "risks"
    assert (named.title, [row.values for row in named.rows]) == (
        "name",
        [{"name": "A"}, {"name": "B"}],
    )


def test_an_archive_of_a_folder_is_read_as_the_folder() -> None:
    files = {"repo/risks/a.md": b"# A", "repo/risks/README.md": b"# R"}
    found = read("risks.zip", {"risks.zip": zipped(files)}, ImportMap())
    assert [row.key for row in found.rows] == ["repo/risks/a"]
    assert found.notes == ()
    for nothing in ({}, {"README.md": b"# R"}, {"a.txt": b"# A"}, {".git/a.md": b"# A"}):
        with pytest.raises(Unreadable, match="holds no Markdown records"):
            read("x", nothing, ImportMap())


def test_the_risks_of_finos() -> None:
    found = real("finos-ai-governance-framework", "docs", "_risks")
    assert (len(found.rows), found.skipped, found.title) == (23, (), "title")
    assert Counter(row.values["type"] for row in found.rows) == {"OP": 11, "SEC": 9, "RC": 3}
    assert all("row:ri-" in row.values["related_risks"] for row in found.rows)


def test_the_postmortems_of_dfds() -> None:
    found = real("dfds-postmortems")
    assert len(found.rows) == 39
    assert [skip.place.en for skip in found.skipped] == [
        *("LICENCE-NOTE.md", "PMyyyy-nnn - Postmortem template.md", "README.md")
    ]
    assert found.columns == (
        *("title", "Stats: Category", "Stats: Time to detection", "Stats: Time to recovery"),
    )
    assert sum("Stats: Category" in row.values for row in found.rows) == 36
    headings = Counter(passage.heading for row in found.rows for passage in row.passages)
    assert (headings["Timeline"], headings["Contributing Factors"]) == (39, 37)


def test_the_postmortems_of_alt() -> None:
    found = real("Kaikei-e-Alt", "docs", "postmortems")
    assert (len(found.rows), found.skipped) == (55, ())
    counts = Counter(column for row in found.rows for column in row.values)
    assert [
        counts[key] for key in ("重大度", "発生日時", "ステータス", "インシデントID", "作成者")
    ] == [*(55, 39, 39, 38, 36)]


def test_the_issues_of_jenkins() -> None:
    found = real("jenkins-infra-status", "content", "issues")
    assert (len(found.rows), found.skipped, found.notes) == (297, (), ())
    assert found.columns == (
        *("title", "date", "resolved", "resolvedWhen", "severity", "affected", "section"),
    )
    assert Counter(row.values["severity"] for row in found.rows) == {
        "disrupted": 130,
        "down": 112,
        "notice": 55,
    }
    assert sum("affected" in row.values for row in found.rows) == 292


SIGNS = st.sampled_from(
    [
        *(
            "---\n",
            "# ",
            "## ",
            "\n",
            "\n\n",
            "a",
            "Status",
            ": ",
            "：",
            "**",
            "- ",
            "| ",
            " |\n",
            "|--|--|\n",
        ),
        *(
            "[[",
            "]]",
            "[a](",
            "b.md)",
            "title: ",
            "@",
            "&a ",
            "*a",
            "[",
            "{",
            "\t",
            "`",
            "<!--",
            "-->",
            "2026-14-05",
        ),
    ]
)
TEXT = st.lists(SIGNS, max_size=15).map("".join)


@given(st.lists(TEXT, min_size=1, max_size=4), st.binary(max_size=30))
def test_each_file_is_a_row_or_named_whatever_it_holds(texts: list[str], noise: bytes) -> None:
    files = {f"{number}.md": text.encode() for number, text in enumerate(texts)} | {"x.md": noise}
    try:
        found = read("x", files, ImportMap())
    except Unreadable:
        assert not any(
            re.search(rb"\S", raw) and b"\0" not in raw for raw in list(files.values())[:-1]
        )
        return
    places = [row.place.en for row in found.rows] + [skip.place.en for skip in found.skipped]
    assert sorted(places) == sorted(files)
    assert all(row.values["title" if found.title is None else found.title] for row in found.rows)


def test_text_that_is_made_to_be_slow_is_not() -> None:
    for text in (
        "**a**: b\n" * 5_000,
        "- a: b\n" * 5_000,
        "| a | b |\n" * 5_000,
        "[[a" * 20_000,
        "**a" * 20_000,
    ):
        assert one(f"# A\n\n{text}\n\n## B\n\n{text}").values["title"] == "A"
        assert one(f"---\n{text}\n---\n{text}").key == "R001-slow"
