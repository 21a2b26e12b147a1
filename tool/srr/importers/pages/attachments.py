"""The files that a page links to: images and PDF come along, up to a size, and of others the name is told."""

import re
from urllib.parse import quote

from srr.importers.source import Skipped
from srr.language import Text, untranslated

MOST_BYTES = 5 * 1024 * 1024

# How a file of each kind begins: what a browser goes by, whatever the name says. SVG is left out since it can hold
# scripts: https://www.w3.org/TR/SVG2/script.html
_PNG = re.compile(rb"\x89PNG\r\n\x1a\n")
_JPEG = re.compile(rb"\xff\xd8\xff")
_GIF = re.compile(rb"GIF8[79]a")
_WEBP = re.compile(rb"RIFF....WEBP", re.DOTALL)
_PDF = re.compile(rb"%PDF-")
_BEGINNINGS = {
    **dict.fromkeys(("jpg", "jpeg"), _JPEG),
    "png": _PNG,
    "gif": _GIF,
    "webp": _WEBP,
    "pdf": _PDF,
}

_KIND = Text(
    "only PNG, JPEG, GIF, WebP and PDF are taken",
    "取り込むのは PNG、JPEG、GIF、WebP、PDF だけです",
)
_LARGE = Text(
    "it has {size} MiB; files of up to {most} MiB are taken",
    "{size} MiB あります。取り込むのは {most} MiB までです",
)
_OTHER = Text(
    "it is not the {kind} that its name says",
    "名前は {kind} ですが、中身が違います",
)


def refusal(name: str, raw: bytes) -> Text | None:
    """Return why the file called *name* is not taken; None where it is."""
    kind = name.rpartition(".")[2].lower()
    beginning = _BEGINNINGS.get(kind)
    if beginning is None:
        return _KIND
    if len(raw) > MOST_BYTES:
        return _LARGE.fill(size=f"{len(raw) / 2**20:.1f}", most=MOST_BYTES // 2**20)
    return None if beginning.match(raw) else _OTHER.fill(kind=kind.upper())


class Attachments:
    """The files of one row, gathered while its text is read."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._left: dict[str, Text] = {}

    @property
    def left(self) -> tuple[Skipped, ...]:
        """What the text leads to that does not come along."""
        return tuple(Skipped(untranslated(path), why) for path, why in self._left.items())

    def leave(self, path: str, why: Text) -> None:
        """Note that *path* does not come along."""
        self._left[path] = why

    def link(self, words: str, path: str, raw: bytes, *, is_image: bool) -> str:
        """Return a link to the file at *path*, or the *words* alone where it is not taken."""
        why = refusal(path, raw)
        if why:
            self.leave(path, why)
            return words
        self.files[quote(path)] = raw
        return f"{'!' if is_image else ''}[{words}]({quote(path)})"


def escaped(words: str) -> str:
    """Return *words* as Markdown has them within a link."""
    return re.sub(r"([\[\]\\])", r"\\\1", words)
