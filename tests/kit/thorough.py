"""How much a test tries: all in a thorough run, as CI makes it with SRR_TEST_THOROUGH, else a fifth of the examples."""

import os
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")
THOROUGH = bool(os.environ.get("SRR_TEST_THOROUGH"))


def examples(number: int) -> int:
    """Return how many of *number* examples to try; ten at least."""
    return number if THOROUGH else min(number, max(number // 5, 10))


def some(cases: Sequence[T]) -> list[T]:
    """Return *cases*, or as many of them as a run tries, the same in every run."""
    return Random(0).sample(cases, examples(len(cases)))  # noqa: S311
