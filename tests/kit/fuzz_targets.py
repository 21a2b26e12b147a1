"""What must hold for any input, one function for each part that reads what people wrote.

`make fuzz` looks for inputs that break them; the tests run them on those found before, which are in tests/corpus.
"""

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

from kit.examples import TODAY, record
from srr.documents import document, edit
from srr.documents.body import blanked, blocks, one_line_end, sections, unread, without_comments
from srr.documents.document import Document
from srr.documents.edit import (
    AddKey,
    AppendLine,
    Edit,
    EditRefused,
    Normalise,
    RemoveKey,
    RenameKey,
    SetLine,
    SetValue,
)
from srr.documents.places import KeyPath, Span
from srr.importers import table
from srr.importers.source import Unreadable
from srr.lint.catalogue import all_rules
from srr.lint.engine import check
from srr.lint.fixes import fix
from srr.records.log_lines import usual_marks, values_end
from srr.records.registry import read_registry
from srr.records.visits import foreign_word, meant_visit, parse_visit
from srr.schema.settings import Settings, SettingsError, parse
from srr.schema.vocabulary import STATUSES
from srr.site.kit.markdown import render, render_line

CORPUS = Path(__file__).parents[1] / "corpus"
PATH = "risks/SRR-0001.md"
RECORDS = {"SRR-0002": "../SRR-0002/"}


def front_matter(raw: bytes) -> None:
    """Every place lies in the text, every value is where its key leads, and reading again gives the same."""
    read = document.read(PATH, raw)
    assert document.read(PATH, raw) == read
    _assert_within(read.text, (fault.span for fault in read.faults))
    _assert_within(read.text, (ignore.span for ignore in read.ignores))
    for path, field in read.fields.items():
        _assert_within(read.text, (field.key, field.span))
        assert repr(_at(read.data, path)) == repr(field.value)
    if not read.readable:
        assert read.faults
        assert read.data == {}


def body(raw: bytes) -> None:
    """Blocks and sections are in order and in the text; hiding code and comments moves nothing."""
    text = one_line_end(raw.decode(errors="replace"))
    whole = Span(0, len(text))
    found = blocks(text, whole)
    starts = [block.span.start for block in found]
    assert starts == sorted(starts)
    _assert_within(text, (block.span for block in found))
    for section in sections(found, len(text)):
        _assert_within(text, (section.line, section.body))
        assert section.line.end <= section.body.start
    hidden = list(unread(text, whole))
    assert all(one.span.end <= two.span.start for one, two in pairwise(hidden))
    prose = blanked(text, hidden)
    assert len(prose) == len(text)
    assert [sign == "\n" for sign in prose] == [sign == "\n" for sign in text]
    assert len(without_comments(text)) <= len(text)
    _assert_short_cut_agrees(text)


def _assert_short_cut_agrees(text: str) -> None:
    """Simple bodies are read by one pattern; the reader of all others finds the same headings."""
    intricate = f"{text}\n\n<!-- -->\n"
    both = (blocks(each, Span(0, len(each))) for each in (text, intricate))
    one, other = (
        [block for block in found if block.kind == "heading" and not block.depth] for found in both
    )
    assert one == other


def visits(raw: bytes) -> None:
    """A visit that can be read is written so that it reads the same; a loose one has a normal form."""
    for entry in raw.decode(errors="replace").split("\n- "):
        assert 0 <= values_end(entry) <= len(entry)
        meant = meant_visit(entry)
        assert meant_visit(usual_marks(entry)) == meant
        if meant is not None:
            written = str(meant).removeprefix("- ")
            assert parse_visit(written) == meant
            if {meant.before, meant.after} <= STATUSES.keys():
                assert foreign_word(written) is None


def settings(raw: bytes) -> None:
    """Settings are read, or refused in one sentence that names their file."""
    try:
        table = tomllib.loads(raw.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return
    try:
        chosen = parse(table, "srr.toml")
    except SettingsError as error:
        _assert_one_sentence(error, "srr.toml: ")
        return
    check(read_registry({PATH: record(PATH).encode()}, chosen), chosen, TODAY)


def _assert_one_sentence(error: Exception, start: str) -> None:
    assert str(error).startswith(start)
    assert len(str(error).splitlines()) == 1


def edits(raw: bytes) -> None:
    """An edit is refused, or it touches its own place; the first line says which, the file follows."""
    line, _, file = raw.partition(b"\n")
    made = _edit(line.decode(errors="replace"))
    before = document.read(PATH, file)
    try:
        after = document.read(PATH, edit.apply(before, [made]))
    except EditRefused as refusal:
        _assert_one_sentence(refusal, PATH)
        return
    if isinstance(made, Normalise):
        assert after.text.splitlines() == before.text.splitlines() or "\r" in before.text
        return
    _assert_within_its_place(made, before, after)
    assert after.raw[:3] == before.raw[:3]


def _edit(line: str) -> Edit:
    """Return the edit of a line such as `set links.metrics.0 https://example.com` or `append Log - a`."""
    verb, _, rest = line.partition(" ")
    name, _, value = rest.partition(" ")
    path: KeyPath = tuple(int(part) if part.isdecimal() else part for part in name.split("."))
    match verb:
        case "set":
            return SetValue(path, int(value) if value.isdecimal() and len(value) < 9 else value)
        case "add":
            return AddKey(name, value)
        case "rename":
            return RenameKey(path, value)
        case "remove":
            return RemoveKey(name)
        case "append":
            return AppendLine((name,), value)
        case "line":
            return SetLine(name, value)
        case _:
            return Normalise()


def _assert_within_its_place(made: Edit, before: Document, after: Document) -> None:
    """The text before and after the place of the edit is the same."""
    first, last = _place(made, before)
    head, tail = before.text[:first], before.text[last:]
    assert after.text.startswith(head)
    assert after.text.endswith(tail)
    assert len(after.text) >= len(head) + len(tail)


def _place(made: Edit, before: Document) -> tuple[int, int]:
    text, unknown = before.text, Span(0, 0)
    match made:
        case SetValue(path, _):
            return before.fields[path].span
        case RenameKey(path, _):
            return before.fields[path].key
        case RemoveKey(key):
            field = before.fields.get((key,))
            end = before.front_matter.end if before.front_matter else 0
            return (field.key.start, end) if field else unknown
        case SetLine(old, _):
            start = text.index(old, before.body.start)
            return start, len(text) if old else start
        case AddKey():
            return before.front_matter or unknown
        case _:
            return before.body.start, len(text)


def fixes(raw: bytes) -> None:
    """What fix writes brings no finding but that a day has passed, and fixing that again changes nothing."""
    tree = {PATH: raw}
    fixed = fix(tree, Settings(), TODAY, all_rules(), frozenset(tree))
    before, after = (
        check(read_registry(each, Settings()), Settings(), TODAY).findings
        for each in (tree, {**tree, **fixed.files})
    )
    left = [finding.shortcoming for finding in before]
    dated = {rule.name for rule in all_rules() if rule.dated}
    passed = {finding.key for finding in after if finding.rule in dated}
    for finding in (each for each in after if each.key not in passed):
        assert finding.shortcoming in left
        left.remove(finding.shortcoming)
    again = fix(dict(fixed.files), Settings(), TODAY, all_rules(), frozenset(fixed.files))
    assert not again.files


def markdown(raw: bytes) -> None:
    """Nothing that a browser would run, load or follow elsewhere comes out."""
    text = raw.decode(errors="replace")
    for html in (render(text, RECORDS.get, "en"), render_line(text, RECORDS.get)):
        for tag, attributes in tags(html):
            assert attributes.keys() <= ALLOWED.get(tag, set())
            assert tag in ALLOWED or tag in PLAIN
            assert (attributes.get("href") or "#").lower().startswith(SAFE)


PLAIN = {"blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "p", "s", "strong"}
PLAIN |= {"summary", "tbody", "thead", "tr", "ul"}
ALLOWED: Mapping[str, set[str]] = {
    "a": {"href", "title", "rel"},
    "div": {"class", "tabindex"},
    "input": {"type", "disabled", "checked"},
    "ol": {"start"},
    "pre": {"class", "tabindex"},
    **{tag: {"class"} for tag in ("details", "label", "li", "table", "td", "th")},
}
SAFE = ("http://", "https://", "mailto:", "../", "#")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Return each start tag of *html* with its attributes."""
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return parser.found


def _assert_within(text: str, spans: Iterable[Span]) -> None:
    for span in spans:
        assert 0 <= span.start <= span.end <= len(text)


def _at(data: Any, path: KeyPath) -> Any:
    for part in path:
        data = data[part]
    return data


def tables(raw: bytes) -> None:
    """A table is read in each form that it may have, or refused in a sentence; rows hold the columns of the table."""
    for suffix in ("csv", "md", "json", "xlsx"):
        try:
            found = table.tables(f"risks.{suffix}", raw)
        except Unreadable as refused:
            _assert_one_sentence(refused, "")
            continue
        for source in found:
            assert not any({*row.values, *row.unread} - {*source.columns} for row in source.rows)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (front_matter, body, visits, settings, edits, fixes, markdown, tables)
}


def corpus(name: str) -> list[bytes]:
    """Return the inputs that are kept for a target."""
    text = (CORPUS / f"{name}.json").read_text(encoding="utf-8")
    return [kept.encode("utf-8", "surrogateescape") for kept in json.loads(text)]


def keep(name: str, inputs: Iterable[bytes]) -> None:
    """Keep *inputs* for a target, beside those that are kept already."""
    kept = dict.fromkeys([*corpus(name), *inputs])
    lines = [each.decode("utf-8", "surrogateescape") for each in kept]
    text = json.dumps(lines, indent=1)
    (CORPUS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
