"""A record holds no secret.

A record is read by everybody, published on the site, and kept in git's history for ever: a token or password
in it is out. Replace it at its source first, for it stays in the history; then take it out of the file. What
srr prints, and what the site shows, has asterisks in its place. A value that is escaped or folded is looked at as YAML
reads it. The file of the settings is searched in the same way, for the site shows most of them.

An example that opens nothing may stay, with a comment above it that ignores the finding and says so. Lint and
`srr build` then pass. The asterisks stay: an example and a secret look alike.

ja: 記録に秘密情報を書かない。

記録は全員が読み、サイトに載り、git の履歴に残り続ける。書かれたトークンやパスワードはもう漏れている。履歴から消えない
ので、まず発行元で無効にして作り直し、それからファイルから消す。srr の出力とサイトでは伏せ字になる。エスケープや折り返し
のある値は、YAML が読むとおりに調べる。設定ファイルの値もほとんどがサイトに載るので、同じように調べる。

何も開けられない例は残してよい。その上に、例であるという理由を付けて指摘を無視するコメントを書く。lint と `srr build` は
通るが、例と本物は見分けられないので、伏せ字のままになる。

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
from srr.language import Text, untranslated
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule

MESSAGE = Text("this looks like {kind}", "{kind}のように見える")
HELP = Text(
    "revoke it where it was issued, for it may be in git's history; then take it out here."
    " If it is an example, {way}",
    "git の履歴に残っているかもしれないので、発行元で無効にしてから、ここから消す。例であれば、{way}",
)
_COMMENT = Text("write above it: {comment}", "その上に {comment} と書く")
# A comment would be shown in a text, and would break a script.
_NO_COMMENT = Text(
    "put a placeholder such as <token> in its place",
    "代わりに <token> のような仮の値を書く",
)
_EXAMPLE = Text("an example that opens nothing", "何も開けられない例")
_IN_FRONT_MATTER = "# srr: ignore[safety-secret] {why}"
_IN_BODY = "<!-- srr: ignore[safety-secret] {why} -->"
_MARKUP = (".md", ".html", ".htm", ".svg", ".xml")


@rule(Document, Severity.ERROR, anywhere=True)
def check(document: Document, context: Context) -> Iterator[Problem]:
    """Search the whole file, front matter and body."""
    for leak in context.leaks(document):
        start, end = leak.span
        first_line = document.text[start:end].partition("\n")[0]
        span = Span(start, start + len(first_line))
        way = _way(document, span.start >= document.body.start)
        yield Problem(MESSAGE.fill(kind=leak.kind), span=span, help=HELP.fill(way=way))


def _way(document: Document, in_body: bool) -> Text:
    """Say what to do with an example: in a comment that the file can hold, or without one."""
    if in_body and not document.path.casefold().endswith(_MARKUP):
        return _NO_COMMENT
    comment = untranslated(_IN_BODY if in_body else _IN_FRONT_MATTER).fill(why=_EXAMPLE)
    return _COMMENT.fill(comment=comment)
