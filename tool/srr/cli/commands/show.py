"""srr show: one record in the terminal."""

from collections.abc import Iterator, Sequence

import click

from srr.cli.arguments import completing, find, open_workspace
from srr.cli.colours import paint
from srr.cli.score_words import arithmetic
from srr.documents.body import Section, without_comments
from srr.documents.document import Document
from srr.exporters.data.records import record_json
from srr.exporters.occurrence_words import happened_words
from srr.insights.break_words import HEADROOM, said
from srr.insights.breaks import Break, breaks, soonest
from srr.insights.happened import Happened
from srr.language import Language, Text
from srr.records.hints import says_something
from srr.records.occurrences import SECTION
from srr.records.record import Record
from srr.records.risk import Risk
from srr.schema import kinds, record_schema, vocabulary
from srr.schema.scoring import UNKNOWN
from srr.schema.settings import Settings
from srr.text.sinks import visible, visible_lines

_EMPTY = Text("Nothing yet: {headings}", "未記入: {headings}")
_SHOWN_APART = ("id", "title", "containment", "priority")


@click.command("show")
@click.argument("record_id", metavar="ID", shell_complete=completing("record_ids"))
@click.option("--json", "as_json", is_flag=True, help="Print JSON in a versioned format.")
def command(record_id: str, as_json: bool) -> None:
    """Show the record called ID: what on-call needs first, then its fields and its text.

    A number alone is the id of a risk.

    \b
    Examples:
      srr show SRR-0003
      srr show 3
      srr show PM-0001 --json
    """
    workspace = open_workspace()
    registry = workspace.registry
    record = find(registry, record_id)
    risks = [record] if isinstance(record, Risk) else []
    found = breaks(registry, risks, workspace.today.date)
    first = soonest(found).get(record.path)
    lines = [record_json(record, first)] if as_json else _lines(record, found, workspace.settings)
    click.echo("\n".join(lines))


def _lines(record: Record, found: Sequence[Break], settings: Settings) -> Iterator[str]:
    language = settings.language
    labels = {
        spec.key: spec.label.within(language) for spec in kinds.KINDS[record.record_kind].fields
    }
    yield paint(visible(f"{record.id}  {record.title}"), "heading")
    containment = record.data.get("containment")
    if isinstance(containment, str):
        yield f"{paint(labels['containment'], 'error')}: {visible(containment)}"
    if isinstance(record, Risk):
        yield f"{labels['priority']}: {arithmetic(record).within(language)}"
    for each in found:
        words = " · ".join(part.within(language) for part in said(each))
        role = "error" if each.is_alarming else ""
        yield f"{HEADROOM.within(language)}: {paint(visible(words), role)}"
    if isinstance(record, Risk) and record.happened:
        words = happened_words(Happened(record.happened, ())).within(language)
        yield f"{vocabulary.RISK_SECTIONS[SECTION].within(language)}: {words}"
    yield ""
    for key, value in record.data.items():
        if key not in _SHOWN_APART:
            label = labels.get(key, key)
            text = _text(key, value, record, settings)
            space = "" if text.startswith("\n") else " "
            yield f"{paint(visible(f'{label}:'), 'heading')}{space}{text}"
    yield ""
    yield from _body(record.document, language)


def _body(document: Document, language: Language) -> Iterator[str]:
    """Yield the text of the record, without comments, and the headings below which nothing is said yet."""
    sections = tuple(_outermost(document))
    first = sections[0].line.start if sections else document.body.end
    texts = [document.text[document.body.start : first]]
    texts += [
        document.text[each.line.start : each.body.end] for each in sections if _says(document, each)
    ]
    bare = (without_comments(text).strip() for text in texts)
    yield "\n\n".join(visible_lines(text) for text in bare if text)
    empty = [visible(each.heading) for each in sections if not _says(document, each)]
    if empty:
        yield ""
        yield _EMPTY.fill(headings=Text(", ".join(empty), "、".join(empty))).within(language)


def _outermost(document: Document) -> Iterator[Section]:
    """Yield the sections that are not within another."""
    end = document.body.start
    for section in document.sections:
        if section.line.start >= end:
            yield section
            end = section.body.end


def _says(document: Document, section: Section) -> bool:
    return says_something(document.text[slice(*section.body)])


def _text(key: str, value: object, record: Record, settings: Settings) -> str:
    specs = {spec.key: spec for spec in kinds.KINDS[record.record_kind].fields}
    spec = specs.get(key)
    if spec and spec.kind == "choice" and isinstance(value, str):
        words = record_schema.choices(spec, record.record_kind, settings)
        return visible(words[value].within(settings.language) if value in words else value)
    match value:
        case str() if value == UNKNOWN and spec and spec.kind == "level":
            return vocabulary.UNKNOWN.within(settings.language)
        case list() if not any(isinstance(item, dict) for item in value):
            return ", ".join(map(_word, value))
        case list():
            return "".join(f"\n  - {_pairs(item)}" for item in value if isinstance(item, dict))
        case dict():
            return "".join(f"\n  {visible(f'{k}:')} {_flat(v)}" for k, v in value.items())
        case _:
            return _word(value)


def _pairs(row: dict[str, object]) -> str:
    return "; ".join(f"{visible(str(key))}: {_flat(value)}" for key, value in row.items())


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{visible(str(key))} {_word(each)}" for key, each in value.items())
    items = value if isinstance(value, list) else [value]
    return ", ".join(map(_word, items))


def _word(value: object) -> str:
    return "-" if value is None else visible(str(value))
