"""A key is written once.

YAML readers keep the last of two equal keys without a word, so a reader and a program see different values.
Keep one of the lines.

ja: キーは一度だけ書く。

同じキーが二つあると、YAML は黙って後のものを採用し、人とプログラムで見える値が食い違う。どちらかの行を消す。

Bad:
```
potential_impact: 10
potential_impact: 6
```
Good:
```
potential_impact: 6
```
"""

from collections.abc import Iterator

from srr.documents.document import Document
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule

MESSAGE = Text(
    "{key} is written twice; line {line} has it too",
    "{key} が二回書かれている({line} 行目にもある)",
)
HELP = Text("keep one of the two lines", "どちらかの行を消す")


@rule(Document, Severity.ERROR)
def check(document: Document, context: Context) -> Iterator[Problem]:
    """Report the duplicates that the reader found."""
    for fault in document.faults:
        if fault.kind == "duplicate" and fault.related:
            first = document.position(fault.related.start).line
            yield Problem(MESSAGE.fill(key=fault.detail, line=first), span=fault.span, help=HELP)
