"""srr fix on a disk: it writes what it mends, whole and in place, or says why not."""

import os
import stat
from pathlib import Path

import pytest

from kit.examples import record
from kit.terminal import commit, python, repository, srr

PATH = "risks/SRR-0001.md"
WRONG = record(PATH).replace("likelihood: 2", "likelihood: '２' # sure\npriority: 10")
RIGHT = record(PATH).replace("likelihood: 2", "likelihood: 2 # sure\npriority: 12")


def registry(root: Path, text: str = WRONG) -> Path:
    (root / "risks").mkdir()
    (root / PATH).write_bytes(text.encode())
    return root / PATH


def test_what_is_wrong_is_written_right_and_told(tmp_path: Path) -> None:
    target = registry(tmp_path)
    target.chmod(0o640)
    done = srr(tmp_path, "fix")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{PATH}: field-value: " in done.stdout
    assert done.stdout.endswith("Fixed 1 file.\n")
    assert target.read_text(encoding="utf-8") == RIGHT
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [entry.name for entry in target.parent.iterdir()] == ["SRR-0001.md"]
    assert srr(tmp_path, "fix").stdout == "Nothing to fix.\n"


def test_what_was_committed_with_labels_and_is_fixed_is_no_change(tmp_path: Path) -> None:
    root = repository(tmp_path / "repo")
    text = record(PATH).replace("not-started", "未着手").replace("2026-02-05", "2026/02/05")
    commit(root, PATH, text)
    assert srr(root, "fix").returncode == 0
    assert (root / PATH).read_text(encoding="utf-8") == record(PATH)
    linted = srr(root, "lint", "--base", "HEAD")
    assert (linted.returncode, linted.stderr) == (0, "")
    assert srr(root, "diff", "HEAD").stdout.startswith("1 reformatted.\n")


def test_diff_writes_nothing_and_says_so_with_its_exit_code(tmp_path: Path) -> None:
    target = registry(tmp_path)
    done = srr(tmp_path, "fix", "--diff")
    assert done.returncode == 1
    assert done.stdout.startswith(f"--- a/{PATH}\n+++ b/{PATH}\n@@ ")
    assert "\n-priority: 10\n" in done.stdout
    assert "\n+priority: 12\n" in done.stdout
    assert target.read_text(encoding="utf-8") == WRONG
    target.write_text(RIGHT, encoding="utf-8")
    clean = srr(tmp_path, "fix", "--diff")
    assert (clean.returncode, clean.stdout) == (0, "")


def test_a_file_that_would_get_worse_is_left_and_named(tmp_path: Path) -> None:
    text = record(PATH).replace("next_visit: 2026-02-05", "next_visit: 2027/02/05")
    target = registry(tmp_path, text)
    done = srr(tmp_path, "fix")
    assert done.returncode == 0
    assert (
        done.stderr == f"srr: {PATH} is left as it is: fixing field-date would bring visit-window\n"
    )
    assert target.read_text(encoding="utf-8") == text


def test_a_file_in_which_one_fix_is_left_out_is_said_to_be_fixed_in_part(tmp_path: Path) -> None:
    text = record(PATH).replace("owner: ura", "owner: '@ura'")
    target = registry(tmp_path, text.replace("next_visit: 2026-02-05", "next_visit: 2027/02/05"))
    done = srr(tmp_path, "fix")
    assert f"{PATH} is fixed in part: fixing field-date would bring visit-window" in done.stderr
    assert "owner: 'ura'\nnext_visit: 2027/02/05" in target.read_text("utf-8").replace(
        "created: 2026-01-26\n", ""
    )


def test_a_linked_record_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "risks").mkdir()
    outside = tmp_path / "outside.md"
    outside.write_text(WRONG, encoding="utf-8")
    (tmp_path / PATH).symlink_to(outside)
    assert srr(tmp_path, "fix").stdout == "Nothing to fix.\n"
    assert outside.read_text(encoding="utf-8") == WRONG


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    target = registry(tmp_path)
    target.parent.chmod(0o500)
    try:
        done = srr(tmp_path, "fix")
    finally:
        target.parent.chmod(0o700)
    assert done.returncode == 2
    assert done.stderr == f"srr: {PATH} cannot be written: Permission denied\n"
    assert target.read_text(encoding="utf-8") == WRONG


def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path) -> None:
    registry(tmp_path)
    code = (
        "import os, sys; from srr.repository import store\n"
        "def full(*a): raise OSError(28, 'No space left on device')\n"
        "store.os.fsync = full\n"
        "from srr.cli.app import main; sys.argv = ['srr', 'fix']; main()"
    )
    done = python(tmp_path, code)
    assert done.returncode == 2
    assert done.stderr == f"srr: {PATH} cannot be written: No space left on device\n"
    assert [entry.name for entry in (tmp_path / "risks").iterdir()] == ["SRR-0001.md"]
    assert (tmp_path / PATH).read_text(encoding="utf-8") == WRONG


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("gone.md",), "gone.md does not exist"),
        (("/",), "/ lies outside of the registry"),
        (("--today", "soon"), "--today is 'soon'; write an existing date such as 2026-02-12"),
    ],
)
def test_what_cannot_be_done_is_told(tmp_path: Path, arguments: tuple[str], said: str) -> None:
    registry(tmp_path)
    done = srr(tmp_path, "fix", *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(f"srr: {said}")


def test_a_registry_without_records_is_told(tmp_path: Path) -> None:
    (tmp_path / "risks").mkdir()
    done = srr(tmp_path, "fix")
    assert (done.returncode, "no record in" in done.stderr) == (2, True)


def test_only_the_named_files_are_mended(tmp_path: Path) -> None:
    target = registry(tmp_path)
    other = tmp_path / "risks" / "SRR-0002.md"
    other.write_text(WRONG.replace("SRR-0001", "SRR-0002"), encoding="utf-8")
    srr(tmp_path, "fix", str(other))
    assert target.read_text(encoding="utf-8") == WRONG
    assert "priority: 12" in other.read_text(encoding="utf-8")


def test_a_diff_shows_no_secret_and_no_control(tmp_path: Path) -> None:
    secret = "ghp_" + "a1B2" * 9
    registry(tmp_path, WRONG.replace("# sure", f"# {secret}\nx_a: '\u202eb'"))
    done = srr(tmp_path, "fix", "--diff")
    assert secret not in done.stdout
    assert "\u202e" not in done.stdout


def test_a_diff_shows_the_ends_of_lines_where_they_change(tmp_path: Path) -> None:
    registry(tmp_path, record(PATH).replace("owner: ura\n", "owner: ura\r\n"))
    done = srr(tmp_path, "fix", "--diff")
    assert "\n-owner: ura<CR>\n+owner: ura\n" in done.stdout
