"""The errors that end a command with exit code 2."""


class CannotDo(Exception):
    """The request cannot be carried out; the message says why and how to fix it. Exit code 2."""


class NoRegistry(CannotDo):
    """There is no registry here."""
