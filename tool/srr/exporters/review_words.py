"""The wording that all renderings of a review share: headline, totals, labels."""

from collections.abc import Iterator, Mapping
from datetime import date

from srr.insights.review import Cell, RecordReview, Review, Side, Totals
from srr.insights.review_acts import ACTS, Act
from srr.language import Text
from srr.schema.kinds import KINDS, RecordKind
from srr.schema.vocabulary import level_words

WORDS: Mapping[Act, Text] = {
    "deleted": Text("deleted", "削除"),
    "unreadable": Text("unreadable", "読み取り不能"),
    "replaced": Text("another record in this file", "別の記録に差し替え"),
    "renamed": Text("renamed", "名前変更"),
    "rewritten": Text("rewritten", "履歴の書き換え"),
    "lowered": Text("lowered", "引き下げ"),
    "accepted": Text("accepted", "受容"),
    "promoted": Text("became a risk", "リスク化"),
    "closed": Text("closed", "完了"),
    "postponed": Text("postponed", "延期"),
    "ignored": Text("finding ignored", "指摘の無視"),
    "reopened": Text("reopened", "再開"),
    "raised": Text("raised", "引き上げ"),
    "occurred": Text("happened", "発生"),
    "questioned": Text("now unknown", "不明に変更"),
    "assessed": Text("assessed", "評価"),
    "added": Text("added", "追加"),
    "readable": Text("readable again", "読み取り回復"),
    "moved": Text("status changed", "ステータス変更"),
    "reassigned": Text("reassigned", "担当変更"),
    "visited": Text("visited", "確認"),
    "reported": Text("reported on", "報告"),
    "edited": Text("edited", "編集"),
    "reformatted": Text("reformatted", "書式のみ変更"),
}
WANTED: Mapping[str, Text] = {
    "change-deleted": Text("deleted, not closed", "完了にせず削除"),
    "change-renamed": Text("renamed", "名前変更"),
    "change-rewritten": Text("old entry altered", "過去の記録の書き換え"),
    "change-lowered": Text("why lowered", "下げた理由"),
    "change-snoozed": Text("why postponed", "延期の理由"),
    "change-unlogged": Text("visit that names the change", "変更を記した確認"),
    "change-accepted": Text("new decision", "新しい受容の決定"),
    "change-admitted": Text("why a ticket will not do", "チケットで足りない理由"),
    "change-action": Text("why the action moved", "アクション変更の理由"),
}
"""What a reviewer asks the author for, by rule."""

NOTHING = Text(
    "No risk, postmortem or setting changed.", "リスク、ポストモーテム、設定に変更はない。"
)
COMPARED = Text(
    "Compared {head} with {base}, as of {today}.", "{today} 時点で{head}を {base} と比較。"
)
WORKING_TREE = Text("the working tree", "作業ツリー")
AT = Text("{name}", " {name} ")
NO_TITLE = Text("(no title)", "(タイトルなし)")
PRIORITY = Text("Priority", "優先度スコア")
STATUS = Text("Status", "ステータス")
OWNER = Text("Owner", "担当者")
NEXT_VISIT = Text("Next visit", "次回確認日")
CHANGE = Text("Change", "変更")
WAS_CALLED = Text("Was", "旧パス")
_ENTRIES: Mapping[RecordKind, Text] = {
    "risk": Text("Visit", "確認"),
    "concern": Text("Report", "報告"),
}
_OCCURRENCE = Text("Occurrence", "発生")
TEXT_CHANGED = Text("Text changed", "本文の変更")
IGNORED = Text("Ignored", "無視")
MISSING = Text("To settle", "要確認")
UNREADABLE = Text("srr lint says why it cannot be read.", "読めない理由は srr lint が示す。")
LET_PASS = Text("{message} (ignored: {reason})", "{message}(無視: {reason})")
WEAKER = Text("The settings got weaker", "設定が緩くなった")
SETTINGS = Text("Settings changed: {keys}.", "設定の変更: {keys}。")
SETTINGS_FAULT = Text(
    "The settings of the base cannot be read, so they are not compared: {fault}",
    "比較元の設定を読めないため、設定は比べていない: {fault}",
)
MATRIX = Text(
    "Touched open risks by potential impact (down) and likelihood (across), before -> after",
    "変更のあった未解決リスク。縦が潜在的なインパクト、横が発生可能性、変更前 -> 変更後",
)
MORE_RECORDS = Text("{n} more records are not shown.", "ほか {n} 件の記録は省略。")
MORE_DETAILS = Text(
    "The details of {n} records are not shown; srr diff shows them all.",
    "{n} 件の詳細は省略。srr diff ですべて見られる。",
)
MORE_LINES = Text("{n} more", "ほか {n} 件")
RANK = Text("rank {rank}", "{rank} 位")
OVERDUE = Text("overdue", "期限切れ")

_ACT = Text("{n} {act}", "{act} {n} 件")
_MISSING = Text("{n} without a reason", "理由のない変更 {n} 件")
_WEAKER = Text("settings got weaker", "設定が緩くなった")
_SETTINGS = Text("settings changed", "設定の変更あり")
_NUMBERS = Text(
    "Open risks {open}, total priority {priority}",
    "未解決 {open} 件、優先度スコアの合計 {priority}",
)
_EXTRA: Mapping[str, Text] = {
    "unknown": Text("unknown priority {n}", "優先度スコア不明 {n} 件"),
    "accepted": Text("accepted {n}", "受容 {n} 件"),
    "overdue": Text("overdue {n}", "期限切れ {n} 件"),
    "unreadable": Text("unreadable files {n}", "読めないファイル {n} 件"),
}


def headline(review: Review) -> Text:
    """Sum up in one sentence how many records changed, how, and what is missing."""
    if review.is_empty:
        return NOTHING
    parts = [_ACT.fill(n=review.count(act), act=WORDS[act]) for act in ACTS if review.count(act)]
    if review.missing:
        parts.append(_MISSING.fill(n=review.missing))
    if review.weaker:
        parts.append(_WEAKER)
    elif review.settings or review.settings_fault:
        parts.append(_SETTINGS)
    sentence = joined(parts)
    return Text(f"{sentence.en[0].upper()}{sentence.en[1:]}.", f"{sentence.ja}。")


def numbers(review: Review) -> Text:
    """Say how many risks are open and what their priorities add up to, before and after."""
    before, after = review.before, review.after
    parts = [
        _NUMBERS.fill(
            open=_step(before.open, after.open), priority=_step(before.priority, after.priority)
        )
    ]
    parts += [
        words.fill(n=_step(*pair))
        for key, words in _EXTRA.items()
        if any(pair := _pair(review, key))
    ]
    sentence = joined(parts)
    return Text(f"{sentence.en}.", f"{sentence.ja}。")


def joined(parts: list[Text]) -> Text:
    """Return *parts* as one enumeration."""
    return Text(", ".join(part.en for part in parts), "、".join(part.ja for part in parts))


def new_entries(row: RecordReview) -> Iterator[tuple[Text, str]]:
    """Yield each new entry of a log with what it is called."""
    yield from ((_ENTRIES[row.kind], entry.words) for entry in row.visits)
    yield from ((_OCCURRENCE, entry.words) for entry in row.occurrences)


def acts(row: RecordReview) -> Text:
    """Name what was done to a record."""
    return joined([WORDS[act] for act in row.acts])


def wanted(row: RecordReview) -> Text | None:
    """Name the points that a reviewer has to settle; None when there are none."""
    rules = [finding.rule for finding in row.objections]
    parts = [WANTED.get(rule, Text(rule, rule)) for rule in dict.fromkeys(rules)]
    if row.acts == ("unreadable",):
        parts.append(WORDS["unreadable"])
    elif row.acts == ("deleted",) and row.before is None:
        # It could not be read, so no rule reports it.
        parts.append(WANTED["change-deleted"])
    return joined(parts) if parts else None


def priority(side: Side | None) -> Text:
    """Return the priority with the rank among the open risks."""
    if side is None or side.priority is None:
        return Text("-", "-")
    number = level_words(side.priority)
    if side.rank is None:
        return number
    rank = RANK.fill(rank=side.rank)
    return Text(f"{number.en} ({rank.en})", f"{number.ja}({rank.ja})")


def status(side: Side | None, row: RecordReview) -> Text:
    """Return the label of the status."""
    word = side.status if side else None
    known = KINDS[row.kind].statuses
    return known.get(word or "") or Text(word or "-", word or "-")


def owner(side: Side | None) -> Text:
    """Return the handle of the owner."""
    name = side.owner if side else None
    return Text(name or "-", name or "-")


def next_visit(side: Side | None) -> Text:
    """Return the date of the next visit, and whether it has passed."""
    day: date | None = side.next_visit if side else None
    if day is None or side is None:
        return Text("-", "-")
    late = OVERDUE if side.overdue else None
    return Text(f"{day} ({late.en})", f"{day}({late.ja})") if late else Text(str(day), str(day))


def _step(before: int, after: int) -> str:
    return str(after) if before == after else f"{before} -> {after}"


def _pair(review: Review, key: str) -> tuple[int, int]:
    sides: tuple[Totals, Totals] = (review.before, review.after)
    return getattr(sides[0], key), getattr(sides[1], key)


def moved(cell: Cell) -> str:
    """Return how many of the touched risks were and are in *cell*."""
    return f"{len(cell.before)} -> {len(cell.after)}"
