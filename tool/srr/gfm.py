"""Text as GitHub's Markdown shows it word for word: nothing in it is obeyed, linked or told to anybody."""

import re

from srr.display import visible

_SIGNS = re.compile(r"[@#](?=\w)|[\\`*_\[\]<>~|&$]")


def literal(text: str) -> str:
    """Return *text* on one line for a paragraph or a cell: no markup, no mention, no reference to an issue."""
    return _SIGNS.sub(_harmless, visible(text))


def _harmless(sign: re.Match[str]) -> str:
    # GitHub looks for names and numbers once it has read the entities; a space without width parts them.
    return f"{sign[0]}&#8203;" if sign[0] in "@#" else f"&#{ord(sign[0])};"
