"""The registers that the how-to pages on imports bring in: a Notion export, and a sheet with a scale of its own."""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import NamedTuple
from urllib.parse import quote

from kit.notion import Database, NotionPage, export, id_of
from srr.language import Language

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


class Words(NamedTuple):
    """What a team writes in Notion: the heads of its columns, a page, and its rows."""

    name: str
    heads: tuple[str, ...]
    sections: Mapping[str, str]
    rows: tuple[tuple[str, ...], ...]


WORDS: Mapping[Language, Words] = {
    "en": Words(
        "System risks",
        (
            "Risk",
            "Status",
            "Current impact",
            "Potential impact",
            "Likelihood",
            "Owner",
            "Next visit",
            "Datadog URL",
            "Found in",
        ),
        {
            "Summary": "Orders wait for the stock service. It looks like [the batch](BATCH).",
            "Log": "- 2027-01-12: the p99 rose to 4 s. ![graph](GRAPH)",
            "Cause": "The call has no limit of time.",
            "Plan": "Give the call two seconds.",
            "Countermeasures": "None so far.",
            "Next action": "Set the limit, and look at the errors for a week.",
        },
        (
            (
                "Orders fail when the stock service is slow",
                "In progress",
                "1",
                "6 (score >= 6 incidents)",
                "2: any time",
                "Hana S, Ken",
                "March 26, 2027",
                "https://app.datadoghq.com/monitors/7",
                "Review",
            ),
            (
                "The sales batch does not end before the shops open",
                "Watching",
                "0",
                "3 (score >= 3 incidents)",
                "1",
                "Ken",
                "February 1, 2027",
                "",
                "Alert",
            ),
            (
                "Receipts get lost when the printer is off",
                "On hold",
                "0",
                "Unknown",
                "1",
                "Mei",
                "April 15, 2027",
                "",
                "Support",
            ),
            (
                "The menu cache grew with every new shop",
                "Done",
                "0",
                "6 (score >= 6 incidents)",
                "1",
                "Hana S",
                "",
                "",
                "Review",
            ),
        ),
    ),
    "ja": Words(
        "システムリスク",
        (
            "リスク",
            "ステータス",
            "現在のインパクト",
            "潜在的なインパクト",
            "発生可能性",
            "担当者",
            "Next Visit",
            "Datadog URL",
            "きっかけ",
        ),
        {
            "概要": "注文が在庫サービスを待つ。[バッチ](BATCH)と似ている。",
            "リスクの認知〜原因特定までのログ": "- 2027-01-12: p99 が 4 秒。![グラフ](GRAPH)",
            "原因": "呼び出しに時間の上限がない。",
            "対策方針": "2 秒で打ち切る。",
            "対策ログ": "まだない。",
            "Next Action": "上限を入れ、エラーを 1 週間見る。",
        },
        (
            (
                "在庫サービスが遅いと注文が失敗する",
                "対応中",
                "1",
                "6 (score >= 6 のインシデント)",
                "2: いつ発生してもおかしくない",
                "花 佐藤, 健太",
                "2027年3月26日",
                "https://app.datadoghq.com/monitors/7",
                "レビュー",
            ),
            (
                "売上集計が開店までに終わらない",
                "様子見",
                "0 (なし)",
                "3 (score >= 3 のインシデント)",
                "1",
                "健太",
                "2027年2月1日",
                "",
                "アラート",
            ),
            (
                "プリンターが止まると伝票が失われる",
                "保留",
                "0 (なし)",
                "不明",
                "1",
                "芽衣",
                "2027年4月15日",
                "",
                "問い合わせ",
            ),
            (
                "店舗が増えるたびにメニューのキャッシュが膨らんだ",
                "完了",
                "0 (なし)",
                "6 (score >= 6 のインシデント)",
                "1",
                "花 佐藤",
                "",
                "",
                "レビュー",
            ),
        ),
    ),
}


def notion(language: Language, changes: Mapping[tuple[int, int], str] | None = None) -> bytes:
    """Return the ZIP that Notion exports, with *changes* to its cells by row and column."""
    words = WORDS[language]
    rows = [
        [(changes or {}).get((at, column), cell) for column, cell in enumerate(row)]
        for at, row in enumerate(words.rows)
    ]
    batch = quote(f"{rows[1][0]} {id_of(rows[1][0])}.md")
    body = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in words.sections.items())
    folder = f"{rows[0][0]} {id_of(rows[0][0])}"
    body = body.replace("BATCH", batch).replace("GRAPH", quote(f"{folder}/graph.png"))
    pages = [
        NotionPage(
            dict(zip(words.heads, row, strict=True)),
            body if at == 0 else "",
            files={"graph.png": PNG} if at == 0 else {},
        )
        for at, row in enumerate(rows)
    ]
    return export(Database(words.name, pages).files())


SHEETS: Mapping[Language, tuple[tuple[str, ...], ...]] = {
    "en": (
        (
            "No.",
            "Risk",
            "State",
            "Impact (1-5)",
            "Likelihood (1-5)",
            "Responsible",
            "Reported",
            "Mitigation",
            "Cost",
        ),
        (
            "R-1",
            "Orders fail when the stock service is slow",
            "open",
            "4",
            "4",
            "Hana S",
            "1/12/2027",
            "A limit of time",
            "2",
        ),
        (
            "R-2",
            "The sales batch does not end in time",
            "monitoring",
            "3",
            "2",
            "Ken",
            "1/25/2027",
            "Read in parts",
            "5",
        ),
        (
            "R-3",
            "Receipts get lost when the printer is off",
            "open",
            "2",
            "3",
            "Mei",
            "2/8/2027",
            "",
            "",
        ),
    ),
    "ja": (
        (
            "番号",
            "リスク名",
            "状況",
            "影響(1〜5)",
            "発生確率(1〜5)",
            "責任者",
            "登録日",
            "対策",
            "費用",
        ),
        (
            "R-1",
            "在庫サービスが遅いと注文が失敗する",
            "対応待ち",
            "4",
            "4",
            "花 佐藤",
            "2027/1/12",
            "時間の上限",
            "2",
        ),
        (
            "R-2",
            "売上集計が開店までに終わらない",
            "監視中",
            "3",
            "2",
            "健太",
            "2027/1/25",
            "分けて読む",
            "5",
        ),
        (
            "R-3",
            "プリンターが止まると伝票が失われる",
            "対応待ち",
            "2",
            "3",
            "芽衣",
            "2027/2/8",
            "",
            "",
        ),
    ),
}


def sheet(language: Language, changes: Mapping[tuple[int, int], str] | None = None) -> bytes:
    """Return the sheet as CSV, with *changes* to its cells by row and column."""
    stream = StringIO()
    writer = csv.writer(stream)
    for at, row in enumerate(SHEETS[language]):
        writer.writerow(
            [(changes or {}).get((at, column), cell) for column, cell in enumerate(row)]
        )
    return stream.getvalue().encode("utf-8-sig")
