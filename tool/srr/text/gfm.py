"""Text that the forges' Markdown shows word for word: no markup, no link, no notification."""

import re

from srr.text.terminal import cut, visible

_MARKS = re.compile(r"[!-/:-@\[-`{-~]")
LONGEST_VALUE = 300
"""The characters of one value that are shown."""

_PLAIN = frozenset(" ,;:?-.'()/+=\"")
# What begins a mention, a number, a label, an emoji or a URL; elsewhere these signs are harmless.
_CALL = re.compile(r'[@#!$%~&^](?=[\w"])|:(?=[\w+-]+:|//)|\[(?=\w+:\d)')
_ADDRESS = re.compile(r"(?i)\b(?:www|G[HL])(?=[.-])")
# Seven digits are enough to link a commit: https://gitlab.com/gitlab-org/gitlab/-/blob/master/lib/gitlab/git/commit.rb
_COMMIT = re.compile(r"(?i)[0-9a-f]{6}(?=[0-9a-f])")

# At the start of a line these make a list, a rule, a heading or a quick action.
_START = re.compile(r"[-+](?=\s)|-(?=-)|=|/(?=\w)|\d(?=\d{0,8}[.)]\s)")


def literal(text: str) -> str:
    """Return *text* on one line for a paragraph or a cell: no markup, no mention, no reference, no address."""
    shown = visible(text)
    # Forges look for these in the rendered HTML, where entities do not help; a zero-width space prevents a match:
    # https://github.com/gjtorikian/html-pipeline/blob/main/lib/html_pipeline/node_filter/mention_filter.rb
    for sign in (_CALL, _COMMIT, _ADDRESS):
        shown = sign.sub("\\g<0>\u200b", shown)
    start = _START.match(shown)
    first = f"&#{ord(start[0])};" if start else ""
    rest = shown[len(start[0]) :] if start else shown
    return first + _MARKS.sub(_entity, rest).replace("\u200b", "&#8203;")


def _entity(found: re.Match[str]) -> str:
    return found[0] if found[0] in _PLAIN else f"&#{ord(found[0])};"


def escape(text: str, limit: int = LONGEST_VALUE) -> str:
    """Return *text* on one line, cut to *limit*, as text that neither Markdown nor a forge reads anything into."""
    return literal(cut(visible(text), limit))
