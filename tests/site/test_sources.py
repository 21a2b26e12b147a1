"""What both outlets of the site publish."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from kit.examples import record
from srr.repository import workspace
from srr.repository.workspace import Workspace
from srr.site import sources
from srr.site.kit.page import STYLESHEET


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[], Workspace]:
    for path in ("risks/SRR-0001.md", "risks/SRR-0002.md", "postmortems/PM-0001.md"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(record(path), encoding="utf-8")
    return lambda: workspace.open_workspace(tmp_path, "2026-02-02")


def test_every_record_has_a_page_and_the_style_is_there(opened: Callable[[], Workspace]) -> None:
    files = sources.files(sources.site(opened()))
    assert {"risks/SRR-0001.md", "risks/SRR-0002.md", "postmortems/PM-0001.md"} <= set(files)
    assert files[STYLESHEET].startswith(b"/*")


def test_two_runs_publish_the_same_bytes(opened: Callable[[], Workspace]) -> None:
    assert sources.files(sources.site(opened())) == sources.files(sources.site(opened()))


def test_addresses_can_go_without_directories(opened: Callable[[], Workspace]) -> None:
    home = sources.files(sources.site(opened(), directory_urls=False))["index.md"]
    assert b'href="risks/SRR-0001.html"' in home


def test_every_path_stays_within_the_sources(opened: Callable[[], Workspace]) -> None:
    for path in sources.files(sources.site(opened())):
        assert not PurePosixPath(path).is_absolute()
        assert ".." not in PurePosixPath(path).parts


def test_a_record_above_the_size_limit_is_left_out_and_says_why(
    opened: Callable[[], Workspace], tmp_path: Path
) -> None:
    (tmp_path / "srr.toml").write_text("size_limit = 1\n", encoding="utf-8")
    text = record("risks/SRR-0002.md") + "A long line of prose.\n" * 60
    (tmp_path / "risks/SRR-0002.md").write_text(text, encoding="utf-8")
    files = sources.files(sources.site(opened()))
    page = files["risks/SRR-0002.md"].decode()
    assert "A long line of prose." not in page
    assert "KiB, more than 1" in page
    assert b"SRR-0002" not in files["risks.json"]
