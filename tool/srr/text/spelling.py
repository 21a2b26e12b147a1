"""Recognises misspelt values: look-alikes, other widths, labels in place of values."""

import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping

from srr.language import Text

Words = Mapping[str, Text]


# Look-alikes that Unicode's compatibility mapping keeps apart.
_LOOK_ALIKES = str.maketrans(
    {"⻑": "長", "‧": "・", "−": "-", "‐": "-", "‑": "-", "–": "-", "—": "-", "〜": "~", "～": "~"}
)
_MEANT = Text("did you mean {near}?", "{near} のことですか")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def normal_form(spelling: str) -> str:
    """Return *spelling* with look-alike characters, width and case folded, for comparison only."""
    folded = unicodedata.normalize("NFKC", spelling.translate(_LOOK_ALIKES))
    return folded.translate(_LOOK_ALIKES).strip().casefold()


def recognise(spelling: str, words: Words) -> str | None:
    """Return the value of *words* that *spelling* means: a value or a label in another spelling."""
    if spelling in words:
        return sys.intern(spelling)  # all records of a registry share it
    wanted = joined(spelling)
    for value, label in words.items():
        if wanted in {joined(value), joined(label.en), joined(label.ja)}:
            return value
    return None


def recognise_number(spelling: str) -> int | None:
    """Return the whole number that *spelling* begins with: `６`, `6 (score >= 6)`."""
    found = re.match(r"\d{1,15}(?![\d.])", normal_form(spelling))
    return int(found.group()) if found else None


def recognise_date(spelling: str) -> str | None:
    """Return a date written another way (`2025/2/3`, `２０２５年２月３日`) as `2025-02-03`."""
    found = _DATE.fullmatch(normal_form(spelling))
    return "{}-{:0>2}-{:0>2}".format(*found.groups()) if found else None


def joined(spelling: str) -> str:
    """Return the normal form of *spelling* with one hyphen between its words."""
    return re.sub(r"[\s_-]+", "-", normal_form(spelling))


def nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the one of *known* that is spelled most like *name*; None where all are less alike than *cutoff*."""
    # Imported late: most runs of srr meet no misspelling, and difflib slows every start.
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(known), cutoff=cutoff)), None)


def meant(name: str, known: Iterable[str], otherwise: Text) -> Text:
    """Ask whether the nearest of *known* was meant by *name*; where none is near, say *otherwise*."""
    near = nearest(name, known)
    return _MEANT.fill(near=near) if near else otherwise
