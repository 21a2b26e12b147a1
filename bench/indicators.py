"""Times srr lint and srr build with indicators and without them, in pairs; prints a Markdown table.

    .venv/bin/python bench/indicators.py [--risks 1000] [--indicators 50] [--runs 5]

Each indicator has a number a day for five years, and every risk has a limit. Without them the limits are text.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GENERATE = Path(__file__).with_name("generate.py")
DAY = ("--today", "2026-11-16")


def main() -> None:
    """Print the median of each command, and the median ratio of the pairs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--risks", type=int, default=1_000)
    parser.add_argument("--indicators", type=int, default=50)
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="srr-bench-") as folder:
        without, beside = Path(folder, "without"), Path(folder, "with")
        for root, count in ((without, 0), (beside, chosen.indicators)):
            words = (str(root), "-n", str(chosen.risks), "--indicators", str(count))
            subprocess.run([sys.executable, GENERATE, *words], check=True)
        print("| command | without | with | ratio |")
        print("| --- | ---: | ---: | ---: |")
        for name in ("lint", "build"):
            pairs = [(_taken(name, without), _taken(name, beside)) for _ in range(chosen.runs)]
            first, second = (statistics.median(each) for each in zip(*pairs, strict=True))
            ratio = statistics.median(two / one for one, two in pairs)
            print(f"| `srr {name}` | {first:.2f} s | {second:.2f} s | {ratio:.2f} |", flush=True)


def _taken(name: str, root: Path) -> float:
    begin = time.perf_counter()
    subprocess.run(
        (sys.executable, "-m", "srr", name, *DAY),
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
