"""Records similar to a new title, so that nobody repeats what was tried before."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from srr.records.record import Record
from srr.text.spelling import normal_form

LEAST = 0.22
MOST = 3
_WORD = re.compile(r"[a-z0-9]{2,}|[^\W\d_]{2,}|\d{2,}")


def alike(title: str, records: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records whose title or summary is most like *title*, the most alike first."""
    wanted = grams(title)
    found_in: Counter[str] = Counter()
    shared = []
    # The pieces of all records take ten times their text, so those of a title are rather made twice.
    for record in records:
        pieces = grams(record.title) | grams(record.section("summary"))
        found_in.update(pieces)
        shared.append(wanted & pieces)
    weights = {
        gram: math.log(1 + (1 + len(records)) / (1 + found_in[gram])) ** 2
        for gram in wanted | found_in.keys()
    }
    scored = [
        (_likeness(wanted, grams(record.title), common, weights), record)
        for common, record in zip(shared, records, strict=True)
    ]
    best = sorted(scored, key=lambda row: (-row[0], row[1].id))
    return tuple(record for likeness, record in best[:MOST] if likeness >= LEAST)


def grams(text: str) -> frozenset[str]:
    """Return the pieces of *text* that are compared: three letters of a word, two of Japanese.

    A word of one letter is in too many texts to say anything.
    """
    return frozenset(piece for word in _WORD.findall(normal_form(text)) for piece in _pieces(word))


def _pieces(word: str) -> Iterable[str]:
    if word.isascii():
        framed = f" {word} "
        return (framed[at : at + 3] for at in range(len(framed) - 2))
    return (word[at : at + 2] for at in range(len(word) - 1))


def _likeness(
    wanted: frozenset[str],
    title: frozenset[str],
    shared: frozenset[str],
    weights: dict[str, float],
) -> float:
    """Return between 0 and 1: how much of either title is in the other, helped by what the record *shared*."""

    def weight(pieces: Iterable[str]) -> float:
        return sum(weights[piece] for piece in pieces)

    both = weight(wanted) + weight(title)
    if not both:
        return 0.0
    of_titles = 2 * weight(wanted & title) / both
    in_record = weight(shared) / (weight(wanted) or 1.0)
    return max(of_titles, 0.5 * (of_titles + in_record))
