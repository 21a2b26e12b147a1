"""A record is short enough to be read.

A pasted log buries what the record says. Keep the few lines that show it, and link to the rest. The limits are
the size in the settings, 200 lines in one block of code, and 2,000 characters in one line. A file above the size
is an error, and the site leaves it out. References and tables that multiply the text are shown as written.

ja: 記録は読み切れる長さに収める。

貼り付けた長いログに、記録の言いたいことが埋もれてしまう。根拠になる数行だけを残し、残りにはリンクを張る。上限は
設定の大きさ、一つのコードブロックで 200 行、一行で 2,000 文字である。設定の大きさを超えるファイルはエラーで、サイトに
載らない。参照リンクや表で何倍にも膨らむ本文は、書いたままの形で表示する。

Bad:
```
## Log
{U+0041 x 2001}
```
Good:
```
## Log
- 2026-01-26: the dump is at https://example.com/dumps/42
```
"""

import re
from collections.abc import Iterator

from srr.documents.body import one_line_end
from srr.documents.document import Document
from srr.documents.expansion import expansion
from srr.documents.expansion import limit as expansion_limit
from srr.documents.places import Span
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule

SIZE = Text(
    "the file has {size} KiB, more than {limit}",
    "ファイルが {size} KiB あり、上限の {limit} を超えている",
)
FENCE = Text(
    "this block has {count} lines, more than {limit}",
    "このブロックは {count} 行あり、上限の {limit} 行を超えている",
)
LINE = Text(
    "this line has {count} characters, more than {limit}",
    "この行は {count} 文字あり、上限の {limit} 文字を超えている",
)
EXPANSION = Text(
    "rendered, this adds {count} characters, more than {limit}",
    "表示すると {count} 文字増え、上限の {limit} を超える",
)
EXPANSION_HELP = Text(
    "shorten the address or the table; until then the site shows the text as written",
    "アドレスか表を短くする。それまでサイトでは書いたままの形で表示される",
)
HELP = Text(
    "keep the lines that show it, and link to the rest",
    "根拠になる行だけを残し、残りはリンクにする",
)

MOST_LINES = 200
MOST_CHARACTERS = 2000

_BLOCK = re.compile(
    r"^ {0,3}(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*\n(?P<inside>.*?)(?:^ {0,3}(?P=fence)[`~]*[ \t]*\r?$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_LINE = re.compile(r"[^\r\n]+")


@rule(Document, Severity.WARNING)
def check(document: Document, context: Context) -> Iterator[Problem]:
    """Measure the file, its blocks of code and its lines."""
    text, limit = document.text, context.settings.size_limit
    if len(document.raw) > limit * 1024:
        size = -(-len(document.raw) // 1024)
        too_large = SIZE.fill(size=size, limit=limit)
        yield Problem(too_large, help=HELP, severity=Severity.ERROR)
        return
    if max(map(len, text.split("\n"))) > MOST_CHARACTERS:
        yield from _long_lines(text)
    if text.count("\n") > MOST_LINES:
        yield from _long_blocks(document)
    yield from _expanding(document)


def _expanding(document: Document) -> Iterator[Problem]:
    text = one_line_end(document.text[document.body.start :])
    added, limit = expansion(text), expansion_limit(text)
    if added.size > limit:
        at = document.body.start + added.at
        message = EXPANSION.fill(count=added.size, limit=limit)
        yield Problem(message, span=Span(at, at + 1), help=EXPANSION_HELP)


def _long_lines(text: str) -> Iterator[Problem]:
    for match in _LINE.finditer(text):
        count = match.end() - match.start()
        if count > MOST_CHARACTERS:
            span = Span(match.start(), match.start() + 1)
            yield Problem(LINE.fill(count=count, limit=MOST_CHARACTERS), span=span, help=HELP)


def _long_blocks(document: Document) -> Iterator[Problem]:
    for match in _BLOCK.finditer(document.text, document.body.start):
        count = match["inside"].count("\n")
        if count > MOST_LINES:
            span = Span(match.start("fence"), match.end("fence"))
            yield Problem(FENCE.fill(count=count, limit=MOST_LINES), span=span, help=HELP)
