"""srr and git as a person runs them: real processes, in a home that holds nothing."""

import os
import pty
import subprocess
import sys
from pathlib import Path

TODAY = "2026-02-02"
AUTHOR = "Ura Taro"


def environment(**more: str) -> dict[str, str]:
    """Return an environment in which the machine's own git settings and dates play no part."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {
        "HOME": os.devnull,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "SRR_TODAY": TODAY,
        "NO_COLOR": "1",
        **more,
    }


def srr(folder: Path, *arguments: str | bytes, **more: str) -> subprocess.CompletedProcess[str]:
    """Run srr in *folder*, with no terminal."""
    return _run(folder, "-m", "srr", *arguments, **more)


def python(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run *code* in *folder*, for what must be put in the way of srr before it starts."""
    return _run(folder, "-c", code)


def _run(folder: Path, *arguments: str | bytes, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def typed(folder: Path, keys: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run srr in *folder* on a terminal at which *keys* are typed."""
    ours, theirs = pty.openpty()
    try:
        os.write(ours, keys.encode())
        return subprocess.run(
            [sys.executable, "-m", "srr", *arguments],
            cwd=folder,
            env=environment(),
            stdin=theirs,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
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


def repository(folder: Path) -> Path:
    """Make *folder* a repository on the branch main with one empty commit."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "commit", "--quiet", "--allow-empty", "--message=start")
    return folder


def commit(folder: Path, path: str, content: str = "x\n") -> None:
    """Write a file and commit it."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(content, encoding="utf-8")
    git(folder, "add", "--", path)
    git(folder, "commit", "--quiet", "--message=add")
