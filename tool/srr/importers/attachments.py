"""Which files that a page links to come along: images and PDF, no larger than a record's folder should hold."""

import re

from srr.language import Text

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
