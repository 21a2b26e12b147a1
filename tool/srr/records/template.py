"""The text of a fresh record and of fresh settings.

A record has its front matter, its headings, and a hint where something is to be written.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from srr.language import Language, Text
from srr.records.hints import HINTS
from srr.schema import record_schema
from srr.schema.dates import last_working_day
from srr.schema.kinds import KINDS, RecordKind
from srr.schema.next_visit import VisitDays
from srr.schema.settings import Settings
from srr.schema.vocabulary import VIEWPOINTS

BEFORE_REVIEW = Text("Before the review, add {keys};", "レビューの前に次を加える: {keys}。")
ACTIONS = Text(
    "and actions, each with id, do, viewpoint, owner and due. The viewpoints: {viewpoints}.",
    "actions には id、do、viewpoint、owner、due を書く。viewpoint: {viewpoints}。",
)
# Numbers in YAML 1.2 that PyYAML, which implements YAML 1.1, takes for text and writes without quotes:
# https://yaml.org/spec/1.2.2/#1032-tag-resolution, https://github.com/yaml/pyyaml/blob/main/lib/yaml/resolver.py
_NUMBER_LIKE = re.compile(r"[-+]?[.\d][\w.+-]*")
_BETWEEN_JAPANESE = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")


def record(
    kind: RecordKind, data: Mapping[str, Any], body: str, notes: tuple[str, ...] = ()
) -> bytes:
    """Return the file of a record: *data* in the order of the fields, *notes* as comments behind it, *body*.

    Keys of a team's own come last.

    A tuple is written on one line, a date without quotes, and None not at all.
    """
    import frontmatter

    ordered = {
        spec.key: data[spec.key] for spec in KINDS[kind].fields if data.get(spec.key) is not None
    }
    ordered |= {key: value for key, value in data.items() if key.startswith("x_")}
    text = frontmatter.dumps(
        frontmatter.Post(body, **ordered),
        Dumper=_dumper(),
        sort_keys=False,
        width=float("inf"),
    )
    modeline = f"# yaml-language-server: $schema=../.srr/{kind}.schema.json"
    comments = "".join(f"# {note}\n" for note in notes)
    opened = text.replace("---\n", f"---\n{modeline}\n", 1)
    closed = opened.replace("\n---\n", f"\n{comments}---\n", 1)
    return f"{closed}\n".encode()


def body(kind: RecordKind, texts: Mapping[str, str], language: Language) -> str:
    """Return the sections filled from *texts*; the others hold a hint, which counts as empty."""
    parts = [
        f"## {KINDS[kind].sections[key].within(language)}\n\n{_content(key, texts, hint, language)}"
        for key, hint in HINTS[kind].items()
    ]
    return "\n\n".join(parts)


def review_notes(language: Language) -> tuple[str, ...]:
    """Return the comments of a fresh postmortem on the keys that its review will need."""
    return (
        BEFORE_REVIEW.fill(keys=", ".join(record_schema.FINISHED_INCIDENT_KEYS)).within(language),
        ACTIONS.fill(viewpoints=", ".join(VIEWPOINTS)).within(language),
    )


def next_id(kind: RecordKind, names: frozenset[str]) -> str:
    """Return the id after the highest among *names*, which are ids and file names of any kind."""
    pattern = re.compile(rf"{KINDS[kind].prefix}-(\d{{1,9}})(?!\d)", re.IGNORECASE)
    numbers = [int(found[1]) for name in names if (found := pattern.match(name))]
    return f"{KINDS[kind].prefix}-{max(numbers, default=0) + 1:04d}"


def next_visit(settings: Settings, status: str, anchor: date) -> date:
    """Return a meeting in the status's window, counted from *anchor*; without one, its last working day."""
    days = VisitDays(*settings.windows[status].bounds(anchor))
    return days.meeting(settings) or last_working_day(days.first, days.last, settings.is_closed)


def handle(name: str) -> str:
    """Return a person's *name* as a handle: `Ura Taro` -> `ura-taro`, `山田 太郎` -> `山田太郎`."""
    joined = _BETWEEN_JAPANESE.sub("", unicodedata.normalize("NFKC", name).strip())
    return re.sub(r"[^\w.]+", "-", joined.lower()).strip("-._")


def _content(key: str, texts: Mapping[str, str], hint: Text, language: Language) -> str:
    text = texts.get(key, "").strip()
    if text:
        return text
    wording = hint.within(language)
    if wording.startswith("|"):
        return f"{wording}\n|{' --- |' * (wording.count('|') - 1)}"
    return wording


@cache
def _dumper() -> type[Any]:
    """Return PyYAML's writer, which keeps emoji as they are, extended to quote and to write short lists."""
    import yaml

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            """Write the same date twice rather than an anchor and an alias, which records refuse."""
            return True

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
        style = "'" if _NUMBER_LIKE.fullmatch(value) else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    def short_list(dumper: yaml.SafeDumper, value: tuple[Any, ...]) -> yaml.Node:
        return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)

    Dumper.add_representer(str, text)
    Dumper.add_representer(tuple, short_list)
    return Dumper
