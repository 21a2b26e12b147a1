"""The text of a file that a flag names."""

from pathlib import Path
from typing import BinaryIO

from srr.documents.tree import MOST_BYTES
from srr.language import Refusal, Text
from srr.repository.errors import reason

_NOT_UTF8 = Text("it is not UTF-8 text", "UTF-8 のテキストではありません")
_TOO_LARGE = Text(
    "it has more than the {most} MiB that srr reads", "srr が読む {most} MiB を超えています"
)


class Unread(Refusal):
    """The file holds nothing to use; *said* is why."""


def text_of(file: str) -> str:
    """Return the text of *file*, which may be a pipe; raise Unread."""
    try:
        with Path(file).open("rb") as stream:
            return text_in(stream)
    except OSError as error:
        raise Unread(reason(error)) from None


def text_in(stream: BinaryIO) -> str:
    """Return the text that *stream* holds; raise Unread, also where it is too large or never ends."""
    raw = stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Unread(_TOO_LARGE.fill(most=MOST_BYTES // 2**20))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unread(_NOT_UTF8) from None
