r"""A file is plain UTF-8 text.

A byte order mark, another encoding, or a character that nobody sees makes programs read something else than
people do; marks that turn the direction of text can even hide what a line says. An escape that stands for such a
character in the front matter, as in `"pay \u202e"`, is no better. `srr fix` takes out a byte order mark and makes
mixed line endings one.

ja: ファイルは UTF-8 のプレーンテキストである。

BOM や別の文字コード、目に見えない文字があると、人とプログラムで読むものが変わる。文字の向きを変える制御文字は、行の
内容を隠すことさえできる。フロントマターに `"pay \u202e"` のようにエスケープで書いても同じである。BOM と混ざった
改行コードは `srr fix` が直す。

Bad:
```
## Plan
Allow {U+202E}admin only.
```
Good:
```
## Plan
Allow admin only.
```
"""

from collections.abc import Iterator, Mapping

from srr.documents.document import Document
from srr.documents.edit import Normalise
from srr.documents.places import Fault
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule

NOT_UTF8 = Text("the file is not UTF-8", "ファイルが UTF-8 ではない")
NOT_UTF8_GUESS = Text(
    "the file is not UTF-8; it looks like {detail}",
    "ファイルが UTF-8 ではなく、{detail} のようである",
)
NOT_UTF8_HELP = Text("save it as UTF-8", "UTF-8 で保存し直す")
BOM = Text(
    "the file begins with a byte order mark, {detail}", "ファイルの先頭に BOM({detail})がある"
)
FIX_HELP = Text("save it without, or run srr fix", "BOM なしで保存するか、srr fix を実行する")
NUL = Text("there is a NUL character, {detail}", "NUL 文字({detail})がある")
CONTROL = Text(
    "there is a character that nobody sees, {detail}", "目に見えない文字({detail})がある"
)
TURNING = Text(
    "there is a character that turns the direction of text, {detail}",
    "文字の向きを変える制御文字({detail})がある",
)
ESCAPED = Text(
    "an escape stands for a character that nobody sees, {detail}",
    "エスケープが目に見えない文字({detail})を表している",
)
ESCAPED_TURNING = Text(
    "an escape stands for a character that turns the direction of text, {detail}",
    "エスケープが文字の向きを変える制御文字({detail})を表している",
)
ESCAPED_HELP = Text("write the value without it", "その文字のない値を書く")
REMOVE_HELP = Text(
    "delete it; an editor that shows code points helps", "文字コードを表示できるエディターで消す"
)
ENDINGS = Text("the line endings are mixed: {detail}", "改行コードが混ざっている: {detail}")
ENDINGS_HELP = Text(
    "save it with one kind, or run srr fix", "一種類で保存し直すか、srr fix を実行する"
)

_MESSAGES: Mapping[str, tuple[Text, Text]] = {
    "not-utf-8": (NOT_UTF8_GUESS, NOT_UTF8_HELP),
    "bom": (BOM, FIX_HELP),
    "nul": (NUL, REMOVE_HELP),
    "control": (CONTROL, REMOVE_HELP),
    "escaped": (ESCAPED, ESCAPED_HELP),
    "mixed-line-endings": (ENDINGS, ENDINGS_HELP),
}
_FIXED = ("bom", "mixed-line-endings")
_TURNING = frozenset(
    f"U+{code:04X}"
    for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


@rule(Document, Severity.ERROR)
def check(document: Document, context: Context) -> Iterator[Problem]:
    """Report the faults in the bytes, and the escapes for what may not stand in them."""
    for fault in document.faults:
        if fault.kind in _MESSAGES:
            message, help_text = _say(fault)
            yield Problem(
                message.fill(detail=fault.detail),
                span=fault.span,
                help=help_text,
                fix=(Normalise(),) if fault.kind in _FIXED else (),
            )


def _say(fault: Fault) -> tuple[Text, Text]:
    if fault.kind == "not-utf-8" and not fault.detail:
        return NOT_UTF8, NOT_UTF8_HELP
    message, help_text = _MESSAGES[fault.kind]
    if fault.detail in _TURNING:
        return ESCAPED_TURNING if fault.kind == "escaped" else TURNING, help_text
    return message, help_text
