"""Answers to questions: from a flag, else the terminal, else the proposal."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import click

from srr.repository.errors import CannotDo
from srr.text.sinks import visible, visible_lines

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Asker:
    """Where answers come from: a flag, else a question on the terminal, else the proposal."""

    flags: Mapping[str, str | None]
    asks: bool

    def given(self, flag: str) -> str | None:
        """Return the value of --*flag*."""
        return self.flags.get(flag.replace("-", "_"))

    def answer(
        self,
        flag: str,
        read: Callable[[str], Answer],
        question: str,
        proposal: str | None = None,
    ) -> Answer:
        """Return what *read* makes of the answer; it raises ValueError with the rest of a sentence."""
        given = self.given(flag)
        if given is None and self.asks:
            return _asked(question, read, proposal)
        if given is None and proposal is None:
            elsewhere = "" if at_a_terminal() else ", or answer on a terminal"
            raise CannotDo(f"--{flag} is missing; give it{elsewhere}")
        try:
            return read(proposal or "" if given is None else given)
        except ValueError as error:
            raise CannotDo(f"--{flag} {error}") from None

    def maybe(self, flag: str, read: Callable[[str], str], question: str = "") -> str | None:
        """Return the answer, None where it is empty; without a *question* only the flag counts."""
        if self.given(flag) is None and not (self.asks and question):
            return None
        return self.answer(flag, lambda typed: read(typed) if typed.strip() else None, question, "")


def at_a_terminal() -> bool:
    """Whether standard input is a terminal, so that a person can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def _asked(question: str, read: Callable[[str], Answer], proposal: str | None) -> Answer:
    def value(typed: str) -> Answer:
        try:
            return read(typed)
        except ValueError as error:
            raise click.BadParameter(visible(f"that {error}")) from None

    answer: Answer = click.prompt(
        visible_lines(question),
        default=proposal,
        show_default=bool(proposal),
        value_proc=value,
        err=True,
    )
    return answer
