"""The history of the risks of a workspace, from real repositories."""

import shutil
from pathlib import Path

import pytest

from kit.dated import FIRST, commit_on, started, watched
from kit.examples import record
from kit.terminal import git
from srr.exporters.data.feed import LIMIT
from srr.insights.risk_history import History
from srr.insights.trend import points
from srr.repository import history as chronicle
from srr.repository import workspace

TODAY = "2026-02-02"
REPO = Path(__file__).parents[2]


def trend(root: Path, today: str = TODAY) -> History:
    found = chronicle.read(workspace.open_workspace(root, today), LIMIT).trend
    assert found is not None
    return found


def history(root: Path, today: str = TODAY) -> History:
    found = chronicle.read(workspace.open_workspace(root, today), LIMIT).history
    assert isinstance(found, History)
    return found


def turns(root: Path, path: str = FIRST) -> list[str]:
    life = history(root).of(path)
    return [f"{turn.day} {turn.after}" for turn in life.turns()] if life else []


def test_a_risk_is_followed_through_the_commits(tmp_path: Path) -> None:
    assert turns(started(tmp_path)) == ["2026-01-05 not-started", "2026-01-12 in-progress"]


def test_a_registry_in_a_subfolder_has_its_own_history(tmp_path: Path) -> None:
    repo = started(tmp_path, "信頼性 team")
    assert turns(repo / "信頼性 team") == ["2026-01-05 not-started", "2026-01-12 in-progress"]


def test_days_are_those_of_the_time_zone_of_the_registry(tmp_path: Path) -> None:
    repo = started(tmp_path)
    (repo / "srr.toml").write_text('timezone = "America/Los_Angeles"\n', encoding="utf-8")
    assert turns(repo) == ["2026-01-04 not-started", "2026-01-11 in-progress"]


def test_other_files_and_postmortems_are_no_risks(tmp_path: Path) -> None:
    repo = started(tmp_path)
    files = {
        "risks/README.md": "# Risks\n",
        "postmortems/PM-0001.md": record("postmortems/PM-0001.md"),
    }
    commit_on(repo, "2026-01-20", files)
    assert [life.path for life in history(repo).lives] == [FIRST]


def test_each_version_is_read_once_and_what_the_registry_holds_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = started(tmp_path)
    commit_on(repo, "2026-01-13", {FIRST: record(FIRST)})
    commit_on(repo, "2026-01-14", {FIRST: record(FIRST).replace("not-started", "in-progress")})
    opened = workspace.open_workspace(repo, TODAY)
    assert len(opened.registry.risks) == 1
    read = watched(monkeypatch)
    chronicle.read(opened, LIMIT)
    assert read == [record(FIRST).encode()]


def test_a_version_that_cannot_be_read_is_no_end(tmp_path: Path) -> None:
    repo = started(tmp_path)
    commit_on(repo, "2026-01-20", {FIRST: "<<<<<<< ours\n"})
    assert turns(repo) == ["2026-01-05 not-started", "2026-01-12 in-progress"]


def test_a_shallow_clone_says_so_and_dates_nothing(tmp_path: Path) -> None:
    origin = started(tmp_path / "origin")
    git(tmp_path, "clone", "--quiet", "--depth=1", origin.as_uri(), "clone")
    assert (
        chronicle.read(workspace.open_workspace(tmp_path / "clone", TODAY), LIMIT).history
        == "partial"
    )


def test_without_a_repository_without_git_and_without_commits_there_is_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = workspace.open_workspace(tmp_path, TODAY)
    assert chronicle.read(opened, LIMIT).history == "no-git"
    git(tmp_path, "init", "--quiet")
    assert chronicle.read(opened, LIMIT).history == "no-commits"
    commit_on(tmp_path, "2026-01-05", {"README.md": "x\n"})
    assert chronicle.read(opened, LIMIT).history == "no-commits"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chronicle.read(opened, LIMIT).history == "no-git"


def test_what_was_committed_after_today_is_not_known_yet(tmp_path: Path) -> None:
    (life,) = history(started(tmp_path), "2026-01-11").lives
    assert [turn.after for turn in life.turns()] == ["not-started"]


def test_a_history_that_begins_after_today_is_none(tmp_path: Path) -> None:
    assert (
        chronicle.read(workspace.open_workspace(started(tmp_path), "2026-01-04"), LIMIT).history
        == "no-commits"
    )


def test_the_example_registry_has_a_trend_of_its_visits_without_git(tmp_path: Path) -> None:
    shutil.copytree(REPO / "risks", tmp_path / "risks")
    shutil.copy(REPO / "srr.toml", tmp_path)
    opened = workspace.open_workspace(tmp_path, "2026-11-23")
    found = points(trend(tmp_path, "2026-11-23"), opened.today.date)
    assert (str(found[0].day), len(found)) == ("2026-01-14", 46)
    june = next(point for point in found if point.day.isoformat() == "2026-06-15")
    assert june.risks == {
        "not-started": 4,
        "in-progress": 1,
        "watching": 1,
        "mitigated": 3,
        "accepted": 2,
        "done": 3,
    }
    stated = [risk.status for risk in opened.registry.risks]
    assert found[-1].risks == {status: stated.count(status) for status in june.risks}


def test_a_shallow_clone_has_the_trend_that_its_visits_tell(tmp_path: Path) -> None:
    origin = started(tmp_path / "origin")
    visited = (
        record(FIRST).replace("not-started", "in-progress").replace("2026-01-26", "2026-01-02")
    )
    visited += "\n## Visits\n\n- 2026-01-09 ura: not-started -> in-progress. Measured.\n"
    commit_on(origin, "2026-01-20", {FIRST: visited})
    git(tmp_path, "clone", "--quiet", "--depth=1", origin.as_uri(), "clone")
    told = [
        [(str(turn.day), turn.after) for turn in trend(root).lives[0].turns()]
        for root in (origin, tmp_path / "clone")
    ]
    assert told[0] == told[1] == [("2026-01-02", "not-started"), ("2026-01-09", "in-progress")]


def test_what_is_not_committed_yet_is_told_of_today(tmp_path: Path) -> None:
    repo = started(tmp_path)
    (repo / FIRST).write_text(record(FIRST).replace("not-started", "watching"), encoding="utf-8")
    assert [str(turn.day) for turn in trend(repo).lives[0].turns()][-1] == TODAY
    assert turns(repo)[-1] == "2026-01-12 in-progress"
