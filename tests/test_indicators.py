"""From a number in a commit to a red build that names the reviewer, in a real repository."""

import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from kit.examples import record
from kit.terminal import git, repository, srr

TODAY = "2026-02-02"
RISK, OTHER, SHOPS = "risks/SRR-0001.md", "risks/SRR-0002.md", "indicators/shops.csv"
ACCEPTANCE = """\
status: accepted
acceptance:
  by: kato
  decided: 2026-01-26
  because: A second stock service costs more than the orders we lose.
  consequences: [Guests wait for up to ten seconds.]
  holds_while: [shops < 15]
  until: 2026-07-20
  reviewer: sato
"""
SAID = "shops was 15 on 2026-02-02, but the acceptance holds while shops < 15; the reviewer is sato"


def lint(root: Path, *words: str) -> CompletedProcess[str]:
    return srr(root, "lint", *words, SRR_TODAY=TODAY)


def commit(root: Path, message: str) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", message)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A clean main on which an acceptance hangs on a number, and a branch to work on."""
    repository(tmp_path)
    accepted = record(RISK).replace("status: not-started\n", ACCEPTANCE)
    accepted = accepted.replace("next_visit: 2026-02-05", "next_visit: 2026-03-02")
    files = {
        RISK: accepted,
        OTHER: record(OTHER),
        SHOPS: "date,value\n2026-01-19,12\n",
        "people.toml": '[sato]\nforge = "sato-k"\n[ura]\n[kato]\n',
        "srr.toml": "",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    commit(tmp_path, "start")
    git(tmp_path, "branch", "--force", "base")
    assert lint(tmp_path).returncode == 0
    return tmp_path


def write_number(root: Path) -> None:
    with (root / SHOPS).open("a", encoding="utf-8") as series:
        series.write("2026-02-02,15\n")


def test_a_pull_request_that_brings_the_number_fails_and_names_the_reviewer(root: Path) -> None:
    write_number(root)
    commit(root, "the number of the week")
    done = lint(root, "--base", "base")
    assert done.returncode == 1
    assert f"error[acceptance-tripped]: {SAID}" in done.stdout
    assert f"--> {RISK}:" in done.stdout
    told = json.loads(lint(root, "--base", "base", "--format", "json").stdout)
    assert [finding["rule"] for finding in told["findings"]] == ["acceptance-tripped"]


def test_a_hook_stops_the_commit_that_brings_it(root: Path) -> None:
    write_number(root)
    assert lint(root, "--staged").returncode == 0
    git(root, "add", "--all")
    staged = lint(root, "--staged")
    assert staged.returncode == 1
    assert SAID in staged.stdout


def test_main_is_red_until_somebody_decides_and_the_reviewer_is_mentioned(root: Path) -> None:
    write_number(root)
    commit(root, "the number of the week")
    git(root, "branch", "--force", "base")
    assert lint(root).returncode == 1
    assert lint(root, "--format", "mentions").stdout.strip() == "- @sato-k: SRR-0001"


def test_a_later_pull_request_about_another_risk_is_warned_and_passes(root: Path) -> None:
    write_number(root)
    commit(root, "the number of the week")
    git(root, "branch", "--force", "base")
    risk = root / OTHER
    text = risk.read_text(encoding="utf-8").replace("two seconds", "three seconds")
    risk.write_text(text, encoding="utf-8")
    commit(root, "other words")
    done = lint(root, "--base", "base")
    assert done.returncode == 0
    assert SAID in done.stdout
    assert "1 warning" in done.stdout


def test_the_number_cannot_be_taken_back_in_silence(root: Path) -> None:
    write_number(root)
    commit(root, "the number of the week")
    git(root, "branch", "--force", "base")
    (root / SHOPS).write_text("date,value\n2026-01-19,12\n", encoding="utf-8")
    commit(root, "no such number")
    done = lint(root, "--base", "base")
    assert done.returncode == 1
    assert "error[indicator-shape]: the row of 2026-02-02 (15) is gone" in done.stdout
