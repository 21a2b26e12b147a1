"""srr import: dry by default, all or nothing, and again only what changed at the source."""

import csv
import json
import os
import time
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kit.cases import each_case
from kit.notion import dinii, export, layerx
from kit.terminal import repository, srr

HEADS = (
    "ID",
    "リスク",
    "ステータス",
    "現在のインパクト",
    "潜在的なインパクト",
    "発生可能性",
    "Next Visit",
    "担当者",
    "期限",
)
ROWS = (
    ("R-1", "注文が失敗する", "対応中", "1", "6", "2", "2026-02-20", "Hana, Ken", "2026/3/1"),
    ("R-2", "バッチが終わらない", "保留", "0 (なし)", "不明", "1", "2026-01-05", "浦", ""),
)
SECTIONS = (
    *("概要", "リスクの認知〜原因特定までのログ", "原因", "対策方針", "対策ログ"),
    "次のアクション",
)
BODY = dict.fromkeys(SECTIONS, "書いてある。")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    repository(tmp_path)
    (tmp_path / "risks").mkdir()
    (tmp_path / "srr.toml").write_text('language = "en"\n', "utf-8")
    sheet(tmp_path)
    return tmp_path


def sheet(root: Path, *rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> None:
    """Write a table of *rows*, each with a whole body."""
    with (root / "sheet.csv").open("w", encoding="utf-8", newline="") as stream:
        lines = [(*row, *BODY.values()) for row in rows or ROWS]
        csv.writer(stream).writerows([(*heads, *BODY), *lines])


def run(root: Path, *words: str, code: int = 0, **variables: str) -> str:
    done = srr(root, "import", *(words or ("table", "sheet.csv")), **variables)
    assert done.returncode == code, done.stderr + done.stdout
    return done.stdout + done.stderr


def tree(root: Path) -> Mapping[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def as_json(root: Path, *words: str, code: int = 0) -> Any:
    done = srr(root, "import", "table", "sheet.csv", "--json", *words)
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


def test_a_dry_run_writes_the_map_and_nothing_else(root: Path) -> None:
    before = {*tree(root)}
    run(root, code=1)
    assert {*tree(root)} - before == {"srr-import.toml", ".srr/import-map.schema.json"}
    kept = tree(root)
    run(root, code=1)
    assert tree(root) == kept


def test_a_dry_run_says_how_columns_and_values_are_read_and_what_will_not_lint(root: Path) -> None:
    assert run(root, code=1).splitlines() == [
        "Read sheet.csv: 2 rows.",
        "",
        "column                         key                   sample, and how it is read",
        "ID                             -                     R-1; identifies the row",
        "リスク                         title                 注文が失敗する",
        "ステータス                     status                対応中; 1 of 2 mapped",
        "現在のインパクト               current_impact        1; 2 of 2 mapped",
        "潜在的なインパクト             potential_impact      6; 2 of 2 mapped",
        "発生可能性                     likelihood            2; 2 of 2 mapped",
        "Next Visit                     next_visit            2026-02-20",
        "担当者                         owner                 Hana, Ken -> hana",
        "期限                           -                     2026/3/1; kept in the body; looks like next_visit",
        "概要                           body:summary          書いてある。",
        "リスクの認知〜原因特定まで...  body:log              書いてある。",
        "原因                           body:cause            書いてある。",
        "対策方針                       body:plan             書いてある。",
        "対策ログ                       body:countermeasures  書いてある。",
        "次のアクション                 body:next-action      書いてある。",
        "",
        "! ステータス: nothing says what '保留' means (1 row); write it into [values.status]",
        "! 担当者: several people: hana is the owner, not Ken (row 2, SRR-0001)",
        "",
        "2 risks: 2 new.",
        "1 of 2 pass srr lint. Findings: 1 field-value, 1 visit-overdue.",
        "--baseline lets them pass until the first visit of each.",
        "Wrote srr-import.toml, the map.",
        "Again with --write to write 2 records.",
    ]


def test_a_narrow_terminal_gets_lines_that_fit(root: Path) -> None:
    for width in (60, 80, 100):
        printed = run(root, code=1, COLUMNS=str(width))
        table = printed.partition("\n\n")[2].partition("\n\n")[0].splitlines()
        assert len(table) == 16
    assert "body:countermeasures" in printed


def test_in_a_japanese_registry_it_speaks_japanese(root: Path) -> None:
    (root / "srr.toml").write_text('language = "ja"\n', "utf-8")
    printed = run(root, code=1)
    assert "列" in printed
    assert "! ステータス: '保留' の意味がわからない (1 行)。[values.status] に書く" in printed
    assert "リスク 2 件: 新規 2 件。" in printed
    assert "--write を付けると記録 2 件を書き込む。" in printed
    assert '# "期限" = "next_visit"  # 近い名前' in (root / "srr-import.toml").read_text("utf-8")


def test_a_corrected_map_is_used_and_never_overwritten(root: Path) -> None:
    run(root, code=1)
    file = root / "srr-import.toml"
    text = file.read_text("utf-8").replace('# "保留" = ""', '"保留" = "watching"')
    text = text.replace('# "期限" = "next_visit"', '"期限" = "x_due"')
    file.write_text(text, "utf-8")
    printed = run(root, "table", "sheet.csv", "--write", "--baseline")
    assert "Read by the map srr-import.toml." in printed
    assert file.read_text("utf-8") == text
    record = (root / "risks/SRR-0002.md").read_text("utf-8")
    assert "\nstatus: watching\n" in record
    assert "x_due: 2026/3/1" in (root / "risks/SRR-0001.md").read_text("utf-8")


def test_with_a_baseline_the_registry_lints_until_the_first_visit(root: Path) -> None:
    run(root, "table", "sheet.csv", "--write", "--baseline")
    assert srr(root, "lint").returncode == 0
    told = [row["rule"] for row in json.loads((root / "srr-baseline.json").read_text())["findings"]]
    assert sorted(told) == ["field-value", "visit-overdue"]
    note = ("--note", "Looked at it again.", "--by", "ura")
    done = srr(root, "visit", "SRR-0002", *note)
    assert (done.returncode, "保留" in done.stderr) == (2, True)
    path = root / "risks/SRR-0002.md"
    path.write_text(path.read_text("utf-8").replace("status: 保留", "status: watching"), "utf-8")
    assert srr(root, "visit", "SRR-0002", *note).returncode == 0
    assert srr(root, "baseline", "prune").returncode == 0
    assert not (root / "srr-baseline.json").exists()
    assert srr(root, "lint").returncode == 0


def test_a_second_import_of_the_same_writes_nothing(root: Path) -> None:
    run(root, "table", "sheet.csv", "--write", "--baseline")
    before = tree(root)
    printed = run(root, "table", "sheet.csv", "--write", "--baseline", SRR_TODAY="2026-05-01")
    assert "2 risks: 2 unchanged." in printed
    assert "There is nothing to write." in printed
    assert tree(root) == before


def test_a_change_a_new_row_a_conflict_and_a_missing_one_are_told_apart(root: Path) -> None:
    extra = ("R-3", "Third", "対応中", "1", "6", "2", "2026-02-20", "浦", "")
    sheet(root, *ROWS, extra, ("R-4", *extra[1:]))
    run(root, "table", "sheet.csv", "--write", "--baseline")
    path = root / "risks/SRR-0003.md"
    path.write_text(path.read_text("utf-8").replace("owner: 浦", "owner: mei"), "utf-8")
    changed = ("R-1", "注文が失敗する", "様子見", *ROWS[0][3:])
    owner = (*extra[:7], "Hana", "")
    sheet(root, changed, ROWS[1], owner, ("R-5", *extra[1:]))
    printed = run(root, "table", "sheet.csv", "--write", code=1).splitlines()
    assert "4 risks: 1 new, 1 changed, 1 unchanged, 1 in conflict." in printed
    assert "  SRR-0001 changed: status in-progress -> watching" in printed
    assert "  SRR-0003 is in conflict: owner mei -> hana" in printed
    assert (
        "What changed here and in the table stays. Make both the same, or take hash out of imported"
        " to keep yours." in printed
    )
    assert "  SRR-0004 is in the table no longer; it stays: Third" in printed
    assert "owner: mei" in path.read_text("utf-8")
    line = "- 2026-02-02 import: in-progress -> watching, next 2026-02-20. Changed in the table."
    assert line in (root / "risks/SRR-0001.md").read_text("utf-8")
    assert (root / "risks/SRR-0005.md").exists()


def test_a_secret_is_refused_before_anything_is_written(root: Path) -> None:
    row = (*ROWS[0][:1], "Orders fail", *ROWS[0][2:-1], "token ghp_" + "a1B2" * 9)
    sheet(root, row, ROWS[1])
    assert "row 2 holds a secret" in run(root, code=1)
    before = tree(root)
    printed = run(root, "table", "sheet.csv", "--write", code=2)
    assert "nothing was written, because 1 row holds a secret: row 2;" in printed
    assert tree(root) == before
    assert "ghp_" not in printed


def test_what_cannot_be_written_leaves_nothing_behind(root: Path) -> None:
    run(root, code=1)
    before = tree(root)
    (root / "risks").chmod(0o500)
    try:
        if os.access(root / "risks", os.W_OK):
            pytest.skip("root may write anywhere")
        assert "cannot be written" in run(root, "table", "sheet.csv", "--write", code=2)
    finally:
        (root / "risks").chmod(0o700)
    assert tree(root) == before


def test_a_registry_with_files_that_cannot_be_read_takes_nothing_in(root: Path) -> None:
    (root / "risks/SRR-0009.md").write_text("no front matter", "utf-8")
    printed = run(root, "table", "sheet.csv", "--write", code=2)
    assert "1 file that cannot be read, and its row might come in again" in printed
    assert [path.name for path in (root / "risks").iterdir()] == ["SRR-0009.md"]


@each_case(
    ("content", "said"),
    [
        (b"", "sheet.csv"),
        (b"title,status\n", "sheet.csv"),
        (b"ID,Title\nR-1,A\nR-1,B\n", 'row 2 and row 3 have the same "ID": R-1'),
        (b"foo,bar\n1,2\n", 'as "foo" = "title"'),
    ],
)
def test_a_source_without_rows_keys_or_titles_is_refused(content: bytes, said: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "risks").mkdir()
        (root / "sheet.csv").write_bytes(content)
        done = srr(root, "import", "table", "sheet.csv", "--write")
        assert done.returncode == 2
        assert said in done.stderr
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1
        assert [*(root / "risks").iterdir()] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("table", "nowhere.csv"), "nowhere.csv cannot be read: No such file or directory"),
        (("table", "empty"), "empty cannot be read: the folder holds no files"),
        (("table", "/dev/null/x"), "/dev/null/x cannot be read: Not a directory"),
        (("table", "sheet.csv", "--map", "no.toml", "--write"), "there is no map no.toml"),
        (("table", "sheet.csv", "--map", "risks/SRR-0001.md"), "belongs to the registry"),
        (("table", "sheet.csv", "--map", "bad.toml"), "bad.toml cannot be read:"),
        (("table", "sheet.csv", "--map", "wrong.toml"), "did you mean columns?"),
        (
            ("notion", "sheet.csv", "--map", "table.toml"),
            "table.toml is the map of a source of the kind table",
        ),
        (("table", "sheet.csv", "--report", "nowhere/r.md"), "there is no folder"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    root: Path, words: tuple[str, ...], said: str
) -> None:
    (root / "empty").mkdir()
    (root / "bad.toml").write_text("[columns", "utf-8")
    (root / "wrong.toml").write_text("[colums]\n", "utf-8")
    (root / "table.toml").write_text('[source]\nkind = "table"\n', "utf-8")
    before = tree(root)
    printed = run(root, *words, code=2)
    assert said in printed
    assert printed.count("\n") == 1
    assert tree(root) == before


def test_links_in_a_folder_are_not_followed(root: Path, tmp_path: Path) -> None:
    folder = root / "given"
    folder.mkdir()
    (folder / "a.csv").write_bytes((root / "sheet.csv").read_bytes())
    (folder / "b.csv").symlink_to(root / "srr.toml")
    (folder / "up").symlink_to(tmp_path)
    assert "2 symbolic links were not followed" in run(root, "table", "given", code=1)


def test_json_holds_every_row_and_value(root: Path) -> None:
    found = as_json(root, code=1)
    assert found["version"] == 1
    assert found["source"]["rows"] == 2
    assert found["source"]["key"] == "ID"
    status = next(each for each in found["columns"] if each["key"] == "status")
    assert status["values"] == [
        {"text": "対応中", "rows": 1, "value": "in-progress", "by": "word"},
        {"text": "保留", "rows": 1, "value": None, "by": "nothing"},
    ]
    assert [each["fate"] for each in found["records"]] == ["new", "new"]
    assert found["findings"] == {"field-value": 1, "visit-overdue": 1}
    assert found["written"] == []
    written = as_json(root, "--write", "--baseline")
    assert written["written"] == ["risks/SRR-0001.md", "risks/SRR-0002.md"]
    assert written["waiting"] == {"field-value": 1, "visit-overdue": 1}


def test_the_report_for_a_pull_request_lists_every_row(root: Path) -> None:
    run(root, "table", "sheet.csv", "--write", "--report", "import.md", code=1)
    report = (root / "import.md").read_text("utf-8")
    assert "# Import from sheet.csv" in report
    assert "| SRR-0001 | 注文が失敗する | row 2 | new |" in report
    assert "SRR-0001, row 2, 担当者: several people: hana is the owner, not Ken" in report


def test_a_second_source_is_told_apart_by_the_name_of_its_map(root: Path) -> None:
    run(root, "table", "sheet.csv", "--write", "--baseline")
    words = ("table", "sheet.csv", "--map", "vendors.toml")
    run(root, *words, code=1)
    assert "2 risks: 2 new." in run(root, *words, "--write", "--baseline")
    assert "from: vendors\n" in (root / "risks/SRR-0003.md").read_text("utf-8")
    assert tomllib.loads((root / "vendors.toml").read_text("utf-8"))["source"]["name"] == "vendors"


def test_another_table_under_the_same_name_is_noticed(root: Path) -> None:
    run(root, "table", "sheet.csv", "--write", "--baseline")
    sheet(root, *(("X" + row[0], *row[1:]) for row in ROWS))
    printed = run(root, code=1)
    assert 'None of the 2 records from "table" is in this source' in printed


def test_the_people_of_the_registry_have_their_handles(root: Path) -> None:
    (root / "people.toml").write_text('[hnk]\nname = "Hana"\n', "utf-8")
    run(root, "table", "sheet.csv", "--write", "--baseline")
    assert "\nowner: hnk\n" in (root / "risks/SRR-0001.md").read_text("utf-8")


@pytest.mark.parametrize(("made", "keys"), [(dinii(3), 8), (layerx(), 11)], ids=["dinii", "layerx"])
def test_the_published_templates_map_by_themselves(root: Path, made: Any, keys: int) -> None:
    (root / "export.zip").write_bytes(export(made.files()))
    done = srr(root, "import", "notion", "export.zip", "--json", "--write", "--baseline")
    found = json.loads(done.stdout)
    assert done.returncode == 0, found["findings"]
    mapped = [each["column"] for each in found["columns"] if each["key"]]
    assert len(mapped) >= keys, [each for each in found["columns"] if not each["key"]]
    assert [
        value for each in found["columns"] for value in each["values"] if value["by"] == "nothing"
    ] == []
    assert srr(root, "lint").returncode == 0


def test_what_was_exported_comes_back_as_it_was(root: Path) -> None:
    run(root, "table", "sheet.csv", "--write", "--baseline")
    before = {path: raw for path, raw in tree(root).items() if path.startswith("risks/")}
    for form in ("csv", "json", "xlsx"):
        done = srr(root, "export", form, "--output", f"out.{form}")
        assert done.returncode == 0, done.stderr
        assert "2 risks: 2 unchanged." in run(root, "table", f"out.{form}"), form
        for path in (root / "risks").glob("*.md"):
            path.unlink()
        run(root, "table", f"out.{form}", "--write")
        after = {path: raw for path, raw in tree(root).items() if path.startswith("risks/")}
        assert after == before, form


@pytest.mark.long
def test_three_hundred_rows_are_a_registry_that_lints_within_a_minute(root: Path) -> None:
    (root / "export.zip").write_bytes(export(dinii(300).files()))
    began = time.process_time()
    run(root, "notion", "export.zip", "--write", "--baseline")
    assert srr(root, "lint").returncode == 0
    assert time.process_time() - began < 60
    assert len([*(root / "risks").glob("SRR-*.md")]) == 300
