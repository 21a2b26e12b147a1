"""The questions of a command, asked in the meeting."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from srr.cli.meeting.console import Console
from srr.cli.questions import Asker
from srr.language import Text
from srr.text.sinks import visible

Answer = TypeVar("Answer")
_ASKED = Text("{question}:", "{question}:")
_PROPOSED = Text("{question} [{proposal}]:", "{question} [{proposal}]:")


class WentBack(Exception):
    """The person goes back, without an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleAsker(Asker):
    """Answers come from the *console* of the meeting, and from the proposals."""

    console: Console

    def say(self, text: Text) -> None:
        """Print what somebody who is asked should know."""
        self.console.say(text)

    def _asked(
        self, flag: str, read: Callable[[str], Answer], question: Text, proposal: str | None
    ) -> Answer:
        prompt = _PROPOSED if proposal else _ASKED
        filled = prompt.fill(question=question, proposal=visible(proposal or ""))

        def noted(typed: str) -> tuple[Answer]:
            answer = read(typed)
            self.typed[flag] = [typed]
            return (answer,)

        found = self.console.answer(filled, proposal or "", noted)
        if found is None:
            raise WentBack
        return found[0]
