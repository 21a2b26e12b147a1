"""The errors that end a command with exit code 2."""

from srr.language import Text


class CannotDo(Exception):
    """The request cannot be carried out; *said* says why and how to fix it. Exit code 2."""

    def __init__(self, message: str | Text) -> None:
        self.said = Text(message, message) if isinstance(message, str) else message
        super().__init__(self.said.en)


class NoRegistry(CannotDo):
    """There is no registry here."""
