"""Ids of headings, made from the words of the headings."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

_NOT_IN_AN_ID = re.compile(r"[^\w]+")


def ids_of(headings: Iterable[str], taken: Iterable[str] = ()) -> Iterator[str]:
    """Yield an id for each of *headings*, no two alike and none of *taken*."""
    used = set(taken)
    counts: dict[str, int] = {}
    for heading in headings:
        wanted = unicodedata.normalize("NFKC", heading).casefold()
        name = stem = _NOT_IN_AN_ID.sub("-", wanted).strip("-_") or "section"
        while name in used:
            counts[stem] = counts.get(stem, 1) + 1
            name = f"{stem}-{counts[stem]}"
        used.add(name)
        yield name
