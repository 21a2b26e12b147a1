"""Where srr was installed from, out of what pip writes down and of real repositories."""

from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from kit.terminal import commit, git, repository
from srr.repository.installed_from import git_source, source_of
from srr.text.requirement import GitSource

COMMIT = "0123456789abcdef0123456789abcdef01234567"
ORIGIN = "git@git.example.com:team/srr.git"


def of_git(url: str, commit: str = COMMIT, **more: str) -> dict[str, Any]:
    return {"url": url, "vcs_info": {"vcs": "git", "commit_id": commit}, **more}


def of_folder(folder: Path, *, editable: bool = True) -> dict[str, Any]:
    return {"url": folder.as_uri(), "dir_info": {"editable": True} if editable else {}}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a clone, its commit on a branch of an origin that other machines reach."""
    repository(tmp_path / "theirs")
    git(tmp_path, "clone", "--quiet", "theirs", "信頼性 srr")
    clone = tmp_path / "信頼性 srr"
    git(clone, "remote", "set-url", "origin", ORIGIN)
    return clone


def head(repo: Path) -> str:
    return git(repo, "rev-parse", "HEAD").strip()


def test_a_git_address_comes_with_its_commit() -> None:
    url = "https://git.example.com/srr.git"
    assert source_of(of_git(url)) == GitSource(url, COMMIT)
    assert source_of(of_git(url, subdirectory="tools")) == GitSource(url, COMMIT, "tools")


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"url": "file:///tmp/srr-0.1.0-py3-none-any.whl", "archive_info": {}},
        {"url": "https://example.com/srr", "vcs_info": {"vcs": "hg", "commit_id": COMMIT}},
    ],
)
def test_a_wheel_an_index_and_other_systems_have_no_git_address(record: dict[str, Any]) -> None:
    assert source_of(record) is None


@pytest.mark.parametrize("editable", [True, False])
def test_a_checkout_stands_for_its_origin(checkout: Path, editable: bool) -> None:
    found = source_of(of_folder(checkout, editable=editable))
    assert found == GitSource(ORIGIN, head(checkout))


def test_a_local_clone_stands_for_its_origin_at_the_commit_that_was_installed(
    checkout: Path,
) -> None:
    installed = head(checkout)
    commit(checkout, "later")
    assert source_of(of_git(checkout.as_uri(), installed)) == GitSource(ORIGIN, installed)
    assert source_of(of_git(checkout.as_uri(), head(checkout))) is None
    assert source_of(of_git(checkout.as_uri(), COMMIT)) is None


def test_a_commit_that_was_never_pushed_is_nowhere_else(checkout: Path) -> None:
    commit(checkout, "mine")
    assert source_of(of_folder(checkout)) is None


def test_a_checkout_without_an_origin_is_nowhere_else(checkout: Path) -> None:
    git(checkout, "config", "--unset", "remote.origin.url")
    assert source_of(of_folder(checkout)) is None


def test_a_folder_inside_of_another_repository_is_not_that_repository(checkout: Path) -> None:
    (checkout / "vendor").mkdir()
    assert source_of(of_folder(checkout / "vendor")) is None


def test_a_folder_without_git_or_without_a_commit_or_gone_is_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    git(tmp_path, "init", "--quiet", "empty")
    git(tmp_path / "empty", "remote", "add", "origin", ORIGIN)
    for name in ("plain", "empty", "gone"):
        assert source_of(of_folder(tmp_path / name)) is None


def test_without_an_installation_there_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> metadata.Distribution:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", missing)
    assert git_source() is None
