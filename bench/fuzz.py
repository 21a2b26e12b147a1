"""Looks for inputs that break what must hold for any input, guided by the code that they reach.

    .venv/bin/python bench/fuzz.py [TARGET...] [--seconds 60] [--keep]

A TARGET is a function of tests/kit/fuzz_targets.py; without any, all of them run, one after the other. Each starts from
its inputs in tests/corpus and from the hostile files. An input that breaks one is written to build/fuzz, and the exit
code is 1. With --keep it goes into the corpus, where the tests run it, and so does each input that reaches new code.
"""

import argparse
import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from kit.fuzz_targets import TARGETS, corpus, keep  # noqa: E402
from srr.schema.fields import POSTMORTEM, RISK  # noqa: E402
from srr.schema.settings_keys import KEYS  # noqa: E402
from srr.schema.vocabulary import RISK_SECTIONS, STATUSES  # noqa: E402

OUT = ROOT / "build" / "fuzz"
HOSTILE = ROOT / "tests" / "hostile"
WHOLE_FILES = ("front_matter", "body", "fixes", "markdown")
# Records are short; the files of 10 MB have their own tests.
LONGEST = 4_096
# An input that takes more seconds than this counts as one that hangs.
SLOWEST = 25
MARKS = (
    *("---\n", "\r\n", "```", "~~~", "<!--", "-->", "## ", "- ", "> ", "|--|", "]: ", "](", ">-"),
    *(" -> ", "→", "、", "。", "：", "next ", "次回", "2026-02-12", "2026/2/12", "https://"),
    *("set ", "add ", "rename ", "remove ", "append ", "line ", "srr: ignore[", "until="),
)


def main() -> None:
    """Run each target in a process of its own, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--keep", action="store_true")
    args = parser.parse_args()
    unknown = sorted(set(args.targets) - {*TARGETS})
    if unknown:
        sys.exit(f"no such target: {', '.join(unknown)}; there are: {', '.join(TARGETS)}")
    if importlib.util.find_spec("atheris") is None:
        sys.exit("atheris is not installed; it is there for Linux alone: pip install --group fuzz")
    print("| target | seconds | inputs tried | branches reached | broken by |")
    print("| --- | ---: | ---: | ---: | --- |", flush=True)
    held = [_holds(name, args.seconds, keeps=args.keep) for name in args.targets or TARGETS]
    sys.exit(not all(held))


def _holds(name: str, seconds: int, *, keeps: bool) -> bool:
    """Fuzz one target, print its line, and return whether it held."""
    seeds, found = (_emptied(OUT / name / part) for part in ("seeds", "found"))
    hostile = HOSTILE.iterdir() if name in WHOLE_FILES else ()
    _write(seeds, [*corpus(name), *(path.read_bytes() for path in hostile)])
    words = OUT / "words"
    words.write_text("".join(f'"{_quoted(word)}"\n' for word in _words()), encoding="utf-8")
    # Slower than usual is not broken: the machine may be busy.
    times = (f"-timeout={SLOWEST}", f"-report_slow_units={SLOWEST}")
    limits = (f"-max_total_time={seconds}", f"-max_len={LONGEST}", *times)
    places = (f"-dict={words}", f"-artifact_prefix={OUT / name}/", found, seeds)
    done = _atheris(name, *limits, "-print_final_stats=1", *places)
    log = done.stderr + done.stdout
    (OUT / name / "log").write_text(log, encoding="utf-8")
    broken = re.findall(r"Test unit written to (\S+)", log)
    if done.returncode and not broken:
        sys.exit(log)
    tried, reached = (_last(each, log) for each in (r"executed_units:\s*(\d+)", r"\bcov: (\d+)"))
    print(f"| {name} | {seconds} | {tried} | {reached} | {' '.join(broken)} |", flush=True)
    print(log.partition("Uncaught Python exception")[2], file=sys.stderr)
    if keeps:
        keep(name, (Path(path).read_bytes() for path in broken))
        _atheris(name, "-merge=1", seeds, found)
        keep(name, (path.read_bytes() for path in sorted(seeds.iterdir()) if path.is_file()))
    return not broken


def _last(pattern: str, log: str) -> str:
    """Return the last number that *pattern* finds."""
    found = re.findall(pattern, log)
    return f"{int(found[-1]):,}" if found else "-"


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _write(folder: Path, inputs: Iterable[bytes]) -> None:
    for number, raw in enumerate(inputs):
        (folder / str(number)).write_bytes(raw)


def _words() -> list[str]:
    """Return what an input is likely to be made of."""
    keys = [spec.key for spec in (*RISK, *POSTMORTEM)] + [key.name for key in KEYS]
    return [*dict.fromkeys((*MARKS, *STATUSES, *keys, *RISK_SECTIONS))]


def _quoted(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


def _atheris(name: str, *options: str | Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, Path(__file__).with_name("fuzz_target.py"), name, *options]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False
    )


if __name__ == "__main__":
    main()
