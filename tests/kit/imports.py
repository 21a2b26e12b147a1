"""Registers from elsewhere for the tests of an import, made by hand, and what becomes of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from srr.documents.tree import Tree
from srr.importers.drafts.drafting import Terms
from srr.importers.import_map import ImportMap
from srr.importers.plan import Outcome, Plan, plan
from srr.importers.reading import meant
from srr.importers.source import Passage, Row, Source
from srr.language import untranslated
from srr.records.registry import read_registry
from srr.records.risk import Risk
from srr.schema.settings import Settings

TODAY = date(2026, 2, 2)

DINII: Mapping[str, str] = {
    "リスク": "在庫サービスが遅いと注文が失敗する",
    "ステータス": "対応中",
    "現在のインパクト": "1",
    "潜在的なインパクト": "6 (score >= 6 のインシデント)",
    "発生可能性": "2: いつ発生してもおかしくない",
    "優先度スコア": "12",
    "Next Visit": "2026年2月20日",
    "担当者": "浦 太郎",
    "作成日時": "2026年1月26日 10:00",
}
"""A row of dinii's template."""
SECTIONS = (
    Passage("概要", "注文が在庫サービスを待つ。", 2),
    Passage("リスクの認知〜原因特定までのログ", "- 2026-01-26: p99 が 4 秒。", 2),
    Passage("原因", "タイムアウトがない。", 2),
    Passage("対策方針", "2 秒で打ち切る。", 2),
    Passage("対策ログ", "まだない。", 2),
    Passage("Next Action", "タイムアウトを入れる。", 2),
)
"""The six sections of its page."""


def row(key: str | None = "a1", more: Mapping[str, str] | None = None, **options: Any) -> Row:
    """Return a row of dinii's template with *more* cells; an empty one is left out."""
    cells = {name: cell for name, cell in {**DINII, **(more or {})}.items() if cell}
    return Row(untranslated(f"row {key}"), cells, key=key, **{"passages": SECTIONS, **options})


def source(*rows: Row, title: str | None = "リスク") -> Source:
    """Return the source that holds *rows*."""
    heads = tuple(dict.fromkeys(head for each in rows for head in each.values))
    return Source("export.zip", heads, rows, title if title in heads else None)


def planned(
    *rows: Row,
    tree: Tree | None = None,
    wanted: ImportMap | None = None,
    settings: Settings | None = None,
    today: date = TODAY,
    title: str | None = "リスク",
    kind: str = "notion",
) -> Plan:
    """Return what an import of *rows* does to the registry in *tree*."""
    chosen = settings or Settings(language="ja")
    found = meant(kind, source(*rows, title=title), wanted or ImportMap(), chosen)
    terms = Terms(found.wanted, chosen, today)
    return plan(found, read_registry(tree or {}, chosen), (), terms)


def drafted(cells: Mapping[str, str], **options: Any) -> Outcome:
    """Return the new record of a row with *cells*, and no page."""
    passages = options.pop("passages", ())
    values = {"リスク": "注文が失敗する", **cells}
    only = Row(untranslated("row 2"), values, key="a1", passages=passages, **options.pop("of", {}))
    (found,) = planned(only, **options).outcomes
    return found


def risk(found: Outcome, settings: Settings | None = None) -> Risk:
    """Return the record that *found* writes."""
    chosen = settings or Settings(language="ja")
    (only,) = read_registry({found.path: found.files[found.path]}, chosen).risks
    return only


def said(found: Outcome) -> list[str]:
    """Return what a person should know about the row, in English."""
    return [notice.said.en for notice in found.notices]


def written(found: Plan, tree: Tree | None = None) -> dict[str, Any]:
    """Return the registry in *tree* with what *found* writes."""
    records = {path: raw for path, raw in found.files.items() if path.endswith(".md")}
    return {**(tree or {}), **records}
