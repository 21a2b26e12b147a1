"""Sentences of srr to the person who runs it, apart from what a command prints."""

import click


def say(line: str) -> None:
    """Print what went wrong; control characters quoted from a file are escaped."""
    # Imported late: most runs have nothing to say.
    from srr.text.sinks import visible_lines

    click.echo(f"srr: {visible_lines(line)}", err=True)
