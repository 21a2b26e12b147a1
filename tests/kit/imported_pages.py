"""The how-to pages on imports, followed: each command typed, each decision written into the map."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from kit.console import Step, steps
from kit.moved import notion, sheet
from kit.terminal import git, repository, srr
from srr.language import Language

PAGES = Path(__file__).parents[2] / "tool" / "srr" / "site" / "how-to"
TODAY = "2027-03-08"
MAP = "srr-import.toml"
Name = Literal["import-notion", "import-a-sheet"]
NAMES: tuple[Name, ...] = ("import-notion", "import-a-sheet")
LATER = {
    "en": {(0, 1): "Watching", (0, 6): "April 28, 2027", (2, 5): "Ken"},
    "ja": {(0, 1): "様子見", (0, 6): "2027年4月28日", (2, 5): "健太"},
}
"""What changed in Notion by the second export."""


class Followed(NamedTuple):
    """A command of the page, its exit code, and the lines that it printed."""

    step: Step
    code: int
    printed: list[str]


def started(root: Path, language: Language) -> Path:
    """Return a fresh registry without its example, with the exports of the pages beside it."""
    git(repository(root), "config", "user.name", "Ada Lovelace")
    srr(root, "init", "--language", language, SRR_TODAY=TODAY)
    (root / "risks/SRR-0001.md").unlink()
    (root / "export.zip").write_bytes(notion(language))
    (root / "export-2.zip").write_bytes(notion(language, LATER[language]))
    (root / "sheet.csv").write_bytes(sheet(language))
    return root


def page(name: Name, language: Language) -> str:
    """Return the text of a page."""
    return (PAGES / f"{name}{'.ja' if language == 'ja' else ''}.md").read_text("utf-8")


def followed(root: Path, name: Name, language: Language) -> Iterator[Followed]:
    """Yield each command of the page, once it has run, and decide in between what the page decides."""
    text = page(name, language)
    for kind, content in re.findall(
        r"^```(console|toml)\n(.*?)^```", text, re.MULTILINE | re.DOTALL
    ):
        if kind == "toml":
            (root / MAP).write_text(decided((root / MAP).read_text("utf-8"), content), "utf-8")
            continue
        for step in steps(f"```console\n{content}```"):
            done = srr(root, *step.words[1:], SRR_TODAY=TODAY)
            yield Followed(step, done.returncode, (done.stderr + done.stdout).splitlines())


def decided(text: str, decisions: str) -> str:
    """Return the map *text* with the lines of *decisions* in place of those for the same name, below the same table."""
    lines, start = text.splitlines(), 0
    for line in decisions.splitlines():
        if line.startswith("["):
            start = lines.index(line)
            continue
        name = line.partition(" = ")[0]
        at = next(
            at for at in range(start, len(lines)) if lines[at].lstrip("# ").startswith(f"{name} = ")
        )
        lines[at] = line
    return "\n".join((*lines, ""))
