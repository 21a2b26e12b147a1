"""Where a command stands, and which date counts as today."""

from datetime import date
from pathlib import Path

import pytest

from kit.examples import record
from srr.repository import settings_file
from srr.repository.errors import CannotDo
from srr.repository.workspace import open_workspace


@pytest.fixture(autouse=True)
def _no_date_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SRR_TODAY", raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def registry(folder: Path, settings: str | None = None) -> Path:
    (folder / "risks").mkdir(parents=True)
    if settings is not None:
        (folder / "srr.toml").write_text(settings, encoding="utf-8")
    return folder


def test_the_registry_around_the_current_folder_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(registry(tmp_path) / "risks")
    assert open_workspace().root == tmp_path


def test_the_search_ends_at_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    registry(tmp_path)
    inner = tmp_path / "inner"
    (inner / ".git").mkdir(parents=True)
    monkeypatch.chdir(inner)
    with pytest.raises(CannotDo, match="srr init"):
        open_workspace()
    assert settings_file.registry_around(inner) is None


def test_settings_alone_make_a_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "srr.toml").write_text("grace_days = 3\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert open_workspace().settings.grace_days == 3
    assert settings_file.has_settings(tmp_path)


def test_settings_may_stand_in_pyproject(tmp_path: Path) -> None:
    registry(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.srr]\ngrace_days = 4\n", encoding="utf-8")
    assert open_workspace(tmp_path).settings.grace_days == 4


def test_a_pyproject_without_srr_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert not settings_file.has_settings(tmp_path)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ("grace_days = ", "srr.toml cannot be read"),
        ("grace_dayz = 1", "did you mean grace_days"),
        ("timezone = 'Mars/Olympus'", "no time zone is called Mars/Olympus"),
        ("timezone = '../../etc/passwd'", "no time zone"),
        ("[rules]\nscore-prioriti = 'off'", "no rule is called score-prioriti"),
    ],
)
def test_settings_that_cannot_be_used_are_told_in_a_sentence(
    tmp_path: Path, settings: str, sentence: str
) -> None:
    with pytest.raises(CannotDo, match=sentence):
        open_workspace(registry(tmp_path, settings))


def test_settings_that_are_not_utf_8_are_told(tmp_path: Path) -> None:
    registry(tmp_path)
    (tmp_path / "srr.toml").write_bytes("title = 'リスク'".encode("cp932"))
    with pytest.raises(CannotDo, match=r"srr\.toml cannot be read"):
        open_workspace(tmp_path)


def test_a_root_that_is_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotDo, match="is not a folder"):
        open_workspace(tmp_path / "absent")


def test_today_is_the_flag_before_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = registry(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert open_workspace(root).today.described.en == "1970-01-01 (SOURCE_DATE_EPOCH)"
    monkeypatch.setenv("SRR_TODAY", "2026-02-02")
    assert open_workspace(root).today.described.en == "2026-02-02 (SRR_TODAY)"
    assert open_workspace(root, "2026-03-03").today.date == date(2026, 3, 3)


def test_a_day_is_pinned_where_somebody_chose_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = registry(tmp_path)
    assert not open_workspace(root).today.pinned
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert not open_workspace(root).today.pinned
    monkeypatch.setenv("SRR_TODAY", "2026-02-02")
    assert open_workspace(root).today.pinned
    assert open_workspace(root, "2026-03-03").today.pinned


def test_an_instant_falls_on_the_date_of_the_time_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1743435000")  # 2025-03-31 15:30 UTC
    root = registry(tmp_path, 'timezone = "Asia/Tokyo"')
    assert open_workspace(root).today.date == date(2025, 4, 1)


@pytest.mark.parametrize("text", ["2026-02-30", "2026/02/02", "tomorrow", "２０２６-02-02"])
def test_a_date_that_does_not_exist_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(CannotDo, match="write an existing date"):
        open_workspace(registry(tmp_path), text)


@pytest.mark.parametrize("text", ["soon", "9" * 30])
def test_an_epoch_that_is_no_time_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
    with pytest.raises(CannotDo, match="seconds since 1970"):
        open_workspace(registry(tmp_path))


def test_records_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    opened = open_workspace(registry(tmp_path))
    (tmp_path / "risks" / "SRR-0001.md").write_text("---\nid: SRR-0001\n---\n", encoding="utf-8")
    assert [risk.id for risk in opened.registry.risks] == ["SRR-0001"]


def test_a_changed_file_is_read_and_nothing_else_is_read_again(tmp_path: Path) -> None:
    paths = [f"risks/SRR-000{number}.md" for number in (1, 2, 3)]
    registry(tmp_path)
    for path in paths:
        (tmp_path / path).write_text(record(path), encoding="utf-8")
    before = open_workspace(tmp_path)
    new = record(paths[1]).replace("owner: ura", "owner: mei").encode()
    after = before.holding({paths[1]: new}, without=(paths[2],))
    assert [risk.owner for risk in after.as_written.risks] == ["ura", "mei"]
    assert after.as_written.by_path[paths[0]] is before.as_written.by_path[paths[0]]
    assert after.tree == {paths[0]: before.tree[paths[0]], paths[1]: new}
    assert [risk.owner for risk in before.as_written.risks] == ["ura", "ura", "ura"]
