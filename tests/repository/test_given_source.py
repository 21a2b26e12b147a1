"""A register from elsewhere on disk: one file or a folder, within limits, and no link is followed."""

import os
from pathlib import Path

import pytest

from srr.repository import given_source
from srr.repository.errors import CannotDo
from srr.repository.given_source import given_files


def test_a_file_goes_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"x")
    assert given_files(tmp_path / "a.csv").files == {"a.csv": b"x"}


def test_a_folder_goes_by_the_paths_within_it_without_what_is_hidden(tmp_path: Path) -> None:
    for path in ("b/c.md", "a.md", ".hidden/x.md", "b/.DS_Store"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(path.encode())
    found = given_files(tmp_path)
    assert [*found.files] == ["a.md", "b/c.md"]
    assert found.links == ()


def test_links_within_a_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    (tmp_path / "given/a.md").write_bytes(b"a")
    (tmp_path / "secret.md").write_bytes(b"s")
    (tmp_path / "given/b.md").symlink_to("../secret.md")
    (tmp_path / "given/up").symlink_to("..")
    (tmp_path / "given/loop").symlink_to("loop")
    found = given_files(tmp_path / "given")
    assert found.files == {"a.md": b"a"}
    assert sorted(found.links) == ["b.md", "loop", "up"]


@pytest.mark.parametrize("name", ["nowhere", "empty", "loop"])
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(CannotDo) as error:
        given_files(tmp_path / name)
    assert error.value.said.en.startswith(f"{tmp_path / name} cannot be read: ")


def test_a_pipe_is_neither_a_file_nor_a_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotDo, match="neither a file nor a folder"):
        given_files(tmp_path / "pipe")


def test_more_than_srr_reads_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    (tmp_path / "b").write_bytes(b"12345")
    monkeypatch.setattr(given_source, "MOST_BYTES", 9)
    with pytest.raises(CannotDo, match="more than"):
        given_files(tmp_path)
    assert given_files(tmp_path / "a").files == {"a": b"12345"}
    monkeypatch.setattr(given_source, "MOST_BYTES", 10)
    assert len(given_files(tmp_path).files) == 2
    monkeypatch.setattr(given_source, "MOST_FILES", 1)
    with pytest.raises(CannotDo, match="more than the 1 files"):
        given_files(tmp_path)
