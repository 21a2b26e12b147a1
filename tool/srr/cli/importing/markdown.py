"""What an import did, as Markdown for the pull request that brings it."""

from collections.abc import Iterable, Iterator

from srr.cli.importing import words
from srr.cli.importing.result import ImportResult
from srr.language import Text
from srr.schema.settings import Settings
from srr.text.sinks import markdown

_TITLE = Text("Import from {name}", "{name} からの取り込み")
_RECORDS = Text("Records", "記録")
_COLUMNS = Text("Columns", "列")
_TO_LOOK_AT = Text("To look at", "確認すること")
_RECORD_HEADS = (
    Text("ID", "ID"),
    Text("Risk", "リスク"),
    Text("Row", "行"),
    Text("What", "結果"),
)
_WHAT = {
    "new": Text("new", "新規"),
    "changed": Text("changed", "変更"),
    "unchanged": Text("unchanged", "変更なし"),
    "conflict": Text("in conflict", "競合"),
}


def render(found: ImportResult, settings: Settings) -> str:
    """Return the report, with every row and everything that is to be known about it."""
    return "\n".join((*_lines(found, settings), ""))


def _lines(found: ImportResult, settings: Settings) -> Iterator[str]:
    language = settings.language

    def said(text: Text) -> str:
        return markdown(text.within(language))

    yield f"# {said(_TITLE.fill(name=found.reading.source.name))}"
    yield ""
    yield from (f"- {said(each)}" for each in words.opening(found))
    yield from (f"- {said(each)}" for each in (words.fates(found), *words.verdict(found)))
    notices = [
        Text(f"{where.en}: {notice.said.en}", f"{where.ja}: {notice.said.ja}")
        for _, _, rows in found.notices
        for outcome, notice in rows
        for where in (_where(outcome.id, outcome.row.place, notice.column),)
    ]
    named = [
        *words.unmapped(found),
        *words.changed(found),
        *words.troubles(found),
        *words.ways_out(found),
        *notices,
    ]
    if named:
        yield from ("", f"## {said(_TO_LOOK_AT)}", "")
        yield from (f"- {said(each)}" for each in named)
    yield from ("", f"## {said(_COLUMNS)}", "")
    columns = (
        (head, key, how.within(language)) for head, key, how in words.columns(found, settings)
    )
    yield from _table([said(each) for each in words.HEADS], columns)
    yield from ("", f"## {said(_RECORDS)}", "")
    records = (
        (each.id, each.title, words.place(each, language), _WHAT[each.fate].within(language))
        for each in found.plan.outcomes
    )
    yield from _table([said(each) for each in _RECORD_HEADS], records)


def _where(record_id: str, place: Text, column: str) -> Text:
    of_column = f", {column}" if column else ""
    return Text(f"{record_id}, {place.en}{of_column}", f"{record_id}、{place.ja}{of_column}")


def _table(heads: list[str], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    yield from (f"| {' | '.join(map(markdown, row))} |" for row in rows)
