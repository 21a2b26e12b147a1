"""Text made harmless for the place it goes to: terminals and CI logs, CSV, Markdown, SARIF, JSON, workflow commands.

What a record, a setting or a file name says is text everywhere. Whatever is printed may end up in the log of a CI
job, whose runner obeys commands in it: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands,
https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any

from srr.text.credentials import mask
from srr.text.terminal import cut

LONGEST_VALUE = 300
"""The columns of one value that Markdown shows."""


class Characters(dict[int, str]):
    """A table for str.translate that asks once for each character."""

    def __init__(self, replacement: Callable[[str], str]) -> None:
        self._replacement = replacement

    def __missing__(self, code: int) -> str:
        self[code] = self._replacement(chr(code))
        return self[code]


def is_harmless(character: str) -> bool:
    """Whether *character* shows as what it is."""
    # The wide space of Japanese shows as one, though Python does not count it among the printable.
    return character.isprintable() or character == "\u3000"


def _written_out(character: str) -> str:
    if is_harmless(character):
        return character
    return " " if character in "\t\n\r" else code_point(character)


def code_point(character: str) -> str:
    """Return how *character* is written out."""
    return f"<U+{ord(character):04X}>"


_HIDDEN = Characters(_written_out)

# GitHub obeys `::error::` at the start of a line and `##[error]` anywhere, Azure Pipelines `##vso[...]` and `##[...]`,
# TeamCity `##teamcity[...]`, GitLab `section_start:`.
# https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
_COMMAND = re.compile(r"^\s*:(?=:)|##(?=\w*\[)|section_(?:start|end)(?=:)")


def visible(text: str) -> str:
    """Return *text* on one line for a terminal, a CI log or XML: hidden characters written out, secrets masked."""
    return _obeyed_by_none(_on_one_line(mask(text)))


def visible_lines(text: str) -> str:
    """Return *text* with its lines kept, and each of them as `visible` returns it."""
    return "\n".join(_obeyed_by_none(_on_one_line(line)) for line in mask(text).splitlines())


def _on_one_line(text: str) -> str:
    return text if text.isprintable() else text.translate(_HIDDEN)


def _obeyed_by_none(line: str) -> str:
    """Return *line* with a space in what a CI runner would take for a command."""
    may_hold_one = "::" in line or "##" in line or "section_" in line
    return _COMMAND.sub(r"\g<0> ", line) if may_hold_one else line


# What a spreadsheet runs as a formula, also where it takes `;` for the separator, as in much of Europe.
# https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = re.compile(r"(?<![^;])(?=[\s']*[=+\-@＝＋－＠])")
"""The places in a cell of CSV that a quote goes to."""


# A chat tells everybody of `@channel`, and Slack of `<!channel>`, too: https://docs.slack.dev/messaging/formatting-message-text
_CHAT = str.maketrans({"@": "\uff20", "<": "\u2039", ">": "\u203a"})


def chat(text: str) -> str:
    """Return *text* on one line for a chat, where it mentions nobody; cut where it is long."""
    return cut(visible(text), LONGEST_VALUE).translate(_CHAT)


def csv_cell(text: str) -> str:
    """Return *text* as the value of a cell; a quote comes before what a spreadsheet would run.

    Where quotes come before such a sign already, they get one more, so that a reader can always take one away.
    """
    return FORMULA.sub("'", visible(text))


def sarif_message(text: str) -> str:
    """Return *text*, lines kept, as a plain text message of SARIF: no link, no placeholder.

    https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html#_Toc34317459 (3.11.5, 3.11.6)
    """
    # Viewers see a link even where its brackets are escaped, so a space goes between them.
    return visible_lines(text).replace("](", "] (").replace("{", "{{").replace("}", "}}")


def workflow_message(text: str) -> str:
    """Return *text*, lines kept, as the message of a workflow command of GitHub."""
    return _percent(visible_lines(text))


def workflow_property(text: str) -> str:
    """Return *text* as the value of a property of a workflow command of GitHub."""
    return _percent(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _percent(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped(character: str) -> str:
    return character if is_harmless(character) or character == "\n" else json.dumps(character)[1:-1]


_JSON = Characters(_escaped)
_JSON_COMMAND = re.compile(r"(?<=#)#(?=\w*\[)|(?<=section)_(?=(?:start|end):)")


def dumped(content: Any, indent: int | None = 2) -> str:
    """Return *content* as readable JSON; what is hidden, or obeyed by a terminal or a CI runner, is escaped in it."""
    return _json(json.dumps(content, ensure_ascii=False, indent=indent))


class Rows(list[Any]):
    """A list in JSON whose rows are made one by one, as `dumped_parts` comes to them."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._rows = iter(rows)
        # An empty list is written in another way, and the encoder asks for that first.
        super().__init__(islice(self._rows, 1))

    def __iter__(self) -> Iterator[Any]:
        return chain(super().__iter__(), self._rows)


def dumped_parts(content: Any) -> Iterator[str]:
    """Yield `dumped` in parts; *content* may hold Rows."""
    tokens = json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(content)
    while piece := "".join(islice(tokens, _TOKENS)):
        yield _json(piece)


_TOKENS = 1000


def _json(text: str) -> str:
    """Return JSON, or some tokens of it, with what is hidden or obeyed escaped in its strings."""
    if not text.replace("\n", "").isprintable():
        text = text.translate(_JSON)
    return _JSON_COMMAND.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


_MARKS = re.compile(r"[!-/:-@\[-`{-~]")
_PLAIN = frozenset(" ,;:?-.'()/+=\"")
# What begins a mention, a number, a label, an emoji or a URL; elsewhere these signs are harmless.
_CALL = re.compile(r'[@#!$%~&^](?=[\w"])|:(?=[\w+-]+:|//)|\[(?=\w+:\d)')
_ADDRESS = re.compile(r"(?i)\b(?:www|G[HL])(?=[.-])")
# Seven digits are enough to link a commit: https://gitlab.com/gitlab-org/gitlab/-/blob/master/lib/gitlab/git/commit.rb
_COMMIT = re.compile(r"(?i)[0-9a-f]{6}(?=[0-9a-f])")
# At the start of a line these make a list, a rule, a heading, a quick action or, in a CI log, a command.
_START = re.compile(r"[-+](?=\s)|-(?=-)|=|/(?=\w)|:(?=:)|\d(?=\d{0,8}[.)]\s)")


def markdown(text: str, limit: int | None = LONGEST_VALUE) -> str:
    """Return *text*, cut to *limit* columns, on one line for a paragraph or a cell of the Markdown of a forge.

    It shows word for word: no markup, no mention, no reference, no address.
    """
    shown = _on_one_line(mask(text)).strip()
    if limit is not None:
        shown = cut(shown, limit)
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


def markdown_code(text: str) -> str:
    """Return *text*, which holds no backtick, as code in the Markdown of a forge, so that it can be copied."""
    return f"`{cut(visible(text), LONGEST_VALUE)}`"
