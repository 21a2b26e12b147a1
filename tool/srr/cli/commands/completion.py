"""srr completion: the script that makes a shell complete srr."""

import click
from click.shell_completion import get_completion_class

from srr.language import Text
from srr.repository.errors import CannotDo

SHELLS = ("bash", "zsh", "fish")
_OLD_CLICK = Text(
    "this click knows no completion for {shell}; update click",
    "この click は {shell} の補完に対応していません。click を更新してください",
)


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that makes SHELL complete commands, options, rules and the ids of records.

    \b
    One line in the startup file of the shell switches it on:
      ~/.bashrc                           eval "$(srr completion bash)"
      ~/.zshrc, after compinit            eval "$(srr completion zsh)"
      ~/.config/fish/completions/srr.fish srr completion fish | source

    bash must be 4.4 or newer.

    \b
    Examples:
      srr completion bash
      srr completion fish > ~/.config/fish/completions/srr.fish
    """
    found = get_completion_class(shell)
    if found is None:
        raise CannotDo(_OLD_CLICK.fill(shell=shell))
    click.echo(found(ctx.find_root().command, {}, "srr", "_SRR_COMPLETE").source())
