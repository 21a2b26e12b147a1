"""The registries that the bench measures on are the same everywhere, and clean."""

import shutil
import subprocess
import sys
from pathlib import Path

from kit.terminal import srr

GENERATE = Path(__file__).parents[2] / "bench" / "generate.py"


def _generate(out: Path, count: int, *more: str) -> dict[str, bytes]:
    subprocess.run([sys.executable, GENERATE, out, "-n", str(count), *more], check=True)
    files = [path for path in out.rglob("*") if path.is_file()]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    assert _generate(tmp_path / "one", 30) == _generate(tmp_path / "two", 30)


def test_there_is_one_postmortem_for_ten_risks(tmp_path: Path) -> None:
    names = list(_generate(tmp_path, 25))
    assert sum(name.startswith("risks/") for name in names) == 25
    assert sum(name.startswith("postmortems/") for name in names) == 2


def test_a_generated_registry_lints_clean(tmp_path: Path) -> None:
    _generate(tmp_path, 150)
    done = srr(tmp_path, "lint", "--today", "2026-11-16")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_generated_registry_with_indicators_lints_clean(tmp_path: Path) -> None:
    files = _generate(tmp_path, 30, "--indicators", "20")
    series = [text for path, text in files.items() if path.startswith("indicators/")]
    assert {text.count(b"\n") for text in series} == {1827}
    assert len(series) == 20
    done = srr(tmp_path, "lint", "--today", "2026-11-16")
    assert "no findings" in done.stdout, done.stdout + done.stderr


def test_a_past_leads_in_as_many_commits_as_asked_to_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        files = _generate(tmp_path / name, 30)
        history = str(GENERATE.with_name("history.py"))
        command = [sys.executable, history, str(tmp_path / name), "--commits", "50"]
        subprocess.run(command, check=True)
    heads = [_git(tmp_path / name, "rev-parse", "HEAD") for name in ("one", "two")]
    assert heads[0] == heads[1]
    assert len(_git(tmp_path / "one", "rev-list", "HEAD").split()) == 50
    changed = _git(tmp_path / "one", "status", "--porcelain").splitlines()
    assert changed == ["?? mkdocs.yml", "?? srr.toml"]
    assert set(_git(tmp_path / "one", "ls-files").split()) == set(files) - {
        "mkdocs.yml",
        "srr.toml",
    }


def test_records_written_by_hand_get_the_past_that_their_visits_tell(tmp_path: Path) -> None:
    for folder in ("risks", "postmortems"):
        shutil.copytree(GENERATE.parents[1] / folder, tmp_path / folder)
    subprocess.run([sys.executable, GENERATE.with_name("history.py"), tmp_path], check=True)
    assert _git(tmp_path, "status", "--porcelain") == ""
    japanese = _git(tmp_path, "log", "--format=%as", "--reverse", "--", "risks/SRR-0012.md")
    assert japanese.split()[:2] == ["2026-07-08", "2026-07-15"]
    unvisited = _git(tmp_path, "log", "--format=%as", "--", "risks/SRR-0016.md").split()
    assert unvisited == ["2026-11-10"]
    first = _git(tmp_path, "log", "--format=%h", "--reverse", "--", "risks/SRR-0001.md").split()[0]
    text = _git(tmp_path, "show", f"{first}:risks/SRR-0001.md")
    assert "\nstatus: not-started\nnext_visit: 2026-01-21\n" in text
    assert text.endswith("\n## Visits\n\n")


def _git(folder: Path, *words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=folder, check=True, capture_output=True, text=True
    ).stdout
