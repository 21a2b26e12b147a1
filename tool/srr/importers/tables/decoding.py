"""The text of a file as programs save it: UTF-8, what Excel calls Unicode, and what it calls CSV in Japanese."""

import re

from srr.importers.source import Unreadable
from srr.language import Text

_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_JAPANESE = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]")
_SURELY_JAPANESE = re.compile("[\u3041-\u30ff]|[\u4e00-\u9fff]{2}")
_HALF_WIDTH = re.compile(r"[\x00-\x7f\uff61-\uff9f]*")

_MEND = Text("save it as UTF-8", "UTF-8 で保存し直してください")
_NEITHER = Text(
    "{name} is neither UTF-8 nor Shift_JIS (byte {byte}, line {line}): {mend}",
    "{name} は UTF-8 でも Shift_JIS でもありません ({byte} バイト目、{line} 行目)。{mend}",
)
_MIXED = Text(
    "{name} mixes UTF-8 with another encoding (byte {byte}, line {line}): {mend}",
    "{name} は UTF-8 と別の文字コードが混ざっています ({byte} バイト目、{line} 行目)。{mend}",
)
_NOT_THAT = Text(
    "{name} begins as {encoding} does, and is something else (byte {byte}, line {line}): {mend}",
    "{name} は {encoding} の形で始まりますが、途中が違います ({byte} バイト目、{line} 行目)。{mend}",
)
_NUL = Text(
    "{name} holds a NUL byte (line {line}), so it is no text: {mend}",
    "{name} に NUL バイトがあり ({line} 行目)、テキストではありません。{mend}",
)
_ESCAPED = Text(
    "{name} is written in ISO-2022-JP (line {line}): {mend}",
    "{name} は ISO-2022-JP で書かれています ({line} 行目)。{mend}",
)


def decoded(name: str, content: bytes) -> str:
    """Return the text of *content*, which is UTF-8, UTF-16 with a byte order mark, or Shift_JIS."""
    mark = next((mark for mark in _BOMS if content.startswith(mark)), b"")
    try:
        text = content[len(mark) :].decode(_BOMS.get(mark, "utf-8"))
    except UnicodeDecodeError as error:
        byte = len(mark) + error.start
        if mark:
            raise _refusal(_NOT_THAT, name, content, byte, encoding=_BOMS[mark].upper()) from None
        text = _shift_jis(name, content, byte)
    for sign, said in (("\0", _NUL), ("\x1b$", _ESCAPED)):
        if sign in text:
            line = text.count("\n", 0, text.index(sign)) + 1
            raise Unreadable(said.fill(name=name, line=line, mend=_MEND))
    return text


def _shift_jis(name: str, content: bytes, byte: int) -> str:
    """Return *content*, which is not UTF-8 from *byte* on, read as what Excel in Japanese calls CSV."""
    # Text in UTF-8 is often valid in Shift_JIS as well, as nonsense: a file of both must not pass for one.
    if any(_is_utf_8(line) for line in content.splitlines()):
        raise _refusal(_MIXED, name, content, byte)
    try:
        text = content.decode("cp932")
    except UnicodeDecodeError as error:
        raise _refusal(_NEITHER, name, content, error.start) from None
    foreign = sum(not sign.isascii() for sign in text)
    if not _SURELY_JAPANESE.search(text) or len(_JAPANESE.findall(text)) * 2 < foreign:
        raise _refusal(_NEITHER, name, content, byte)
    return text


def _is_utf_8(line: bytes) -> bool:
    try:
        return not line.isascii() and bool(line.decode()) and not _is_half_width(line)
    except UnicodeDecodeError:
        return False


def _is_half_width(line: bytes) -> bool:
    try:
        return _HALF_WIDTH.fullmatch(line.decode("cp932")) is not None
    except UnicodeDecodeError:
        return False


def _refusal(said: Text, name: str, content: bytes, byte: int, **values: object) -> Unreadable:
    line = content.count(b"\n", 0, byte) + 1
    return Unreadable(said.fill(name=name, byte=byte, line=line, mend=_MEND, **values))
