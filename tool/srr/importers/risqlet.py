"""The register of risqlet: one YAML file a risk, in `.risqlet/register`. See https://github.com/manykarim/risqlet."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from srr.importers.import_map import ImportMap
from srr.importers.pages.front import front_of
from srr.importers.source import Passage, Row, Skipped, Source, Unreadable
from srr.language import Text, untranslated

_NONE = Text(
    "{name} holds no risk of risqlet: name its folder .risqlet/register",
    "{name} に risqlet のリスクがありません。.risqlet/register フォルダーを指定してください",
)
_BROKEN = Text("is not YAML that srr reads", "srr の読める YAML ではありません")
_OTHER = Text("is no risk: it has no statement", "statement がなく、リスクではありません")


def read(name: str, files: Mapping[str, bytes], wanted: ImportMap) -> Source:
    """Return the risks that *files* hold, each by its id; raise Unreadable where there is none."""
    paths = sorted(path for path in files if PurePosixPath(path).suffix in (".yaml", ".yml"))
    found = [_row(path, files[path]) for path in paths]
    rows = tuple(one for one in found if isinstance(one, Row))
    if not rows:
        raise Unreadable(_NONE.fill(name=name))
    return Source(
        name="risqlet",
        columns=tuple(dict.fromkeys(column for row in rows for column in row.values)),
        rows=rows,
        title="statement",
        keys=("id",),
        skipped=tuple(one for one in found if isinstance(one, Skipped)),
    )


def _row(path: str, raw: bytes) -> Row | Skipped:
    text = raw.decode("utf-8-sig", errors="replace").removeprefix("---\n")
    front = front_of(path, f"---\n{text}\n---\n".encode())
    if front.oddity or "statement" not in front.values:
        return Skipped(untranslated(path), _BROKEN if front.oddity else _OTHER)
    # Of several scores the last one counts.
    scores = [_mapping(score.get("values")) for score in _mappings(front.data.get("scores"))]
    values = {
        **front.values,
        **{key: str(value) for score in scores[-1:] for key, value in score.items()},
    }
    return Row(
        untranslated(path),
        values,
        values.get("id"),
        passages=tuple(_passages(front.data)),
        repeated=frozenset({"mitigations", "elicited_by.evidence"}),
    )


def _passages(data: Mapping[str, Any]) -> Iterator[Passage]:
    measures = [
        f"{each.get('id', '')} ({each.get('treatment', '')}, {each.get('barrier', '')}): "
        f"{each.get('concrete', '')} ({each.get('residual_note', '')})"
        for each in _mappings(data.get("mitigations"))
    ]
    evidence = _mapping(data.get("elicited_by")).get("evidence")
    for heading, items in (("Mitigations", measures), ("Evidence", evidence)):
        if isinstance(items, list) and items:
            yield Passage(heading, "\n".join(f"- {item}" for item in items), 2)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
