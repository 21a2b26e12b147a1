"""Bytes to text, and faults in the bytes."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from srr.documents.places import Fault, Span

LINE_END = re.compile(r"\r\n|\r|\n")
UTF8_BOM = b"\xef\xbb\xbf"
_ALLOWED_ASCII = bytes(range(0x20, 0x7F)) + b"\t\n\r"


# Control characters, bidirectional marks (Trojan Source), and characters without width. The joiner that emoji
# are built with is looked at more closely below; the non-joiner is needed to write Persian.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200d-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINER = "\u200d"
_BLACK_FLAG = "\U0001f3f4"


def decode(raw: bytes) -> tuple[str, list[Fault], bool]:
    """Return the text, the faults, and whether the bytes are UTF-8; invalid ones are replaced."""
    faults: list[Fault] = []
    body = raw
    if raw.startswith(UTF8_BOM):
        body = raw[3:]
        faults.append(Fault("bom", Span(0, 0), "U+FEFF"))
    try:
        text = body.decode()
        guess = _encoding_in_disguise(body, text)
    except UnicodeDecodeError as error:
        text = body.decode(errors="replace")
        at = len(body[: error.start].decode())
        faults.append(Fault("not-utf-8", Span(at, at + 1), _guessed_encoding(body)))
        return text, faults, False
    if guess:
        faults.append(Fault("not-utf-8", Span(0, min(1, len(text))), guess))
        return text, faults, False
    if body.translate(None, _ALLOWED_ASCII) if text.isascii() else _SUSPECT.search(text):
        faults.extend(_controls(text))
    if "\r" in text:
        faults.extend(_mixed_line_endings(text))
    return text, faults, True


def _encoding_in_disguise(raw: bytes, text: str) -> str:
    """Name the encoding of bytes that are valid UTF-8 only by accident."""
    if b"\x1b$" in raw and text.isascii():
        return "ISO-2022-JP" if _decodes(raw, "iso2022_jp") else ""
    return "UTF-16" if b"\x00" in raw and _looks_like_utf_16(raw) else ""


def _looks_like_utf_16(raw: bytes) -> bool:
    sample = raw[:4096]
    half = len(sample) // 2
    return half > 1 and max(sample[::2].count(0), sample[1::2].count(0)) > half * 0.4


def _guessed_encoding(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf_16(raw):
        return "UTF-16"
    if _decodes(raw, "utf-8", "surrogatepass"):
        return ""
    # Bytes of one are often valid in the other, but decode to rare half-width kana.
    scores = {
        name: _share_of_common_kana(raw, codec)
        for name, codec in (("EUC-JP", "euc_jp"), ("Shift_JIS", "cp932"))
    }
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0 else ""


def _decodes(raw: bytes, codec: str, errors: str = "strict") -> bool:
    try:
        raw.decode(codec, errors)
    except UnicodeDecodeError:
        return False
    return True


_COMMON_JAPANESE = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]")


def _share_of_common_kana(raw: bytes, codec: str) -> float:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return 0.0
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return len(_COMMON_JAPANESE.findall(text)) / foreign if foreign else 0.0


def hidden(text: str) -> tuple[str, ...]:
    """Return the characters of *text* that nobody sees and no record may hold, each once."""
    return () if text.isprintable() else tuple(sign for sign, _ in _suspects(text))


def code_points(signs: Iterable[str]) -> str:
    """Return how characters that nobody sees are told: `U+200B, U+202E`."""
    return ", ".join(f"U+{ord(sign):04X}" for sign in signs)


def _suspects(text: str) -> Iterator[tuple[str, int]]:
    for sign in sorted(set(_SUSPECT.findall(text))):
        at = _first_bad_place(text, sign)
        if at >= 0:
            yield sign, at


def _controls(text: str) -> Iterator[Fault]:
    for sign, at in _suspects(text):
        yield Fault("nul" if sign == "\x00" else "control", Span(at, at + 1), code_points(sign))


def _first_bad_place(text: str, character: str) -> int:
    at = text.find(character)
    while at >= 0 and _builds_emoji(text, at):
        at = text.find(character, at + 1)
    return at


def _builds_emoji(text: str, at: int) -> bool:
    character, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if character == _JOINER:
        return _is_symbol(before, "\ufe0f") and _is_symbol(after, "")
    if "\U000e0020" <= character <= "\U000e007f":
        return before == _BLACK_FLAG or "\U000e0020" <= before <= "\U000e007e"
    return False


def _is_symbol(character: str, also: str) -> bool:
    # Unassigned characters count: they may be emoji that are younger than this Python.
    return character != "" and (
        character == also or unicodedata.category(character) in ("So", "Sk", "Sm", "Cn")
    )


def _mixed_line_endings(text: str) -> Iterator[Fault]:
    pairs = text.count("\r\n")
    counts = {"CRLF": pairs, "LF": text.count("\n") - pairs, "CR": text.count("\r") - pairs}
    present = {name: count for name, count in counts.items() if count}
    if len(present) < 2:
        return
    usual = max(present, key=lambda name: present[name])
    names = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}
    odd = next(match for match in LINE_END.finditer(text) if names[match[0]] != usual)
    detail = ", ".join(f"{name} {count}" for name, count in present.items())
    yield Fault("mixed-line-endings", Span(*odd.span()), detail)
