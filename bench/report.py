"""Measurements as Markdown: a table for each kind of command, and the targets of the project."""

from collections.abc import Sequence
from dataclasses import dataclass

from timing import Measurement

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Target:
    """The median of one command must be at most *factor* times that of another."""

    text: str
    left: tuple[str, int]
    right: tuple[str, int]
    factor: float


def table(found: Sequence[Measurement], reference: str, sizes: Sequence[int]) -> str:
    """Return medians by number of records, each with its ratio to *reference*."""
    cells = {_key(one): one for one in found}
    names = list(dict.fromkeys(one.command.name for one in found))
    largest = max(sizes)
    head = ["command", *(f"{size:,}" for size in sizes), f"peak memory at {largest:,}"]
    rows = [head, ["---", *("---:" for _ in head[1:])]]
    for name in names:
        times = [_time(cells.get((name, size)), cells.get((reference, size))) for size in sizes]
        rows.append([f"`{name}`", *times, _memory(cells.get((name, largest)))])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def single_runs(found: Sequence[Measurement]) -> str:
    """Return the times and the peak memory of commands that ran once."""
    rows = ["| command | wall | processor | peak memory |", "| --- | ---: | ---: | ---: |"]
    for one in found:
        wall = f"{one.median:.1f} s" if one.median is not None else "—"
        rows.append(f"| `{one.command.name}` | {wall} | {one.cpu_seconds:.1f} s | {_memory(one)} |")
    return "\n".join(rows)


def notes(found: Sequence[Measurement]) -> list[str]:
    """Return one line for each command that did not run as it should."""
    return [
        f"- `{one.command.name}` on {one.command.size:,}: {one.note}." for one in found if one.note
    ]


def verdicts(found: Sequence[Measurement], targets: Sequence[Target]) -> str:
    """Return the table of targets: what was measured and whether it holds."""
    cells = {_key(one): one for one in found}
    rows = ["| target | measured | holds in this run |", "| --- | ---: | --- |"]
    for target in targets:
        verdict = _verdict(cells.get(target.left), cells.get(target.right), target.factor)
        rows.append(f"| {target.text} | {verdict} |")
    return "\n".join(rows)


def _verdict(left: Measurement | None, right: Measurement | None, factor: float) -> str:
    if not left or not right or left.median is None or right.median is None:
        return "— | not measured"
    ratio = left.median / right.median
    doubt = ", but see the notes" if left.note or right.note else ""
    return f"{ratio:.2f} (at most {factor:.2f}) | {'yes' if ratio <= factor else '**no**'}{doubt}"


def _key(one: Measurement) -> tuple[str, int]:
    return one.command.name, one.command.size


def _time(one: Measurement | None, reference: Measurement | None) -> str:
    if one is None or one.median is None:
        return "—"
    if reference is None or reference.median is None or reference is one:
        return f"{one.median:.3f} s"
    return f"{one.median:.3f} s ({one.median / reference.median:.2f}x)"


def _memory(one: Measurement | None) -> str:
    return f"{one.peak_bytes / MEBIBYTE:.0f} MiB" if one and one.peak_bytes else "—"
