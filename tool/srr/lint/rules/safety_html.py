"""HTML in a body is shown as the text it is.

The site takes no HTML from a record, because a record is written by many and read by all: `<script>`, and
`<br>` too, appear as they are written. Use Markdown, or backticks around what is meant literally.

ja: 本文の HTML はそのまま文字として表示される。

記録は多くの人が書き、全員が読むので、サイトは記録の HTML を解釈しない。`<script>` も `<br>` も書いたまま表示される。
Markdown を使うか、文字として見せたいものはバッククォートで囲む。

Bad:
```
## Plan
Call it <b>once</b> per request.
```
Good:
```
## Plan
Call it **once** per request, with a `<b>` in the header.
```
"""

import re
from collections.abc import Iterator

from srr.documents.document import Document
from srr.documents.places import Span
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule

MESSAGE = Text("{tag} is shown as text", "{tag} は文字として表示される")
HELP = Text("use Markdown, or put backticks around it", "Markdown で書くか、バッククォートで囲む")

_TAG = re.compile(r"(?<!\\)<(?:[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|[!?][A-Za-z\[])")
_NAME = re.compile(r"<[!?]?[A-Za-z\[][A-Za-z0-9-]*")


@rule(Document, Severity.WARNING)
def check(document: Document, context: Context) -> Iterator[Problem]:
    """Report the first tag of every line of the body."""
    if "<" not in document.text or not document.readable:
        return
    text, seen = document.prose(), None
    for match in _TAG.finditer(text, document.body.start):
        line = document.position(match.start()).line
        if line != seen:
            seen = line
            name = _NAME.match(text, match.start())
            tag = f"{name.group() if name else '<'}>"
            yield Problem(MESSAGE.fill(tag=tag), span=Span(*match.span()), help=HELP)
