"""Times srr and its alternatives on the same files, and prints Markdown tables.

    .venv/bin/python bench/run.py [--quick] [--runs 5]

It always ends with exit code 0: it only reports measurements.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import peers
from peers import Corpus
from report import Target, notes, table, verdicts
from timing import Command, measure

HERE = Path(__file__).parent
COMMITS = "1000"
PACKAGES = ("srr", "check-jsonschema", "yamllint", "mkdocs", "mkdocs-material")
TARGETS = (
    Target(
        "lint of 1,000 records takes at most a third of check-jsonschema",
        (peers.SRR_LINT, 1_000),
        (peers.CHECK_JSONSCHEMA, 1_000),
        1 / 3,
    ),
    Target(
        "lint of one file takes at most 2.5 times Python with click and yaml",
        (peers.SRR_LINT, 1),
        (peers.START_UP, 1),
        2.5,
    ),
    Target(
        "lint of 10,000 records takes at most 11 times as long as of 1,000",
        (peers.SRR_LINT, 10_000),
        (peers.SRR_LINT, 1_000),
        11,
    ),
    Target(
        "the trend of 1,000 commits over 1,000 risks is at most a fifth of the build",
        (peers.SRR_BUILD_PAST, 1_000),
        (peers.SRR_BUILD, 1_000),
        1.25,
    ),
    *(
        Target(
            f"build of {size:,} risks takes at most 1.25 times plain MkDocs",
            (peers.SRR_BUILD, size),
            (peers.PLAIN_MKDOCS, size),
            1.25,
        )
        for size in (100, 1_000)
    ),
    *(
        Target(
            f"build of {size:,} risks with 1,000 commits takes at most 1.3 times plain MkDocs",
            (peers.SRR_BUILD_PAST, size),
            (peers.PLAIN_MKDOCS, size),
            1.3,
        )
        for size in (100, 1_000, 2_000)
    ),
)


@dataclass(frozen=True, slots=True)
class Bench:
    """The sizes and the number of runs."""

    runs: int
    sizes: tuple[int, ...]
    build_sizes: tuple[int, ...]
    remark_sizes: tuple[int, ...]


FULL = Bench(5, (1, 100, 1_000, 2_000, 10_000), (100, 1_000, 2_000), (1, 100, 1_000))
QUICK = Bench(3, (1, 100, 1_000), (100,), (1, 100))


def main() -> None:
    """Read the arguments, measure in a temporary folder, print the report."""
    parser = argparse.ArgumentParser(description="Time srr beside its peers on the same files.")
    parser.add_argument("--quick", action="store_true", help="three runs, up to 1,000 records")
    parser.add_argument("--runs", type=int, help="how often each command is timed")
    args = parser.parse_args()
    bench = QUICK if args.quick else FULL
    with tempfile.TemporaryDirectory(prefix="srr-bench-") as folder:
        print(_report(bench, args.runs or bench.runs, Path(folder)))


def _report(bench: Bench, runs: int, folder: Path) -> str:
    before = _machine(runs)
    corpora = [_corpus(folder, size) for size in bench.sizes]
    _give_pasts([corpus for corpus in corpora if corpus.size in bench.build_sizes])
    lint_commands, hindrances = _lint_commands(bench, corpora, folder)
    linted = measure(lint_commands, runs)
    built = measure(_build_commands(bench, corpora), runs)
    remarks = [*hindrances, *notes([*linted, *built])]
    parts = [
        before,
        "## Lint: median wall time by number of risks (ratio to `srr lint`)",
        table(linted, peers.SRR_LINT, bench.sizes),
        "## Build: median wall time by number of risks (ratio to plain MkDocs)",
        table(built, peers.PLAIN_MKDOCS, bench.build_sizes),
        *(["## Notes", "\n".join(remarks)] if remarks else []),
        "## Targets",
        verdicts([*linted, *built], TARGETS),
    ]
    return "\n\n".join(parts)


def _machine(runs: int) -> str:
    versions = ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, load {load}, "
        f"Python {platform.python_version()}; {versions}; {runs} runs of each, in turn."
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


def _corpus(folder: Path, size: int) -> Corpus:
    """Write a registry and its copies, in other processes so that this one stays small."""
    corpus = Corpus(size, folder / f"registry-{size}", folder / f"copies-{size}")
    _script("generate.py", corpus.registry, "-n", str(size), "--today", peers.TODAY)
    _script("extract.py", corpus.registry, corpus.copies)
    return corpus


def _give_pasts(corpora: Sequence[Corpus]) -> None:
    """Copy the registries and give the copies a history."""
    for corpus in corpora:
        shutil.copytree(corpus.registry, corpus.past)
        _script("history.py", corpus.past, "--commits", COMMITS)


def _script(name: str, *arguments: str | Path) -> None:
    subprocess.run([sys.executable, HERE / name, *arguments], check=True)


def _lint_commands(
    bench: Bench, corpora: Sequence[Corpus], folder: Path
) -> tuple[list[Command], list[str]]:
    schema = folder / "risk.schema.json"
    missing = peers.write_schema(corpora[0], schema)
    given = None if missing else schema
    commands = [peers.start_up(folder)]
    for corpus in corpora:
        commands += peers.linters(corpus, given)
    if given is None:
        skipped = f"- `{peers.CHECK_JSONSCHEMA}` and `{peers.REMARK}` skipped: {missing}."
        return commands, [skipped]
    hindrance = peers.install_remark(folder / "remark")
    if hindrance:
        return commands, [f"- `{peers.REMARK}` skipped: {hindrance}."]
    chosen = [corpus for corpus in corpora if corpus.size in bench.remark_sizes]
    return commands + [peers.remark(corpus, folder / "remark", schema) for corpus in chosen], []


def _build_commands(bench: Bench, corpora: Sequence[Corpus]) -> list[Command]:
    chosen = [corpus for corpus in corpora if corpus.size in bench.build_sizes]
    return [command for corpus in chosen for command in peers.builds(corpus)]


if __name__ == "__main__":
    main()
