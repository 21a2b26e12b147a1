"""The front matter is plain YAML.

YAML has signs of its own, and a value that holds one of them needs quotes: a colon with a space behind it, a
leading `@`, `%`, `*` or backtick, a `#` after a space. Anchors, aliases and tags are refused: a record says what it
means where it says it.

ja: フロントマターは標準的な YAML である。

YAML には特別な記号があり、値に含めるときは引用符が要る。空白の続くコロン、先頭の `@` `%` `*` とバッククォート、
空白の後の `#` などである。アンカー、エイリアス、タグは使えない。
記録には、その場所に書かれたとおりのことだけを書く。

Bad:
```
title: Orders fail: the stock service is slow
```
Good:
```
title: "Orders fail: the stock service is slow"
```
"""

from collections.abc import Iterator, Mapping

from srr.documents.document import Document
from srr.documents.places import Fault
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule

QUOTES_HELP = Text("put the value into quotes", "値を引用符で囲む")
OTHER = Text("this is not YAML: {detail}", "YAML として読めない: {detail}")
OTHER_HELP = Text(
    "write key: value in each line, with quotes where a value has signs in it",
    "各行に「キー: 値」と書き、記号を含む値は引用符で囲む",
)

_SYNTAX: Mapping[str, tuple[Text, Text]] = {
    "at-sign": (Text("a value cannot begin with @", "値は @ で始められない"), QUOTES_HELP),
    "backtick": (
        Text("a value cannot begin with a backtick", "値はバッククォートで始められない"),
        QUOTES_HELP,
    ),
    "percent": (Text("a value cannot begin with %", "値は % で始められない"), QUOTES_HELP),
    "asterisk": (Text("a value cannot begin with *", "値は * で始められない"), QUOTES_HELP),
    "colon-in-value": (
        Text("the value contains ': '", "値の中に「: 」がある"),
        QUOTES_HELP,
    ),
    "unclosed-quote": (
        Text("a quote is opened here and not closed", "ここで開いた引用符が閉じていない"),
        Text("close it, or double a quote inside", "引用符を閉じるか、中の引用符を重ねる"),
    ),
    "unclosed-bracket": (
        Text("a bracket is opened here and not closed", "ここで開いた括弧が閉じていない"),
        Text(
            "close it; a value that only begins with a bracket needs quotes",
            "括弧を閉じる。値が括弧で始まるだけなら引用符で囲む",
        ),
    ),
    "tab-indent": (
        Text("the line is indented with a tab", "行がタブで字下げされている"),
        Text("indent with spaces", "空白で字下げする"),
    ),
    "indentation": (
        Text("the indentation does not fit the lines above", "字下げが上の行と合っていない"),
        Text("begin each key at the start of its line", "キーを行頭から書く"),
    ),
}
_FAULTS: Mapping[str, tuple[Text, Text]] = {
    "anchor": (
        Text(
            "& makes an anchor, which a record cannot have", "& はアンカーになり、記録では使えない"
        ),
        Text("put the value into quotes, or write it out", "値を引用符で囲むか、値そのものを書く"),
    ),
    "alias": (
        Text(
            "* makes an alias, which a record cannot have", "* はエイリアスになり、記録では使えない"
        ),
        Text("put the value into quotes, or write it out", "値を引用符で囲むか、値そのものを書く"),
    ),
    "tag": (
        Text("! makes a tag, which a record cannot have", "! はタグになり、記録では使えない"),
        Text("put the value into quotes, or take the tag out", "値を引用符で囲むか、タグを消す"),
    ),
    "merge-key": (
        Text(
            "<< merges other keys in, which a record cannot do", "<< によるキーの取り込みは使えない"
        ),
        Text("write the keys out", "キーをそのまま書く"),
    ),
    "too-deep": (
        Text(
            "the values are nested more than {detail} deep", "値の入れ子が {detail} 段を超えている"
        ),
        Text("put long matters into the body", "込み入ったことは本文に書く"),
    ),
    "documents": (
        Text("a second YAML document begins here", "ここから二つ目の YAML 文書が始まっている"),
        Text("keep one", "一つにする"),
    ),
    "too-large": (
        Text("the front matter has {detail} characters", "フロントマターが {detail} 文字ある"),
        Text(
            "keep it under 65536 and put long matters into the body",
            "65536 文字までに収め、長いことは本文に書く",
        ),
    ),
    "key-not-text": (
        Text("a key is a word, and {detail} is none", "{detail} はキーの名前にできない"),
        Text(
            "write a key of the registry, or put it into quotes",
            "レジストリのキーを書くか、引用符で囲む",
        ),
    ),
    "full-width-colon": (
        Text("the colon after {detail} is full-width", "{detail} の後のコロンが全角である"),
        Text("write : and a space", "半角の : と空白を書く"),
    ),
    "no-break-space": (
        Text(
            "the space here is {detail}, which YAML does not know",
            "ここの空白は {detail} で、YAML では空白にならない",
        ),
        Text("write a plain space", "通常の半角空白を書く"),
    ),
    "comment-in-value": (
        Text(
            "the value of {detail} ends here: a # after a space begins a comment",
            "{detail} の値がここで切れている: 空白の後の # から先はコメントになる",
        ),
        Text(
            "put the value into quotes, or a space behind a comment's #",
            "値を引用符で囲む。コメントなら # の後に空白を置く",
        ),
    ),
    "comment-in-item": (
        Text(
            "item {number} of {key} ends here: a # after a space begins a comment",
            "{key} の {number} 番目がここで切れている: 空白の後の # から先はコメントになる",
        ),
        Text(
            "put the item into quotes, or a space behind a comment's #",
            "項目を引用符で囲む。コメントなら # の後に空白を置く",
        ),
    ),
}


@rule(Document, Severity.ERROR)
def check(document: Document, context: Context) -> Iterator[Problem]:
    """Report the errors of the YAML reader in plain words."""
    for fault in document.faults:
        found = _say(fault)
        if found:
            message, help_text = found
            key, _, number = fault.detail.rpartition(" ")
            message = message.fill(detail=fault.detail, key=key, number=number)
            yield Problem(message, span=fault.span, help=help_text)


def _say(fault: Fault) -> tuple[Text, Text] | None:
    if fault.kind == "syntax":
        return _SYNTAX.get(fault.detail, (OTHER, OTHER_HELP))
    return _FAULTS.get(fault.kind)
