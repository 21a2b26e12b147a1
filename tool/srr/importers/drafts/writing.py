"""Drafts as the files of records: links become ids, files come along, and what the source does not say is proposed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from srr.documents.document import read
from srr.importers.drafts.attached import Attached, attached, with_links
from srr.importers.drafts.body import Part, body, fitting
from srr.importers.drafts.digest import State, contents
from srr.importers.drafts.drafting import Draft, Kept, Notice, Terms
from srr.importers.mapping.cells import RowLink
from srr.importers.mapping.targets import TARGETS
from srr.language import Text
from srr.records import template
from srr.records.registry import read_record
from srr.records.rescore import rescored
from srr.records.risk import Risk
from srr.records.values import day
from srr.schema.columns import SECTION
from srr.schema.kinds import KINDS
from srr.schema.next_visit import visit_days
from srr.schema.scoring import UNKNOWN
from srr.schema.settings import Settings

_STAND_IN = "srr-00000000000000000000000000000000"
"""What stands for the digests until the record can be read."""
FIRST_STATUS = "not-started"
"""The status of a risk that the source gives none."""
_FROM = Text("From {label}", "{label} の項目")
TABLE = Text("the table", "表")
_LEFT_KIND = Text("a file does not come along", "取り込まないファイルがある")
_LEFT = Text("{place}: {why}", "{place}: {why}")


class Origin(NamedTuple):
    """Where a record comes from: the name of the *source* in the record, the *key* there, and the day of the import.

    *label* is what people call the source.
    """

    source: str
    key: str
    on: date
    label: Text


class Written(NamedTuple):
    """A record as it would be written new: its file, the *files* beside it, and the keys of what was *proposed*.

    The digests of the *risk* are not yet those of its *content*.
    """

    risk: Risk
    content: bytes
    files: Mapping[str, bytes]
    given: frozenset[str]
    proposed: frozenset[str]
    notices: tuple[Notice, ...]


def written(
    draft: Draft, record_id: str, origin: Origin | None, ids: Mapping[str, str], terms: Terms
) -> Written:
    """Return the record *record_id* of *draft*; *ids* are those of the other rows, by key.

    Without an *origin* it is one of srr's own that comes back, and says nothing of an import.
    """
    settings = terms.settings
    files = attached(draft.row.files, record_id)
    values = {key: _linked(value, ids, files) for key, value in draft.values.items()}
    proposed = _proposed(values, draft, terms)
    data = _nested(record_id, {**values, **proposed})
    data |= rescored(data, {}, settings)
    found = _parts(draft, origin, ids, files, settings)
    text = body(found, settings.language)
    given = frozenset((*values, *(part.key for part in found)))
    if origin:
        named = {"from": origin.source, "key": origin.key, "date": origin.on}
        data["imported"] = {**named, "hash": _STAND_IN}
    content = template.record("risk", data, text)
    risk = _read(record_id, content, settings)
    state = str(State.of(contents(risk, settings), given, proposed))
    content = content.replace(_STAND_IN.encode(), state.encode(), 1)
    notices = (
        *draft.notices,
        *(Notice(said, kind=_LEFT_KIND) for said in files.left),
        *(
            Notice(_LEFT.fill(place=left.place, why=left.why), kind=_LEFT_KIND)
            for left in draft.row.left
        ),
    )
    return Written(risk, content, files.files, given, frozenset(proposed), notices)


def _read(record_id: str, content: bytes, settings: Settings) -> Risk:
    found = read_record(read(path_of(record_id), content), settings)
    assert isinstance(found, Risk)  # noqa: S101 - srr has just written it
    return found


def path_of(record_id: str) -> str:
    """Return the path of the risk *record_id*."""
    return f"{KINDS['risk'].folder}/{record_id}.md"


def _linked(value: Any, ids: Mapping[str, str], files: Attached) -> Any:
    match value:
        case RowLink(key):
            return ids[key]
        case tuple():
            return tuple(_linked(item, ids, files) for item in value)
        case str():
            return with_links(value, ids, files)
        case _:
            return value


def _parts(
    draft: Draft, origin: Origin | None, ids: Mapping[str, str], files: Attached, settings: Settings
) -> tuple[Part, ...]:
    found = (*draft.parts, *kept_part(draft.kept, origin.label if origin else TABLE, settings))
    return tuple(Part(key, fitting(with_links(text, ids, files))) for key, text in found)


def kept_part(kept: Iterable[Kept], label: Text, settings: Settings) -> tuple[Part, ...]:
    """Return what has no key of its own as a list of columns, in a section named for the source."""
    heading = f"{SECTION}{_FROM.fill(label=label).within(settings.language)}"
    lines = ("\n  ".join(f"- {column}: {text}".splitlines()) for column, text in kept)
    rest = "\n".join(lines)
    return (Part(heading, rest),) if rest else ()


def _nested(record_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the front matter: *values* by path, days as such."""
    data: dict[str, Any] = {"id": record_id}
    for path, value in values.items():
        spec = TARGETS.get(path)
        stated: Any = day(value) if spec and spec.kind == "date" else None
        if isinstance(value, tuple) and spec and spec.kind != "id-list":
            stated = [*value]
        key, _, inner = path.partition(".")
        if inner:
            data.setdefault(key, {})[inner] = stated or value
        else:
            data[key] = stated or value
    return data


def _proposed(values: Mapping[str, Any], draft: Draft, terms: Terms) -> dict[str, Any]:
    """Return what a risk needs and the source does not say."""
    day_named = draft.named or terms.today
    defaults: dict[str, Any] = {
        "status": FIRST_STATUS,
        "created": day_named.isoformat(),
        "current_impact": UNKNOWN,
    }
    if not ("scope" in values and "severity" in values):
        defaults["potential_impact"] = UNKNOWN
    found = {key: value for key, value in defaults.items() if values.get(key) is None}
    status = str(values.get("status") or FIRST_STATUS)
    upcoming = next_visit(status, values.get("acceptance.until"), terms)
    if upcoming and values.get("next_visit") is None:
        found["next_visit"] = upcoming.isoformat()
    return found


def next_visit(status: str, until: object, terms: Terms) -> date | None:
    """Return the day to propose for the next visit of a risk with *status*; None for one that is done."""
    if status == "done":
        return None
    known = status if status in terms.settings.windows else FIRST_STATUS
    days = visit_days(known, terms.today, day(until), terms.settings)
    return days.proposal(terms.settings) if days else None
