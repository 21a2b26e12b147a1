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
    files = sources.files(opened())
    assert {"risks/SRR-0001.md", "risks/SRR-0002.md", "postmortems/PM-0001.md"} <= set(files)
    assert files[STYLESHEET].startswith(b"/*")


def test_two_runs_publish_the_same_bytes(opened: Callable[[], Workspace]) -> None:
    assert sources.files(opened()) == sources.files(opened())


def test_addresses_can_go_without_directories(opened: Callable[[], Workspace]) -> None:
    home = sources.files(opened(), directory_urls=False)["index.md"]
    assert b'href="risks/SRR-0001.html"' in home


def test_every_path_stays_within_the_sources(opened: Callable[[], Workspace]) -> None:
    for path in sources.files(opened()):
        assert not PurePosixPath(path).is_absolute()
        assert ".." not in PurePosixPath(path).parts
