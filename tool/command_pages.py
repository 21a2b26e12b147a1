"""Generates the reference of the commands from their help; `make docs` runs it, and a test compares the result."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from srr.cli.app import cli

PAGES = Path(__file__).parent / "srr" / "site" / "how-to"
NAMES = ("commands.md", "commands.ja.md")
MARKER = "<!-- Below this line everything is written by `make docs`. -->\n"
# The width of the help, whatever the width of the terminal.
_WIDTH = 96


def main() -> None:
    """Write both pages."""
    for name in NAMES:
        path = PAGES / name
        path.write_text(fresh(path.read_text(encoding="utf-8")), encoding="utf-8")
        sys.stdout.write(f"{path.name}\n")


def fresh(page: str) -> str:
    """Return *page* with the reference below its marker as it must be now."""
    by_hand, _, _ = page.partition(MARKER)
    return f"{by_hand}{MARKER}\n{reference()}"


def reference() -> str:
    """Return the reference of all commands: a heading each, and the help that srr prints."""
    return "\n".join(f"## {name}\n\n```text\n{text}\n```\n" for name, text in _helps(cli, "srr"))


def _helps(command: click.Command, name: str) -> Iterator[tuple[str, str]]:
    settings = dict(command.context_settings) | {"help_option_names": ["-h", "--help"]}
    with click.Context(
        command, info_name=name, terminal_width=_WIDTH, max_content_width=_WIDTH, **settings
    ) as context:
        yield name, click.unstyle(command.get_help(context))
        if isinstance(command, click.Group):
            for inner in command.list_commands(context):
                found = command.get_command(context, inner)
                if found is not None:
                    yield from _helps(found, f"{name} {inner}")


if __name__ == "__main__":
    main()
