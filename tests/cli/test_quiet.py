"""With -q a command leaves out what nobody has to act on."""

from pathlib import Path

import pytest

from kit.examples import record
from kit.terminal import srr

PATH = "risks/SRR-0001.md"
NEW = ("--title", "Guests wait", "--summary", "Guests wait.", "--likelihood", "2", "--owner", "ura")


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    (tmp_path / "risks").mkdir()
    (tmp_path / PATH).write_text(record(PATH), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ("lint",),
        ("lint", "--format", "concise"),
        ("fix",),
        ("visit", "1", "--note", "The p99 is stable.", "--by", "ura", "--next", "2026-02-10"),
    ],
)
def test_a_command_that_succeeds_says_nothing(registry: Path, words: tuple[str, ...]) -> None:
    done = srr(registry, *words, "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_findings_are_printed(registry: Path) -> None:
    wrong = record(PATH).replace("likelihood: 2", "likelihood: 2\npriority: 10")
    (registry / PATH).write_text(wrong, encoding="utf-8")
    done = srr(registry, "lint", "-q")
    assert done.returncode == 1
    assert done.stdout == srr(registry, "lint").stdout
    assert srr(registry, "fix", "-q").stdout == ""
    assert srr(registry, "lint", "-q").stdout == ""


def test_what_a_program_reads_is_printed_whole(registry: Path) -> None:
    done = srr(registry, "lint", "--quiet", "--format", "json")
    assert done.stdout == srr(registry, "lint", "--format", "json").stdout


def test_a_baseline_is_written_and_pruned_in_silence(registry: Path) -> None:
    bad = record(PATH).replace("likelihood: 2", "likelihood: 2\npriority: 10")
    (registry / PATH).write_text(bad, encoding="utf-8")
    assert srr(registry, "baseline", "write", "-q").stdout == ""
    assert srr(registry, "lint", "-q").stdout == ""
    (registry / PATH).write_text(record(PATH), encoding="utf-8")
    assert srr(registry, "baseline", "prune", "-q").stdout == ""
    assert not (registry / "srr-baseline.json").exists()


def test_new_prints_the_path_alone(registry: Path) -> None:
    done = srr(registry, "new", "risk", *NEW, "-q")
    assert (done.returncode, done.stdout) == (0, "risks/SRR-0002.md\n")


def test_init_prints_only_what_is_left_to_do(tmp_path: Path) -> None:
    done = srr(tmp_path, "init", "-q")
    assert done.returncode == 0
    assert "pre-commit install" in done.stdout
    assert "wrote" not in done.stdout
    assert "Next:" not in done.stdout
    again = srr(tmp_path, "init", "-q")
    assert "kept" not in again.stdout


def test_what_keeps_a_command_from_its_work_is_said(tmp_path: Path) -> None:
    done = srr(tmp_path, "lint", "-q")
    assert done.returncode == 2
    assert done.stderr.startswith("srr: ")
