"""What both outlets of the site publish, and the folder of sources."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from examples import record
from srr import docs_folder, publishing, workspace
from srr.pages.page import STYLESHEET
from srr.workspace import CannotDo, Workspace


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[], Workspace]:
    for path in ("risks/SRR-0001.md", "risks/SRR-0002.md", "postmortems/PM-0001.md"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(record(path), encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("docs_dir: site\nx: !!python/name:os.system\n")
    (tmp_path / "site/deep").mkdir(parents=True)
    (tmp_path / "site/deep/hand.md").write_text("# By hand\n", encoding="utf-8")
    return lambda: workspace.load(tmp_path, "2026-02-02")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_record_has_a_page_and_the_style_is_there(opened: Callable[[], Workspace]) -> None:
    files = publishing.files(opened())
    assert {"risks/SRR-0001.md", "risks/SRR-0002.md", "postmortems/PM-0001.md"} <= set(files)
    assert files[STYLESHEET].startswith(b"/*")


def test_two_runs_publish_the_same_bytes(opened: Callable[[], Workspace]) -> None:
    assert publishing.files(opened()) == publishing.files(opened())


def test_addresses_can_go_without_directories(opened: Callable[[], Workspace]) -> None:
    home = publishing.files(opened(), directory_urls=False)["index.md"]
    assert b'href="risks/SRR-0001.html"' in home


def test_the_folder_holds_what_is_published_and_what_was_written_by_hand(
    opened: Callable[[], Workspace], tmp_path: Path
) -> None:
    docs_folder.write(opened(), tmp_path / "out")
    written = contents(tmp_path / "out")
    assert written.pop(docs_folder.LIST).decode().split() == sorted(written)
    assert written.pop("deep/hand.md") == b"# By hand\n"
    assert written == publishing.files(opened())


def test_a_later_run_removes_what_it_no_longer_writes_and_nothing_else(
    opened: Callable[[], Workspace], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    docs_folder.write(opened(), out)
    (out / "mine.md").write_text("mine", encoding="utf-8")
    (tmp_path / "risks/SRR-0002.md").unlink()
    (tmp_path / "site/deep/hand.md").unlink()
    docs_folder.write(opened(), out)
    assert not (out / "risks/SRR-0002.md").exists()
    assert not (out / "deep").exists()
    assert (out / "mine.md").read_text(encoding="utf-8") == "mine"


def test_a_later_run_leaves_what_has_not_changed(
    opened: Callable[[], Workspace], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    docs_folder.write(opened(), out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.md")}
    docs_folder.write(opened(), out)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.md")} == before


@pytest.mark.parametrize("path", ["../victim", "/victim", "link/victim", "risks/../../victim"])
def test_a_list_that_was_tampered_with_removes_nothing_outside(
    opened: Callable[[], Workspace], tmp_path: Path, path: str
) -> None:
    out, victim = tmp_path / "out", tmp_path / "victim"
    docs_folder.write(opened(), out)
    victim.write_text("x", encoding="utf-8")
    (out / "link").symlink_to(tmp_path)
    absolute = str(victim) if path.startswith("/") else path
    (out / docs_folder.LIST).write_text(f"{absolute}\n", encoding="utf-8")
    docs_folder.write(opened(), out)
    assert victim.exists()


def test_nothing_is_written_through_a_link(opened: Callable[[], Workspace], tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    docs_folder.write(opened(), out)
    elsewhere.mkdir()
    for path in (out / "risks").iterdir():
        path.unlink()
    (out / "risks").rmdir()
    (out / "risks").symlink_to(elsewhere)
    with pytest.raises(CannotDo, match="cannot be written"):
        docs_folder.write(opened(), out)
    assert not list(elsewhere.iterdir())


@pytest.mark.parametrize("place", ["site", "site/out", "risks", "postmortems/deep"])
def test_a_folder_that_is_read_is_refused(
    opened: Callable[[], Workspace], tmp_path: Path, place: str
) -> None:
    with pytest.raises(CannotDo, match="which is read"):
        docs_folder.write(opened(), tmp_path / place)


def test_a_link_that_leads_out_of_the_sources_is_refused(
    opened: Callable[[], Workspace], tmp_path: Path
) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    (tmp_path / "site/leak.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(CannotDo, match="leads out"):
        docs_folder.write(opened(), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_every_path_stays_within_the_sources(opened: Callable[[], Workspace]) -> None:
    for path in publishing.files(opened()):
        assert not PurePosixPath(path).is_absolute()
        assert ".." not in PurePosixPath(path).parts
