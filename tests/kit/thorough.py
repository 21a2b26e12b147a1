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


def some(cases: Sequence[T], most: int | None = None) -> list[T]:
    """Return *cases*, or as many of them as a run tries, at most *most* then; the same in every run."""
    number = examples(len(cases))
    return Random(0).sample(cases, number if THOROUGH or most is None else min(number, most))  # noqa: S311
