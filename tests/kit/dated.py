"""Commits on given days, in real repositories, and what is read of them."""

import subprocess
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from kit.examples import record
from kit.terminal import environment, git, head, ready, repository
from srr.documents import document
from srr.documents.document import Document
from srr.repository import history

FIRST = "risks/SRR-0001.md"


def commit_on(repository: Path, day: str, files: Mapping[str, str | None], *words: str) -> str:
    """Write or remove *files*, commit everything as of nine in Tokyo on *day*, and return the commit.

    *words* are another command than `commit`.
    """
    for path, content in files.items():
        place = repository / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            place.unlink()
        else:
            place.write_text(content, encoding="utf-8")
    git(repository, "add", "--all")
    names = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (
            ("NAME", "浦"),
            ("EMAIL", "ura@example.com"),
            ("DATE", f"{day}T09:00:00+09:00"),
        )
    }
    command = words or ("commit", "--quiet", "--allow-empty", "--message=change")
    git(repository, *command, **names)
    return head(repository)


def versions_on(repository: Path, day: str, path: str, texts: Iterable[str]) -> None:
    """Commit each of *texts* as the file at *path*, as of nine in Tokyo on *day*, all in one start of git."""
    instant = int(datetime.fromisoformat(f"{day}T09:00:00+09:00").timestamp())
    who, before = f"浦 <ura@example.com> {instant} +0900", f"from {head(repository)}\n"
    parts = []
    for text in texts:
        parts += [
            f"commit refs/heads/main\ncommitter {who}\ndata 6\nchange\n{before}",
            f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n",
        ]
        before = ""
    given = "".join(parts).encode()
    command = ("git", "fast-import", "--quiet")
    subprocess.run(command, cwd=repository, env=environment(), input=given, check=True)
    git(repository, "reset", "--quiet", "--hard")


def started(folder: Path, registry: str = ".") -> Path:
    """Return a repository in which a risk was begun on 5 January and worked on from the 12th."""
    path = f"{registry}/{FIRST}"

    def make(repo: Path) -> None:
        repository(repo)
        commit_on(repo, "2026-01-05", {path: record(FIRST), f"{registry}/srr.toml": ""})
        commit_on(repo, "2026-01-12", {path: record(FIRST).replace("not-started", "in-progress")})
        git(repo, "repack", "-adq")

    ready(f"started-{registry.replace('/', '-')}", folder, make)
    return folder


def watched(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Return a list to which each version that a chronicle reads from now on is added."""
    read: list[bytes] = []

    def reading(path: str, raw: bytes) -> Document:
        read.append(raw)
        return document.read(path, raw)

    monkeypatch.setattr(history, "read_document", reading)
    return read
