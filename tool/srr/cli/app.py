"""The srr command: its table of contents, and the ways in which a run ends."""

import gc
import os
import signal
import sys
from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING

import click

from srr.language import Language, Text
from srr.repository.errors import CannotDo, reason

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Start": {
        "init": "Start a registry in this repository.",
        "doctor": "Find what is wrong around the registry.",
        "completion": "Print what makes a shell complete srr.",
        "help": "Show the help of srr or of one command.",
    },
    "Write": {
        "new": "Write a new record.",
        "visit": "Record that a risk was looked at.",
        "accept": "Decide to live with a risk.",
        "occurred": "Write down that a risk happened.",
        "assign": "Hand risks and concerns over to another owner.",
        "note": "Write down what looks odd.",
        "report": "Say what was found about a concern.",
        "indicator": "Write down a number that the team watches.",
    },
    "Check": {
        "lint": "Check the records.",
        "fix": "Fix what is safe to fix.",
        "baseline": "Keep a list of old findings, and shrink it.",
        "rule": "Explain a rule.",
    },
    "Review": {
        "agenda": "Print the list of the review meeting.",
        "meeting": "Hold the review meeting in the terminal.",
        "stocktake": "Clear out once or twice a year.",
        "diff": "Show what a change does to the risks.",
        "roadmap": "Print the risks by the time they are planned for.",
        "budget": "Print the error budget: spent, left, and expected.",
    },
    "Look": {
        "list": "List the records.",
        "show": "Show one record.",
    },
    "Publish": {
        "build": "Build the site.",
        "serve": "Serve the site while you write.",
    },
    "In and out": {
        "import": "Bring in the risks of Notion, of a table, or of Markdown.",
        "export": "Give the records out: CSV, XLSX, JSON, Markdown.",
        "collect": "Fetch the numbers of other systems.",
        "schema": "Print the JSON Schema of a record or of srr.toml.",
    },
}
"""The commands by the work they are for, each with its line in the help."""

COMMANDS: Mapping[str, str] = {
    name: line for section in SECTIONS.values() for name, line in section.items()
}

_STOPPED = Text("stopped", "中断しました")
_FAULT = Text(
    "this is a fault of srr; please report it with the lines above",
    "srr の不具合です。上の内容を添えて報告してください",
)


class Terminated(BaseException):
    """The system asked the run to end, as `kill` and a cancelled CI job do."""


class Ended(BaseException):
    """A run ended before its work was done, for *why*, in the context *ctx*."""

    def __init__(self, why: BaseException, ctx: click.Context) -> None:
        self.why, self.ctx = why, ctx
        super().__init__()


class Shelf(click.Group):
    """The commands, each imported on first use: a hook starts srr many times a day."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command that is called *cmd_name*."""
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"srr.cli.commands.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by their work, without importing them."""
        widest = max(map(len, COMMANDS))
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                rows = [(f"{name:{widest}}", line) for name, line in commands.items()]
                formatter.write_dl(rows)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Complete the names of the commands without importing them."""
        from click.shell_completion import CompletionItem

        named = [
            CompletionItem(name, help=summary)
            for name, summary in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*named, *click.Command.shell_complete(self, ctx, incomplete)]

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; where it does not come to its end, take along the language to say so in."""
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.exceptions.NoArgsIsHelpError, SystemExit):
            raise
        except BaseException as why:
            raise Ended(why, ctx) from why

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the nearest command when the name is unknown."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from srr.cli.usage_errors import no_command

            raise CannotDo(no_command(name, ctx))
        return super().resolve_command(ctx, args)


@click.command(cls=Shelf, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="srr", message="srr %(version)s")
@click.option(
    "--root",
    type=click.Path(),
    metavar="DIR",
    help="The folder that holds risks/; default: the nearest one at or above this folder.",
)
@click.pass_context
def cli(ctx: click.Context, root: str | None) -> None:
    """Keep System Risk Records in git: lint, fix and publish them.

    \b
    Example:
      srr init
      srr new risk --title "Orders fail when the stock service is slow"
      srr lint
    """
    ctx.obj = root
    ctx.color = _wants_colour()
    if sys.stderr is not None and sys.stderr.isatty():
        from srr.cli.progress import announce_long_work

        announce_long_work(ctx)


def main() -> None:
    """Run srr and end with its exit code: 0, 1 findings, 2 cannot do what was asked, 3 a fault of srr."""
    # As often as by default, the collector takes a tenth of a run; never, what wrong records leave behind piles up.
    gc.set_threshold(10_000)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    # By default Python ends at once, and what the run prepared stays behind.
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _terminate)
    sys.exit(_run())


def _run() -> int:
    """Run the command that was typed, and return the exit code."""
    try:
        code: int = cli.main(prog_name="srr", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except Ended as ended:
        code = _end(ended.why, ended.ctx)
    except click.exceptions.NoArgsIsHelpError as alone:
        click.echo(alone.message)
        code = 0
    except click.UsageError as problem:
        code = _end(problem, problem.ctx)
    except (click.Abort, KeyboardInterrupt, Terminated, Exception) as why:
        code = _end(why, None)
    return code


def _end(why: BaseException, ctx: click.Context | None) -> int:
    """Say why the run ends, in the language of its registry, and return the exit code."""
    if isinstance(why, BrokenPipeError):
        _let_go_of_output()
        return 141  # the exit code that a shell reports for an interrupted program
    from srr.cli.messages import say

    if isinstance(why, (click.Abort, KeyboardInterrupt, Terminated)):
        # A second Ctrl-C or SIGTERM must not cut this message short.
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        say(_STOPPED.within(_language_of(ctx)))
        number = signal.SIGTERM if isinstance(why, Terminated) else signal.SIGINT
        return 128 + number  # what a shell reports for a program ended by a signal
    language = _language_of(ctx)
    match why:
        case CannotDo():
            say(why.said.within(language))
        case click.ClickException():
            from srr.cli import usage_errors

            say(usage_errors.said(why).within(language))
        case OSError():
            # A full disk or a vanished folder is not a fault of srr.
            _let_go_of_output()
            place = f"{why.filename}: " if why.filename else ""
            say(f"{place}{reason(why).within(language)}")
        case _:
            import traceback

            from srr.text.sinks import visible_lines

            click.echo(visible_lines("".join(traceback.format_exception(why))), err=True)
            say(_FAULT.within(language))
            return 3
    return 2


def _language_of(ctx: click.Context | None) -> Language:
    try:
        from srr.cli.arguments import language_of

        return language_of(ctx)
    except (ImportError, AttributeError):
        # A run that is stopped while it imports leaves modules half there; a fault has a traceback of its own.
        return "en"


def _terminate(*_: object) -> None:
    raise Terminated


def _let_go_of_output() -> None:
    """Keep Python from failing again on what could not be written, when it closes the output."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _wants_colour() -> bool | None:
    """Return the colour choice of the environment, None to go by the terminal; NO_COLOR wins."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE", "0") != "0":
        return True
    return False if os.environ.get("TERM") == "dumb" else None
