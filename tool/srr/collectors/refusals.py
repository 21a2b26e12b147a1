"""What keeps a source from giving a number."""

from srr.language import Refusal


class NotCollected(Refusal):
    """A source gave no number; *said* is one sentence: what, where, how to mend it."""
