"""A hidden folder belongs to a run for as long as it lives; after that the next run removes it."""

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from srr.repository import staging
from srr.repository.staging import exclusive, is_staging, remove_leftovers

LEFT = ".srr-0123456789ab"


def left_over(folder: Path) -> Path:
    place = folder / LEFT
    place.mkdir()
    (place / "half").write_bytes(b"half")
    return place


def test_the_folder_is_on_the_same_disk_and_gone_afterwards(tmp_path: Path) -> None:
    with staging.staging(tmp_path) as place:
        (place / "inside").write_bytes(b"x")
        assert (place.parent, is_staging(place.name)) == (tmp_path, True)
    assert list(tmp_path.iterdir()) == []


def test_it_is_gone_after_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), staging.staging(tmp_path):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_the_next_run_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    left_over(tmp_path)
    with staging.staging(tmp_path) as place:
        assert list(tmp_path.iterdir()) == [place]


def test_what_is_held_by_another_process_stays(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from srr.repository.staging import staging\n"
        "with staging(Path('.')) as place: print(place, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as holder:
        assert holder.stdout
        place = tmp_path / holder.stdout.readline().strip()
        remove_leftovers(tmp_path)
        assert place.is_dir()
        holder.kill()
        holder.wait()
    assert place.is_dir()
    remove_leftovers(tmp_path)
    assert not place.exists()


@pytest.mark.parametrize(
    "name",
    [".srr", ".srr-build", ".srr-0123456789abc", ".srr-0123456789AB", "srr-0123456789ab", ".x"],
)
def test_a_folder_of_another_name_is_never_removed(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    remove_leftovers(tmp_path)
    assert (tmp_path / name).is_dir()


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_is_no_folder_is_never_removed(tmp_path: Path, kind: str) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/keep").write_bytes(b"x")
    if kind == "file":
        (tmp_path / LEFT).write_bytes(b"x")
    else:
        (tmp_path / LEFT).symlink_to("mine")
    remove_leftovers(tmp_path)
    assert os.path.lexists(tmp_path / LEFT)
    assert (tmp_path / "mine/keep").is_file()


@pytest.mark.parametrize("folder", ["absent", "file"])
def test_where_there_is_no_folder_there_are_no_leftovers(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_bytes(b"x")
    remove_leftovers(tmp_path / folder)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_on_a_disk_without_locks_nothing_is_taken_for_a_leftover(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = left_over(tmp_path)

    def refused(*_: object) -> None:
        raise OSError(errno.EBADF, "Bad file descriptor")

    monkeypatch.setattr(fcntl, "flock", refused)
    with staging.staging(tmp_path), exclusive(tmp_path):
        assert len(list(tmp_path.iterdir())) == 2
    assert list(tmp_path.iterdir()) == [place]


def test_a_folder_that_is_taken_for_a_leftover_at_its_birth_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, tried = fcntl.flock, list[int]()

    def overtaken(descriptor: int, kind: int) -> None:
        tried.append(descriptor)
        if len(tried) < 3:
            next(tmp_path.iterdir()).rmdir()
        if len(tried) == 1:
            raise BlockingIOError
        lock(descriptor, kind)

    monkeypatch.setattr(fcntl, "flock", overtaken)
    with staging.staging(tmp_path) as place:
        assert place.is_dir()
        assert len(tried) == 3


def test_two_runs_are_never_in_a_folder_at_once(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from srr.repository.staging import exclusive\n"
        "for _ in range(200):\n"
        "    with exclusive(Path('.')):\n"
        "        count = int(Path('count').read_text())\n"
        "        Path('count').write_text(str(count + 1))\n"
    )
    (tmp_path / "count").write_text("0", encoding="utf-8")
    runs = [subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path) for _ in range(3)]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    assert (tmp_path / "count").read_text(encoding="utf-8") == "600"
