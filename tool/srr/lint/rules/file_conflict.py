"""A file has no conflict left in it.

Markers that a merge left behind mean that nobody chose between two versions. Choose, and delete the three
lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`.

ja: ファイルにコンフリクトを残さない。

マーカーが残っているのは、二つの版のどちらにするか誰も決めていないということである。どちらかを選び、
`<<<<<<<`、`=======`、`>>>>>>>` で始まる三行を消す。

Bad:
```
## Plan
<<<<<<< HEAD
Give the call a limit of two seconds.
=======
Give the call a limit of five seconds.
>>>>>>> limit
```
Good:
```
## Plan
Give the call a limit of two seconds.
```
"""

from collections.abc import Iterator

from srr.documents.document import Document
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule

MESSAGE = Text("a merge left a conflict here", "マージのコンフリクトが残っている")
HELP = Text(
    "keep one of the two versions and delete the marker lines", "片方の版を残し、マーカーを消す"
)


@rule(Document, Severity.ERROR)
def check(document: Document, context: Context) -> Iterator[Problem]:
    """Report each conflict at its first marker."""
    for fault in document.faults:
        if fault.kind == "conflict-marker":
            yield Problem(MESSAGE, span=fault.span, help=HELP)
