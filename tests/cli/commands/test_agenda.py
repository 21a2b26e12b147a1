"""srr agenda as a person runs it."""

from pathlib import Path

from kit.examples import record
from kit.terminal import srr


def test_the_list_goes_to_standard_output_as_of_the_date_given(tmp_path: Path) -> None:
    (tmp_path / "risks").mkdir()
    (tmp_path / "risks/SRR-0001.md").write_text(record("risks/SRR-0001.md"), encoding="utf-8")
    (tmp_path / "risks/SRR-0002.md").write_text("no front matter", encoding="utf-8")
    done = srr(tmp_path, "agenda", "--today", "2026-02-06")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Risk review, 2026-02-06\n")
    assert "Files that cannot be read: 1." in done.stdout
    assert "## Overdue (1)\n\n- [ ] **SRR-0001**" in done.stdout


def test_a_date_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    (tmp_path / "risks").mkdir()
    done = srr(tmp_path, "agenda", "--today", "2026-02-30")
    assert done.returncode == 2
    assert "--today is '2026-02-30'" in done.stderr
