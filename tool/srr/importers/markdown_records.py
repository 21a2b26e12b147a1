"""A folder of Markdown records of another convention: front matter under other names, keys and values in the text."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from srr.importers.archive import is_archive, opened
from srr.importers.import_map import ImportMap
from srr.importers.pages.front import front_of
from srr.importers.pages.passages import passages_of
from srr.importers.pages.references import References
from srr.importers.pages.stated import Stated, of_head, of_section
from srr.importers.source import Passage, Row, Skipped, Source, Unreadable
from srr.language import Text, counted, untranslated
from srr.schema.fields import RISK
from srr.schema.synonyms import KEYS
from srr.text.spelling import joined

_ENDING = re.compile(r"\.(?:md|markdown)", re.IGNORECASE)
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?(?:#[ \t]|---[ \t]*\r?\n)")
_TITLES = ("title", "name", "タイトル", "題名")
_COMPANION = re.compile(
    r"_?(?:readme|index|licen[cs]e.*|change-?log|contributing|code[-_]of[-_]conduct|security|notice)",
    re.IGNORECASE,
)
_TEMPLATES = {"template", "テンプレート", "雛形", "ひな形"}
# A section of one short line may be a field, as `Status` is in many records of decisions.
_SHORT = 80
_FIELDS = {joined(name) for spec in RISK for name in (spec.key, *spec.label)} | set(KEYS)

_NONE = Text("{name} holds no Markdown records", "{name} に Markdown の記録がありません")
_IS_COMPANION = Text("is about the records and is none", "記録についての文書で、記録ではありません")
_IS_TEMPLATE = Text("is a template", "テンプレートです")
_IS_EMPTY = Text("is empty", "空です")
_NOT_UTF8 = Text("is not UTF-8 (byte {byte})", "UTF-8 ではありません ({byte} バイト目)")
_NUL = Text("holds a NUL byte, so it is no text", "NUL バイトがあり、テキストではありません")
_OTHERS = (
    Text(
        "{n} file that is not Markdown passed over", "Markdown でないファイルを {n} つとばしました"
    ),
    Text(
        "{n} files that are not Markdown passed over",
        "Markdown でないファイルを {n} つとばしました",
    ),
)


class _Page(NamedTuple):
    """A record as it was read: *values* stand above its sections, *stated* within them."""

    path: str
    title: str | None
    values: Mapping[str, str]
    stated: Mapping[str, str]
    passages: tuple[Passage, ...]
    oddity: Text | None


def read(name: str, files: Mapping[str, bytes], wanted: ImportMap) -> Source:
    """Return the records that *files* hold, each by its path; raise Unreadable where there is none."""
    if is_archive(files):
        files = opened(name, files)
    pages, skipped = [], []
    others = 0
    for path in sorted(files):
        if not _is_markdown(path, files[path]):
            others += 1
        elif why := _why_skipped(path, files[path]):
            skipped.append(Skipped(untranslated(path), why))
        else:
            pages.append(_page(path, files[path]))
    if not pages:
        raise Unreadable(_NONE.fill(name=name))
    return _source(name, files, pages, skipped, others)


def _is_markdown(path: str, raw: bytes) -> bool:
    """Whether the file at *path* is Markdown, by its name or, without an ending, by how it begins."""
    place = posixpath.basename(path)
    if any(part.startswith(".") for part in path.split("/")):
        return False
    stem, ending = posixpath.splitext(place)
    return bool(_ENDING.fullmatch(ending)) or (stem == place and bool(_BEGINNING.match(raw)))


def _why_skipped(path: str, raw: bytes) -> Text | None:
    stem = _stem(path)
    if _COMPANION.fullmatch(stem):
        return _IS_COMPANION
    words = joined(re.sub(r"[\W_]+", " ", stem)).split("-")
    # A record about templates has a number, and its template has 000 or nnn.
    if _TEMPLATES & {words[0], words[-1]} and not re.search("[1-9]", stem):
        return _IS_TEMPLATE
    if not raw.strip():
        return _IS_EMPTY
    if b"\0" in raw:
        return _NUL
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return _NOT_UTF8.fill(byte=error.start)
    return None


def _stem(path: str) -> str:
    place = posixpath.basename(path)
    stem, ending = posixpath.splitext(place)
    return stem if _ENDING.fullmatch(ending) else place


def _page(path: str, raw: bytes) -> _Page:
    front = front_of(path, raw)
    passages = passages_of(front.body)
    # The heading of the whole page is its title; text may stand above it.
    at = next((at for at, passage in enumerate(passages[:2]) if passage.level == 1), None)
    title = None if at is None else passages[at].heading
    end = 0 if at is None else at + 1
    if at is None and passages and not passages[0].heading:
        end = 1
    text = "\n\n".join(passage.text for passage in passages[:end]).strip()
    head = Stated({}, text) if front.values else of_head(text)
    table = _metadata(passages[end:])
    sections = passages[end + 1 :] if table else passages[end:]
    above = _above(title, head.rest, front.values)
    values = {**table, **head.pairs, **front.values}
    return _Page(path, title, values, dict(_stated(sections)), (*above, *sections), front.oddity)


def _above(title: str | None, text: str, front: Mapping[str, str]) -> tuple[Passage, ...]:
    """Return what stands above the sections, under the title where the front matter names the record otherwise."""
    given = next((value for key, value in front.items() if joined(key) in _TITLES), None)
    if title and given and joined(given) != joined(title):
        return (Passage(title, text, 1),)
    return (Passage("", text),) if text else ()


def _metadata(sections: Sequence[Passage]) -> Mapping[str, str]:
    """Return the keys and values of the first section, where it holds nothing but a table of them."""
    if not sections or not sections[0].text.startswith("|"):
        return {}
    found = of_section(sections[0].text)
    return {} if found.rest else found.pairs


def _stated(sections: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    """Yield the columns that sections give, with their values; the text of a section stays as well."""
    for section in sections:
        if not section.heading:
            continue
        pairs = of_section(section.text).pairs
        for key, value in pairs.items():
            yield f"{section.heading}: {key}", value
        is_line = "\n" not in section.text and 0 < len(section.text) <= _SHORT
        if is_line and not pairs and joined(section.heading) in _FIELDS:
            yield section.heading, section.text


def _source(
    name: str,
    files: Mapping[str, bytes],
    pages: Sequence[_Page],
    skipped: Sequence[Skipped],
    others: int,
) -> Source:
    # What most records state is a field, and what few state is prose.
    counts = Counter(column for page in pages for column in page.stated)
    common = {column for column, count in counts.items() if count * 2 >= len(pages)}
    title = _title(pages)
    references = References(files, [page.path for page in pages])
    rows = tuple(_row(page, title, common, references) for page in pages)
    columns = dict.fromkeys((title, *(column for row in rows for column in row.values)))
    oddities = [page.oddity for page in pages if page.oddity]
    return Source(
        name=posixpath.basename(name.rstrip("/")) or name,
        columns=tuple(columns),
        rows=rows,
        title=title,
        skipped=tuple(skipped),
        notes=(*oddities, *((counted(others, *_OTHERS),) if others else ())),
    )


def _title(pages: Sequence[_Page]) -> str:
    """Return the column that names the records: the one that most of them have, else `title`."""
    found = Counter(key for page in pages for key in page.values if joined(key) in _TITLES)
    return found.most_common(1)[0][0] if found else _TITLES[0]


def _row(page: _Page, title: str, common: set[str], references: References) -> Row:
    stated = {column: value for column, value in page.stated.items() if column in common}
    values = {title: page.title or _stem(page.path), **page.values, **stated, **page.values}
    row = references.row(page.path, values, page.passages, title)
    return replace(row, repeated=frozenset(stated) - set(page.values))
