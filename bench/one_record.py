"""Times how long it takes to judge one record beside 16 and beside 10,000 others, and prints a Markdown table.

    .venv/bin/python bench/one_record.py [--runs 200]

An editor, a visit and a meeting judge one record at a time; the size of the registry should not matter to them.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from srr.lint.engine import check
from srr.records.registry import Registry, read_registry
from srr.repository import store
from srr.schema.settings import Settings

SIZES = (16, 10_000)
TARGET = 2.0
TODAY = date(2026, 11, 16)
GENERATE = Path(__file__).with_name("generate.py")


def main() -> None:
    """Print the medians and whether the target is met."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=200)
    runs = parser.parse_args().runs
    registries = [_generated(size) for size in SIZES]
    few, many = (statistics.median(times) for times in _timed(registries, runs))
    print("| records | one judged, median |\n| ---: | ---: |")
    for size, seconds in zip(SIZES, (few, many), strict=True):
        print(f"| {size:,} | {seconds * 1000:.2f} ms |")
    print(f"\nRatio {many / few:.2f}, target at most {TARGET:g}.")


def _generated(size: int) -> Registry:
    with tempfile.TemporaryDirectory(prefix="srr-bench-") as folder:
        subprocess.run([sys.executable, GENERATE, folder, "-n", str(size)], check=True)
        return read_registry(store.read_tree(Path(folder)), Settings())


def _timed(registries: list[Registry], runs: int) -> list[list[float]]:
    """Judge the same records in both in turn, after one run that fills what a registry works out once."""
    paths = sorted(registries[0].by_path)
    for registry in registries:
        check(registry, Settings(), TODAY, only={paths[0]})
    times: list[list[float]] = [[] for _ in registries]
    for path in islice(cycle(paths), runs):
        for registry, kept in zip(registries, times, strict=True):
            start = time.perf_counter()
            check(registry, Settings(), TODAY, only={path})
            kept.append(time.perf_counter() - start)
    return times


if __name__ == "__main__":
    main()
