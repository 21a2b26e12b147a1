"""What cannot be done, and why."""


class CannotDo(Exception):
    """What was asked cannot be done; the message says why and how to fix it. Exit code 2."""


class NoRegistry(CannotDo):
    """There is no registry here."""
