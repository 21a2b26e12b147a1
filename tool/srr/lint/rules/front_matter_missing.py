"""A record begins with front matter: keys and values between two lines of three hyphens.

Everything that is counted, sorted and linked stands there. Without it other tools see a text with no fields,
and say nothing. The first line is exactly `---`, and so is the line that ends it.

ja: 記録はフロントマター(三つのハイフンの行で挟んだキーと値)で始まる。

数え、並べ、つなぐためのものはすべてそこに書く。ないと、ほかのツールは項目のない文章として黙って読んでしまう。最初の行と
終わりの行は、ちょうど `---` である。

Bad:
```

---
id: SRR-0001
---
```
Good:
```
id: SRR-0001
```
"""

from collections.abc import Iterator, Mapping

from srr.documents.document import Document
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule, shown

ABSENT = Text("the file has no front matter", "フロントマターがない")
ABSENT_HELP = Text(
    "begin the file with --- and the keys of a record", "ファイルの先頭に --- と記録のキーを書く"
)
EMPTY_FILE = Text("the file is empty", "ファイルが空である")
BLANK = Text("there is something before the first ---", "最初の --- の前に余分なものがある")
BLANK_HELP = Text("let --- be the first line of the file", "--- をファイルの一行目にする")
TOML = Text("the front matter is TOML", "フロントマターが TOML である")
TOML_HELP = Text("write YAML between two lines of ---", "--- の行の間に YAML で書く")
FENCE = Text(
    "{detail} is not a line of exactly three hyphens", "{detail} はハイフンちょうど三つの行ではない"
)
FENCE_HELP = Text("write --- alone, at the start of the line", "行頭から --- とだけ書く")
DOTS = Text(
    "the front matter ends with ... instead of ---",
    "フロントマターが --- ではなく ... で終わっている",
)
DOTS_HELP = Text("end it with a line of ---", "--- の行で終える")
UNCLOSED = Text("the front matter has no end", "フロントマターが閉じていない")
UNCLOSED_HELP = Text(
    "write --- on a line of its own behind the last key", "最後のキーの次の行に --- と書く"
)
EMPTY = Text("the front matter is empty", "フロントマターが空である")
EMPTY_HELP = Text("write the keys of a record, from id on", "id から始まる記録のキーを書く")
SHAPE = Text(
    "the front matter is {shape}, not keys with values",
    "フロントマターが{shape}であり、キーと値ではない",
)
SHAPE_HELP = Text(
    "write key: value in each line, without a hyphen before it",
    "各行に「キー: 値」の形で、ハイフンを付けずに書く",
)

_MESSAGES: Mapping[str, tuple[Text, Text]] = {
    "absent": (ABSENT, ABSENT_HELP),
    "blank-before": (BLANK, BLANK_HELP),
    "toml": (TOML, TOML_HELP),
    "fence": (FENCE, FENCE_HELP),
    "dots": (DOTS, DOTS_HELP),
    "unclosed": (UNCLOSED, UNCLOSED_HELP),
    "empty": (EMPTY, EMPTY_HELP),
    "not-a-mapping": (SHAPE, SHAPE_HELP),
}
_SHAPES: Mapping[str, Text] = {
    "list": Text("a list", "一覧"),
    "text": Text("text", "文章"),
    "word": Text("a word", "一語"),
    "number": Text("a number", "数値"),
    "null": Text("nothing", "空"),
}


@rule(Document, Severity.ERROR)
def check(document: Document, context: Context) -> Iterator[Problem]:
    """Report what was found in place of the front matter."""
    for fault in document.faults:
        if fault.kind in _MESSAGES:
            message, help_text = _MESSAGES[fault.kind]
            if fault.kind == "absent" and not document.text.strip():
                message = EMPTY_FILE
            shape = _SHAPES.get(fault.detail, fault.detail)
            filled = message.fill(detail=shown(fault.detail), shape=shape)
            yield Problem(filled, span=fault.span, help=help_text)
