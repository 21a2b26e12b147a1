"""A value is one that its field can hold.

People paste labels and numbers from slides and forms, with full-width digits and characters that only look
right; a search or a sum then misses them. Write the value itself: `srr fix` does where the meaning is plain.

ja: 項目には、決められた形の値を書く。

スライドやフォームから貼り付けたラベルや全角数字、見た目だけ同じ文字は、検索や計算から漏れる。決められた値を書く。
意味が明らかなものは `srr fix` が直す。

Bad:
```
horizon: 次
effort: medium-ish
```
Good:
```
horizon: next
effort: M
```
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from srr.documents.edit import SetValue
from srr.documents.places import KeyPath, Scalar
from srr.language import Text, untranslated
from srr.lint.field_faults import FieldFault, field_faults
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule, shown
from srr.records.meaning import level_labels, meaning
from srr.records.record import Record
from srr.schema.fields import FieldSpec
from srr.schema.horizons import EXAMPLE
from srr.schema.record_schema import choices
from srr.schema.settings import Settings
from srr.schema.views import NONE
from srr.schema.vocabulary import UNKNOWN as UNKNOWN_LABEL
from srr.text.spelling import nearest, normal_form

EMPTY = Text("{key} is empty", "{key} が空である")
EMPTY_HELP = Text("fill it in, or take the line out", "値を書くか、その行を消す")
UNWANTED = Text(
    "{key} is for a risk that is done, and the status is {status}",
    "{key} は完了したリスクにだけ書く。ステータスは {status} である",
)
UNWANTED_HELP = Text(
    "take the line out, or set the status to done", "その行を消すか、status を done にする"
)
NO_REPORT = Text(
    "no report is due on a concern that is {status}", "{status} の気になる点に報告期限はない"
)
NO_REPORT_HELP = Text(
    "take the line out, or set the status to assigned or watching",
    "その行を消すか、status を assigned か watching にする",
)
TWICE = Text("{key} has the same entry twice", "{key} に同じものが二回ある")
TWICE_HELP = Text("keep one of them", "どちらかを消す")
SAME = Text(
    "{value} is {meant}, which {key} has already", "{value} は {meant} で、{key} にもうある"
)
NOT_A_LIST = Text("{key} is a list", "{key} は一覧である")
NOT_A_LIST_HELP = Text("write {key}: [{value}]", "{key}: [{value}] と書く")
NOT_KEYS = Text("{key} has keys of its own", "{key} は下位のキーを持つ")
NOT_KEYS_HELP = Text("write under it: {keys}", "その下に書けるキー: {keys}")
NOT_NUMBERS = Text("{key} has a number for each indicator", "{key} は指標ごとに数値を持つ")
NOT_NUMBERS_HELP = Text(
    "write {key}: {{advertisers: 31}}", "{key}: {{advertisers: 31}} のように書く"
)
ONE_VALUE = Text("{key} holds one value", "{key} に書ける値は一つである")
ONE_VALUE_HELP = Text("write one value in one line", "値を一つ、一行で書く")
COLON = Text(
    "the colon in {value} makes it a mapping, not an item of {key}",
    "{value} はコロンのためキーと値として読まれ、{key} の項目にならない",
)
COLON_HELP = Text('put it into quotes: "{value}"', '引用符で囲む: "{value}"')
COLON_URL_HELP = Text(
    "write {url} alone; words about it fit into the body", "{url} だけを書き、説明は本文に書く"
)
OWNERS = Text(
    "{key} names more than one person: {value}", "{key} に複数の人が書かれている: {value}"
)
OWNERS_HELP = Text(
    "name the one person who answers for it; the others fit into the text",
    "責任を持つ一人だけを書き、ほかの人は本文に書く",
)
HANDLE = Text("{value} is not a handle", "{value} はハンドルではない")
HANDLE_HELP = Text(
    "write one name without spaces, @ or other signs", "空白や @ などの記号を含まない名前を一つ書く"
)
RESERVED = Text(
    "{key} cannot be {value}, which filters and counts take for none",
    "{key} に {value} は書けない。絞り込みや集計では「記載なし」を表す",
)
RESERVED_HELP = Text(
    "write a name; where there is none, take the line out", "名前を書く。なければ、その行を消す"
)
RESERVED_HELP_REQUIRED = Text("write a name", "名前を書く")
LABEL = Text("{value} is the label of {meant}", "{value} は {meant} のラベルである")
SPELLING = Text("{value} is another spelling of {meant}", "{value} は {meant} の別の書き方である")
QUOTED = Text(
    '"{value}" is text, and {key} is a number', '"{value}" は文字列だが、{key} は数値である'
)
QUOTED_HELP = Text(
    "write {meant} without quotes, or run srr fix",
    "引用符なしで {meant} と書くか、srr fix を実行する",
)
WRITE_HELP = Text("write {meant}, or run srr fix", "{meant} と書くか、srr fix を実行する")
CHOICE = Text("{key} cannot be {value}", "{key} に {value} は書けない")
CHOICE_HELP = Text("write one of {values}", "次のどれかを書く: {values}")
NEAR_HELP = Text(
    "did you mean {near}? the values are {values}", "{near} の間違いではないか。書ける値: {values}"
)
NUMBER = Text("{key} is {value}, which is not a number", "{key} の {value} は数値ではない")
WHOLE = Text("{key} is {value}, which is not a whole number", "{key} の {value} は整数ではない")
NEGATIVE = Text("{key} is {value}, less than 0", "{key} の {value} は 0 より小さい")
NUMBER_HELP = Text("write a number, without quotes or units", "引用符も単位も付けずに数値を書く")
QUOTE = Text(
    "{key} is text, and {value} without quotes is read as {kind}",
    "{key} は文字列だが、引用符のない {value} は{kind}として読まれる",
)
QUOTE_HELP = Text(
    'write {key}: "{value}", or run srr fix', '{key}: "{value}" と書くか、srr fix を実行する'
)
A_NUMBER = Text("a number", "数値")
A_TRUTH = Text("true or false", "真偽値")
LINE = Text("{key} is one line, and this is several", "{key} は一行で書くが、複数行になっている")
LINE_HELP = Text(
    "say it in one line; details go into the body", "一行にまとめ、詳しいことは本文に書く"
)
COMPARISON = Text("{value} is not a comparison", "{value} は比較式ではない")
COMPARISON_HELP = Text(
    "write a name, a sign and a number, such as advertisers < 50; the signs are < <= > >= == !=",
    "advertisers < 50 のように、名前、記号、数値を書く。記号は < <= > >= == !=",
)
ID = Text("{value} is not an id", "{value} は ID ではない")
ID_HELP = Text("write an id such as SRR-0001 or PM-0001", "SRR-0001 や PM-0001 のような ID を書く")
OTHER = Text("{key} cannot hold {value}", "{key} に {value} は書けない")
OTHER_HELP = Text("write what the field is for: {meaning}", "この項目の内容を書く: {meaning}")

_SEVERAL = re.compile(r"\s*(?:[,、，;；&＆/／+]|\s(?:and|と)\s)\s*")


class Diagnosis(NamedTuple):
    """What is wrong with a value; *meant* is the right one, where that is certain."""

    message: Text
    help: Text
    meant: Scalar = None


@rule(Record, Severity.ERROR)
def check(record: Record, context: Context) -> Iterator[Problem]:
    """Explain the values that the schema does not accept."""
    violations = context.violations(record)
    if not violations:
        return
    for fault in field_faults(record, violations):
        if fault.kind == "value" and fault.spec:
            found = _diagnose(record, fault, fault.spec, context.settings)
            yield Problem(
                found.message,
                key=fault.path,
                value=True,
                help=found.help,
                fix=() if found.meant is None else (SetValue(fault.path, found.meant),),
            )


def _diagnose(record: Record, fault: FieldFault, spec: FieldSpec, settings: Settings) -> Diagnosis:
    key, value = spec.key, fault.value
    match fault.keyword:
        case "unwanted":
            if key == "report_due":
                return Diagnosis(NO_REPORT.fill(status=record.status), NO_REPORT_HELP)
            return Diagnosis(UNWANTED.fill(key=key, status=record.status), UNWANTED_HELP)
        case "uniqueItems":
            return Diagnosis(TWICE.fill(key=key), TWICE_HELP)
    if value is None or (isinstance(value, str) and not value.strip()):
        return Diagnosis(EMPTY.fill(key=key), EMPTY_HELP)
    wrong_shape = _of_shape(fault, spec) or _repeated(record, fault, spec, settings)
    return wrong_shape or _of_scalar(record, fault.path, spec, value, settings)


def _of_shape(fault: FieldFault, spec: FieldSpec) -> Diagnosis | None:
    """Check for lists and mappings in the wrong place, and for missing ones."""
    key, value = spec.key, fault.value
    whole = isinstance(fault.path[-1], str)
    if spec.kind.startswith("mapping") and (spec.kind == "mapping" or not whole):
        return Diagnosis(
            NOT_KEYS.fill(key=key),
            NOT_KEYS_HELP.fill(keys=", ".join(inner.key for inner in spec.fields)),
        )
    if spec.kind == "numbers" and fault.path[-1] == key:
        return Diagnosis(NOT_NUMBERS.fill(key=key), NOT_NUMBERS_HELP.fill(key=key))
    if spec.kind.endswith("-list") and whole:
        return Diagnosis(
            NOT_A_LIST.fill(key=key), NOT_A_LIST_HELP.fill(key=key, value=shown(value))
        )
    if spec.kind == "handle" and isinstance(value, list) and len(value) > 1:
        return Diagnosis(OWNERS.fill(key=key, value=shown(value)), OWNERS_HELP)
    if isinstance(value, dict) and len(value) == 1 and not whole:
        return _of_colon(spec, *next(iter(value.items())))
    if isinstance(value, list | dict):
        return Diagnosis(ONE_VALUE.fill(key=key), ONE_VALUE_HELP)
    return None


def _of_colon(spec: FieldSpec, before: str, behind: object) -> Diagnosis:
    words = before if behind is None else f"{before}: {shown(behind)}"
    url = spec.kind == "url-list"
    help_text = (
        COLON_URL_HELP.fill(url=shown(before)) if url else COLON_HELP.fill(value=shown(words))
    )
    return Diagnosis(COLON.fill(value=shown(words), key=spec.key), help_text)


def _repeated(
    record: Record, fault: FieldFault, spec: FieldSpec, settings: Settings
) -> Diagnosis | None:
    """Look for another item of the list that says the same, and is right or stands above."""
    *above, at = path = fault.path
    if isinstance(at, str):
        return None
    items = {
        other[-1]: (
            field.value,
            meaning(field.value, other, spec, record.document, settings),
        )
        for other, field in record.document.fields.items()
        if len(other) == len(path) and list(other[:-1]) == above
    }
    meant = items.pop(at)[1]
    others = (
        value if other is None else other
        for number, (value, other) in items.items()
        if other is None or int(number) < at
    )
    if meant is None or meant not in others:
        return None
    return Diagnosis(SAME.fill(value=shown(fault.value), meant=meant, key=spec.key), TWICE_HELP)


def _of_scalar(
    record: Record, path: KeyPath, spec: FieldSpec, value: Scalar, settings: Settings
) -> Diagnosis:
    meant = meaning(value, path, spec, record.document, settings)
    match spec.kind:
        case "choice":
            return _of_choice(spec.key, value, choices(spec, record.record_kind, settings), meant)
        case "score" | "level":
            return _of_choice(spec.key, value, level_labels(spec, settings), meant)
        case _ if isinstance(meant, str) and not isinstance(value, str):
            return _of_unquoted(spec, meant, value)
        case _ if meant is not None:
            return _meant(spec.key, value, meant, UNKNOWN_LABEL)
        case "priority" | "number" | "numbers":
            return _of_number(spec, value)
        case "comparison" | "comparison-list":
            return Diagnosis(COMPARISON.fill(value=shown(value)), COMPARISON_HELP)
        case "id-list" | "risk-id":
            return Diagnosis(ID.fill(value=shown(value)), ID_HELP)
        case "handle":
            return _reserved(spec, value) or _of_handle(spec.key, value)
        case "line" | "word" | "word-list":
            return _reserved(spec, value) or Diagnosis(LINE.fill(key=spec.key), LINE_HELP)
        case _:
            return Diagnosis(
                OTHER.fill(key=spec.key, value=shown(value)), OTHER_HELP.fill(meaning=spec.meaning)
            )


def _of_choice(key: str, value: Scalar, words: Mapping[str, Text], meant: Scalar) -> Diagnosis:
    if meant is not None:
        return _meant(key, value, meant, words.get(str(meant), untranslated(str(meant))))
    # A quarter stands for all of them.
    help_text = _choice_help(value, words, (EXAMPLE,) if key == "horizon" else ())
    return Diagnosis(CHOICE.fill(key=key, value=shown(value)), help_text)


def _meant(key: str, value: Scalar, meant: Scalar, label: Text) -> Diagnosis:
    if isinstance(meant, int | float) and value == str(meant):
        return Diagnosis(QUOTED.fill(key=key, value=value), QUOTED_HELP.fill(meant=meant), meant)
    is_label = normal_form(str(value)) in (normal_form(label.en), normal_form(label.ja))
    spelled = normal_form(str(value)) == normal_form(str(meant))
    message = LABEL if is_label and not spelled else SPELLING
    return Diagnosis(
        message.fill(value=shown(value), meant=meant),
        WRITE_HELP.fill(meant=meant),
        meant,
    )


def _choice_help(value: Scalar, words: Mapping[str, Text], also: Iterable[str]) -> Text:
    spellings = {normal_form(word): word for word in words}
    spellings |= {normal_form(label.en): word for word, label in words.items()}
    near = nearest(normal_form(str(value)), spellings) if len(str(value)) > 2 else None
    values = ", ".join((*words, *also))
    if near:
        return NEAR_HELP.fill(near=spellings[near], values=values)
    return CHOICE_HELP.fill(values=values)


def _of_number(spec: FieldSpec, value: Scalar) -> Diagnosis:
    if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
        return Diagnosis(NEGATIVE.fill(key=spec.key, value=value), NUMBER_HELP)
    message = WHOLE if isinstance(value, float) else NUMBER
    return Diagnosis(message.fill(key=spec.key, value=shown(value)), NUMBER_HELP)


def _of_unquoted(spec: FieldSpec, text: str, value: Scalar) -> Diagnosis:
    kind = A_TRUTH if isinstance(value, bool) else A_NUMBER
    return Diagnosis(
        QUOTE.fill(key=spec.key, value=text, kind=kind),
        QUOTE_HELP.fill(key=spec.key, value=text),
        text,
    )


def _reserved(spec: FieldSpec, value: Scalar) -> Diagnosis | None:
    if str(value).strip() != NONE:
        return None
    message = RESERVED.fill(key=spec.key, value=NONE)
    return Diagnosis(message, RESERVED_HELP_REQUIRED if spec.required else RESERVED_HELP)


def _of_handle(key: str, value: Scalar) -> Diagnosis:
    if len([part for part in _SEVERAL.split(str(value).strip()) if part]) > 1:
        return Diagnosis(OWNERS.fill(key=key, value=shown(value)), OWNERS_HELP)
    return Diagnosis(HANDLE.fill(value=shown(value)), HANDLE_HELP)
