"""What the reports on an import say in the same words, on a terminal and in Markdown."""

import json
from collections.abc import Iterator, Sequence

from srr.cli.importing.result import ImportResult
from srr.importers.drafts.update import Difference
from srr.importers.mapping.columns import Column
from srr.importers.mapping.persons import people
from srr.importers.mapping.targets import TARGETS, kind_of_target
from srr.importers.plan import Fate, Outcome
from srr.importers.reading import Reading
from srr.language import Language, Text, counted, untranslated
from srr.schema.columns import SECTION
from srr.schema.settings import Settings
from srr.text.credentials import mask
from srr.text.terminal import cut

_SHORT, _LONG = 24, 60
# Text may hold a secret that only its key gives away.
_TOLD = ("choice", "level", "score", "handle", "date")

ROWS = (Text("{n} row", "{n} 行"), Text("{n} rows", "{n} 行"))
READ = Text("Read {name}: {rows}{skipped}.", "{name} を読んだ: {rows}{skipped}。")
_SKIPPED = Text(", {n} skipped", "、対象外 {n} 件")
AND_MORE = Text("{n} more", "ほか {n} 件")
HEADS = (
    Text("column", "列"),
    Text("key", "キー"),
    Text("sample, and how it is read", "例と読み取り"),
)
_COMPUTED = Text("computed here", "ここで計算する")
_LEFT_OUT = Text("left out", "取り込まない")
_IDENTIFIES = Text("identifies the row", "行を識別する")
_IN_BODY = Text("kept in the body", "本文に残す")
_LOOKS_LIKE = Text("kept in the body; looks like {key}", "本文に残す、{key} かもしれない")
_MAPPED = Text("{n} of {all} mapped", "{all} 種のうち {n} 種を対応づけ")
_FOREIGN = Text("another scale, {n} of {all} mapped", "別の尺度、{all} 種のうち {n} 種を対応づけ")
_UNMAPPED = Text(
    "{column}: nothing says what {text} means ({rows}); write it into [values.{key}]",
    "{column}: {text} の意味がわからない ({rows})。[values.{key}] に書く",
)
_BY_ORDER = Text(
    "The rows have no key: a later import knows them by their title and their order.",
    "行にキーがない。次の取り込みでは、タイトルと並び順で見分ける。",
)
_OWN = Text(
    "srr exported this table: its rows are known by their ids, and no map is needed.",
    "srr が書き出した表。行は ID で見分けるので、マップは要らない。",
)
_NO_MATCH = Text(
    'None of the {n} records from "{name}" is in this source; if it is another one, name it in [source].',
    "「{name}」から取り込んだ {n} 件が、この取り込み元に 1 つもない。別のものなら [source] の name で区別する。",
)
_NO_COLUMN = Text(
    "The map names the column {column}, which is not there.",
    "マップにある列 {column} が見つからない。",
)
FATES: dict[Fate, tuple[Text, Text]] = {
    "new": (Text("{n} new", "新規 {n} 件"), Text("{n} new", "新規 {n} 件")),
    "changed": (Text("{n} changed", "変更 {n} 件"), Text("{n} changed", "変更 {n} 件")),
    "unchanged": (
        Text("{n} unchanged", "変更なし {n} 件"),
        Text("{n} unchanged", "変更なし {n} 件"),
    ),
    "conflict": (Text("{n} in conflict", "競合 {n} 件"), Text("{n} in conflict", "競合 {n} 件")),
}
_RISKS = (
    Text("{n} risk: {fates}.", "リスク {n} 件: {fates}。"),
    Text("{n} risks: {fates}.", "リスク {n} 件: {fates}。"),
)
CHANGED = Text("{id} changed: {what}", "{id} 変更: {what}")
_CONFLICT = Text("{id} is in conflict: {what}", "{id} が競合: {what}")
_SETTLE = Text(
    "What changed here and in {label} stays. Make both the same, or take hash out of imported to keep yours.",
    "ここと {label} の両方で変わったところは、そのままにする。同じ内容にそろえるか、ここの内容を残すなら"
    " imported の hash を消す。",
)
_NOT_IMPORTED = Text(
    "What was not imported stays, because nobody knows which side is newer.",
    "取り込んだものでない記録は、どちらが新しいかわからないので、そのままにする。",
)
_REFUSED = Text("{id} cannot be written: {why}", "{id} を書き込めない: {why}")
_MISSING = Text(
    "{id} is in {label} no longer; it stays: {title}", "{id} は {label} にもうないが、残す: {title}"
)
_SECRET = Text(
    "{place} holds a secret ({kinds}): change it, take it out of the source, and import again: {title}",
    "{place} に秘密情報がある ({kinds})。無効にして取り込み元から取り除き、もう一度取り込む: {title}",
)
_CLEAN = (
    Text("It lints clean.", "srr lint の指摘はない。"),
    Text("All of them lint clean.", "どれも srr lint の指摘はない。"),
)
_UNCLEAN = Text(
    "{clean} of {all} pass srr lint. Findings: {rules}.",
    "srr lint に通るのは {all} 件のうち {clean} 件。指摘: {rules}。",
)
_WAITING = (
    Text(
        "{n} finding waits in the baseline for the first visit: {rules}.",
        "指摘 {n} 件を、最初の確認までベースラインで保留: {rules}。",
    ),
    Text(
        "{n} findings wait in the baseline for the first visits: {rules}.",
        "指摘 {n} 件を、最初の確認までベースラインで保留: {rules}。",
    ),
)
TRY_BASELINE = Text(
    "--baseline lets them pass until the first visit of each.",
    "--baseline を付けると、それぞれの最初の確認まで保留できる。",
)


def opening(found: ImportResult) -> Iterator[Text]:
    """Yield what was read, what was not, and what is to be known about the source as a whole."""
    source = found.reading.source
    skipped = _SKIPPED.fill(n=len(source.skipped)) if source.skipped else untranslated("")
    rows = counted(len(source.rows), *ROWS)
    yield READ.fill(name=source.name, rows=rows, skipped=skipped)
    yield from (
        Text(f"{place.en}: {why.en}", f"{place.ja}: {why.ja}") for place, why in source.skipped
    )
    yield from source.notes
    yield from found.notes
    if found.reading.is_own:
        yield _OWN
    elif all(row.key is None for row in source.rows):
        yield _BY_ORDER
    gone = [head for head in found.reading.wanted.columns if head not in source.columns]
    yield from (_NO_COLUMN.fill(column=head) for head in gone)
    kept = len(found.plan.missing)
    if kept and len(found.plan.of("new")) == len(source.rows):
        yield _NO_MATCH.fill(n=kept, name=found.reading.name)


def columns(found: ImportResult, settings: Settings) -> Iterator[tuple[str, str, Text]]:
    """Yield each column with its key, and a sample with how it is read."""
    for column in found.reading.columns:
        key = column.key or "-"
        yield column.head, key, _how(column, found.reading, settings)


def _how(column: Column, reading: Reading, settings: Settings) -> Text:
    cells = reading.cells(column.head)
    sample = masked_below(column.head, " ".join(cells[0].split())) if cells else "-"
    if column.by == "key" or (column.left_out and column.head == reading.key):
        return _after(sample, _IDENTIFIES)
    if column.left_out:
        return _LEFT_OUT
    if column.is_open:
        near = _LOOKS_LIKE.fill(key=column.near) if column.near else _IN_BODY
        return _after(sample, near)
    if column.head in reading.meanings:
        texts = reading.meanings[column.head]
        known = len(texts.texts) - len(texts.unread)
        said = _FOREIGN if texts.foreign else _MAPPED
        return _after(sample, said.fill(n=known, all=len(texts.texts)))
    if column.key == "priority":
        return _after(sample, _COMPUTED)
    spec = TARGETS.get(column.key or "")
    if spec and spec.kind == "handle" and cells:
        person = people(sample, reading.wanted.values.get("owner", {}), settings).first
        return untranslated(f"{sample} -> {person or '-'}")
    return untranslated(sample)


def masked_below(head: str, text: str) -> str:
    """Return *text* with asterisks for its secrets, also for one that only the *head* above it gives away."""
    return mask(f"{head}: {text}")[len(head) + 2 :]


def _after(sample: str, said: Text) -> Text:
    shown = cut(sample, _SHORT)
    return Text(f"{shown}; {said.en}", f"{shown} ({said.ja})")


def unmapped(found: ImportResult) -> Iterator[Text]:
    """Yield each text that nothing gives a meaning."""
    for column in found.reading.columns:
        texts = found.reading.meanings.get(column.head)
        for each in texts.unread if texts else ():
            rows = counted(each.rows, *ROWS)
            text = masked_below(column.head, " ".join(each.text.split()))
            yield _UNMAPPED.fill(
                column=column.head, text=repr(cut(text, _LONG)), rows=rows, key=column.key
            )


def fates(found: ImportResult) -> Text:
    """Return how many rows are new, changed, unchanged and in conflict."""
    counts = [
        counted(len(rows), *words) for fate, words in FATES.items() if (rows := found.plan.of(fate))
    ]
    listed = Text(", ".join(each.en for each in counts), "、".join(each.ja for each in counts))
    total = len(found.plan.outcomes)
    return _RISKS[total != 1].fill(n=total, fates=listed)


def troubles(found: ImportResult) -> Iterator[Text]:
    """Yield each record that stays as it is, and each row that holds a secret."""
    label = found.reading.label
    for each in found.plan.of("conflict"):
        what = differences(each.conflicts)
        if each.refused:
            yield _REFUSED.fill(id=each.id, why=each.refused)
        else:
            yield _CONFLICT.fill(id=each.id, what=what)
    for risk in found.plan.missing:
        yield _MISSING.fill(id=risk.id, label=label, title=risk.title)
    for each in found.leaking:
        kinds = dict.fromkeys(leak.kind for leak in each.leaks)
        listed = Text(", ".join(kind.en for kind in kinds), "、".join(kind.ja for kind in kinds))
        yield _SECRET.fill(place=each.row.place, kinds=listed, title=each.title)


def changed(found: ImportResult) -> Iterator[Text]:
    """Yield each record that changes, and in what."""
    for each in found.plan.of("changed"):
        yield CHANGED.fill(
            id=each.id, what=differences(each.took) if each.took else "imported.hash"
        )


def differences(found: Sequence[Difference]) -> str:
    """Return the keys in *found*; words of closed lists, dates and handles with what they were and what they become."""
    return ", ".join(map(_difference, found))


def _difference(found: Difference) -> str:
    key = found.key.removeprefix(SECTION)
    if found.key.startswith(SECTION):
        return f"## {key}"
    if kind_of_target(key) not in _TOLD:
        return key
    return f"{key} {_shown(found.here)} -> {_shown(found.there)}"


def _shown(value: str | None) -> str:
    if value is None:
        return "none"
    read = json.loads(value)
    return read if isinstance(read, str) else value


def ways_out(found: ImportResult) -> Iterator[Text]:
    """Yield how conflicts are settled."""
    sides = {each.is_imported for each in found.plan.of("conflict") if not each.refused}
    if True in sides:
        yield _SETTLE.fill(label=found.reading.label)
    if False in sides:
        yield _NOT_IMPORTED


def verdict(found: ImportResult) -> Iterator[Text]:
    """Yield what lint says of what is written."""
    written = len(found.touched)
    if not written:
        return
    if found.waiting.total:
        rules = _listed(found.waiting_by_rule)
        total = found.waiting.total
        yield _WAITING[total != 1].fill(n=total, rules=rules)
    if found.findings:
        clean = written - found.unclean()
        yield _UNCLEAN.fill(clean=clean, all=written, rules=_listed(found.by_rule))
    elif not found.waiting.total:
        yield _CLEAN[written > 1]


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {rule}" for rule, count in counts.items())


def place(found: Outcome, language: Language) -> str:
    """Return how a person finds the row."""
    return found.row.place.within(language)
