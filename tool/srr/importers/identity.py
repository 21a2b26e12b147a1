"""What identifies the rows of a source, so that a second import finds the records of the first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from srr.importers.source import Row, Source, Unreadable
from srr.language import Text
from srr.text.spelling import joined

# Names in their normal form, the surest first. The second kind also names what a row belongs to, and a register may
# begin its numbers again in each part: they hold a key only where no two rows share one.
_SURE = ("issue-key", "key", "キー", "risk-id", "リスクid", "リスク-id", "id")
_LIKELY = (
    re.compile(r"(?:risk|リスク)-?(?:ref|no\.?|number|番号|#)|ref(?:-id|erence)?|管理番号"),
    re.compile(r"[a-z0-9]+-id|uuid|url"),
    re.compile(r"no\.?|nr\.?|num|number|番号|項番|#|№"),
)

_TWICE = Text(
    '{first} and {second} have the same "{column}": {key}; '
    "correct one of them, or name another column as key in the map",
    "{first}と{second}の「{column}」が同じ {key} です。どちらかを直すか、マップの key に別の列を指定してください",
)
_SAME = Text(
    "{first} and {second} have the same key, {key}; correct one of them",
    "{first}と{second}のキーが同じ {key} です。どちらかを直してください",
)
_NO_COLUMN = Text(
    'there is no column "{column}", which the map names as key; the columns are {columns}',
    "マップが key に指定している列「{column}」がありません。列は {columns} です",
)


def candidates(columns: Sequence[str], rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the columns whose name promises a key, best first; none that is empty in a row.

    A name such as `Risk ID` is taken at its word; where two rows share one, *keyed* refuses them.
    """
    held = list(rows)
    full = [column for column in columns if held and all(column in row.values for row in held)]
    sure = [column for column in full if joined(column) in _SURE]
    likely = [
        (rank, column)
        for column in full
        if (rank := _rank(column)) is not None and column not in sure and _is_unique(column, held)
    ]
    return (
        *sorted(sure, key=lambda column: _SURE.index(joined(column))),
        *(column for _, column in sorted(likely, key=lambda found: found[0])),
    )


def keyed(source: Source, column: str | None) -> Source:
    """Return *source* with the values of *column* as the keys of its rows; None takes the keys that they have.

    Raises Unreadable where two rows have one key, or where there is no such column.
    """
    if column is None:
        _refuse_shared(source.rows, _SAME, "")
        return source
    if column not in source.columns:
        raise Unreadable(_NO_COLUMN.fill(column=column, columns=", ".join(source.columns)))
    rows = tuple(replace(row, key=row.values.get(column)) for row in source.rows)
    _refuse_shared(rows, _TWICE, column)
    return replace(source, rows=rows)


def _refuse_shared(rows: Iterable[Row], said: Text, column: str) -> None:
    seen: dict[str, Row] = {}
    for row in rows:
        if row.key is None:
            continue
        first = seen.setdefault(row.key, row)
        if first is not row:
            places = {"first": first.place, "second": row.place}
            raise Unreadable(said.fill(**places, column=column, key=row.key))


def _rank(column: str) -> int | None:
    name = joined(column)
    return next((rank for rank, form in enumerate(_LIKELY) if form.fullmatch(name)), None)


def _is_unique(column: str, rows: Sequence[Row]) -> bool:
    return len({row.values[column] for row in rows}) == len(rows)
