"""Gives a registry a history: its risks as of each visit, in a new repository of N commits.

python bench/history.py OUT [--commits 1000]

OUT is what generate.py wrote, or a copy of any registry; the last commit holds exactly those records. The same files
give the same commits.
"""

import argparse
import re
import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, pairwise
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

NAME = "Ura Taro <ura@example.com>"
FOLDERS = ("risks", "postmortems", "concerns")
FIRST = date(2024, 1, 1)
SNOOZED_EVERY = 7
_VISIT = re.compile(
    r"^- (?P<day>\S+) \S+: (?:\S+ -> )?(?P<status>[a-z-]+)(?:, [a-z_]+ \S+ -> \S+)*"
    r"(?:, next (?P<next>[\d-]+))?\. .*\n(?:  .*\n)*",
    re.MULTILINE,
)
_BEGAN = re.compile(r"^(?:created|started): ([\d-]{10})", re.MULTILINE)
_NOTICED = re.compile(r"^noticed: ([\d-]{10})", re.MULTILINE)


class Version(NamedTuple):
    """A file as it was from *day* on."""

    day: date
    path: str
    text: str


def give_past(registry: Path, count: int | None) -> None:
    """Make *registry* a repository whose *count* commits lead to its records; None: one a version."""
    paths = [path for folder in FOLDERS for path in sorted((registry / folder).glob("*.md"))]
    of_each = [
        _versions(path.relative_to(registry).as_posix(), path.read_text("utf-8")) for path in paths
    ]
    versions = sorted(chain.from_iterable(of_each), key=attrgetter("day"))
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main"], cwd=registry, check=True)
    stream = b"".join(_commits(versions, count or len(versions)))
    subprocess.run(
        ["git", "fast-import", "--quiet", "--done"], cwd=registry, input=stream, check=True
    )
    subprocess.run(["git", "reset", "--quiet"], cwd=registry, check=True)


def _versions(path: str, text: str) -> Iterator[Version]:
    """Yield the file at its creation and after each visit, some with a postponed date."""
    began = _BEGAN.search(text) or _NOTICED.search(text)
    visits = list(_VISIT.finditer(text)) if path.startswith("risks/") else []
    day = date.fromisoformat(began[1]) if began else FIRST
    if not visits:
        yield Version(day, path, text)
        return
    yield Version(day, path, _without(text, 0, "not-started", str(day + timedelta(7))))
    for index, visit in enumerate(visits[:-1], start=1):
        upcoming = visit["next"] or visit["day"]
        day = date.fromisoformat(visit["day"])
        yield Version(day, path, _without(text, index, visit["status"], upcoming))
        if sum(text.encode()) % SNOOZED_EVERY == 0:
            late = date.fromisoformat(upcoming)
            later = _without(text, index, visit["status"], str(late + timedelta(14)))
            following = date.fromisoformat(visits[index]["day"])
            yield Version(max(day, following - timedelta(1)), path, later)
    yield Version(date.fromisoformat(visits[-1]["day"]), path, text)


def _without(text: str, kept: int, status: str, upcoming: str) -> str:
    """Return the risk as it was after its first *kept* visits."""
    for visit in list(_VISIT.finditer(text))[kept:]:
        text = text.replace(visit.group(), "")
    text = re.sub(r"^(?:next_visit|resolution): .*\n", "", text, flags=re.MULTILINE)
    return re.sub(
        r"^status: .*$", f"status: {status}\nnext_visit: {upcoming}", text, flags=re.MULTILINE
    )


def _commits(versions: Sequence[Version], count: int) -> Iterator[bytes]:
    """Yield a fast-import stream in which the versions are spread over *count* commits."""
    edges = [len(versions) * index // count for index in range(count + 1)]
    for first, last in pairwise(edges):
        part = versions[first:last]
        day = versions[max(0, last - 1)].day
        seconds = int(datetime.combine(day, time(9), UTC).timestamp())
        yield f"commit refs/heads/main\ncommitter {NAME} {seconds} +0000\ndata 6\nchange\n".encode()
        for version in part:
            content = version.text.encode()
            yield f"M 100644 inline {version.path}\ndata {len(content)}\n".encode()
            yield content + b"\n"
        yield b"\n"
    yield b"done\n"


def main() -> None:
    """Read the arguments and write the commits."""
    parser = argparse.ArgumentParser(description="Give a registry a past in git.")
    parser.add_argument("registry", type=Path, help="the folder with risks/ and postmortems/")
    parser.add_argument("--commits", type=int, help="how many; else one for each version of a file")
    args = parser.parse_args()
    give_past(args.registry, args.commits)


if __name__ == "__main__":
    main()
