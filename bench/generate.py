"""Writes a registry of N realistic risks, one postmortem for ten of them, that lints clean.

python bench/generate.py OUT -n 1000 [--seed 1] [--today 2026-11-16] [--indicators 50]
"""

import argparse
from datetime import date
from pathlib import Path

from postmortems import postmortem, postmortem_id
from records import Ties, risk, risk_id
from series import indicators

TODAY = date(2026, 11, 16)
SETTINGS = "# Every key has its default.\n"
SITE = Path(__file__).parents[1] / "tool/srr/starter/mkdocs.yml"


def generate(out: Path, count: int, seed: int = 1, today: date = TODAY, numbers: int = 0) -> None:
    """Write a registry of *count* risks to *out*: the same bytes for the same arguments.

    It has *numbers* indicators; with none, the conditions of its risks are text.
    """
    for folder in ("risks", "postmortems", "site"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    _write(out / "srr.toml", SETTINGS)
    _write(out / "mkdocs.yml", SITE.read_text(encoding="utf-8"))
    for number in range(1, count + 1):
        text = risk(seed, number, today, _ties(number, count))
        _write(out / "risks" / f"{risk_id(number)}.md", text)
    for number in range(1, count // 10 + 1):
        risks = tuple(map(risk_id, _risks_of(number)))
        _write(
            out / "postmortems" / f"{postmortem_id(number)}.md",
            postmortem(seed, number, today, risks),
        )
    for name, text in indicators(seed, numbers, today):
        (out / "indicators").mkdir(exist_ok=True)
        _write(out / "indicators" / f"{name}.csv", text)


def _risks_of(number: int) -> tuple[int, ...]:
    """Return the risks of a postmortem: one of each ten, and of every third ten a second one."""
    last = 10 * number
    return (last - 7,) if number % 3 else (last - 7, last)


def _ties(number: int, count: int) -> Ties:
    ten = -(-number // 10)
    named = ten * 10 <= count and number in _risks_of(ten)
    partner = {2: number + 3, 5: number - 3}.get(number % 10)
    related = (risk_id(partner),) if partner and partner <= count else ()
    return Ties((postmortem_id(ten),) if named else (), related)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Read the arguments and write the registry."""
    parser = argparse.ArgumentParser(description="Write a registry of N risks that lints clean.")
    parser.add_argument("out", type=Path, help="the folder to write to")
    parser.add_argument("-n", dest="count", type=int, default=1000, help="how many risks")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other records")
    parser.add_argument(
        "--today", type=date.fromisoformat, default=TODAY, help="nothing is overdue then"
    )
    parser.add_argument("--indicators", type=int, default=0, help="how many; default: none")
    args = parser.parse_args()
    generate(args.out, args.count, args.seed, args.today, args.indicators)


if __name__ == "__main__":
    main()
