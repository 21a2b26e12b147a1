"""srr help: the help of srr or of one command."""

import click

from srr.cli.arguments import below, completing
from srr.cli.usage_errors import no_command
from srr.repository.errors import CannotDo


@click.command("help")
@click.argument("words", metavar="[COMMAND]...", nargs=-1, shell_complete=completing("commands"))
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...]) -> None:
    """Show the help of srr, or of the command called COMMAND, as `srr COMMAND --help` does.

    \b
    Examples:
      srr help
      srr help lint
      srr help new risk
    """
    asked = ctx.find_root()
    for word in words:
        found = below(asked, word)
        if found is None:
            raise CannotDo(no_command(word, asked))
        asked = found
    click.echo(asked.get_help())
