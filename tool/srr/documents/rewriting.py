"""The text below a heading, replaced as a whole."""

from collections.abc import Sequence

from srr.documents.document import Document, read
from srr.documents.edit import AddSection, EditRefused, apply
from srr.documents.encoding import UTF8_BOM
from srr.documents.places import Span

_LEVEL = 2


def with_section(
    document: Document, headings: Sequence[str], text: str, after: tuple[str, ...] = ()
) -> Document:
    """Return *document* with *text* below the first of *headings*; a missing one is added behind *after*.

    Raise EditRefused where another heading or value would change.
    """
    names = {heading.casefold() for heading in headings}
    found = _first(document, names)
    if found is None:
        added = apply(document, [AddSection(headings[0], after)])
        document = read(document.path, added)
        found = _first(document, names)
    if found is None:
        raise EditRefused(document.path, _OTHER_HEADINGS)
    end = "\r\n" if "\r\n" in document.text else "\n"
    is_last = not document.text[found.end :].strip()
    lines = end.join(text.splitlines())
    around = document.text[: found.start], document.text[found.end :]
    below = f"{end}{lines}{end}" if lines else ""
    whole = f"{below}{'' if is_last else end}".join(around)
    mark = UTF8_BOM if document.raw.startswith(UTF8_BOM) else b""
    result = read(document.path, mark + whole.encode())
    if not result.readable or _headings(result) != _headings(document):
        raise EditRefused(document.path, _OTHER_HEADINGS)
    return result


_OTHER_HEADINGS = "the line would change the headings of the file"


def _first(document: Document, headings: set[str]) -> Span | None:
    """Return where the text below the first of *headings* stands."""
    for section in document.sections:
        if section.level == _LEVEL and section.heading.casefold() in headings:
            return section.body
    return None


def _headings(document: Document) -> list[str]:
    return [section.heading for section in document.sections if section.level <= _LEVEL]
