"""Exports as Notion writes them, built from what is in the databases and pages."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from io import BytesIO, StringIO
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EXPORT = "0f3c7b1e-5d0c-4f0e-9f57-2f7f3a4be8d1"
TOP = f"Export-{EXPORT}/"

DINII = {
    "リスク": "外部 API のレート制限に達する",
    "ステータス": "暫定対策済み",
    "現在のインパクト": "0 (なし)",
    "潜在的なインパクト": "6 (score >= 6 のインシデント)",
    "発生可能性": "2: いつ発生してもおかしくない",
    "優先度スコア": "12",
    "担当者": "Hana S, Ken",
    "Next Visit": "2026年4月22日",
}
"""A row of the public template of dinii, every option with the text that it has there."""

DINII_BODY = """\
## 概要

毎時 1,000 回までの API を 900 回呼んでいる。

## リスクの認知〜原因特定までのログ

- 2026-02-03 エラー率の[ダッシュボード](https://app.datadoghq.com/dashboard/abc)で気づいた

## 原因

1 つのリクエストで 2 回呼んでいた。

## 対策方針

呼び出しをまとめる。

## 対策ログ

- [x]  二重呼び出しを除いた
- [ ]  キャッシュを入れる

## Next Action

4 月の出店後に呼び出し回数を見る。"""

LAYERX = {
    "リスク": "バッチが朝までに終わらない",
    "ステータス": "対応中",
    "現在のインパクト": "1 (score >= 1 のインシデント)",
    "潜在的なインパクト": "不明",
    "発生可能性": "1: 発生する可能性がある",
    "優先度スコア": "",
    "担当者": "mei",
    "Next Visit": "2026/03/02",
    "Datadog URL": "https://app.datadoghq.com/monitors/7",
    "バックログ": "https://example.atlassian.net/browse/SRE-7",
    "ポストモーテムのアクションアイテム": "",
}
"""A row of LayerX' variant: further links, and five sections below."""

LAYERX_BODY = """\
## 概要

件数が増えると終わらない。

## リスクの認知〜原因特定までのログ

毎朝 7 時の監視で気づいた。

## 原因

1 件ずつ読んでいる。

## 対策

まとめて読む。

## Next Action

件数が倍になる前に直す。"""


def id_of(text: str) -> str:
    """Return the 32 digits that stand for a page or a database."""
    return sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class NotionPage:
    """A page of a database: *cells* are what its table says, *shown* what the page itself does where they differ."""

    cells: Mapping[str, str]
    body: str = ""
    seed: str = ""
    heading: str | None = None
    file_title: str | None = None
    shown: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What lies in the folder of the page, by the path there."""

    @property
    def title(self) -> str:
        return next(iter(self.cells.values()), "")

    @property
    def id(self) -> str:
        return id_of(self.seed or self.title)

    @property
    def name(self) -> str:
        words = self.title if self.file_title is None else self.file_title
        return f"{' '.join(words.replace('/', ' ').split()) or 'Untitled'} {self.id}"

    def markdown(self) -> str:
        """Return the page as Notion writes it: no line end at its end, and no property that is empty."""
        title = self.title if self.heading is None else self.heading
        cells = {**dict(list(self.cells.items())[1:]), **self.shown}
        block = "\n".join(f"{key}: {cell}" for key, cell in reversed(cells.items()) if cell)
        return "\n\n".join(part for part in (f"# {title or 'Untitled'}", block, self.body) if part)


@dataclass(frozen=True)
class Database:
    """A database with its rows; *templates* are pages without one, *views* the columns of each view."""

    title: str
    pages: Sequence[NotionPage]
    templates: Sequence[NotionPage] = ()
    views: Sequence[Sequence[str]] = ()
    has_ids_on_folders: bool = True
    has_pages: bool = True

    @property
    def name(self) -> str:
        return f"{self.title} {id_of(self.title)}"

    @property
    def folder(self) -> str:
        return self.name if self.has_ids_on_folders else self.title

    def files(self, top: str = TOP) -> dict[str, bytes]:
        columns = list(dict.fromkeys(key for page in self.pages for key in page.cells))
        rows = [[page.cells.get(key, "") for key in columns] for page in self.pages]
        found = {f"{top}{self.name}_all.csv": table([columns, *rows])}
        if self.views:
            at = [columns.index(key) for key in self.views[0]]
            shown = [[row[place] for place in at] for row in rows]
            found[f"{top}{self.name}.csv"] = table([self.views[0], *shown])
        for number, view in enumerate(self.views[1:]):
            shown = [[page.cells.get(key, "") for key in view] for page in self.pages]
            found[f"{top}View {id_of(f'{number}')}.csv"] = table([view, *shown])
        if self.has_pages:
            for page in (*self.pages, *self.templates):
                found.update(self._page(page, f"{top}{self.folder}/"))
        return found

    def _page(self, page: NotionPage, folder: str) -> dict[str, bytes]:
        own = page.name if self.has_ids_on_folders else page.name.rpartition(" ")[0]
        within = {f"{folder}{own}/{path}": raw for path, raw in page.files.items()}
        return {f"{folder}{page.name}.md": page.markdown().encode(), **within}


def table(rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV as Notion writes it: with a byte order mark, CRLF, and no line end at its end."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().removesuffix("\r\n").encode()


def zipped(files: Mapping[str, bytes], *, has_flag: bool = False) -> bytes:
    """Return a ZIP with the names in UTF-8, by default without the flag that says so."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for path, raw in files.items():
            archive.writestr(_Entry(path) if not has_flag else ZipInfo(path), raw, ZIP_DEFLATED)
    return packed.getvalue()


def export(files: Mapping[str, bytes], parts: int = 1) -> bytes:
    """Return the ZIP that is downloaded: one that holds its parts as ZIPs."""
    paths = list(files)
    names = [f"Export-{EXPORT}-Part-{number}.zip" for number in range(1, parts + 1)]
    return zipped(
        {
            name: zipped({path: files[path] for path in paths[number::parts]})
            for number, name in enumerate(names)
        }
    )


def link(database: Database, page: NotionPage, start: str = "") -> str:
    """Return a relation to *page* as a cell has it."""
    return f"{page.title} ({quote(f'{start}{database.folder}/{page.name}.md')})"


def dinii(count: int = 1, **changes: str) -> Database:
    """Return a database as the public template of dinii makes it, with its template page."""
    pages = [
        NotionPage({**DINII, "リスク": f"{DINII['リスク']}{number or ''}", **changes}, DINII_BODY)
        for number in range(count)
    ]
    blank = NotionPage({"リスク": "テンプレート"}, DINII_BODY.partition("毎時")[0])
    return Database("System Risk Records", pages, templates=[blank])


def layerx() -> Database:
    """Return a database of LayerX' variant."""
    return replace(dinii(), pages=[NotionPage(LAYERX, LAYERX_BODY)])


class _Entry(ZipInfo):
    """An entry whose name is written in UTF-8 without the flag for it, as Notion does."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode(), self.flag_bits & ~0x800
