"""Choices that look random but are the same on every machine, each seeded by its purpose."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Draw:
    """The choices for one record; a new choice leaves all others as they were."""

    seed: int
    record: str

    def number(self, purpose: str, least: int, most: int) -> int:
        """Return a whole number from *least* to *most*."""
        key = f"{self.seed}/{self.record}/{purpose}".encode()
        digest = hashlib.blake2b(key, digest_size=8).digest()
        return least + int.from_bytes(digest) % (most - least + 1)

    def pick(self, purpose: str, options: Sequence[T]) -> T:
        """Return one of *options*."""
        return options[self.number(purpose, 0, len(options) - 1)]
