"""The terminal of the meeting: what is said to it, and what is asked."""

import os
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

import click

from srr.cli.answers import WrongAnswer
from srr.cli.meeting.keys import END, ENTER, REDRAW, Keys
from srr.cli.meeting.line import read_line
from srr.language import Language, Text
from srr.text.sinks import visible, visible_lines
from srr.text.spelling import normal_form
from srr.text.terminal import wrapped

Answer = TypeVar("Answer")
_USUAL = 80
_LEAST = 20
_AGAIN = Text("Your answer {why}.", "{why}。")


@dataclass(frozen=True, slots=True)
class Console:
    """Where the meeting takes place, in the language of its registry."""

    keys: Keys
    language: Language

    def say(self, text: Text) -> None:
        """Print *text*, which may quote what a record says, with line ends between words."""
        for line in visible_lines(text.within(self.language)).splitlines():
            indent = line[: len(line) - len(line.lstrip())]
            for part in wrapped(line.lstrip(), self.columns() - len(indent), sys.maxsize):
                self.write(f"{indent}{part}\n")

    def write(self, text: str) -> None:
        """Print *text* as it is."""
        click.echo(text, nl=False)

    def columns(self) -> int:
        """Return the width of the terminal now; one that does not know is 80 columns wide."""
        try:
            columns = os.get_terminal_size(sys.stdout.fileno()).columns
        except OSError:
            columns = 0
        return max(columns or _USUAL, _LEAST)

    def key(self, prompt: str, known: Collection[str], shown: Callable[[], None]) -> str:
        """Return the first of the *known* keys that is typed, in any case and width; *shown* shows again what for."""
        self.write(prompt)
        while True:
            typed = self.keys.next()
            if typed == REDRAW:
                self.write("\n")
                shown()
                self.write(prompt)
            typed = "q" if typed == END else typed if typed == ENTER else normal_form(typed)
            if typed in known:
                self.write("\n" if typed == ENTER else f"{typed}\n")
                return typed

    def line(self, prompt: Text) -> str | None:
        """Return the line that is typed behind *prompt*; None where the person goes back."""
        words = visible(prompt.within(self.language)) + " "
        return read_line(words, self.keys.next, self.write, self.columns)

    def answer(self, prompt: Text, proposal: str, read: Callable[[str], Answer]) -> Answer | None:
        """Return what *read* makes of what is typed, of *proposal* for Enter alone; None where the person goes back."""
        while True:
            typed = self.line(prompt)
            if typed is None:
                return None
            try:
                return read(typed if typed.strip() else proposal)
            except WrongAnswer as wrong:
                self.say(_AGAIN.fill(why=wrong.why))
