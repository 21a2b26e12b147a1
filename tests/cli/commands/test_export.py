"""srr export: what it holds, where it goes, and what it refuses."""

import csv
import importlib.util
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kit.cases import each_case
from kit.examples import record
from kit.terminal import environment, srr

RISKS = tuple(f"risks/SRR-{number:04}.md" for number in range(1, 4))
PM, CN = "postmortems/PM-0001.md", "concerns/CN-0001.md"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """A registry with an open risk, one that is accepted and one that is done, and one record of each other kind."""
    root = tmp_path / "registry"
    files = {path: record(path) for path in (*RISKS, PM, CN)}
    files[RISKS[1]] = files[RISKS[1]].replace("status: not-started", "status: accepted")
    done = "status: done\nresolution: fixed"
    files[RISKS[2]] = files[RISKS[2]].replace("status: not-started", done)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def ids(root: Path, *words: str) -> list[str]:
    done = srr(root, "export", "csv", *words)
    assert (done.returncode, done.stderr) == (0, "")
    return [row["id"] for row in csv.DictReader(io.StringIO(done.stdout))]


@each_case(
    ("words", "found"),
    [
        ((), ["SRR-0001", "SRR-0002", "SRR-0003"]),
        (("--all",), ["SRR-0001", "SRR-0002", "SRR-0003"]),
        (("--open",), ["SRR-0001", "SRR-0002"]),
        (("--status", "done"), ["SRR-0003"]),
        (("--open", "--status", "done"), ["SRR-0003"]),
        (("postmortems",), ["PM-0001"]),
        (("concerns", "--owner", "ura"), ["CN-0001"]),
    ],
)
def test_everything_is_exported_that_the_options_ask_for(
    registry: Path, words: tuple[str, ...], found: list[str]
) -> None:
    assert ids(registry, *words) == found


def test_a_name_that_no_record_has_is_said(registry: Path) -> None:
    done = srr(registry, "export", "csv", "--owner", "sato")
    assert (done.returncode, done.stdout.count("\n")) == (0, 1)
    assert 'no record has the owner "sato"' in done.stderr


def test_the_order_is_the_one_that_is_asked_for(registry: Path) -> None:
    path = registry / RISKS[1]
    path.write_text(path.read_text("utf-8").replace("2026-02-05", "2026-02-04"), "utf-8")
    assert ids(registry, "--sort", "next_visit")[0] == "SRR-0002"


def test_a_record_is_exported_whole(registry: Path) -> None:
    text = srr(registry, "export", "csv", "--status", "not-started").stdout
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["body:log"] == "'- 2026-01-26: the p99 of orders rose from 2 s to 4 s."
    assert (row["priority"], row["created"]) == ("12", "2026-01-26")
    assert srr(registry, "export", "csv", "--status", "not-started").stdout == text
    (whole,) = json.loads(srr(registry, "export", "json", "--open", "--sort", "id").stdout)[
        "risks"
    ][:1]
    assert whole["path"] == RISKS[0]
    assert whole["front_matter"]["owner"] == "ura"
    assert whole["sections"]["next-action"] == "Measure the stock service on Friday evening."


def test_heads_and_words_are_in_the_language_that_is_asked_for(registry: Path) -> None:
    text = srr(registry, "export", "csv", "--labels", "ja").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["ステータス"] for row in rows] == ["未着手", "受容", "完了"]
    assert srr(registry, "export", "markdown").stdout.startswith("| ID | Risk | Status |")
    (registry / "srr.toml").write_text('language = "ja"', "utf-8")
    assert srr(registry, "export", "markdown").stdout.startswith("| ID | リスク | ステータス |")
    assert srr(registry, "export", "csv").stdout.startswith('"id","title","status",')


def test_a_file_holds_what_would_be_printed(registry: Path, tmp_path: Path) -> None:
    for form in ("csv", "json", "markdown"):
        file = tmp_path / f"risks.{form}"
        file.write_text("old", "utf-8")
        done = srr(registry, "export", form, "--output", str(file))
        assert (done.returncode, done.stdout) == (0, f"{file}: 3 risks\n")
        assert file.read_text("utf-8") == srr(registry, "export", form).stdout
    assert srr(registry, "export", "csv", "--output", "../a.csv", "-q").stdout == ""


def test_a_workbook_goes_through_a_pipe(registry: Path) -> None:
    words = [sys.executable, "-m", "srr", "export", "xlsx"]
    done = subprocess.run(words, cwd=registry, env=environment(), capture_output=True, check=True)
    (page,) = load_workbook(io.BytesIO(done.stdout)).worksheets
    assert page.max_row == 4


def test_a_workbook_is_not_printed_to_a_terminal(registry: Path) -> None:
    done = srr(registry, "export", "xlsx", COLUMNS="80")
    assert (done.returncode, done.stdout) == (2, "")
    said = "srr: xlsx is no text for a terminal; give a file, as in --output risks.xlsx\n"
    assert done.stderr == said


def test_a_workbook_needs_its_package(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find_spec = importlib.util.find_spec
    absent = {"xlsxwriter"}
    monkeypatch.setattr(
        "srr.cli.commands.export.find_spec",
        lambda name: None if name in absent else find_spec(name),
    )
    done = srr(registry, "export", "xlsx", "--output", "../risks.xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        'srr: xlsx needs a package that is not installed (xlsxwriter); pip install "srr[xlsx]"\n'
    )
    assert srr(registry, "export", "csv").returncode == 0


def test_json_has_no_labels(registry: Path) -> None:
    done = srr(registry, "export", "json", "--labels", "ja")
    assert done.returncode == 2
    assert "json holds keys and values as they are in the records" in done.stderr


@each_case(
    ("file", "said"),
    [
        ("risks/SRR-0001.md", "belongs to the registry, and no output goes over it"),
        ("risks/SRR-0099.md", "belongs to the registry, and no output goes over it"),
        ("srr.toml", "is read by srr, and no output goes over it"),
        ("people.toml", "is read by srr, and no output goes over it"),
        ("risks", "it is not a regular file"),
        ("nowhere/a.csv", "there is no folder"),
        ("", "it is not a regular file"),
    ],
)
def test_nothing_of_the_registry_is_written_over(registry: Path, file: str, said: str) -> None:
    before = {path: path.read_bytes() for path in files(registry)}
    done = srr(registry, "export", "csv", "--output", file)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert {path: path.read_bytes() for path in files(registry)} == before


def files(root: Path) -> Iterator[Path]:
    return (path for path in root.rglob("*") if path.is_file())


def test_what_does_not_fit_writes_nothing(registry: Path, tmp_path: Path) -> None:
    path, file = registry / RISKS[0], tmp_path / "risks.xlsx"
    path.write_text(path.read_text("utf-8") + "long " * 10_000, "utf-8")
    file.write_bytes(b"old")
    done = srr(registry, "export", "xlsx", "--output", str(file))
    assert (done.returncode, done.stdout, file.read_bytes()) == (2, "", b"old")
    assert 'SRR-0001: "body:next-action" has 500' in done.stderr
    assert srr(registry, "export", "csv", "--output", str(file)).returncode == 0


def test_what_cannot_be_read_is_said(registry: Path) -> None:
    (registry / "risks/SRR-0004.md").write_text("---\ntitle: [\n---\n", "utf-8")
    done = srr(registry, "export", "csv")
    assert (done.returncode, done.stdout.count("SRR-")) == (0, 3)
    assert done.stderr == "srr: 1 file could not be read and is left out; srr lint says why\n"


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_what_comes_back_unchanged_keeps_the_secret_that_it_hides(
    registry: Path, tmp_path: Path, form: str
) -> None:
    path, file = registry / RISKS[0], tmp_path / f"risks.{form}"
    told = "the password is S0mmer-2026! and rose"
    path.write_text(path.read_text("utf-8").replace("rose from 2 s", told), "utf-8")
    before = {path: path.read_bytes() for path in files(registry)}
    assert srr(registry, "export", form, "--output", str(file)).returncode == 0
    done = srr(registry, "import", "table", str(file), "--write")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert {path: path.read_bytes() for path in files(registry)} == before


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_an_export_starts_another_registry(registry: Path, tmp_path: Path, form: str) -> None:
    file, other = tmp_path / f"risks.{form}", tmp_path / "other"
    (other / "risks").mkdir(parents=True)
    assert srr(registry, "export", form, "--output", str(file)).returncode == 0
    srr(other, "import", "table", str(file), "--write")
    new, old = ([(root / path).read_text("utf-8") for path in RISKS] for root in (other, registry))
    modeline = "# yaml-language-server: $schema=../.srr/risk.schema.json\n"
    assert [text.replace(modeline, "").replace("priority: 12\n", "") for text in new] == old
