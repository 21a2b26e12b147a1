"""Thirty records of a team that kept its risks as Markdown before srr: its own words, scores, dates and sections."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from srr.language import Language


class Words(NamedTuple):
    """What the team writes, in its language."""

    what: tuple[str, ...]
    fails: tuple[str, ...]
    statuses: tuple[str, ...]
    closed: str
    impacts: tuple[str, ...]
    areas: tuple[str, ...]
    noticed: str
    sections: tuple[str, str]


WORDS: Mapping[Language, Words] = {
    "en": Words(
        ("Orders", "Receipts", "Menus", "Reports", "Kitchen slips", "Bookings"),
        (
            "are slow on busy evenings",
            "fail when the disk fills up",
            "stop when a provider is down",
            "arrive twice after a restart",
            "are lost when a server dies",
        ),
        ("Not started", "In progress", "Watching", "In progress", "Mitigated"),
        "Done",
        ("high", "medium", "low"),
        ("API", "Database", "External service"),
        "Noticed in the logs; it grows with the number of shops.",
        ("## Summary", "## History"),
    ),
    "ja": Words(
        ("注文", "領収書", "メニュー", "集計", "伝票", "予約"),
        (
            "が忙しい夜に遅くなる",
            "がディスクの空き不足で止まる",
            "が外部サービスの停止で止まる",
            "が再起動の後に二重になる",
            "がサーバーの故障で失われる",
        ),
        ("未着手", "対応中", "様子見", "対応中", "暫定対策済み"),
        "完了",
        ("大", "中", "小"),
        ("API", "データベース", "外部サービス"),
        "ログで気づいた。店舗が増えるほど悪くなる。",
        ("## 概要", "## 経緯"),
    ),
}
OWNERS = ("ura", "hana", "kato")
FIRST = date(2024, 4, 1)


def register(language: Language) -> dict[str, str]:
    """Return the thirty files by path."""
    return {f"risks/SRR-{n:04d}.md": record(n, WORDS[language]) for n in range(1, 31)}


def record(n: int, words: Words) -> str:
    """Return the record of number *n*; every tenth is closed, every second writes its dates with slashes."""
    created = FIRST + timedelta(days=21 * n)
    due = created + timedelta(days=42)
    dates = (f"{day:%Y/%m/%d}" if n % 2 else f"{day}" for day in (created, due))
    lines = [
        "---",
        f"id: SRR-{n:04d}",
        f"title: {_title(n, words)}",
        f"status: {words.closed if n % 10 == 0 else words.statuses[n % 5]}",
        f'owner: "@{OWNERS[n % 3]}"',
        f"area: {words.areas[n % 3]}",
        f"created: {next(dates)}",
        f"next_visit: {next(dates)}",
        f"potential_impact: {words.impacts[n % 3]}",
        f"likelihood: {n % 5 + 1}",
        f"rank: {'ABC'[n % 3]}",
        "---",
        "",
        words.sections[0],
        "",
        words.noticed,
    ]
    if n % 3 == 0:
        lines += ["", words.sections[1], "", f"- {created}: {words.noticed}"]
    return "\n".join((*lines, ""))


def _title(n: int, words: Words) -> str:
    between = "" if words is WORDS["ja"] else " "
    return words.what[n % 6] + between + words.fails[n // 6 % 5]
