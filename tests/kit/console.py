"""The commands that a how-to page shows, and what it shows that they print."""

import re
import shlex
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Step(NamedTuple):
    """A command of the page and the lines that it shows below; `...` stands for any number."""

    words: list[str]
    shown: list[str]


def steps(text: str) -> Iterator[Step]:
    for block in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block.replace("\\\n", ""), flags=re.MULTILINE)[1:]:
            command, *shown = part.splitlines()
            yield Step([word for typed in shlex.split(command) for word in expanded(typed)], shown)


def expanded(word: str) -> list[str]:
    """Return what a shell makes of a word with `{01..09}`."""
    found = re.fullmatch(r"(.*)\{(\d\d)\.\.(\d\d)\}", word)
    if not found:
        return [word]
    first, last = int(found[2]), int(found[3])
    return [f"{found[1]}{number:02d}" for number in range(first, last + 1)]


def shows(shown: Sequence[str], printed: Sequence[str]) -> bool:
    pattern = "".join(r"(?:.*\n)*" if line == "..." else re.escape(line) + r"\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None
