"""The srr command: its table of contents, and the ways in which a run ends."""

import gc
import os
import signal
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

import click

from srr.repository.errors import CannotDo
from srr.text.spelling import did_you_mean

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
    },
    "Check": {
        "lint": "Check the records.",
        "fix": "Fix what is safe to fix.",
        "baseline": "Keep a list of old findings, and shrink it.",
        "rule": "Explain a rule.",
    },
    "Review": {
        "agenda": "Print the list of the review meeting.",
        "diff": "Show what a change does to the risks.",
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
        "schema": "Print the JSON Schema of a record or of srr.toml.",
    },
}
"""The commands by the work they are for, each with its line in the help."""

COMMANDS: Mapping[str, str] = {
    name: line for section in SECTIONS.values() for name, line in section.items()
}


class ReaderGone(Exception):
    """The reader of the output has closed the pipe."""


class Terminated(BaseException):
    """The system asked the run to end, as `kill` and a cancelled CI job do."""


class Shelf(click.Group):
    """The commands, each imported on first use: a hook starts srr many times a day."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command that is called *cmd_name*."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"srr.cli.commands.{cmd_name}").command
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
        """Run the command; a closed pipe must not end with click's exit code 1, which means findings here."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise ReaderGone from None
        except CannotDo as problem:
            from srr.cli.arguments import language_of

            raise CannotDo(problem.said.within(language_of(ctx))) from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the nearest command when the name is unknown."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            hint = did_you_mean(name, COMMANDS, "srr --help lists them")
            ctx.fail(f"no command is called {name!r}; {hint}")
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
    # A run is short, and the garbage collector would take a tenth of it and free nothing that matters.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    # By default Python ends at once, and what the run prepared stays behind.
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _terminate)
    try:
        code = _run()
    except (click.Abort, KeyboardInterrupt):
        code = _stopped(signal.SIGINT)
    except Terminated:
        code = _stopped(signal.SIGTERM)
    sys.exit(code)


def _run() -> int:
    """Run the command that was typed, print what keeps it from its work, and return the exit code."""
    try:
        code: int = cli.main(prog_name="srr", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except CannotDo as problem:
        code = _refuse(str(problem))
    except click.Abort:
        raise
    except click.exceptions.NoArgsIsHelpError as alone:
        click.echo(alone.message)
        code = 0
    except click.ClickException as problem:
        code = _refuse(_in_our_words(problem))
    except (ReaderGone, BrokenPipeError):
        _let_go_of_output()
        code = 141  # the exit code that a shell reports for an interrupted program
    except OSError as problem:
        # A full disk or a vanished folder is not a fault of srr.
        _let_go_of_output()
        place = f"{problem.filename}: " if problem.filename else ""
        code = _refuse(f"{place}{problem.strerror or problem}")
    except Exception:
        import traceback

        from srr.text.sinks import visible_lines

        click.echo(visible_lines(traceback.format_exc()), err=True)
        click.echo("srr: this is a fault of srr; please report it with the lines above", err=True)
        code = 3
    return code


def _terminate(*_: object) -> None:
    raise Terminated


def _stopped(number: signal.Signals) -> int:
    """Say that the run was stopped; return the exit code that a shell reports for a program ended by a signal."""
    click.echo("srr: stopped", err=True)
    return 128 + number


def _in_our_words(problem: click.ClickException) -> str:
    """Return click's message as one sentence that also points to the help."""
    message = " ".join(problem.format_message().split()).rstrip(".")
    path = problem.ctx.command_path if isinstance(problem, click.UsageError) and problem.ctx else ""
    return f"{message[:1].lower()}{message[1:]}; see {path or 'srr'} --help"


def _refuse(sentence: str) -> int:
    """Print why nothing was done; control characters quoted from a file are escaped."""
    from srr.text.sinks import visible_lines

    click.echo(f"srr: {visible_lines(sentence)}", err=True)
    return 2


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
