"""What is read is what stands there; what is written is whole, in its place, and nothing else is touched."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from srr.documents.tree import MOST_BYTES, NotAFile, Tree
from srr.repository import store


def create(root: Path, path: str, content: bytes) -> None:
    store.write(root, {path: content}, {})


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
    create(tmp_path, "a/b/c.md", b"x")
    assert (tmp_path / "a" / "b" / "c.md").read_bytes() == b"x"


def test_a_file_that_is_there_is_never_created_anew(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"before")
    with pytest.raises(FileExistsError):
        create(tmp_path, "a.md", b"after")
    assert (tmp_path / "a.md").read_bytes() == b"before"


def write_one(root: Path, path: str, content: bytes) -> None:
    store.write(root, {path: content})


@pytest.mark.parametrize("linked", ["risks", "risks/SRR-0001.md"])
@pytest.mark.parametrize("action", [write_one, create])
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
    create(tmp_path / "root", "risks/SRR-0001.md", b"x")
    assert (tmp_path / "real" / "risks" / "SRR-0001.md").read_bytes() == b"x"


def test_what_a_killed_run_left_behind_goes_with_the_next_one(tmp_path: Path) -> None:
    (tmp_path / ".srr-0123456789ab").mkdir()
    (tmp_path / ".srr-0123456789ab/0").write_bytes(b"half")
    store.write(tmp_path, {"a.md": b"whole"})
    assert (tmp_path / "a.md").read_bytes() == b"whole"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.md"]


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


def test_a_file_that_was_not_there_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"theirs")
    with pytest.raises(FileExistsError, match="meanwhile"):
        store.write(tmp_path, {"a.md": b"ours"}, {})
    assert (tmp_path / "a.md").read_bytes() == b"theirs"


def test_a_file_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="removed meanwhile"):
        store.write(tmp_path, {"a.md": b"ours"}, {"a.md": b"before"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("bad", ["z.md", "risks/z.md"])
def test_where_one_file_cannot_be_written_none_is(tmp_path: Path, bad: str) -> None:
    (tmp_path / "risks").mkdir()
    before: Tree = {path: path.encode() for path in ("a.md", "risks/a.md", bad)}
    for path in before:
        (tmp_path / path).write_bytes(path.encode())
    (tmp_path / bad).write_bytes(b"theirs")
    with pytest.raises(OSError, match="changed meanwhile") as raised:
        store.write(tmp_path, {**dict.fromkeys(before, b"ours"), "new.md": b"ours"}, before)
    assert raised.value.filename == bad
    assert contents(tmp_path) == {"a.md": b"a.md", "risks/a.md": b"risks/a.md", bad: b"theirs"}


@pytest.mark.parametrize("has_links", [True, False])
@pytest.mark.parametrize("last", ["z.md", "new.md"])
def test_what_was_put_in_place_before_a_failure_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: str, *, has_links: bool
) -> None:
    before: Tree = {"a.md": b"before", "z.md": b"before"}
    for path in before:
        (tmp_path / path).write_bytes(b"before")
    failing_to_move_to(tmp_path / last, monkeypatch, has_links=has_links)
    files = {"first.md": b"ours", "a.md": b"ours", "z.md": b"ours", "new.md": b"ours"}
    with pytest.raises(OSError, match="Input/output error") as raised:
        store.write(tmp_path, files, before)
    assert raised.value.filename == last
    if has_links:
        assert contents(tmp_path) == before
    else:
        assert set(contents(tmp_path)) == set(before), "a file replaced there stays, and is whole"


def failing_to_move_to(target: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool) -> None:
    """Let the disk fail where a file is put at *target*, and have no hard links if so wished."""
    rename, replace, link = os.rename, os.replace, os.link

    def fail(deed: Callable[..., None], source: Path, place: Path) -> None:
        if Path(place) == target:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        if deed is link and not has_links:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        deed(source, place)

    monkeypatch.setattr(os, "rename", lambda *given: fail(rename, *given))
    monkeypatch.setattr(os, "replace", lambda *given: fail(replace, *given))
    monkeypatch.setattr(os, "link", lambda *given: fail(link, *given))


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def test_on_a_disk_without_hard_links_a_new_file_is_whole_and_touches_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_to_move_to(tmp_path / "nowhere", monkeypatch, has_links=False)
    create(tmp_path, "a.md", b"ours")
    store.write(tmp_path, {"a.md": b"more"}, {"a.md": b"ours"})
    with pytest.raises(FileExistsError):
        create(tmp_path, "a.md", b"again")
    assert contents(tmp_path) == {"a.md": b"more"}


def test_a_new_file_has_the_mode_that_others_have(tmp_path: Path) -> None:
    create(tmp_path, "a.md", b"ours")
    (tmp_path / "b.md").touch()
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "b.md").stat().st_mode


def test_further_attributes_of_a_file_are_kept_and_its_time_is_new(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_bytes(b"before")
    os.utime(target, (0, 0))
    try:
        os.setxattr(target, "user.srr", b"mine")
    except (AttributeError, OSError):
        pytest.skip("this disk has no extended attributes")
    store.write(tmp_path, {"a.md": b"after"})
    assert os.getxattr(target, "user.srr") == b"mine"
    assert target.stat().st_mtime > 0


def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    with pytest.raises(OSError, match="not a regular file"):
        store.write(tmp_path, {"a.md": b"x"})
    assert stat.S_ISFIFO((tmp_path / "a.md").stat().st_mode)


def test_a_folder_that_is_a_file_is_named_and_no_taken_name(tmp_path: Path) -> None:
    (tmp_path / "risks").write_bytes(b"x")
    with pytest.raises(NotADirectoryError) as raised:
        create(tmp_path, "risks/SRR-0001.md", b"x")
    assert raised.value.filename == "risks/SRR-0001.md"


def test_a_file_is_removed_only_as_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"theirs")
    with pytest.raises(OSError, match="changed meanwhile"):
        store.remove(tmp_path, "a", {"a": b"before"})
    (tmp_path / ".srr-0123456789ab").mkdir()
    store.remove(tmp_path, "a", {"a": b"theirs"})
    store.remove(tmp_path, "a", {"a": b"theirs"})
    assert list(tmp_path.iterdir()) == []
