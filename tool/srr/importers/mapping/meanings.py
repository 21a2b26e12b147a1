"""What the texts of a column with a closed list of values mean: by the map, else by the words of the registry.

A foreign scale has no default: where one number of a column lies outside of the scale, or its head is not the name of
the score, its numbers mean nothing until the map says what, unless they are the options of the scale word for word.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from srr.documents.document import Document, read
from srr.importers.import_map import ImportMap
from srr.importers.mapping.blanks import says_something
from srr.importers.mapping.columns import Column
from srr.importers.mapping.map_file import allowed_values
from srr.importers.mapping.targets import TARGETS
from srr.records.meaning import level_labels, meaning
from srr.schema.fields import FieldSpec
from srr.schema.scoring import UNKNOWN
from srr.schema.settings import Settings
from srr.schema.vocabulary import UNKNOWN as UNKNOWN_LABEL
from srr.text.spelling import joined, nearest, normal_form, recognise

By = Literal["map", "word", "nothing"]
_BLANK: Document = read("risks/SRR-0001.md", b"")
_WHOLE = re.compile(r"(\d+)\.0+")
_RANGE = re.compile(r"\d\s*(?:-|to|~|〜|–|から)\s*\d")
_NUMBER = re.compile(r"\s*[0-9０-９]")
_LEAD = re.compile(r"^\s*[0-9０-９]+\s*[:：.)）-]?\s*")
_OPTION = re.compile(r"score\s*(?:>=?|≥|≧)\s*\d")


class Meaning(NamedTuple):
    """One text of a column, in how many *rows* it stands, and the *value* that it means.

    Without a value it says nothing, as a dash does, or nothing says what it means; then *near* may be what is meant.
    """

    text: str
    rows: int
    value: str | None
    by: By
    near: str | None = None


class Meanings(NamedTuple):
    """What the texts of a column mean, the most frequent first; of a *foreign* scale, by the map alone."""

    texts: tuple[Meaning, ...]
    foreign: bool = False

    @property
    def unread(self) -> tuple[Meaning, ...]:
        """The texts that nothing gives a meaning."""
        return tuple(each for each in self.texts if each.by == "nothing")


def meanings(
    column: Column, cells: Iterable[str], wanted: ImportMap, settings: Settings
) -> Meanings | None:
    """Return what *cells* mean in *column*; None where it has no closed list of values."""
    spec = TARGETS.get(column.key or "")
    if spec is None or not allowed_values(spec, settings):
        return None
    counts = Counter(cells)
    known = wanted.values.get(column.key or "", {})
    own = {text: _own(text, spec, settings) for text in counts}
    foreign = spec.kind in ("level", "score") and _is_foreign(column, own)
    found = [
        _meaning(text, rows, own[text], known, foreign, spec, settings)
        for text, rows in counts.items()
    ]
    return Meanings(tuple(sorted(found, key=lambda each: -each.rows)), foreign)


def _meaning(
    text: str,
    rows: int,
    own: str | None,
    known: Mapping[str, str | None],
    foreign: bool,
    spec: FieldSpec,
    settings: Settings,
) -> Meaning:
    mapped = next((name for name in known if name == text or joined(name) == joined(text)), None)
    if mapped is not None:
        return Meaning(text, rows, known[mapped], "map")
    if own is not None and (not foreign or _speaks_for_itself(text, own, spec, settings)):
        return Meaning(text, rows, own or None, "word")
    close = None
    if spec.kind == "choice":
        close = nearest(joined(text), allowed_values(spec, settings), cutoff=0.8)
    return Meaning(text, rows, None, "nothing", close)


def _own(text: str, spec: FieldSpec, settings: Settings) -> str | None:
    """Return the value that *text* means in the words of the registry; empty where it says nothing, None elsewhere."""
    allowed = allowed_values(spec, settings)
    if not says_something(text) or (
        spec.kind == "score" and recognise(text, {UNKNOWN: UNKNOWN_LABEL})
    ):
        return ""
    plain = _WHOLE.sub(r"\1", text.strip())
    if plain in allowed:
        return plain
    found = meaning(plain, (spec.key,), spec, _BLANK, settings)
    return str(found) if found is not None and str(found) in allowed else None


def _speaks_for_itself(text: str, value: str, spec: FieldSpec, settings: Settings) -> bool:
    """Whether *text* says more than a number: `6 (score >= 6)`, a label of the scale, that nobody knows."""
    if value in ("", UNKNOWN) or _OPTION.search(normal_form(text)):
        return True
    words = _LEAD.sub("", text)
    return spec.kind == "score" and recognise(words, level_labels(spec, settings)) == value


def _is_foreign(column: Column, own: Mapping[str, str | None]) -> bool:
    """Whether the numbers of *column* may be those of another scale."""
    return (
        not column.is_own
        or _RANGE.search(column.head) is not None
        or any(value is None and _NUMBER.match(text) for text, value in own.items())
    )
