"""Jira's markup as Markdown; what is not known stays as it is written.

https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all
"""

import re
from collections.abc import Callable, Iterator

# No pattern here looks past the next place where it could begin, or text of nothing but beginnings takes too long.
_BLOCK = re.compile(
    r"\{(?P<kind>code|noformat)(?::(?P<options>[^{}\n]*))?\}(?P<code>(?:(?!\{(?P=kind)[:}]).)*)\{(?P=kind)\}",
    re.DOTALL,
)
_LANGUAGE = re.compile(r"[\w+#-]+")
_QUOTE = re.compile(r"\{quote\}(.*?)\{quote\}", re.DOTALL)
_PANEL = re.compile(r"\{(?:panel|info|note|tip|warning)(?::([^{}\n]*))?\}\n?")
_TITLE = re.compile(r"(?:^|\|)title=([^|]*)")
_DROPPED = re.compile(r"\{(?:color(?::[^{}\n]*)?|anchor:[^{}\n]*|toc(?::[^{}\n]*)?)\}")

_HEADING = re.compile(r"[ \t]*h([1-6])\.[ \t]*(.*)")
_QUOTED = re.compile(r"[ \t]*bq\.[ \t]*(.*)")
_ITEM = re.compile(r"[ \t]*([*#-]+)[ \t]+(.*)")
_RULE = re.compile(r"[ \t]*-{4,}[ \t]*")
_ROW = re.compile(r"[ \t]*(\|\|?.*\|)[ \t]*")

_CODE_SPAN = re.compile(r"\{\{((?:(?!\{\{).)+?)\}\}")
_LINK = re.compile(r"\[([^\[\]|\n]+)\|([^\[\]|\n\s]+)(?:\|[^\[\]\n]*)?\]")
_BARE_LINK = re.compile(r"\[((?:https?|mailto):[^\[\]|\s]+)\]")
_MENTION = re.compile(r"\[~(?:accountid:)?([^\[\]\n]+)\]")
_ATTACHED = re.compile(r"\[\^([^\[\]\n]+)\]|!([^!|\s][^!|\n]*\.\w{2,5})(?:\|[^!\n]*)?!")
_BEFORE, _AFTER = r"(?<![\w*_+-])", r"(?![\w*_+-])"
_STYLES = (
    (re.compile(rf"{_BEFORE}\*(\S|\S[^*\n]*\S)\*{_AFTER}"), r"**\1**"),
    (re.compile(rf"{_BEFORE}\+(\S|\S[^+\n]*\S)\+{_AFTER}"), r"\1"),
    (re.compile(r"(?<![^\s(])-([^\s-]|[^\s-][^-\n]*[^\s-])-(?![^\s).,;:!?])"), r"~~\1~~"),
)
_BAR = re.compile(r"\|\|?(?![^\[\]|]*(?:\|[^\[\]|]*)?\])")
_BREAK = re.compile(r"\\\\(?:\n|[ \t]|$)")


def markdown(text: str) -> str:
    """Return *text* in Markdown, its line ends LF."""
    pieces, place = [], 0
    for found in _BLOCK.finditer(text):
        pieces += [_prose(text[place : found.start()]), _fenced(found)]
        place = found.end()
    pieces.append(_prose(text[place:]))
    return "\n\n".join(filter(None, pieces))


def _fenced(found: re.Match[str]) -> str:
    code = found["code"].strip(" \t").strip("\n")
    options = (found["options"] or "").split("|")[0]
    language = options if _LANGUAGE.fullmatch(options) else ""
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"


def _prose(text: str) -> str:
    text = _QUOTE.sub(lambda found: "\n\n" + _quoted(found[1].strip()) + "\n\n", text)
    text = _PANEL.sub(_title, text)
    lines = _lines(_DROPPED.sub("", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _quoted(text: str) -> str:
    return "\n".join(f"bq. {line}".rstrip() for line in text.split("\n"))


def _title(found: re.Match[str]) -> str:
    title = _TITLE.search(found[1] or "")
    return f"\n*{title[1].strip()}*\n\n" if title and title[1].strip() else "\n"


def _lines(lines: list[str]) -> Iterator[str]:
    """Yield the lines in Markdown, with a blank line around what Markdown sets apart only by one."""
    before = ""
    for line in lines:
        kind, words = _line(line, before)
        if kind != before and (kind or before):
            yield ""
        yield from words
        before = kind


def _line(line: str, before: str) -> tuple[str, list[str]]:
    """Return the kind of a line, empty for prose, and the lines that it becomes."""
    if not line.strip():
        return "", [""]
    if found := _HEADING.fullmatch(line):
        return f"heading {line}", [f"{'#' * int(found[1])} {_inline(found[2])}"]
    if found := _QUOTED.fullmatch(line):
        return "quote", [f"> {_inline(found[1])}".rstrip()]
    if _RULE.fullmatch(line):
        return "rule", ["---"]
    if found := _ITEM.fullmatch(line):
        signs = found[1]
        indent = "".join("   " if sign == "#" else "  " for sign in signs[:-1])
        return "list", [f"{indent}{'1.' if signs[-1] == '#' else '-'} {_inline(found[2])}"]
    if found := _ROW.fullmatch(line):
        return "table", list(_row(found[1], before != "table"))
    return "", [_inline(line)]


def _row(row: str, is_first: bool) -> Iterator[str]:
    is_head = row.startswith("||")
    inner = row.strip("|")
    cells = [_inline(cell.strip()) for cell in _BAR.split(inner)]
    line, rule = f"| {' | '.join(cells)} |", f"|{' --- |' * len(cells)}"
    if not is_first:
        yield line
    elif is_head:
        yield from (line, rule)
    else:
        yield from (f"|{'  |' * len(cells)}", rule, line)


def _inline(text: str) -> str:
    """Return *text* in Markdown, but for what stands between the signs of code."""
    pieces, place = [], 0
    for found in _CODE_SPAN.finditer(text):
        pieces += [_styled(text[place : found.start()]), f"`{found[1]}`"]
        place = found.end()
    return "".join((*pieces, _styled(text[place:])))


def _styled(text: str) -> str:
    replacements: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
        *_STYLES,
        (_LINK, r"[\1](\2)"),
        (_BARE_LINK, r"<\1>"),
        (_MENTION, r"@\1"),
        (_ATTACHED, lambda found: f"`{found[1] or found[2]}`"),
        (_BREAK, "\n"),
    )
    for pattern, replacement in replacements:
        text = pattern.sub(replacement, text)
    return text
