"""Measures whole commands on the largest inputs that srr is meant for, and prints Markdown tables.

    .venv/bin/python bench/scale.py [--records 2000] [--built 1000] [--commits 1000] [--megabytes 200]

Each command runs once, in a process of its own. The limit is 1 GB of memory; time may grow with the input, no faster.
It always ends with exit code 0: it only reports measurements.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generate import TODAY
from report import notes, single_runs
from timing import Command, measure_once

HERE = Path(__file__).parent
SRR = (sys.executable, "-m", "srr")
# About as many versions as a registry of this share of records has.
COMMITS_PER_RECORD = 3
# What takes the place of the line of a key.
ERRORS = {
    "priority": "priority: 7",
    "owner": "owner: Not A Handle",
    "team": "teem: web",
    "created": "created: 2026-13-45",
}
FINE = frozenset({0, 1})
REFUSED = frozenset({2})
MEGABYTE = 1_000_000
DAY = ("--today", str(TODAY))
VISIT = ("visit", "SRR-0001", "--note", "It fell to a third.", "--by", "ura", *DAY)
NEW = (
    "new",
    "risk",
    "--yes",
    "--owner",
    "ura",
    "--title",
    "Orders fail",
    "--summary",
    "They wait.",
)


def main() -> None:
    """Read the arguments, measure in a temporary folder, print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--records", type=int, default=2_000, help="risks; a tenth as postmortems")
    parser.add_argument("--built", type=int, default=1_000, help="risks of the site that is built")
    parser.add_argument("--commits", type=int, default=1_000)
    parser.add_argument("--megabytes", type=int, default=200, help="of one file")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="srr-bench-") as folder:
        place = Path(folder)
        _print(f"{args.records:,} risks", _on_records(place / "many", args.records))
        _print(f"{args.records:,} risks with four errors each", _on_errors(place, args.records))
        _print(f"The site of {args.built:,} risks", _on_site(place / "site", args.built))
        _print(f"{args.commits:,} commits", _on_history(place / "past", args.commits))
        _print(f"One file of {args.megabytes} MB", _on_large_file(place / "large", args.megabytes))


def _print(title: str, commands: Iterator[Command]) -> None:
    found = [measure_once(command) for command in commands]
    remarks = notes(found)
    print(f"## {title}\n\n{single_runs(found)}\n", flush=True)
    if remarks:
        print("\n".join(remarks), end="\n\n", flush=True)


def _on_records(root: Path, count: int) -> Iterator[Command]:
    _script("generate.py", root, "-n", str(count))
    _give_repository(root)
    for words in (
        ("lint", *DAY),
        ("lint", "--base", "HEAD", *DAY),
        ("lint", "risks/SRR-0001.md", *DAY),
        ("list",),
        ("agenda", *DAY),
        ("show", "SRR-0001"),
        ("diff", "HEAD", *DAY),
        ("fix", "--diff", *DAY),
    ):
        yield _srr(root, count, *words)
    yield _srr(root, count, *VISIT, name="visit SRR-0001")
    yield _srr(root, count, *NEW, name="new risk")


def _on_errors(place: Path, count: int) -> Iterator[Command]:
    """Take the risks of `_on_records`, whose commands have all ended."""
    root = place / "many"
    for path in (root / "risks").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        for key, wrong in ERRORS.items():
            text = re.sub(rf"(?m)^{key}: .*$", wrong, text, count=1)
        path.write_text(text, encoding="utf-8")
    yield _srr(root, count, "lint", *DAY)
    yield _srr(root, count, "lint", "--format", "json", *DAY)


def _on_site(root: Path, count: int) -> Iterator[Command]:
    _script("generate.py", root, "-n", str(count))
    yield _srr(root, count, "build", *DAY)


def _on_history(root: Path, commits: int) -> Iterator[Command]:
    count = commits // COMMITS_PER_RECORD
    _script("generate.py", root, "-n", str(count))
    _script("history.py", root, "--commits", str(commits))
    first = f"HEAD~{commits // 2}"
    yield _srr(root, count, "lint", "--base", first, *DAY)
    yield _srr(root, count, "diff", first, *DAY)
    yield _srr(root, count, "build", *DAY)
    yield _srr(root, count, *NEW, name="new risk")


def _on_large_file(root: Path, megabytes: int) -> Iterator[Command]:
    """Put the file in the place of a record, of one in git, of the settings and of the baseline, in turn."""
    _script("generate.py", root, "-n", "10")
    large, record = root / "large", root / "risks" / "SRR-0500.md"
    with large.open("wb") as file:
        file.write(b"---\nid: SRR-0500\n---\n")
        file.writelines(b"x" * 99 + b"\n" for _ in range(megabytes * MEGABYTE // 100))
    record.hardlink_to(large)
    for words in (("lint", *DAY), ("list",), ("agenda", *DAY), ("fix", "--diff"), ("build", *DAY)):
        yield _srr(root, 10, *words)
    yield _srr(root, 10, "show", "SRR-0500", fine=REFUSED)
    _give_repository(root)
    record.unlink()
    yield _srr(root, 10, "lint", "--base", "HEAD", *DAY)
    yield _srr(root, 10, "diff", "HEAD", *DAY)
    for name in ("srr.toml", "srr-baseline.json"):
        kept = root / f"{name}.kept"
        if (root / name).exists():
            (root / name).rename(kept)
        (root / name).hardlink_to(large)
        yield _srr(root, 10, "lint", *DAY, fine=REFUSED, name=f"lint ({name})")
        (root / name).unlink()
        if kept.exists():
            kept.rename(root / name)


def _srr(
    root: Path, size: int, *words: str, fine: frozenset[int] = FINE, name: str | None = None
) -> Command:
    shown = name or " ".join(word for word in words if word not in DAY)
    return Command(f"srr {shown}", size, (*SRR, *words), root, fine)


def _give_repository(root: Path) -> None:
    who = ("-c", "user.name=ura", "-c", "user.email=ura@example.com")
    _git(root, "init", "--quiet")
    _git(root, "add", "risks", "postmortems")
    _git(root, *who, "commit", "--quiet", "--message", "records")


def _git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True)


def _script(name: str, *arguments: str | Path) -> None:
    subprocess.run([sys.executable, HERE / name, *arguments], check=True)


if __name__ == "__main__":
    main()
