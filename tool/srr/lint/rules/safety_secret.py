"""A record holds no secret.

A record is read by everybody, published on the site, and kept in git's history for ever: a token or password
in it is out. Replace it at its source first, for it stays in the history; then take it out of the file. What
srr prints shows asterisks in its place.

ja: 記録に秘密情報を書かない。

記録は全員が読み、サイトに載り、git の履歴に残り続ける。書かれたトークンやパスワードはもう漏れている。履歴から消えない
ので、まず発行元で無効にして作り直し、それからファイルから消す。srr の出力では伏せ字になる。

Bad:
```
links:
  metrics: ["https://metrics.example.com/d/orders?token=Zk3v9QhTq7LmB2xY"]
```
Good:
```
links:
  metrics: ["https://metrics.example.com/d/orders"]
```
"""

from collections.abc import Iterator

from srr.documents.document import Document
from srr.documents.places import Span
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule

MESSAGE = Text("this looks like {kind}", "{kind}のように見える")
HELP = Text(
    "revoke it where it was issued, for it is already in git's history; then take it out here."
    " An example that opens nothing is kept with a comment on the line above: srr: ignore[safety-secret] an example",
    "すでに git の履歴に残っているので、発行元で無効にしてから、ここから消す。"
    "何も開けられない例なら、上の行のコメントに srr: ignore[safety-secret] 例である、と書いて残す",
)


@rule(Document, Severity.ERROR)
def check(document: Document, context: Context) -> Iterator[Problem]:
    """Search the whole file, front matter and body."""
    for leak in context.leaks(document):
        end = document.text.find("\n", *leak.span)
        span = Span(leak.span.start, end if end >= 0 else leak.span.end)
        yield Problem(MESSAGE.fill(kind=leak.kind), span=span, help=HELP)
