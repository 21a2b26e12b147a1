"""The hooks, run by pre-commit itself: it builds srr from this repository and runs it in another one."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kit.examples import record
from kit.terminal import commit, environment, git, repository

pytest.importorskip("pre_commit")

REPO = Path(__file__).parents[1]
LOCK = str(REPO / "constraints.txt")
PATH = "risks/SRR-0001.md"
OTHER = "risks/SRR-0002.md"


def run(folder: Path, *command: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment(
            HOME=str(home),
            PRE_COMMIT_HOME=str(home / "hooks"),
            PIP_CONSTRAINT=LOCK,
            PIP_BUILD_CONSTRAINT=LOCK,
        ),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a repository with what pre-commit builds srr from, as it is on the disk now."""
    folder = repository(tmp_path / "srr")
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(REPO / name, folder / name)
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(REPO / "tool/srr", folder / "tool/srr", ignore=left_out)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=srr")
    return folder


@pytest.mark.registries
def test_the_hooks_look_at_what_is_staged_and_mend_it(
    tmp_path: Path, source: Path, home: Path
) -> None:
    """One test for both hooks: pre-commit builds srr anew for each run of try-repo."""
    folder = repository(tmp_path / "registry")
    commit(folder, PATH, record(PATH).replace("\n---\n", "\nbogus: 1\n---\n", 1))
    (folder / OTHER).write_text(
        record(OTHER).replace("\n---\n", "\npriority: 10\narea: kitchen\n---\n", 1),
        encoding="utf-8",
    )
    git(folder, "add", OTHER)
    # Neither staged nor known to git: neither hook may see them.
    (folder / PATH).write_text("broken", encoding="utf-8")
    (folder / "risks/SRR-0003.md").write_text("broken", encoding="utf-8")

    done = run(folder, "pre_commit", "try-repo", str(source), "--verbose", home=home)

    assert "An unexpected error" not in done.stdout, done.stdout
    assert done.returncode == 1, done.stdout + done.stderr
    fix, _, lint = done.stdout.partition("- hook id: srr-lint")
    assert lint.count("error[") == 2, lint
    assert "error[score-priority]: 6 x 2 = 12, not 10" in lint
    assert "error[field-value]" in lint
    assert "1 older in files that were not touched" in lint
    assert "- files were modified by this hook" in fix
    assert "Fixed 1 file." in fix
    assert "priority: 12" in (folder / OTHER).read_text(encoding="utf-8")
    assert (folder / PATH).read_text(encoding="utf-8") == "broken"
