"""The change of a fix, as one stretch of the file and its replacement."""

from typing import NamedTuple

from srr.documents.document import Document
from srr.documents.edit import EditRefused, apply
from srr.documents.encoding import LINE_END
from srr.documents.places import Span
from srr.lint.finding import Finding, Place
from srr.records.secrets import leaks, meet
from srr.text.credentials import find


class Replacement(NamedTuple):
    """The stretch to replace, and its replacement."""

    place: Place
    text: str


def replacement(finding: Finding, document: Document | None) -> Replacement | None:
    """Return the change of the fix of *finding*; None without a fix, or without one that may be shown.

    The *document* is the file as it is. Editors do not see a byte order mark as text, and a secret would leak.
    """
    if document is None or not finding.fix or document.raw != document.text.encode(errors="ignore"):
        return None
    try:
        new = apply(document, finding.fix).decode()
    except EditRefused:
        return None
    old = document.text
    if new == old:
        return None
    start, end = _changed(old, new)
    inserted = new[start : len(new) - (len(old) - end)]
    known = leaks(document)
    if find(inserted) or any(meet(leak.span, Span(start, end)) for leak in known):
        return None
    return Replacement(Place(*_position(old, start), *_position(old, end)), inserted)


def _changed(old: str, new: str) -> tuple[int, int]:
    """Return the stretch of *old* that is not in *new*; it never splits CR LF."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    start -= old[start - 1 : start] == "\r"
    left = shorter - start
    tail = next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
    end = len(old) - tail
    end += tail > 0 and old[end - 1 : end + 1] == "\r\n"
    return start, end


def _position(text: str, offset: int) -> tuple[int, int]:
    ends = [match.end() for match in LINE_END.finditer(text, 0, offset)]
    return len(ends) + 1, offset - (ends[-1] if ends else 0) + 1
