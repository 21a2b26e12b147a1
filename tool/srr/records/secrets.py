"""The secrets of a file, and the file as it may be shown: with asterisks in their place."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from srr.documents.document import Document, Places, veiled
from srr.documents.encoding import UTF8_BOM
from srr.documents.places import QUOTES, Field, KeyPath, Span, Value
from srr.language import Text
from srr.text.credentials import find, may_hold_secret, starred
from srr.text.unescaped import joined


class Leak(NamedTuple):
    """A secret in a file: its place, and its *words*, which the file may write otherwise."""

    span: Span
    kind: Text
    words: str


# A secret of this length is one wherever it stands, also without its name; a shorter one may be a word.
_SHORTEST = 6
# A file of 10 MB may hold hundreds of thousands.
_MOST_WORDS = 100


def leaks(read: Document) -> tuple[Leak, ...]:
    """Return the secrets in the text of a file, and those that only YAML brings to light, in order."""
    found = list(_plain(read)) if may_hold_secret(read.text) else []
    found += list(_hidden(read, found))
    if found:
        found += _repeated(read.text, found)
    return tuple(sorted(found, key=lambda leak: leak.span))


def masked(read: Document) -> Document:
    """Return *read* with asterisks in place of its secrets; every place in it stays valid."""
    found = leaks(read)
    if not found:
        return read
    text = _starred(read.text, (leak.span for leak in found))
    ahead = tuple(leak for leak in found if leak.span.start < read.body.start)
    fields: dict[KeyPath, Field] = {}
    words = telling_words(found)
    data = _Masking(read, ahead, words, fields).mapping(read.data, ())
    return replace(
        read,
        raw=(UTF8_BOM if read.raw.startswith(UTF8_BOM) else b"") + text.encode(errors="replace"),
        data=data,
        faults=tuple(fault._replace(detail=conceal(fault.detail, words)) for fault in read.faults),
        ignores=tuple(
            ignore._replace(reason=conceal(ignore.reason, words)) for ignore in read.ignores
        ),
        veiled=veiled(fields),
        # What is starred is other YAML and other Markdown.
        places=Places(
            fields,
            tuple(
                section._replace(heading=conceal(section.heading, words))
                for section in read.sections
            ),
        ),
    )


def telling_words(found: Iterable[Leak]) -> tuple[str, ...]:
    """Return the secrets that were *found*, each once, as far as they are secrets wherever they stand."""
    words = dict.fromkeys(leak.words for leak in found if len(leak.words) >= _SHORTEST)
    return tuple(islice(words, _MOST_WORDS))


def conceal(text: str, words: Iterable[str]) -> str:
    """Return *text*, which may quote a file, with asterisks for the secrets in it."""
    for secret in words:
        text = text.replace(secret, starred(secret))
    return text


def _plain(read: Document) -> Iterator[Leak]:
    whole = read.text
    for first, last in (Span(0, len(whole)),) if read.searched is None else read.searched:
        text = whole[first:last]
        for start, end, kind in find(text):
            yield Leak(Span(first + start, first + end), kind, text[start:end])


def _hidden(read: Document, known: list[Leak]) -> Iterator[Leak]:
    """Yield the secrets that the value shows and the file hides: escaped, folded, or far from their key."""
    for path, field in read.veiled:
        yield from _behind(read, str(path[-1]), field, known)
    keys = list(_telling_keys(read.data))
    if not keys:
        return
    for path, field in read.fields.items():
        own = str(path[-1])
        if own in keys and may_hold_secret(own) and own not in read.text[slice(*field.key)]:
            yield from (Leak(field.key, kind, own[start:end]) for start, end, kind in find(own))
        above = next((key for key in path[-2::-1] if key in keys), None)
        if above is not None and field.holds_text:
            yield from _behind(read, str(above), field, known)


def _behind(read: Document, key: str, field: Field, known: list[Leak]) -> Iterator[Leak]:
    """Yield the secrets that *key* announces in the value of *field*."""
    name = f"{key}: "
    text = f"{name}{field.text}"
    for start, end, kind in find(text) if may_hold_secret(text) else ():
        words = text[max(start, len(name)) : end]
        in_sight = any(_opens(leak, words) and meet(leak.span, field.span) for leak in known)
        if words and not in_sight:
            at = read.text.find(words, *field.span)
            yield Leak(Span(at, at + len(words)) if at >= 0 else field.span, kind, words)


def _telling_keys(value: Value) -> Iterator[str]:
    """Yield the keys that may hold a secret, or announce one in a value below them."""
    if isinstance(value, dict):
        for key, item in value.items():
            is_above = isinstance(item, dict | list)
            if _may_tell(key, is_above=is_above):
                yield key
            if is_above:
                yield from _telling_keys(item)
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, dict | list):
                yield from _telling_keys(item)


# Nearly all records have the same keys.
@lru_cache(maxsize=512)
def _may_tell(key: str, *, is_above: bool) -> bool:
    return may_hold_secret(key) or (is_above and may_hold_secret(f"{key}: "))


def _opens(leak: Leak, words: str) -> bool:
    """Whether *leak* holds *words*, perhaps over several lines."""
    if words in leak.words:
        return True
    whole = joined(leak.words)
    return whole is not None and whole.text == words


def _repeated(text: str, found: list[Leak]) -> Iterator[Leak]:
    """Yield the other places where the words of a secret stand."""
    taken = {leak.span.start for leak in found}
    kinds = {leak.words: leak.kind for leak in found}
    for words in telling_words(found):
        at = text.find(words)
        while at >= 0:
            if at not in taken:
                yield Leak(Span(at, at + len(words)), kinds[words], words)
            at = text.find(words, at + len(words))


def _starred(text: str, spans: Iterable[Span]) -> str:
    """Return *text* with asterisks in *spans*, which are sorted and may overlap."""
    parts, place = [], 0
    for start, end in spans:
        if end > place:
            start = max(start, place)
            parts += [text[place:start], starred(text[start:end])]
            place = end
    return "".join((*parts, text[place:]))


class _Masking(NamedTuple):
    """Masks the front matter of one file, in which *found* was found; *fields* gets the masked fields.

    *words* are the secrets of the whole file.
    """

    read: Document
    found: tuple[Leak, ...]
    words: tuple[str, ...]
    fields: dict[KeyPath, Field]

    def mapping(self, data: dict[str, Value], path: KeyPath) -> dict[str, Value]:
        return {
            conceal(key, self.words): self._value(value, (*path, key))
            for key, value in data.items()
        }

    def _value(self, value: Value, path: KeyPath) -> Value:
        field = self.read.fields.get(path)
        text = self._text(field) if field else ""
        match value:
            case dict():
                value = self.mapping(value, path)
            case list():
                value = [self._value(item, (*path, at)) for at, item in enumerate(value)]
            case _ if field and text != field.text:
                value = text
            case str() if field is None:
                value = conceal(value, self.words)
        if field:
            self.fields[path] = field._replace(value=value, text=text)
        return value

    def _text(self, field: Field) -> str:
        here = [leak for leak in self.found if meet(leak.span, field.span)]
        if not here or not field.text:
            return field.text
        if field.is_in_plain_sight:
            first = field.span.start + QUOTES.get(field.style, 0)
            spans = (Span(start - first, end - first) for (start, end), *_ in here)
            return _starred(field.text, spans)
        if all(leak.words in field.text and len(leak.words) >= _SHORTEST for leak in here):
            return conceal(field.text, telling_words(here))
        return starred(field.text)


def meet(one: Span, other: Span) -> bool:
    """Whether two stretches of a text have a part in common."""
    return one.start < other.end and other.start < one.end
