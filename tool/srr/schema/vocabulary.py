"""The closed word lists of the registry, each value with its label, and the reading of look-alikes.

People paste labels from slides and forms: `対応中`, `Watching`, full-width digits, Kangxi radicals that look
like the usual characters. `recognise` maps such a spelling to the value that it means.
"""

from srr.language import Text
from srr.schema import scoring
from srr.text.spelling import Words

STATUSES: Words = {
    "not-started": Text("Not started", "未着手"),
    "in-progress": Text("In progress", "対応中"),
    "watching": Text("Watching", "様子見"),
    "mitigated": Text("Mitigated", "暫定対策済み"),
    "accepted": Text("Accepted", "受容"),
    "done": Text("Done", "完了"),
}

RESOLUTIONS: Words = {
    "fixed": Text("Fixed", "解決"),
    "not-a-risk": Text("Not a risk", "リスクではない"),
    "duplicate": Text("Duplicate", "重複"),
    "obsolete": Text("Obsolete", "対象消滅"),
    "moved": Text("Moved", "移管"),
}

HORIZONS: Words = {
    "now": Text("Now", "今すぐ"),
    "next": Text("Next", "次"),
    "later": Text("Later", "いずれ"),
}

EFFORTS: Words = {
    "S": Text("Small", "小"),
    "M": Text("Medium", "中"),
    "L": Text("Large", "大"),
}

AREAS: Words = {
    "api": Text("API", "API"),
    "server": Text("Server", "サーバー"),
    "database": Text("Database", "データベース"),
    "batch": Text("Batch", "バッチ"),
    "external": Text("External service", "外部サービス"),
    "other": Text("Other", "その他"),
}

POSTMORTEM_KINDS: Words = {
    "incident": Text("Incident", "障害"),
    "near-miss": Text("Near miss", "ヒヤリハット"),
    "drill": Text("Drill", "訓練"),
}

POSTMORTEM_STATUSES: Words = {
    "draft": Text("Draft", "下書き"),
    "in-review": Text("In review", "レビュー中"),
    "reviewed": Text("Reviewed", "レビュー済み"),
    "closed": Text("Closed", "クローズ"),
}

CONCERN_STATUSES: Words = {
    "assigned": Text("Assigned", "調査中"),
    "watching": Text("Watching", "様子見"),
    "resolved": Text("Resolved", "解決"),
    "backlog": Text("Backlog", "バックログ"),
    "promoted": Text("Promoted", "リスク化"),
}
REPORTED_STATUSES = ("assigned", "watching")
"""Those of a concern that asks for another report."""

TIERS: Words = {
    "user": Text("What users feel", "利用者が感じるもの"),
    "leading": Text("Leading indicator", "先行指標"),
    "diagnostic": Text("Diagnostic", "診断用"),
}

# The classes that Google's SRE workbook counts in its results of postmortem analysis.
TRIGGERS: Words = {
    "binary-push": Text("Binary push", "リリース"),
    "config-push": Text("Configuration push", "設定変更"),
    "user-behaviour": Text("Change in user behaviour", "利用のされ方の変化"),
    "processing-pipeline": Text("Processing pipeline", "データ処理"),
    "provider-change": Text("Change at a provider", "外部サービス側の変更"),
    "performance-decay": Text("Performance decay", "性能の劣化"),
    "capacity": Text("Capacity", "容量不足"),
    "hardware": Text("Hardware", "ハードウェア"),
    "other": Text("Other", "その他"),
}

CAUSE_CLASSES: Words = {
    "software": Text("Software", "ソフトウェア"),
    "development-process": Text("Development process", "開発プロセス"),
    "complex-system": Text("Complex system behaviour", "複雑なシステムの挙動"),
    "deployment-planning": Text("Deployment planning", "リリース計画"),
    "network": Text("Network", "ネットワーク"),
    "external": Text("External service", "外部サービス"),
    "other": Text("Other", "その他"),
}

ROLLBACKS: Words = {
    "safe": Text("Safe", "安全"),
    "unsafe": Text("Unsafe", "危険"),
    "unknown": Text("Unknown", "不明"),
    "not-applicable": Text("Not applicable", "対象外"),
}

VIEWPOINTS: Words = {
    "confirm-cause": Text("Confirm the cause", "原因の確定"),
    "make-permanent": Text("Make the stop-gap permanent", "恒久対応"),
    "prevent": Text("Prevent a recurrence", "再発防止"),
    "detect-sooner": Text("Detect sooner", "検知"),
    "recover-faster": Text("Recover faster", "収束時間の短縮"),
}

UNKNOWN = Text("Unknown", "不明")

RISK_SECTIONS: Words = {
    "summary": Text("Summary", "概要"),
    "log": Text("Log", "リスクの認知〜原因特定までのログ"),
    "cause": Text("Cause", "原因"),
    "plan": Text("Plan", "対策方針"),
    "countermeasures": Text("Countermeasures", "対策ログ"),
    "next-action": Text("Next action", "次のアクション"),
    "visits": Text("Visits", "確認履歴"),
    "occurrences": Text("Occurrences", "発生履歴"),
}

POSTMORTEM_SECTIONS: Words = {
    "summary": Text("Summary", "概要"),
    "impact": Text("Impact", "影響"),
    "timeline": Text("Timeline", "タイムライン"),
    "cause": Text("Cause", "原因"),
    "went-well": Text("What went well", "うまくいったこと"),
    "went-wrong": Text("What went wrong", "うまくいかなかったこと"),
    "lucky": Text("Where we were lucky", "運が良かったこと"),
    "follow-up": Text("Follow-up", "フォローアップ"),
}

CONCERN_SECTIONS: Words = {"reports": Text("Reports", "報告")}


def level_words(level: int | str | None) -> Text:
    """Return an impact level or a priority as shown: its number, that it is unknown, or a dash without one."""
    if level == scoring.UNKNOWN:
        return UNKNOWN
    return Text("-", "-") if level is None else Text(str(level), str(level))
