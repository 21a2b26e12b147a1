"""What an import does, as JSON that says its `version`."""

from typing import Any

from srr.cli.importing import words
from srr.cli.importing.result import ImportResult
from srr.importers.plan import Outcome
from srr.language import Language
from srr.schema.settings import Settings
from srr.text.credentials import mask
from srr.text.sinks import dumped

VERSION = 1


def to_json(found: ImportResult, settings: Settings) -> str:
    """Return the report as JSON, with every row."""
    language = settings.language
    source = found.reading.source
    content = {
        "version": VERSION,
        "source": {
            "kind": found.reading.kind,
            "name": source.name,
            "from": found.reading.name,
            "key": found.reading.key,
            "rows": len(source.rows),
            "skipped": [
                {"place": place.within(language), "why": why.within(language)}
                for place, why in source.skipped
            ],
            "notes": [note.within(language) for note in (*source.notes, *found.notes)],
        },
        "columns": _columns(found),
        "records": [_record(each, language) for each in found.plan.outcomes],
        "missing": [{"id": risk.id, "title": risk.title} for risk in found.plan.missing],
        "findings": found.by_rule,
        "waiting": found.waiting_by_rule,
        "map": found.map,
        "written": sorted(found.plan.files) if found.wrote else [],
    }
    return dumped(_masked(content))


def _columns(found: ImportResult) -> list[dict[str, Any]]:
    return [
        {
            "column": column.head,
            "key": column.key,
            "by": "map" if column.left_out else column.by,
            "near": column.near,
            "rows": len(found.reading.cells(column.head)),
            "foreign": column.head in found.reading.meanings
            and found.reading.meanings[column.head].foreign,
            "values": [
                {
                    "text": words.masked_below(column.head, each.text),
                    "rows": each.rows,
                    "value": each.value,
                    "by": each.by,
                }
                for each in (
                    found.reading.meanings[column.head].texts
                    if column.head in found.reading.meanings
                    else ()
                )
            ],
        }
        for column in found.reading.columns
    ]


def _record(found: Outcome, language: Language) -> dict[str, Any]:
    return {
        "id": found.id,
        "title": found.title,
        "row": words.place(found, language),
        "fate": found.fate,
        "changed": [each.key for each in found.took],
        "conflicts": [each.key for each in found.conflicts],
        "refused": found.refused and found.refused.within(language),
        "secrets": [leak.kind.within(language) for leak in found.leaks],
        "notices": [
            {"column": each.column or None, "said": each.said.within(language)}
            for each in found.notices
        ],
        "files": sorted(found.files),
    }


def _masked(content: Any) -> Any:
    match content:
        case str():
            return mask(content)
        case list():
            return [_masked(each) for each in content]
        case dict():
            return {mask(key): _masked(each) for key, each in content.items()}
        case _:
            return content
