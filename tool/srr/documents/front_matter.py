"""Front matter: YAML text in, plain data out, with the place of every key and value and every fault on the way.

The parser's events are read one by one, so that srr can refuse depth, size, aliases and duplicates. Words are
those of the YAML 1.2 core schema, except that `0010`, `0x1F`, `.inf` and `.nan` stay text.
"""

import math
import re
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import yaml
from yaml.events import AliasEvent as _Alias
from yaml.events import DocumentStartEvent as _DocumentStart
from yaml.events import MappingEndEvent as _MappingEnd
from yaml.events import MappingStartEvent as _MappingStart
from yaml.events import ScalarEvent as _Scalar
from yaml.events import SequenceEndEvent as _SequenceEnd
from yaml.events import SequenceStartEvent as _SequenceStart
from yaml.events import StreamEndEvent as _StreamEnd

from srr.documents.places import Fault, Field, KeyPath, Scalar, Span, Value, dotted
from srr.documents.yaml_errors import first_word, syntax_fault

MOST_CHARACTERS = 64 * 1024
MOST_LEVELS = 20


class FrontMatter(NamedTuple):
    """The content of the front matter: data when it was *understood*, else only faults."""

    data: dict[str, Value]
    fields: dict[KeyPath, Field]
    faults: list[Fault]
    understood: bool


def _fastest_parser() -> Callable[[str], Any]:
    # libyaml is seven times as fast, but optional: https://pyyaml.org/wiki/PyYAMLDocumentation
    return getattr(getattr(yaml, "cyaml", None), "CParser", yaml.SafeLoader)


# Line breaks of YAML 1.1, and so of libyaml, that are none in YAML 1.2; they are parsed as characters of the private
# use area: https://yaml.org/spec/1.2.2/#54-line-break-characters
_FALSE_BREAKS = {0x85: 0xF785, 0x2028: 0xF728, 0x2029: 0xF729}
_TRUE_BREAKS = {stand_in: real for real, stand_in in _FALSE_BREAKS.items()}
_FALSE_BREAK = re.compile("[\x85\u2028\u2029]")

_REFUSED = frozenset({"syntax", "anchor", "alias", "tag", "merge-key", "too-deep", "documents"})


def parse(source: str, parser: Callable[[str], Any] | None = None) -> FrontMatter:
    """Read *source*, which begins with the opening fence and ends before the closing one.

    The fence is part of it because it is a document start to YAML: so the parser's places are the file's.
    """
    if len(source) > MOST_CHARACTERS:
        return FrontMatter({}, {}, [Fault("too-large", Span(0, 3), str(len(source)))], False)
    text = source.translate(_FALSE_BREAKS) if _FALSE_BREAK.search(source) else source
    builder = _built(source, text, parser or _fastest_parser())
    if builder.stopped:
        # Where libyaml stops differs from release to release: newer ones limit nesting themselves, and meet that limit
        # far ahead of the events they return (https://github.com/yaml/libyaml/pull/287 and /329). PyYAML's own parser
        # has no limit, so its error is the one to report.
        second = _built(source, text, yaml.SafeLoader)
        if any(fault.kind in _REFUSED for fault in second.faults):
            builder = second
    return _finish(builder, text)


def _built(source: str, text: str, parser: Callable[[str], Any]) -> "_Builder":
    builder = _Builder(source, restores_breaks=text is not source)
    try:
        builder.build(parser(text))
    except (yaml.YAMLError, ValueError) as error:
        builder.stopped = True
        builder.faults.append(syntax_fault(error, text))
    return builder


def _finish(builder: "_Builder", source: str) -> FrontMatter:
    faults = builder.faults
    root = builder.fields.pop((), None)
    refused = any(fault.kind in _REFUSED for fault in faults) if faults else False
    if not refused and (root is None or not isinstance(root.value, dict)):
        faults.append(_not_a_mapping(root, source))
        refused = True
    faults.extend(_look_alikes(source, builder.fields, refused))
    if faults and any(fault.kind in ("full-width-colon", "no-break-space") for fault in faults):
        faults = [fault for fault in faults if fault.kind not in ("syntax", "not-a-mapping")]
    if refused or root is None or not isinstance(root.value, dict):
        return FrontMatter({}, {}, faults, False)
    faults.extend(_cut_values(source, builder.fields))
    return FrontMatter(root.value, builder.fields, faults, True)


class _Open:
    """A collection that is still being read; the lowest one holds the document."""

    __slots__ = ("end", "flow", "is_mapping", "key", "key_span", "path", "skips", "start", "value")

    def __init__(self, value: Any, path: KeyPath | None, start: int, key: Span, flow: bool) -> None:
        self.value = value
        self.is_mapping = type(value) is dict
        self.path = path  # None: not recorded (a duplicate's value, a key that is a collection)
        self.start = start
        self.end = start
        self.flow = flow
        self.key: str | None = None  # of the value that comes next, in a mapping
        self.key_span = key
        self.skips = False  # the value that comes next is not recorded


# Owners, areas and days are the same in many records, which all stay in memory.
@lru_cache(maxsize=4096)
def _shared(text: str) -> str:
    return text


# Skips the Python frame of a named tuple's constructor, in the hottest loop of a run.
_new = tuple.__new__
_STYLES = {"": "plain", None: "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}
_NOWHERE = Span(0, 0)


class _Builder:
    def __init__(self, source: str, *, restores_breaks: bool) -> None:
        self.source = source
        self.fields: dict[KeyPath, Field] = {}
        self.faults: list[Fault] = []
        self.restores_breaks = restores_breaks
        self.stopped = False
        self.stack: list[_Open] = []

    def build(self, parser: Any) -> None:
        steps: dict[type, Callable[[Any], None]] = {
            _MappingStart: self._open,
            _SequenceStart: self._open,
            _MappingEnd: self._close,
            _SequenceEnd: self._close,
            _Alias: self._alias,
            _DocumentStart: self._document,
        }
        next_event = parser.get_event
        while True:
            event = next_event()
            kind = type(event)
            if kind is _Scalar:
                self._scalar(event)
            elif kind in steps:
                steps[kind](event)
                if self.faults and self.faults[-1].kind in ("too-deep", "documents"):
                    return
            elif kind is _StreamEnd:
                return

    def _document(self, event: Any) -> None:
        if self.stack:
            self.faults.append(Fault("documents", _span(event)))
        self.stack = [_Open([], (), 0, _NOWHERE, False)]

    def _scalar(self, event: Any) -> None:
        holder = self.stack[-1]
        text: str = event.value
        span = _new(Span, (event.start_mark.index, event.end_mark.index))
        if event.anchor is not None or event.tag is not None:
            self._decoration(event)
        if self.restores_breaks:
            text = text.translate(_TRUE_BREAKS)
        if holder.key is None and holder.is_mapping:
            self._key(holder, text, event.style, span)
            return
        style = _STYLES[event.style]
        value: Scalar = text
        if style == "plain":
            value = text = _shared(text)
            if text in _WORDS or text[0] in _NUMBER_SIGNS:
                value = plain_value(text)
                style = style if text else "empty"
        elif style in ("literal", "folded"):
            span = _trimmed_block(self.source, span, text)
        holder.end = span[1]
        self._put(holder, _new(Field, (value, text, style, holder.key_span, span)))

    def _put(self, holder: _Open, field: Field) -> None:
        """Add what was read to its collection, and to the fields under its own path."""
        container = holder.value
        if holder.is_mapping:
            if not holder.skips:
                container[holder.key] = field.value
                if holder.path is not None:
                    self.fields[(*holder.path, holder.key)] = field  # type: ignore[arg-type]
            holder.key = None
            holder.skips = False
            return
        if holder.path is not None:
            path = (*holder.path, len(container)) if len(self.stack) > 1 else ()
            self.fields[path] = field._replace(key=field.span)
        container.append(field.value)

    def _key(self, holder: _Open, text: str, style: str | None, span: Span) -> None:
        # The records of a registry all have the same keys.
        holder.key = sys.intern(text)
        holder.key_span = span
        holder.end = span[1]
        if not style:
            if text == "<<":
                self.faults.append(Fault("merge-key", span))
            elif text in _WORDS or (
                text[0] in _NUMBER_SIGNS and type(plain_value(text)) is not str
            ):
                self.faults.append(Fault("key-not-text", span, text))
        if text in holder.value:
            holder.skips = True
            self._duplicate(holder, text, span)

    def _duplicate(self, holder: _Open, key: str, span: Span) -> None:
        if holder.path is not None:
            path = (*holder.path, key)
            self.faults.append(Fault("duplicate", span, dotted(path), self.fields[path].key))

    def _open(self, event: Any) -> None:
        holder = self.stack[-1]
        start = event.start_mark.index
        if len(self.stack) > MOST_LEVELS:
            self.faults.append(Fault("too-deep", Span(start, start + 1), str(MOST_LEVELS)))
            return
        if event.anchor is not None or event.tag is not None:
            self._decoration(event)
        path = self._path_of_next(holder, start)
        value: Value = {} if type(event) is _MappingStart else []
        if path is not None:
            # Holds the collection's place in the order; it is completed when the collection ends.
            self.fields[path] = Field(value, "", "", _NOWHERE, _NOWHERE)
        self.stack.append(_Open(value, path, start, holder.key_span, bool(event.flow_style)))

    def _path_of_next(self, holder: _Open, start: int) -> KeyPath | None:
        if holder.is_mapping:
            if holder.key is None:
                self._collection_as_key(holder, start)
                return None
            return None if holder.skips or holder.path is None else (*holder.path, holder.key)
        if holder.path is None:
            return None
        return (*holder.path, len(holder.value)) if len(self.stack) > 1 else ()

    def _collection_as_key(self, holder: _Open, start: int) -> None:
        self.faults.append(Fault("key-not-text", Span(start, start + 1)))
        holder.skips = True

    def _close(self, event: Any) -> None:
        done = self.stack.pop()
        holder = self.stack[-1]
        # The end mark of a block collection is after the comments and blank lines that follow it.
        end = event.end_mark.index if done.flow else done.end
        holder.end = end
        if holder.key is None and holder.is_mapping:
            holder.key = ""  # the collection was a key
            return
        style = "flow" if done.flow else "block"
        self._put(holder, Field(done.value, "", style, holder.key_span, Span(done.start, end)))

    def _alias(self, event: Any) -> None:
        holder = self.stack[-1]
        # Take the place of the alias event: the two parsers agree on it.
        span = _span(event)
        self.faults.append(Fault("alias", span, event.anchor or ""))
        holder.end = span.end
        if holder.key is None and holder.is_mapping:
            holder.key = ""
            holder.skips = True
            return
        self._put(holder, Field(None, "", "empty", holder.key_span, span))

    def _decoration(self, event: Any) -> None:
        span = _span(event)
        if event.anchor is not None:
            end = min(span.start + 1 + len(event.anchor), len(self.source))
            self.faults.append(Fault("anchor", Span(span.start, end), event.anchor))
        if event.tag is not None:
            self.faults.append(Fault("tag", first_word(self.source, span.start), event.tag))


def _span(event: Any) -> Span:
    return Span(event.start_mark.index, event.end_mark.index)


_WORDS: dict[str, Scalar] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_SIGNS = frozenset("-+.0123456789")
# Longer numbers stay text; Python refuses very long ones:
# https://docs.python.org/3/library/stdtypes.html#integer-string-conversion-length-limitation
_NUMBER = re.compile(
    r"[-+]?(?:(?P<whole>0|[1-9][0-9]{0,99})|(?:(?:0|[1-9][0-9]{0,99})(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)"
)


def plain_value(text: str) -> Scalar:
    """Return the value of *text* where it is written without quotes."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_SIGNS:
        return text
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    if match["whole"]:
        return int(text)
    number = float(text)
    return text if math.isinf(number) else number


def _trimmed_block(source: str, span: Span, text: str) -> Span:
    """Cut off the blank lines and comments after a block scalar, which its end mark includes."""
    head, *lines = _LINE.findall(source, *span)
    position = span.start + len(head)
    last = span.start + len(head.rstrip())
    if not text.strip():
        return Span(span.start, last)
    indent = 1 if any(sign.isdigit() for sign in head.split("#")[0]) else 0
    for line in lines:
        content = line.strip()
        if content:
            depth = len(line) - len(line.lstrip(" "))
            indent = indent or depth
            if depth < indent:
                break
            last = position + len(line.rstrip())
        position += len(line)
    return Span(span.start, last)


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def _not_a_mapping(root: Field | None, source: str) -> Fault:
    whole = Span(0, 3)
    if root is None or root.style == "empty":
        return Fault("empty", whole)
    shapes: dict[type, str] = {
        list: "list",
        str: "text",
        bool: "word",
        int: "number",
        float: "number",
    }
    end = source.find("\n", root.span.start)
    shown = Span(root.span.start, min(root.span.end, end if end >= 0 else root.span.end))
    return Fault("not-a-mapping", shown, shapes.get(type(root.value), "null"))


# A key of the top level whose colon or space only looks like one. Deeper lines may be text, so those are looked at
# only when the YAML as a whole was not understood.
_LOOK_ALIKE = re.compile(
    r"^(?P<indent>[ ]*(?:- )?)(?P<key>[^\s#:'\"\[\]{}：&*!|>%@`-][^\s:：]*)"
    r"(?:[ \t]*(?P<colon>：)|:(?P<space>[\u00a0\u3000\u2007\u202f]))",
    re.MULTILINE,
)
_ODD_SPACES = ("\u00a0", "\u3000", "\u2007", "\u202f")


def _look_alikes(source: str, fields: dict[KeyPath, Field], refused: bool) -> Iterator[Fault]:
    if source.isascii():
        return
    if "：" not in source and not any(space in source for space in _ODD_SPACES):
        return
    for match in _LOOK_ALIKE.finditer(source.replace("\r", "\n")):
        if match["indent"] and not refused:
            continue
        name = "colon" if match["colon"] else "space"
        kind = "full-width-colon" if name == "colon" else "no-break-space"
        detail = match["key"] if name == "colon" else f"U+{ord(match['space']):04X}"
        yield Fault(kind, Span(*match.span(name)), detail)
    for field in fields.values():
        key = source[field.key.start : field.key.end]
        if key[:1] in _ODD_SPACES and field.key != field.span:
            yield Fault(
                "no-break-space", Span(field.key.start, field.key.start + 1), f"U+{ord(key[0]):04X}"
            )


_CUT = re.compile(r"[ \t]*(?<=[ \t])#(?=[^\s#!])[^\r\n]*")
_CUT_SOMEWHERE = re.compile(r"[ \t]#[^\s#!]")


def _cut_values(source: str, fields: dict[KeyPath, Field]) -> Iterator[Fault]:
    if _CUT_SOMEWHERE.search(source) is None:
        return
    for path, field in fields.items():
        if field.style in ("plain", "empty"):
            match = _CUT.match(source, field.span.end)
            if match:
                sign = source.index("#", match.start())
                place = Span(sign, match.end())
                if isinstance(path[-1], str):
                    yield Fault("comment-in-value", place, path[-1])
                else:
                    key = next(part for part in reversed(path) if isinstance(part, str))
                    yield Fault("comment-in-item", place, f"{key} {path[-1] + 1}")
