"""Whether work takes time in proportion to its text."""

from collections.abc import Callable
from time import process_time


def in_proportion(work: Callable[[str], object], small: str, large: str) -> bool:
    """Whether eight times the text takes about eight times as long, where the square would take 64 times."""
    # Another program may get in the way of one try.
    return any(_cost(work, large) < 16 * _cost(work, small) + 0.02 for _ in range(3))


def _cost(work: Callable[[str], object], text: str) -> float:
    """Return the seconds of processor time that *work* takes."""
    start = process_time()
    work(text)
    return process_time() - start
