"""srr and git as a person runs them, in a home that holds nothing."""

import gc
import io
import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import BinaryIO
from unittest.mock import patch

import pytest

from kit.shared import filled
from srr.cli.app import main

TODAY = "2026-02-02"
AUTHOR = "Ura Taro"
# The settings of the machine play no part; no commit copies sample hooks or looks whether to tidy up.
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TEMPLATE_DIR": "",
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "maintenance.auto",
    "GIT_CONFIG_VALUE_0": "false",
}


def environment(**more: str) -> dict[str, str]:
    """Return an environment in which the machine's own git settings and dates play no part."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {
        **GIT,
        "HOME": os.devnull,
        "SRR_TODAY": TODAY,
        "NO_COLOR": "1",
        **more,
    }


def srr(folder: Path, *arguments: str | bytes, **more: str) -> subprocess.CompletedProcess[str]:
    """Run srr in *folder*, in this process: starting Python takes longer than most runs.

    There is no terminal, but where COLUMNS is among *more*: then what is printed goes to one of that width.
    """
    return _done(folder, arguments, io.BytesIO(), more)


def fed(folder: Path, stdin: bytes, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run srr in *folder* as `srr` does, with *stdin* as its standard input."""
    return _done(folder, arguments, io.BytesIO(stdin), {})


def _done(
    folder: Path, arguments: Sequence[str | bytes], stdin: BinaryIO, more: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    words = ["srr", *map(os.fsdecode, arguments)]
    out, err = io.BytesIO(), io.BytesIO()
    # The streams are closed when they are forgotten, and with them what they wrote to.
    screen = _Screen if "COLUMNS" in more else io.TextIOWrapper
    stdout = screen(out, "utf-8", write_through=True)
    stderr = io.TextIOWrapper(err, "utf-8", write_through=True)
    with (
        _world(folder, words, environment(**more), stdin),
        redirect_stdout(stdout),
        redirect_stderr(stderr),
        pytest.raises(SystemExit) as end,
    ):
        main()
    code = int(end.value.code or 0)
    return subprocess.CompletedProcess(
        words, code, out.getvalue().decode(), err.getvalue().decode()
    )


class _Screen(io.TextIOWrapper):
    """Output to a terminal."""

    def isatty(self) -> bool:
        return True


@contextmanager
def _world(
    folder: Path, words: list[str], variables: dict[str, str], stdin: BinaryIO
) -> Iterator[None]:
    """Stand in *folder* with these arguments and variables, and put back what srr changes."""
    stops = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    collects = gc.get_threshold()
    with (
        chdir(folder),
        patch.object(sys, "argv", words),
        patch.object(sys, "stdin", io.TextIOWrapper(stdin)),
        patch.dict(os.environ, variables, clear=True),
    ):
        try:
            yield
        finally:
            gc.set_threshold(*collects)
            for each, handler in stops.items():
                signal.signal(each, handler)


def process(folder: Path, *arguments: str, seconds: int = 60) -> subprocess.CompletedProcess[str]:
    """Run srr in *folder* as a process of its own, for what must end in time."""
    return _run(folder, "-m", "srr", *arguments, seconds=seconds)


def python(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run *code* in *folder*, for what must be put in the way of srr before it starts."""
    return _run(folder, "-c", code, seconds=60)


def _run(folder: Path, *arguments: str, seconds: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )


def typed(folder: Path, keys: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run srr in *folder* as `srr` does, at a terminal at which *keys* are typed, and Ctrl+D at what is asked after."""
    ours, theirs = pty.openpty()
    try:
        os.write(ours, f"{keys}\x04".encode())
        with open(theirs, "rb", buffering=0, closefd=False) as terminal:
            return _done(folder, arguments, terminal, {})
    finally:
        os.close(ours)
        os.close(theirs)


def git(folder: Path, *arguments: str, **more: str) -> str:
    """Run git in *folder* and return what it prints; *more* is its environment."""
    author = ("-c", f"user.name={AUTHOR}", "-c", "user.email=ura@example.com")
    done = subprocess.run(
        ["git", *author, *arguments],
        cwd=folder,
        env=environment(**more),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def head(folder: Path) -> str:
    """Return the commit that was made last in the repository *folder*, without starting git."""
    place = folder / ".git"
    named = (place / "HEAD").read_text("ascii").strip()
    is_branch = named.startswith("ref: ")
    return (place / named.removeprefix("ref: ")).read_text("ascii").strip() if is_branch else named


def repository(folder: Path) -> Path:
    """Make *folder* a repository on the branch main with one empty commit."""
    ready("repository", folder, _started)
    return folder


def _started(folder: Path) -> None:
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "commit", "--quiet", "--allow-empty", "--message=start")


def ready(name: str, folder: Path, make: Callable[[Path], object]) -> None:
    """Copy into *folder* what *make* makes, which it does once for all tests of a run, under *name*."""
    shutil.copytree(filled(name, make), folder, symlinks=True, dirs_exist_ok=True)
    if (folder / ".git/index").exists():
        # Git knows its files by more than their names and their times.
        git(folder, "update-index", "-q", "--refresh")


def commit(folder: Path, path: str, content: str = "x\n") -> None:
    """Write a file and commit it."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(content, encoding="utf-8")
    git(folder, "add", "--", path)
    git(folder, "commit", "--quiet", "--message=add")
