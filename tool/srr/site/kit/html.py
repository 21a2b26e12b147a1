"""HTML as its own type: every other string is escaped on its way in."""

import re
from collections.abc import Iterable

_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff"
_CONTROL = re.compile(f"[{_CONTROLS}]")
_NOT_AS_IT_IS = re.compile(f"[&<>\"'\r{_CONTROLS}]")
_VOID = frozenset({"br", "hr", "input", "link"})
_WEB = re.compile(r"(?:https?://[^/\\\s]|mailto:[^\s])", re.IGNORECASE)
_SCHEME = re.compile(r"[^/?#]*:")


class Html(str):
    """Markup that may be published as it is; every other string is text, and is escaped."""

    __slots__ = ()


Node = str | Iterable["Node"] | None
Attribute = str | int | bool | None

NOTHING = Html("")


def printable(text: str) -> str:
    """Return *text* with one kind of line end, and a replacement mark for what cannot be shown."""
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def escape(text: str) -> Html:
    """Return *text* as HTML that shows exactly that text; Html is returned as it is."""
    return text if isinstance(text, Html) else Html(_escaped(text))


def join(*nodes: Node, by: str = "") -> Html:
    """Return the nodes side by side, with *by* between them; None is left out."""
    return Html(escape(by).join(_parts(nodes)))


def filled(words: str, **nodes: Node) -> Html:
    """Return *words* with each {named} place filled by a node."""
    return Html(escape(words).format(**{name: join(node) for name, node in nodes.items()}))


def element(tag: str, *children: Node, **attributes: Attribute) -> Html:
    """Return one element.

    `class_` gives class and `data_next_visit` gives data-next-visit. True gives a bare attribute,
    None and False leave it out, and so does an unsafe link.
    """
    opening = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Html(f"<{tag}{opening}>")
    return Html(f"<{tag}{opening}>{''.join(_parts(children))}</{tag}>")


def link(href: str | None, *children: Node, **attributes: Attribute) -> Html:
    """Return a link; where there is no href, or none that is safe, the children alone."""
    if href is None or not is_followable(href):
        return join(*children)
    rel = "noopener noreferrer" if is_web(href) else None
    return element("a", *children, href=href, rel=rel, **attributes)


def web_link(href: str, *children: Node, **attributes: Attribute) -> Html:
    """Return a link that leads out of the site; where *href* is not a web address, the children alone."""
    return link(href if is_web(href) else None, *children, **attributes)


def is_web(href: str) -> bool:
    """Whether *href* is a whole http, https or mailto address."""
    return _WEB.match(href) is not None


def is_followable(href: str) -> bool:
    """Whether *href* is a web address, or a relative one within the site."""
    relative = not (href.startswith(("/", "\\")) or _SCHEME.match(href) or "\\" in href)
    return is_web(href) or (relative and href == href.strip() and not _CONTROL.search(href))


def _parts(nodes: Iterable[Node]) -> Iterable[str]:
    for node in nodes:
        if isinstance(node, str):
            yield escape(node)
        elif node is not None:
            yield from _parts(node)


def _attribute(name: str, value: Attribute) -> str:
    key = name.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    if value is True:
        return f" {key}"
    if key in ("href", "src") and not is_followable(str(value)):
        return ""
    return f' {key}="{_escaped(str(value))}"'


def _escaped(text: str) -> str:
    # Most texts hold nothing to escape, and a site escapes half a million of them.
    return printable(text).translate(_SPECIAL) if _NOT_AS_IT_IS.search(text) else text
