"""Answers to questions: from a flag, else the terminal, else the proposal."""

import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

import click

from srr.cli.answers import WrongAnswer
from srr.language import Language, Text
from srr.repository.errors import CannotDo
from srr.text.sinks import visible, visible_lines

Answer = TypeVar("Answer")
_AGAIN = Text("Your answer {why}.", "{why}。")
_WRONG = Text("{name} {why}", "{name}: {why}")
_TYPED = Text("{refusal}\nWhat you typed: {flags}", "{refusal}\n入力した内容: {flags}")
_MISSING = Text("--{flag} is missing; give it", "--{flag} がありません。指定してください")
_MISSING_HERE = Text(
    "--{flag} is missing; give it, or answer on a terminal",
    "--{flag} がありません。指定するか、端末で質問に答えてください",
)


class FlagRefused(CannotDo):
    """A flag or an argument is missing, or is none that any record could take."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Where answers come from: a flag, else a question on the terminal, else the proposal.

    *typed* gathers what was typed in place of a proposal, by flag; a flag may be given several times.
    """

    flags: Mapping[str, str | None]
    asks: bool
    language: Language = "en"
    typed: dict[str, list[str]] = field(default_factory=dict)

    def given(self, flag: str) -> str | None:
        """Return the value of --*flag*."""
        return self.flags.get(flag.replace("-", "_"))

    def answer(
        self,
        flag: str,
        read: Callable[[str], Answer],
        question: Text,
        proposal: str | None = None,
    ) -> Answer:
        """Return what *read* makes of the answer; it raises WrongAnswer."""
        if self.given(flag) is None and self.asks:
            return self._asked(flag, read, question, proposal)
        return self.unasked(flag, read, proposal)

    def unasked(
        self, flag: str, read: Callable[[str], Answer], proposal: str | None = None
    ) -> Answer:
        """Return what *read* makes of the flag or, where it was not given, of the proposal."""
        given = self.given(flag)
        words = proposal if given is None else given
        if words is None:
            missing = _MISSING if at_a_terminal() else _MISSING_HERE
            raise FlagRefused(missing.fill(flag=flag))
        return understood(f"--{flag}", words, read)

    def maybe(
        self,
        flag: str,
        read: Callable[[str], Answer],
        question: Text | None = None,
        proposal: str = "",
    ) -> Answer | None:
        """Return the answer, None where it is empty; without a *question* only the flag counts."""

        def read_any(typed: str) -> Answer | None:
            return read(typed) if typed.strip() else None

        if self.given(flag) is None and self.asks and question:
            return self._asked(flag, read_any, question, proposal)
        return self.unasked(flag, read_any, "")

    @contextmanager
    def giving_back(self) -> Iterator[None]:
        """Let a refusal in the block also say what was typed, as flags, so that it can be given again."""
        try:
            yield
        except CannotDo as refusal:
            if not self.typed:
                raise
            flags = (
                f"--{flag} {shlex.quote(words)}"
                for flag, given in self.typed.items()
                for words in given
            )
            raise CannotDo(_TYPED.fill(refusal=refusal.said, flags=" ".join(flags))) from None

    def say(self, text: Text) -> None:
        """Print what somebody who is asked should know."""
        click.echo(visible_lines(text.within(self.language)), err=True)

    def _asked(
        self,
        flag: str,
        read: Callable[[str], Answer],
        question: Text,
        proposal: str | None,
    ) -> Answer:
        words = visible_lines(question.within(self.language))
        is_whole = words.endswith("?") and not proposal
        while True:
            try:
                typed: str = click.prompt(
                    words,
                    default=proposal,
                    show_default=bool(proposal),
                    type=str,
                    err=True,
                    prompt_suffix=" " if is_whole else ": ",
                )
            except click.Abort:
                click.echo(err=True)  # what is said next begins a line of its own
                raise
            try:
                answer = read(typed)
            except WrongAnswer as wrong:
                sentence = _AGAIN.fill(why=wrong.why).within(self.language)
                click.echo(visible(sentence), err=True)
            else:
                if typed != proposal:
                    self.typed[flag] = [typed]
                return answer


def understood(name: str, typed: str, read: Callable[[str], Answer]) -> Answer:
    """Return what *read* makes of what was *typed* for *name*, an argument or a flag; raise FlagRefused."""
    try:
        return read(typed)
    except WrongAnswer as wrong:
        raise FlagRefused(_WRONG.fill(name=name, why=wrong.why)) from None


def at_a_terminal() -> bool:
    """Whether standard input is a terminal, so that a person can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()
