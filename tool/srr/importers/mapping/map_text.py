"""The map of an import as a file to correct: what was decided, and, as comments, what is left to decide."""

import json
import re
from collections.abc import Iterator, Mapping

from srr.documents.encoding import code_points, hidden
from srr.importers.mapping.map_file import allowed_values
from srr.importers.mapping.persons import handles
from srr.importers.mapping.targets import TARGETS
from srr.importers.reading import Reading
from srr.language import Language, Text
from srr.schema.settings import Settings
from srr.text.credentials import mask

SCHEMA = ".srr/import-map.schema.json"
"""Where the JSON Schema of the file is."""
MOST_TEXTS = 100
"""The texts of one column that are written into the map."""

_HEAD = Text(
    "How srr import reads {name}. Correct it, commit it, and import again with --map.",
    "srr import が {name} を読む方法。直してコミットし、--map を付けて取り込む。",
)
_LOOKS_LIKE = Text("looks like it", "近い名前")
_LEFT = Text(
    "These go into the body. Name a key, x_NAME or body:SECTION, or false to leave one out.",
    "次の列は本文に入る。キー、x_名前、body:節 のいずれかを書く。取り込まないなら false。",
)
_OF = (
    Text("{n} row; one of {words}", "{n} 行。{words} のいずれか"),
    Text("{n} rows; one of {words}", "{n} 行。{words} のいずれか"),
)
_MORE = Text("{n} more texts", "ほか {n} 個")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def rendered(found: Reading, settings: Settings) -> str:
    """Return the file: what *found* was read by."""
    language = settings.language
    lines = [
        f"#:schema {SCHEMA}",
        f"# {_HEAD.fill(name=_comment(found.source.name)).within(language)}",
        "",
        *_source(found),
        "",
        "[columns]",
        *_columns(found, language),
    ]
    for key, texts in _values(found, settings).items():
        lines += ["", f"[values.{_key(key)}]", *texts]
    return "\n".join((*lines, ""))


def _source(found: Reading) -> Iterator[str]:
    wanted = found.wanted
    yield "[source]"
    yield f"kind = {_text(found.kind)}"
    for name, value in (("name", wanted.name), ("table", wanted.table), ("key", found.key)):
        if value is not None:
            yield f"{name} = {_text(value)}"
    if wanted.day_first is not None:
        yield f"day_first = {str(wanted.day_first).lower()}"


def _columns(found: Reading, language: Language) -> Iterator[str]:
    for column in found.columns:
        if (column.left_out or column.key) and mask(column.head) == column.head:
            target = "false" if column.key is None else _text(column.key)
            yield f"{_text(column.head)} = {target}"
    left = [each for each in found.columns if each.is_open and mask(each.head) == each.head]
    if left:
        yield f"# {_LEFT.within(language)}"
    for column in left:
        hint = f"  # {_LOOKS_LIKE.within(language)}" if column.near else ""
        yield f"# {_text(column.head)} = {_text(column.near or '')}{hint}"


def _values(found: Reading, settings: Settings) -> Mapping[str, list[str]]:
    """Return the lines of each table of values, by key."""
    lines: dict[str, list[str]] = {}
    names: dict[str, str | None] = {}
    for column in found.columns:
        spec = TARGETS.get(column.key or "")
        if spec is None:
            continue
        if column.head in found.meanings:
            of_key = lines.setdefault(column.key or "", [])
            of_key += _texts(found, column.head, allowed_values(spec, settings), settings.language)
        elif spec.kind == "handle":
            known = found.wanted.values.get("owner", {})
            cells = (text for text in found.cells(column.head) if not _is_secret(column.head, text))
            names |= handles(cells, known, settings)
    if names:
        people = (f"{_text(name)} = {_value(handle)}" for name, handle in names.items())
        lines["owner"] = [*people][:MOST_TEXTS]
    for key, texts in found.wanted.values.items():
        rest = (f"{_text(text)} = {_value(value)}" for text, value in texts.items())
        held = lines.setdefault(key, [])
        held += [line for line in rest if line not in held]
    return {key: _once(texts) for key, texts in lines.items() if texts}


def _once(lines: list[str]) -> list[str]:
    """Return *lines* without those that name a text again."""
    kept: dict[str, str] = {}
    for line in lines:
        name = line.lstrip("# ").rpartition(" = ")[0] if " = " in line else line
        kept.setdefault(name, line)
    return [*kept.values()]


def _texts(found: Reading, head: str, words: tuple[str, ...], language: Language) -> Iterator[str]:
    # The map is committed, and a secret in a cell must not get there.
    texts = [each for each in found.meanings[head].texts if not _is_secret(head, each.text)]
    for each in texts[:MOST_TEXTS]:
        if each.by == "nothing":
            hint = _OF[each.rows > 1].fill(n=each.rows, words=", ".join(words)).within(language)
            yield f"# {_text(each.text)} = {_value(each.near or '')}  # {hint}"
        else:
            yield f"{_text(each.text)} = {_value(each.value)}"
    if len(texts) > MOST_TEXTS:
        yield f"# {_MORE.fill(n=len(texts) - MOST_TEXTS).within(language)}"


def _is_secret(head: str, text: str) -> bool:
    whole = f"{head}: {text}"
    return mask(whole) != whole


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: str | None) -> str:
    if value is None:
        return "false"
    return value if value.isascii() and value.isdigit() else _text(value)


def _text(words: str) -> str:
    """Return *words* as a string of TOML, in which nothing is hidden."""
    written = json.dumps(words.encode("utf-8", "replace").decode(), ensure_ascii=False)
    for sign in hidden(words):
        written = written.replace(sign, f"\\U{ord(sign):08X}")
    return written.replace("\x7f", "\\u007F")


def _comment(words: str) -> str:
    """Return *words* on the line of a comment."""
    line = " ".join(mask(words).split())
    for sign in hidden(line):
        line = line.replace(sign, f"<{code_points([sign])}>")
    return line
