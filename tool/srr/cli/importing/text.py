"""What an import does, for a terminal."""

from collections.abc import Iterable, Iterator

from srr.cli.importing import words
from srr.cli.importing.result import ImportResult
from srr.importers.mapping.cells import UNREAD
from srr.importers.plan import Outcome
from srr.language import Language, Text, counted, untranslated
from srr.schema.settings import Settings
from srr.text.sinks import visible
from srr.text.terminal import cut, table

_MOST = 10
_MOST_ROWS = 5
_LONGEST_HEAD = 30
_SHORT_PLACE = 12

_NOTICE = Text("{column}{said} ({places})", "{column}{said} ({places})")
_WROTE = (
    Text("Wrote {n} record: {ids}.", "記録 {n} 件を書き込んだ: {ids}。"),
    Text("Wrote {n} records: {ids}.", "記録 {n} 件を書き込んだ: {ids}。"),
)
_SPAN = Text("{first} to {last}", "{first} から {last}")
_FILES = (
    Text("Wrote {n} file into risks/assets.", "ファイル {n} 個を risks/assets に書き込んだ。"),
    Text("Wrote {n} files into risks/assets.", "ファイル {n} 個を risks/assets に書き込んだ。"),
)
_WROTE_MAP = Text("Wrote {map}, the map.", "マップ {map} を書き込んだ。")
_BY_MAP = Text("Read by the map {map}.", "マップ {map} で読んだ。")
_NOTHING = Text("There is nothing to write.", "書き込むものはない。")
_AGAIN = (
    Text("Again with --write to write {n} record.", "--write を付けると記録 {n} 件を書き込む。"),
    Text("Again with --write to write {n} records.", "--write を付けると記録 {n} 件を書き込む。"),
)


def lines(found: ImportResult, settings: Settings, width: int) -> Iterator[str]:
    """Yield the lines of the report, with tables *width* columns wide."""
    language = settings.language
    first, *rest = (visible(each.within(language)) for each in words.opening(found))
    yield first
    yield from _indented(rest, language)
    yield ""
    yield from _columns(found, settings, width)
    named = [visible(each.within(language)) for each in (*words.unmapped(found), *_notices(found))]
    if named:
        yield ""
        yield from (f"! {line}" for line in _few(named, language))
    yield ""
    yield visible(words.fates(found).within(language))
    told = (*words.changed(found), *words.troubles(found))
    yield from _indented((visible(each.within(language)) for each in told), language, every=True)
    more = (*words.ways_out(found), *words.verdict(found))
    yield from (visible(each.within(language)) for each in more)
    yield from (visible(each.within(language)) for each in _ending(found))


def _columns(found: ImportResult, settings: Settings, width: int) -> Iterator[str]:
    language = settings.language
    heads = tuple(each.within(language) for each in words.HEADS)
    rows = [
        (cut(visible(head), _LONGEST_HEAD), visible(key), visible(how.within(language)))
        for head, key, how in words.columns(found, settings)
    ]
    return table([heads, *rows], width)


def _notices(found: ImportResult) -> Iterator[Text]:
    for column, said, rows in found.notices:
        if said == UNREAD:
            continue  # named by its text already
        places = [_place(outcome) for outcome, _ in rows]
        yield _NOTICE.fill(
            column=f"{column}: " if column else "",
            said=rows[0][1].said if len(rows) == 1 else said,
            places=_listed(places),
        )


def _place(found: Outcome) -> Text:
    """Return the id of a row, with its place where that is short."""
    place = found.row.place
    is_short = len(place.en) <= _SHORT_PLACE
    return (
        Text(f"{place.en}, {found.id}", f"{place.ja} {found.id}")
        if is_short
        else untranslated(found.id)
    )


def _listed(places: list[Text]) -> Text:
    shown = places[:_MOST_ROWS]
    more = len(places) - len(shown)
    rest = [words.AND_MORE.fill(n=more)] if more else []
    parts = (*shown, *rest)
    return Text("; ".join(each.en for each in parts), "、".join(each.ja for each in parts))


def _indented(found: Iterable[str], language: Language, *, every: bool = False) -> Iterator[str]:
    kept = [*found]
    yield from (f"  {line}" for line in (kept if every else _few(kept, language)))


def _few(found: list[str], language: Language) -> list[str]:
    more = len(found) - _MOST
    rest = [words.AND_MORE.fill(n=more).within(language)] if more > 0 else []
    return [*found[:_MOST], *rest]


def _ending(found: ImportResult) -> Iterator[Text]:
    written = found.touched
    if not found.wrote and found.findings and not found.waiting.total:
        yield words.TRY_BASELINE
    if found.map:
        yield (_WROTE_MAP if found.map_is_new else _BY_MAP).fill(map=found.map)
    if not written:
        yield _NOTHING
    elif found.wrote:
        ids = sorted(each.id for each in written)
        span = _SPAN.fill(first=ids[0], last=ids[-1])
        several = len(ids) > 1
        yield _WROTE[several].fill(n=len(ids), ids=span if several else ids[0])
        files = sum(len(each.files) - 1 for each in written)
        if files:
            yield counted(files, *_FILES)
    else:
        yield counted(len(written), *_AGAIN)
