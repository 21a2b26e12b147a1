"""What is read is what stands there; what is written is whole, in its place, and nothing else is touched."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from srr.documents.tree import MOST_BYTES, NotAFile
from srr.repository import store


def test_records_are_read_from_both_folders_and_below(tmp_path: Path) -> None:
    for path in ("risks/SRR-0001.md", "risks/old/SRR-0002.md", "postmortems/PM-0001.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(path.encode())
    (tmp_path / "notes.md").write_bytes(b"no record")
    assert store.read_tree(tmp_path) == {
        path: path.encode()
        for path in ("risks/SRR-0001.md", "risks/old/SRR-0002.md", "postmortems/PM-0001.md")
    }


def test_a_folder_without_records_is_an_empty_tree(tmp_path: Path) -> None:
    assert store.read_tree(tmp_path) == {}


def test_a_link_is_told_and_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("secret", encoding="utf-8")
    (tmp_path / "risks").mkdir()
    (tmp_path / "risks" / "SRR-0001.md").symlink_to(secret)
    assert store.read_tree(tmp_path) == {"risks/SRR-0001.md": NotAFile("symlink", str(secret))}


def test_a_linked_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "SRR-0001.md").write_text("x", encoding="utf-8")
    (tmp_path / "risks").symlink_to("elsewhere")
    assert list(store.read_tree(tmp_path).values()) == [NotAFile("symlink", "elsewhere")]


def test_a_folder_and_a_pipe_with_the_name_of_a_record_are_told(tmp_path: Path) -> None:
    (tmp_path / "risks" / "SRR-0001.md").mkdir(parents=True)
    os.mkfifo(tmp_path / "risks" / "SRR-0002.md")
    assert store.read_tree(tmp_path) == {
        "risks/SRR-0001.md": NotAFile("directory"),
        "risks/SRR-0002.md": NotAFile("unreadable", "not a regular file"),
    }


def test_writing_replaces_the_content_and_keeps_the_mode(tmp_path: Path) -> None:
    target = tmp_path / "risks" / "SRR-0001.md"
    target.parent.mkdir()
    target.write_bytes(b"before")
    target.chmod(0o640)
    store.write(tmp_path, {"risks/SRR-0001.md": b"after"})
    assert target.read_bytes() == b"after"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [entry.name for entry in target.parent.iterdir()] == ["SRR-0001.md"]


def test_a_failed_writing_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "risks" / "SRR-0001.md" / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        store.write(tmp_path, {"risks/SRR-0001.md": b"x"})
    assert [entry.name for entry in (tmp_path / "risks").iterdir()] == ["SRR-0001.md"]


def test_a_new_file_is_created_with_its_folders(tmp_path: Path) -> None:
    store.create(tmp_path, "a/b/c.md", b"x")
    assert (tmp_path / "a" / "b" / "c.md").read_bytes() == b"x"


def test_a_file_that_is_there_is_never_created_anew(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"before")
    with pytest.raises(FileExistsError):
        store.create(tmp_path, "a.md", b"after")
    assert (tmp_path / "a.md").read_bytes() == b"before"


def write_one(root: Path, path: str, content: bytes) -> None:
    store.write(root, {path: content})


@pytest.mark.parametrize("linked", ["risks", "risks/SRR-0001.md"])
@pytest.mark.parametrize("action", [write_one, store.create])
def test_nothing_is_written_through_a_link(
    tmp_path: Path, linked: str, action: Callable[[Path, str, bytes], None]
) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    (outside / "risks").mkdir(parents=True)
    (root / linked).parent.mkdir(parents=True)
    (root / linked).symlink_to(outside / linked)
    with pytest.raises(OSError, match="not written through"):
        action(root, "risks/SRR-0001.md", b"x")
    assert list((outside / "risks").iterdir()) == []


def test_the_root_itself_may_be_reached_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "root").symlink_to("real")
    store.create(tmp_path / "root", "risks/SRR-0001.md", b"x")
    assert (tmp_path / "real" / "risks" / "SRR-0001.md").read_bytes() == b"x"


def test_what_a_killed_run_left_behind_does_not_stop_the_next_one(tmp_path: Path) -> None:
    (tmp_path / f".a.md.{os.getpid()}").write_bytes(b"half")
    store.write(tmp_path, {"a.md": b"whole"})
    assert (tmp_path / "a.md").read_bytes() == b"whole"


def test_what_somebody_else_wrote_meanwhile_is_not_lost(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"theirs")
    with pytest.raises(OSError, match="changed meanwhile"):
        store.write(tmp_path, {"a.md": b"ours"}, {"a.md": b"before"})
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.md"]
    assert (tmp_path / "a.md").read_bytes() == b"theirs"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "risks").mkdir()
    for name, size in (("SRR-0001.md", MOST_BYTES), ("SRR-0002.md", MOST_BYTES + 1)):
        with (tmp_path / "risks" / name).open("wb") as stream:
            stream.truncate(size)
    tree = store.read_tree(tmp_path)
    assert tree["risks/SRR-0002.md"] == NotAFile("too-large", "17 MiB")
    assert tree["risks/SRR-0001.md"] == bytes(MOST_BYTES)
