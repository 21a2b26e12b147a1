"""Notion's exports, with the traits that real ones have."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from kit.cases import each_case
from kit.notion import (
    DINII,
    DINII_BODY,
    LAYERX,
    TOP,
    Database,
    NotionPage,
    dinii,
    export,
    id_of,
    layerx,
    link,
    table,
    zipped,
)
from srr.importers.import_map import ImportMap
from srr.importers.notion import read
from srr.importers.source import Row, Source, Unreadable

DATA = [parent / "shared" / "data" for parent in Path(__file__).parents]
REAL = next((data for data in DATA if data.is_dir()), DATA[0]) / "obsidian-importer-notion"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def source(files: Mapping[str, bytes], table: str | None = None) -> Source:
    return read("export.zip", {"export.zip": export(files)}, ImportMap(table=table))


def one(page: NotionPage, *others: NotionPage) -> Row:
    """Return the row of *page*, in a database with *others*."""
    found = source(Database("Risks", [page, *others]).files())
    return found.rows[0]


def said(found: Source) -> list[str]:
    """Return its notes, but for what no export holds."""
    return [note.en for note in found.notes if "leaves out" not in note.en]


def test_the_template_of_dinii_goes_through_whole() -> None:
    found = source(dinii(3).files())
    first = found.rows[0]
    assert (found.name, found.title, found.columns) == (
        "System Risk Records",
        "リスク",
        tuple(DINII),
    )
    assert first.values == DINII
    assert first.key == id_of(DINII["リスク"])
    assert [(passage.heading, passage.level) for passage in first.passages] == [
        *(("概要", 2), ("リスクの認知〜原因特定までのログ", 2), ("原因", 2)),
        *(("対策方針", 2), ("対策ログ", 2), ("Next Action", 2)),
    ]
    assert first.passages[4].text == "- [x] 二重呼び出しを除いた\n- [ ] キャッシュを入れる"
    assert len(found.rows) == 3
    assert [(skip.place.en, skip.why.en) for skip in found.skipped] == [
        (f"テンプレート {id_of('テンプレート')}.md", found.skipped[0].why.en)
    ]
    assert "template" in found.skipped[0].why.en


def test_the_variant_of_layerx_goes_through_whole() -> None:
    found = source(layerx().files())
    assert found.columns == tuple(LAYERX)
    assert found.rows[0].values == {key: cell for key, cell in LAYERX.items() if cell}
    assert [passage.heading for passage in found.rows[0].passages] == [
        *("概要", "リスクの認知〜原因特定までのログ", "原因", "対策", "Next Action")
    ]


@each_case("parts", [1, 2, 5])
def test_an_export_in_several_parts_is_one(parts: int) -> None:
    files = dinii(4).files()
    whole = source(files)
    assert read("x", {"x.zip": export(files, parts)}, ImportMap()) == whole
    unpacked = {path: raw for number in range(parts) for path, raw in list(files.items())}
    assert read("x", unpacked, ImportMap()) == whole


def test_a_folder_an_inner_archive_and_a_repacked_one_say_the_same() -> None:
    files = dinii(2).files()
    whole = source(files)
    on_a_mac = {f"risks/{path}": raw for path, raw in files.items()}
    on_a_mac |= {f"__MACOSX/risks/._{path.rpartition('/')[2]}": b"\0\5\x16\7" for path in files}
    on_a_mac["risks/.DS_Store"] = b"\0\0\0\1Bud1"
    for given in (
        files,
        {path.removeprefix(TOP): raw for path, raw in files.items()},
        {"Part-1.zip": zipped(files)},
        {"folder.zip": zipped(on_a_mac)},
        {"folder.zip": zipped(files, has_flag=True)},
        {"no-ending": zipped(files)},
    ):
        assert read("x", given, ImportMap()) == whole, list(given)[:2]


def test_folders_without_ids_hold_the_same_pages() -> None:
    with_ids = source(dinii(2).files())
    without = source(replace(dinii(2), has_ids_on_folders=False).files())
    assert without == with_ids


def test_a_csv_alone_has_rows_without_keys() -> None:
    raw = table([list(DINII), list(DINII.values())])
    found = read("risks.csv", {"Risks 0123.csv": raw}, ImportMap())
    assert [(row.values, row.key, row.place.en) for row in found.rows] == [(DINII, None, "row 2")]
    assert (found.name, found.skipped, found.keys) == ("Risks 0123", (), ())
    numbered = table([["Name", "ID"], ["A", "SRR-7"]])
    assert read("x", {"Risks.csv": numbered}, ImportMap()).keys == ("ID",)
    without = source(replace(dinii(2), has_pages=False, templates=[]).files())
    assert [row.values for row in without.rows] == [
        row.values for row in source(dinii(2).files()).rows
    ]


def test_views_are_counted_and_never_rows() -> None:
    views = [("リスク", "ステータス"), ("リスク", "担当者"), ("リスク",)]
    found = source(replace(dinii(2), views=views).files())
    assert (len(found.rows), found.columns) == (2, tuple(DINII))
    assert said(found) == ["3 views of a database passed over"]


def test_of_several_databases_the_one_with_known_columns_is_the_register() -> None:
    tasks, notes = (Database(title, [NotionPage({"Task": "Call"})]) for title in ("Tasks", "Notes"))
    files = tasks.files() | dinii().files() | notes.files()
    assert (source(files).name, source(files).columns) == ("System Risk Records", tuple(DINII))
    assert said(source(files)) == [
        *("2 other databases passed over: Tasks, Notes", "2 pages outside the database passed over")
    ]
    for name in ("Tasks", id_of("Tasks")):
        found = source(files, table=name)
        assert [row.values for row in found.rows] == [{"Task": "Call"}]
    assert said(source(dinii().files() | notes.files()))[0] == (
        "1 other database passed over: Notes"
    )
    with pytest.raises(Unreadable, match='holds no database "Task"; it holds Tasks'):
        source(files, table="Task")
    with pytest.raises(Unreadable, match=r"holds 2 databases that may be .*, Tasks .*, Notes .*:"):
        source(tasks.files() | notes.files())


def test_a_title_that_is_missing_meets_the_untitled_page() -> None:
    pages = [
        NotionPage({"Name": "", "Status": ""}, f"Text {n}", seed=f"{n}", heading=heading)
        for n, heading in enumerate(("Untitled", "無題", ""))
    ]
    found = source(Database("Risks", [*pages, NotionPage({"Name": "A", "Status": "Done"})]).files())
    assert [row.passages[0].text for row in found.rows[:3]] == ["Text 0", "Text 1", "Text 2"]
    assert found.skipped == ()
    assert said(found) == [
        "3 rows have the title and the values of another one: their pages are told by their order alone"
    ]


def test_rows_of_one_title_are_told_by_their_values() -> None:
    pages = [
        NotionPage({"Name": "Slow", "Owner": owner}, f"by {owner}", seed=owner)
        for owner in ("mei", "ken", "ura")
    ]
    database = Database("Risks", pages)
    files = database.files()
    turned = dict(reversed(files.items()))
    for given in (files, turned):
        found = read("x", given, ImportMap())
        assert [(row.values["Owner"], row.passages[0].text) for row in found.rows] == [
            *(("mei", "by mei"), ("ken", "by ken"), ("ura", "by ura"))
        ]
        assert said(found) == []


def test_a_row_is_told_from_a_template_of_its_title() -> None:
    row = NotionPage({"Name": "Task", "Status": "Open"}, "Mine", seed="row")
    blank = NotionPage({"Name": "Task", "Status": ""}, "Blank", seed="blank")
    same = NotionPage({"Name": "Task", "Status": "Open"}, "Copy", seed="same")
    found = source(Database("Risks", [row], [blank]).files())
    assert ([each.passages[0].text for each in found.rows], said(found)) == (["Mine"], [])
    twice = Database("Risks", [row, row])
    (alone, without) = source(twice.files()).rows
    assert (alone.key, without.key) == (row.id, None)
    assert said(source(twice.files())) == [
        "1 row has the title and the values of another one: its page is told by its order alone",
        "1 row has no page",
    ]
    doubtful = source(Database("Risks", [row], [same]).files())
    assert len(doubtful.rows) == len(doubtful.skipped) == 1
    assert said(doubtful) == [
        "1 row has the title and the values of another one: its page is told by its order alone"
    ]


def test_a_day_in_a_title_is_written_in_two_ways() -> None:
    page = NotionPage({"Date": "@July 28, 2025 ", "Owner": "mei"}, "Text", heading="@Last Monday")
    other = NotionPage({"Date": "@July 29, 2025 ", "Owner": "ken"}, "Other", heading="@Yesterday")
    assert one(page, other).passages[0].text == "Text"
    named = NotionPage({"Date": "@July 30, 2025", "Owner": "mei"}, "Named")
    assert one(page, named).passages[0].text == "Text"


@each_case(
    ("title", "heading", "file_title"),
    [
        ("A title that is too long for a file", None, "A title that is too l"),
        ("root 3  1", "root 3  1", "root 3 1"),
        ('a/b: "c" 100 %', None, "a b c 100 %"),
        ("Trailing ", "Trailing", None),
        ("リ\u30b9ク ハ\u3099グ", "リスク バグ", "リスク バグ"),
    ],
)
def test_a_page_is_known_by_its_heading(
    title: str, heading: str | None, file_title: str | None
) -> None:
    page = NotionPage(
        {"Name": title, "Status": "Open"}, "Text", heading=heading, file_title=file_title
    )
    row = one(page)
    assert (row.values["Name"], row.key) == (title.strip(), page.id)
    assert row.passages[0].text == "Text"


@each_case(
    ("body", "text"),
    [
        ("注意: まだ調査中", "注意: まだ調査中"),
        ("Owner: not one of the properties", "Owner: not one of the properties"),
        ("<aside>\n💡 Look\n\nhere\n</aside>\nAfter", "> 💡 Look\n>\n> here\n\nAfter"),
        ("<aside>\n<aside>\nB\n</aside>\nA\n</aside>", "> > B\n>\n> A"),
        ("<aside>\nnever closed", "<aside>\nnever closed"),
        ("- a\n    <aside>\n    B\n    </aside>\n- c", "- a\n    > B\n\n- c"),
        ("- [x]  done\n- [ ]  \n    - [ ]  inner", "- [x] done\n- [ ] \n    - [ ] inner"),
        ("```\n- [ ]  code\n<aside>\n</aside>\n```", "```\n- [ ]  code\n<aside>\n</aside>\n```"),
        ("<details>\n<summary>More</summary>\n\nText\n\n</details>", "**More**\n\nText"),
    ],
)
def test_a_body_is_written_as_others_write_markdown(body: str, text: str) -> None:
    row = one(NotionPage({"Name": "A", "Owner": "", "Status": "Open"}, body))
    assert [passage.text for passage in row.passages] == [text]
    assert row.values == {"Name": "A", "Status": "Open"}


def test_a_property_of_several_paragraphs_is_no_body() -> None:
    for note in ("First\n\nStatus: second\n\nThird", "One\ntwo\nthree\nfour"):
        cells = {"Name": "A", "Note": note, "Status": "Open"}
        row = one(NotionPage(cells, "The body"))
        assert (row.values, [passage.text for passage in row.passages]) == (cells, ["The body"])
    shown = {"Note": "On @Last Monday\nStatus: bad"}
    bad = NotionPage(
        {"Name": "A", "Note": "On @July 28\nx", "Status": "bad"}, "The body", shown=shown
    )
    assert [passage.text for passage in one(bad).passages] == ["The body"]
    shown = {"Note": "On @Last Monday\nwe saw\nit"}
    other = NotionPage({"Name": "A", "Note": "On @July 28\nwe saw\nit"}, "The body", shown=shown)
    assert [passage.text for passage in one(other).passages] == ["The body"]


def test_text_right_below_the_properties_is_not_lost() -> None:
    page = NotionPage({"Name": "A", "Status": "Open"}, shown={"Status": "Open\nThe text"})
    assert [passage.text for passage in one(page).passages] == ["The text"]


def test_headings_of_all_levels_are_passages() -> None:
    row = one(
        NotionPage({"Name": "A"}, "Before\n\n# **Cause**\n\nB\n\n### Detail\n\nC\n\n- # item")
    )
    assert [tuple(passage) for passage in row.passages] == [
        *(("", "Before", 0), ("Cause", "B", 1), ("Detail", "C\n\n- # item", 3))
    ]


def test_a_relation_to_a_row_names_its_key() -> None:
    second = NotionPage({"Name": "B, with (brackets)"})
    third = NotionPage({"Name": "C [old]"})
    database = Database("Risks", [second, third])
    at_notion = f"D (https://www.notion.so/D-{third.id}?pvs=21)"
    elsewhere = f"Call (Tasks%20{id_of('t')}/Call%20{id_of('c')}.md)"
    cells = ", ".join((link(database, second), link(database, third), at_notion, elsewhere))
    row = one(NotionPage({"Name": "A", "Related": cells}), second, third)
    assert row.values["Related"] == (
        f"[B, with (brackets)](row:{second.id}), [C \\[old\\]](row:{third.id}), [D](row:{third.id}), Call"
    )


@each_case("cell", ["See B (b.md) and more", "B (b.md)", "f(x).md", "a, b", "https://notion.so/x"])
def test_text_that_only_looks_like_a_relation_stays(cell: str) -> None:
    assert one(NotionPage({"Name": "A", "Text": cell})).values["Text"] == cell


def test_links_in_the_body_lead_to_rows_and_others_are_words() -> None:
    second = NotionPage({"Name": "B"})
    address = f"B%20{second.id}.md"
    body = "\n".join(
        (
            f"[B]({address}) and [there](https://www.notion.so/B-{second.id})",
            f"`[B]({address})`",
            f"[Other](../Other%20{id_of('o')}.md) [Gone](Gone%20{id_of('g')}.md)",
            "[site](https://example.com/a_(b)) <https://example.com> [top](#top)",
        )
    )
    files = Database("Risks", [NotionPage({"Name": "A"}, body), second]).files()
    files[f"{TOP}Other {id_of('o')}.md"] = b"# Other"
    row = source(files).rows[0]
    assert row.passages[0].text.split("\n") == [
        f"[B](row:{second.id}) and [there](row:{second.id})",
        f"`[B]({address})`",
        "Other Gone",
        "[site](https://example.com/a_(b)) <https://example.com> [top](#top)",
    ]
    assert [(skip.place.en, skip.why.en) for skip in row.left] == [
        (f"Other {id_of('o')}.md", "it is a page outside the database"),
        (f"Gone {id_of('g')}.md", "it is not in the export"),
    ]


def test_images_and_pdf_come_along_and_others_are_named() -> None:
    held = {
        "gra ph.png": PNG,
        "p(1).pdf": b"%PDF-1.7",
        "big.png": PNG + bytes(5 * 1024 * 1024),
        "page.png": b"<html>",
        "a.svg": b"<svg/>",
        "dump.zip": zipped({"x": b""}),
    }
    page = NotionPage({"Name": "A"}, files=held)
    body = "\n".join(f"![{name}]({quote(f'{page.name}/{name}', safe='/()')})" for name in held)
    row = one(replace(page, body=body))
    folder = quote(f"Risks {id_of('Risks')}/{page.name}")
    png, pdf = f"{folder}/gra%20ph.png", f"{folder}/p%281%29.pdf"
    assert row.files == {png: PNG, pdf: b"%PDF-1.7"}
    assert row.passages[0].text.split("\n") == [
        *(
            f"![gra ph.png]({png})",
            f"![p(1).pdf]({pdf})",
            "big.png",
            "page.png",
            "a.svg",
            "dump.zip",
        )
    ]
    assert [(skip.place.en.rpartition("/")[2], skip.why.en) for skip in row.left] == [
        ("big.png", "it has 5.0 MiB; files of up to 5 MiB are taken"),
        ("page.png", "it is not the PNG that its name says"),
        ("a.svg", "only PNG, JPEG, GIF, WebP and PDF are taken"),
        ("dump.zip", "only PNG, JPEG, GIF, WebP and PDF are taken"),
    ]


def test_files_of_a_property_are_linked() -> None:
    page = NotionPage({"Name": "A", "Files": ""}, files={"a.png": PNG, "b.pdf": b"%PDF-"})
    folder = quote(f"Risks {id_of('Risks')}/{page.name}")
    cell = f"{folder}/a.png, {folder}/b.pdf, https://example.com/c"
    row = one(replace(page, cells={"Name": "A", "Files": cell}))
    assert row.values["Files"] == (
        f"[a.png]({folder}/a.png), [b.pdf]({folder}/b.pdf), https://example.com/c"
    )
    assert set(row.files) == {f"{folder}/a.png", f"{folder}/b.pdf"}


def test_a_page_within_a_page_and_a_table_in_it_are_parts_of_its_text() -> None:
    inner, deeper, tasks = (f"{name} {id_of(name)}" for name in ("Inner", "Deeper", "Tasks"))
    page = NotionPage({"Name": "A"})
    body = (
        f"[Inner]({quote(page.name)}/{quote(inner)}.md)\n\n"
        f"[Tasks]({quote(page.name)}/{quote(tasks)}.csv)\n\n[Tasks]({quote(page.name)}/{quote(tasks)}_all.csv)"
    )
    held = {
        f"{inner}.md": f"# Inner\n\n## What\n\n[Deeper]({quote(inner)}/{quote(deeper)}.md)".encode(),
        f"{inner}/{deeper}.md": f"# Deeper\n\n[Inner](../{quote(inner)}.md) ends".encode(),
        f"{tasks}.csv": table([["Task"], ["Call"]]),
        f"{tasks}_all.csv": table([["Task", "Who|m"], ["Call", "mei\nken"]]),
        f"{tasks}/Call {id_of('Call')}.md": b"# Call\n\nWho|m: mei",
    }
    found = source(Database("Risks", [replace(page, body=body, files=held)]).files())
    assert [tuple(passage) for passage in found.rows[0].passages] == [
        ("", "Inner\n\nTasks\n\nTasks\n\n| Task | Who\\|m |\n| --- | --- |\n| Call | mei ken |", 0),
        ("Inner", "", 1),
        ("What", "Deeper", 3),
        ("Deeper", "", 1),
        ("", "Inner ends", 0),
    ]
    assert [skip.place.en.rpartition("/")[2] for skip in found.rows[0].left] == [f"{tasks}_all.csv"]
    assert found.name == "Risks"
    assert len(found.rows) == 1


@each_case(("rows", "is_taken"), [(100, True), (101, False)])
def test_a_table_in_a_page_comes_along_up_to_a_size(rows: int, is_taken: bool) -> None:
    page = NotionPage({"Name": "A"})
    tasks = f"Tasks {id_of('Tasks')}_all.csv"
    held = {tasks: table([["Task"], *([f"Call {number}"] for number in range(rows))])}
    body = f"[Tasks]({quote(page.name)}/{quote(tasks)})"
    row = one(replace(page, body=body, files=held))
    assert ("Call 99" in row.passages[0].text, row.left == ()) == (is_taken, is_taken)


def test_a_row_without_values_and_text_is_named() -> None:
    blank = NotionPage({"Name": "", "Status": ""}, seed="x")
    found = source(Database("Risks", [NotionPage({"Name": "A", "Status": ""}), blank]).files())
    assert [row.values for row in found.rows] == [{"Name": "A"}]
    assert [(skip.place.en, skip.why.en) for skip in found.skipped] == [
        (f"Untitled {blank.id}.md", "has neither values nor text")
    ]


def test_a_row_that_is_wider_than_the_head_is_named() -> None:
    raw = table([["Name", "Status"], ["A", "Open"], ["B", "Open", "Moved"], ["C", "Open", ""]])
    found = read("x", {"Risks.csv": raw}, ImportMap())
    assert [row.values["Name"] for row in found.rows] == ["A", "C"]
    assert [(skip.place.en, skip.why.en) for skip in found.skipped] == [
        ("row 3", "has 3 cells below a head of 2")
    ]


def test_bytes_that_are_not_text_are_said_and_the_row_is_kept() -> None:
    page = NotionPage({"Name": "A"}, "Text")
    files = Database("Risks", [page]).files()
    path = next(path for path in files if path.endswith(".md"))
    found = source(files | {path: files[path] + b"\xff"})
    assert found.rows[0].passages[0].text == "Text�"
    assert said(found) == [f"{page.name}.md is not UTF-8 throughout; what cannot be read became �"]


@each_case(
    ("files", "words"),
    [
        ({}, "holds no Notion database"),
        ({"x.zip": zipped({})}, "holds no Notion database"),
        ({"x.zip": zipped({f"A {id_of('A')}.md": b"# A"})}, "holds no Notion database"),
        ({"x.zip": zipped({"a.html": b"<html>", "b.png": PNG})}, "is an export as HTML"),
        ({"x.zip": b"PK\x03\x04 and no more"}, "x.zip is not a whole ZIP archive"),
        ({"export": b"PK\x05\x06 and no more"}, "export is not a whole ZIP archive"),
        ({"x.zip": b"Name,Status"}, "x.zip is not a whole ZIP archive"),
        ({"x.pdf": b"%PDF-1.7"}, "holds no Notion database"),
        ({"Risks.csv": b""}, "Risks.csv in x has no columns"),
        ({"Risks.csv": b"\xef\xbb\xbf\r\n"}, "Risks.csv in x has no columns"),
    ],
)
def test_what_is_no_export_is_refused_in_a_sentence(files: dict[str, bytes], words: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read("x", files, ImportMap())
    assert words in refusal.value.said.en
    assert "\n" not in refusal.value.said.en
    assert refusal.value.said.ja


@pytest.mark.skipif(not REAL.is_dir(), reason="the real export is not here")
def test_a_real_export_gives_each_row_its_page() -> None:
    path = REAL / "Notion.Test.Export.zip"
    found = read(path.name, {path.name: path.read_bytes()}, ImportMap())
    assert (found.name, len(found.rows)) == ("Habit Tracker", 269)
    assert len({row.key for row in found.rows} - {None}) == 269
    assert [skip.place.en for skip in found.skipped] == [
        "@Today 152bb52ee2b58133a786fa3d8869531a.md"
    ]
    assert said(found) == [
        *("1 view of a database passed over", "8 pages outside the database passed over")
    ]
    days = {row.place.en.partition(" 2")[0]: row.values for row in found.rows}
    assert days["@Last Monday"]["Full date"] == "July 28, 2025 6:10 AM"
    assert DINII_BODY
