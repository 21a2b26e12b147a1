"""A team at work in a real repository: branches, pull requests that srr lint decides on, squash merges."""

import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import NamedTuple

from kit.terminal import git, srr

_FOLDERS = {"SRR": "risks", "PM": "postmortems"}


class Desk(NamedTuple):
    """A checkout of the registry, with the person who works in it and the day on which they do."""

    folder: Path
    day: str
    who: str

    def srr(self, *words: str) -> CompletedProcess[str]:
        """Run srr as of the day, whatever comes of it."""
        return srr(self.folder, *words, "--today", self.day)

    def do(self, *words: str) -> None:
        """Run an srr command that is expected to work."""
        done = self.srr(*words)
        assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}{done.stderr}"

    def visit(self, name: str, note: str, *flags: str) -> None:
        """Record a visit with srr visit."""
        self.do("visit", name, "--by", self.who, "--note", note, *flags)

    def accept_by_hand(self, name: str, note: str, upcoming: str) -> None:
        """Turn a watched risk into an accepted one, which srr visit would refuse."""
        self.set(name, status="accepted", next_visit=upcoming)
        line = f"- {self.day} {self.who}: watching -> accepted, next {upcoming}. {note}"
        self.append(name, line)

    def lint(self) -> CompletedProcess[str]:
        """Judge the checkout as the CI of a pull request does."""
        return self.srr("lint", "--base", "main")

    def path(self, name: str) -> Path:
        """Return where the record or the file *name* lies."""
        folder = _FOLDERS.get(name.partition("-")[0])
        return self.folder / (f"{folder}/{name}.md" if folder else name)

    def text(self, name: str) -> str:
        """Return what the record or the file *name* holds, with its line ends."""
        return self.path(name).read_bytes().decode()

    def write(self, name: str, text: str) -> None:
        """Write the record or the file *name*."""
        self.path(name).write_bytes(text.encode())

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the first *old* in the record or the file *name*; it must be there."""
        text = self.text(name)
        assert old in text, f"{name} does not hold {old!r}"
        self.write(name, text.replace(old, new, 1))

    def set(self, name: str, **values: object) -> None:
        """Give keys of the front matter their values by hand; a new key comes last, None takes one out."""
        for key, value in values.items():
            written = "" if value is None else f"{key}: {value}\n"
            text, found = re.subn(
                rf"(?m)^{key}:.*\n(?:[ ].*\n)*", written, self.text(name), count=1
            )
            self.write(name, text if found else text.replace("\n---\n", f"\n{written}---\n", 1))

    def value(self, name: str, key: str) -> str | None:
        """Return a value of the front matter as it is written."""
        found = re.search(rf"(?m)^{key}: (.*)$", self.text(name))
        return found[1] if found else None

    def append(self, name: str, line: str) -> None:
        """Write a line by hand below the last one of a record: a visit, where that is the last section."""
        self.write(name, f"{self.text(name).rstrip()}\n{line}\n")

    def fill(self, name: str, heading: str, words: str) -> None:
        """Replace what stands in a section."""
        found = re.search(rf"(?ms)^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", self.text(name))
        assert found, f"{name} has no section {heading}"
        self.edit(name, found[0], f"## {heading}\n\n{words}\n\n")

    def names(self) -> list[str]:
        """Return the ids of all risks, in order."""
        return sorted(path.stem for path in (self.folder / "risks").glob("*.md"))

    def commit(self, message: str) -> None:
        """Commit everything as of the day."""
        when = f"{self.day}T18:00:00+09:00"
        git(self.folder, "add", "--all")
        git(
            self.folder,
            *("commit", "--quiet", "--allow-empty", f"--message={message}"),
            GIT_AUTHOR_DATE=when,
            GIT_COMMITTER_DATE=when,
        )


Deed = Callable[[Desk], None]


class PullRequest(NamedTuple):
    """The work that one person offers on one day."""

    day: str
    who: str
    deeds: tuple[Deed, ...]


class Merge(NamedTuple):
    """A pull request as CI judged it, and main behind it."""

    day: str
    who: str
    checked: CompletedProcess[str]
    main: CompletedProcess[str]


def offered(folder: Path, request: PullRequest) -> tuple[str, CompletedProcess[str]]:
    """Do the work of *request* on a branch of its own; return the branch, and what CI says of it."""
    branch = f"{request.day}-{request.who}"
    git(folder, "checkout", "--quiet", "-b", branch, "main")
    desk = Desk(folder, request.day, request.who)
    for deed in request.deeds:
        deed(desk)
    desk.commit(branch)
    checked = desk.lint()
    git(folder, "checkout", "--quiet", "main")
    return branch, checked


def merged(folder: Path, request: PullRequest, branch: str) -> CompletedProcess[str]:
    """Squash *branch* into main, and return what lint says of main on that day."""
    git(folder, "merge", "--quiet", "--squash", branch)
    git(folder, "branch", "--quiet", "-D", branch)
    desk = Desk(folder, request.day, request.who)
    desk.commit(branch)
    return desk.srr("lint")


def one_day(folder: Path, requests: list[PullRequest]) -> list[Merge]:
    """Offer *requests* of one day side by side, from the same main, and merge one after the other."""
    branches = [offered(folder, request) for request in requests]
    return [
        Merge(request.day, request.who, checked, merged(folder, request, branch))
        for request, (branch, checked) in zip(requests, branches, strict=True)
    ]
