"""Times the start of srr meeting beside that of srr agenda, and a step of the meeting; prints a Markdown table.

    .venv/bin/python bench/meeting.py [--sizes 16 1000 10000] [--runs 5]

A start lasts until the first risk is shown and a key asked for, on a real pseudo-terminal. A step is a key or a note;
its time is what the processor spends on it, on average.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pexpect

GENERATE = Path(__file__).with_name("generate.py")
# After the day on which nothing of what is generated is overdue.
DAY = ("--today", "2026-12-14")
STEPS = 20
NOTE, PROMPT, ASKS = "note: ", r"\r\n> ", r"q stop\r\n> "


def main() -> None:
    """Print the median of each start, and the average step."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=(16, 1_000, 10_000))
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    print("| records | srr agenda | srr meeting, until a key is asked for | a step of it |")
    print("| ---: | ---: | ---: | ---: |")
    for size in chosen.sizes:
        agenda, meeting, step = _measured(size, chosen.runs)
        print(f"| {size:,} | {agenda:.2f} s | {meeting:.2f} s | {step * 1000:.0f} ms |", flush=True)


def _measured(size: int, runs: int) -> tuple[float, float, float]:
    with tempfile.TemporaryDirectory(prefix="srr-bench-") as folder:
        subprocess.run([sys.executable, GENERATE, folder, "-n", str(size)], check=True)
        starts = [(_agenda(folder), _meeting(folder)) for _ in range(runs)]
        step = _step(folder)
    agenda, meeting = zip(*starts, strict=True)
    return statistics.median(agenda), statistics.median(meeting), step


def _agenda(folder: str) -> float:
    begin = time.perf_counter()
    subprocess.run(_command("agenda"), cwd=folder, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def _meeting(folder: str) -> float:
    begin = time.perf_counter()
    terminal = _opened(folder)
    taken = time.perf_counter() - begin
    terminal.close(force=True)
    return taken


def _step(folder: str) -> float:
    """Return the processor time of a key or a note, on average over some of them; what is refused is skipped."""
    terminal = _opened(folder)
    begin, steps, typed = _processor(terminal.pid), 0, "k"
    while steps < STEPS:
        terminal.send(typed)
        is_note = terminal.expect([NOTE, PROMPT] if typed == "k" else [ASKS]) == 0
        typed = "k" if typed != "k" else "Seen.\r" if is_note else "s"
        steps += 1
    used = _processor(terminal.pid) - begin
    terminal.close(force=True)
    return used / steps


def _opened(folder: str) -> "pexpect.spawn[bytes]":
    program, *words = _command("meeting", "--by", "ura")
    terminal = pexpect.spawn(program, words, cwd=folder, dimensions=(24, 80), timeout=600)
    terminal.delaybeforesend = None
    terminal.expect(ASKS)
    return terminal


def _command(*words: str) -> Sequence[str]:
    return (sys.executable, "-m", "srr", *words, *DAY)


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
