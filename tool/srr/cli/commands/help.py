"""srr help: the help of srr or of one command."""

import click

from srr.cli.arguments import below, completing
from srr.text.spelling import nearest


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
            raise _unknown(word, asked)
        asked = found
    click.echo(asked.get_help())


def _unknown(word: str, above: click.Context) -> click.UsageError:
    group = above.command
    near = nearest(word, group.list_commands(above)) if isinstance(group, click.Group) else None
    hint = f"; did you mean {near}?" if near else ""
    return click.UsageError(f"no command is called {above.command_path} {word}{hint}", above)
