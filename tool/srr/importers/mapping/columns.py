"""What each column of a source becomes: by the map, else by the words that the registry itself uses for its keys."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from srr.importers.import_map import ImportMap
from srr.importers.mapping.targets import OWN, TARGETS
from srr.importers.source import Source
from srr.schema.columns import SECTION
from srr.schema.fields import LINKS, RISK
from srr.schema.settings import Settings
from srr.schema.synonyms import KEYS, LOOSE, SECTIONS
from srr.schema.synonyms import LINKS as LINK_WORDS
from srr.schema.vocabulary import RISK_SECTIONS
from srr.text.spelling import joined, nearest, normal_form

By = Literal["map", "name", "synonym", "key", "nothing"]
_LIKE = 0.85
_NOTE = re.compile(r"\s*[(\[【][^()\[\]【】]*[)\]】]\s*$")
_AROUND = re.compile(r"^[^\w#№]+|[^\w#№]+$")
_BETWEEN_JAPANESE = re.compile(r"(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])")
_LINK_WORD = re.compile(r"[\s_-]*(?:urls?|links?|リンク|の)$")


class Column(NamedTuple):
    """One column: the *key* that it becomes, None where it becomes none, and what decided that.

    *near* is the key that it looks like, where nothing decided. One that is *left_out* is so by the map. *is_own* says
    that its head is the name of that key in the registry itself, so that its numbers may be those of its scale.
    """

    head: str
    key: str | None
    by: By
    near: str | None = None
    left_out: bool = False
    is_own: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nothing says what it becomes."""
        return self.by == "nothing"


def columns(source: Source, wanted: ImportMap, settings: Settings) -> tuple[Column, ...]:
    """Return what the columns of *source* become, in their order."""
    words = _Words(settings)
    found = [_column(head, source, wanted, words) for head in source.columns]
    taken = Counter(each.key for each in found if each.by == "map")
    for by in ("name", "synonym"):
        claims = Counter(each.key for each in found if each.by == by)
        for at, each in enumerate(found):
            if each.by != by or each.key is None or _takes_several(each.key):
                continue
            # Of two columns that are named like a key the first counts; two that may be meant by it, neither.
            if taken[each.key] or (by == "synonym" and claims[each.key] > 1):
                found[at] = Column(each.head, None, "nothing", each.key)
            else:
                taken[each.key] += 1
    return tuple(found)


def _column(head: str, source: Source, wanted: ImportMap, words: "_Words") -> Column:
    if head in wanted.columns:
        key, own = wanted.columns[head], words.column(head)
        is_own = own.is_own and own.key == key
        return Column(head, key, "map", left_out=key is None, is_own=is_own)
    if head == source.title and "title" not in wanted.columns.values():
        return Column(head, "title", "name")
    return words.column(head)


def _takes_several(key: str) -> bool:
    """Whether the texts of several columns may be put together under *key*."""
    return key.startswith(SECTION) or (key in TARGETS and TARGETS[key].kind.endswith("-list"))


class _Words:
    """The words that mean a key, in the form in which heads are compared."""

    def __init__(self, settings: Settings) -> None:
        self.named: dict[str, str] = {}
        self.meant: dict[str, str] = {}
        self.like: dict[str, str] = {}
        for word, key in _named(settings):
            self.named.setdefault(plain_head(word), key)
        for word, key in _synonyms():
            (self.like if word in LOOSE else self.meant).setdefault(plain_head(word), key)
        for word, keys in KEYS.items():
            known = [key for key in keys if key in TARGETS]
            if len(keys) > 1 and known:
                self.like.setdefault(plain_head(word), known[0])

    def column(self, head: str) -> Column:
        """Return what *head* means; where it means nothing, what it may mean."""
        plain = plain_head(head)
        if OWN.fullmatch(head.strip()):
            return Column(head, head.strip(), "name", is_own=True)
        if plain in self.named:
            return Column(head, self.named[plain], "name", is_own=True)
        if plain in self.meant:
            return Column(head, self.meant[plain], "synonym")
        link = self._link(plain)
        if link:
            return Column(head, link, "synonym")
        return Column(head, None, "nothing", self._near(plain))

    def _link(self, plain: str) -> str | None:
        bare = _LINK_WORD.sub("", plain)
        word = self.named.get(bare) or self.meant.get(bare)
        return word if word and word.startswith("links.") else None

    def _near(self, plain: str) -> str | None:
        every: Mapping[str, str] = {**self.like, **self.meant, **self.named}
        word = plain if plain in every else nearest(plain, every, cutoff=_LIKE)
        return every[word] if word else None


def _named(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield the words of the registry itself, each with its key."""
    for spec in RISK:
        if spec.kind != "mapping":
            yield from ((word, spec.key) for word in (spec.key, *spec.label))
    yield from ((path, path) for path in TARGETS)
    for spec in LINKS:
        yield from ((word, f"links.{spec.key}") for word in (spec.key, *spec.label))
    for key, label in RISK_SECTIONS.items():
        yield from ((word, f"{SECTION}{key}") for word in (f"{SECTION}{key}", key, *label))
    for heading, keys in settings.headings.items():
        yield from ((heading, f"{SECTION}{key}") for key in keys if key in RISK_SECTIONS)


def _synonyms() -> Iterator[tuple[str, str]]:
    """Yield the words of other registers that mean one key."""
    for word, keys in KEYS.items():
        if len(keys) == 1 and keys[0] in TARGETS:
            yield word, keys[0]
    yield from ((word, f"{SECTION}{key}") for word, key in SECTIONS.items() if key in RISK_SECTIONS)
    yield from ((word, f"links.{key}") for word, key in LINK_WORDS.items())


def plain_head(head: str) -> str:
    """Return *head* as heads are compared: without what stands in brackets behind it, and without emoji around it."""
    text = normal_form(head)
    shorter = _NOTE.sub("", text)
    return _BETWEEN_JAPANESE.sub("", joined(_AROUND.sub("", shorter or text)))
