"""The fields of a record: key, label, meaning and kind, declared once.

The JSON Schema, the messages of the linter, the columns of the site and its glossary are all made from
these tables.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from srr.language import Text

Kind = Literal[
    "id",  # the record's own id
    "id-list",  # ids of other records
    "risk-id",  # the id of one other risk
    "line",  # one line of text
    "text",  # text of any length
    "text-list",
    "handle",  # one person
    "word",  # one name without line breaks
    "word-list",
    "date",
    "instant",  # a date and time with an offset
    "number",
    "choice",  # one of a closed list of words
    "score",  # one of a scale of numbers
    "level",  # an impact level or `unknown`
    "priority",
    "comparison",
    "comparison-list",
    "url",
    "url-list",
    "mapping",  # fields of its own
    "numbers",  # a number for each of any names
    "mapping-list",
]


class FieldSpec(NamedTuple):
    """One key of the front matter; *required* means in every record, whatever its status.

    *formerly* are names under which older files hold it: they are read, reported and fixed.
    """

    key: str
    kind: Kind
    label: Text
    meaning: Text
    required: bool = False
    fields: tuple["FieldSpec", ...] = ()
    formerly: tuple[str, ...] = ()

    def stated(self, data: Mapping[str, object]) -> object:
        """Return what *data* says of the field, under whichever of its names; None where it says nothing."""
        return next((data[name] for name in (self.key, *self.formerly) if name in data), None)


LINKS = (
    FieldSpec(
        "metrics",
        "url-list",
        Text("Metrics", "メトリクス"),
        Text("Dashboards and graphs that show the risk.", "リスクを示すダッシュボードやグラフ。"),
    ),
    FieldSpec(
        "chat",
        "url-list",
        Text("Chat", "チャット"),
        Text("Conversations about the risk.", "リスクについての会話。"),
    ),
    FieldSpec(
        "backlog",
        "url-list",
        Text("Backlog", "バックログ"),
        Text("Tickets of the fix.", "対策のチケット。"),
    ),
    FieldSpec(
        "pull_requests",
        "url-list",
        Text("Pull requests", "プルリクエスト"),
        Text("Changes made against the risk.", "対策として行った変更。"),
    ),
    FieldSpec(
        "action_items",
        "url-list",
        Text("Action items", "アクションアイテム"),
        Text("Postmortem actions on this risk.", "ポストモーテムのアクション。"),
    ),
    FieldSpec(
        "runbook",
        "url-list",
        Text("Runbook", "手順書"),
        Text("What on-call does when it happens.", "発生時にオンコールが行う手順。"),
    ),
    FieldSpec(
        "slo",
        "url-list",
        Text("SLO", "SLO"),
        Text("The objective that the risk endangers.", "リスクが脅かすサービスレベル目標。"),
    ),
)

ACCEPTANCE = (
    FieldSpec(
        "by",
        "handle",
        Text("Accepted by", "受容した人"),
        Text("Who decided to live with the risk.", "受容を決めた人。"),
    ),
    FieldSpec(
        "decided",
        "date",
        Text("Accepted on", "受容した日"),
        Text("The day of the decision.", "受容を決めた日。"),
        # YAML 1.1 reads `on` as true, and its tools write it back so: https://yaml.org/type/bool.html
        formerly=("on", "true"),
    ),
    FieldSpec(
        "because",
        "text",
        Text("Because", "理由"),
        Text("Why living with it is right today.", "いま受容してよい理由。"),
    ),
    FieldSpec(
        "consequences",
        "text-list",
        Text("Consequences", "受け入れる結果"),
        Text("What happens when it happens.", "発生したときに起きること。"),
    ),
    FieldSpec(
        "holds_while",
        "comparison-list",
        Text("Holds while", "受容の前提条件"),
        Text(
            "Comparisons over business numbers under which the decision holds.",
            "受容の前提となる事業指標の条件。",
        ),
    ),
    FieldSpec(
        "basis",
        "numbers",
        Text("Basis", "判断時の値"),
        Text(
            "The indicators of the conditions as they were on the day of the decision.",
            "受容を決めた日の、条件に使う指標の値。",
        ),
    ),
    FieldSpec(
        "until",
        "date",
        Text("Until", "期限"),
        Text("The day on which the decision expires.", "受容の期限。"),
    ),
    FieldSpec(
        "reviewer",
        "handle",
        Text("Reviewer", "見直し担当"),
        Text("Who looks at the decision again.", "受容を見直す人。"),
    ),
)

ESTIMATE = (
    FieldSpec(
        "detect_minutes",
        "number",
        Text("Minutes to detect", "検知"),
        Text("Estimated time to detect, in minutes.", "検知までの見積り時間(分)。"),
    ),
    FieldSpec(
        "repair_minutes",
        "number",
        Text("Minutes to repair", "復旧"),
        Text("Estimated time to repair, in minutes.", "復旧までの見積り時間(分)。"),
    ),
    FieldSpec(
        "affected_percent",
        "number",
        Text("Affected, %", "影響を受ける割合 (%)"),
        Text("Estimated share of users affected, in percent.", "影響を受ける利用者の割合(%)。"),
    ),
    FieldSpec(
        "every_days",
        "number",
        Text("Days between", "発生間隔(日)"),
        Text("Estimated days between two occurrences.", "発生と発生の間の見積り日数。"),
    ),
)

ADMISSION = (
    FieldSpec(
        "waived",
        "text",
        Text("Admitted because", "起票する理由"),
        Text(
            "Why it is a risk although the settings would leave it to a ticket.",
            "設定ではチケットで扱うところを、リスクとする理由。",
        ),
    ),
)

IMPORTED = (
    FieldSpec(
        "from",
        "word",
        Text("Imported from", "取り込み元"),
        Text("The source, as the import names it.", "取り込み元の名前。"),
    ),
    FieldSpec(
        "key",
        "line",
        Text("Key at the source", "取り込み元でのキー"),
        Text(
            "What the source calls it, by which a later import finds it.",
            "次の取り込みで同じ記録を見つけるためのキー。",
        ),
    ),
    FieldSpec(
        "date",
        "date",
        Text("Imported on", "取り込み日"),
        Text("The day of the first import.", "最初に取り込んだ日。"),
    ),
    FieldSpec(
        "hash",
        "word",
        Text("State at the source", "取り込んだ内容"),
        Text(
            "Digests of what was taken, so that a later import finds what changed.",
            "次の取り込みで変更を見つけるための、取り込んだ内容のダイジェスト。",
        ),
    ),
)

_ID = FieldSpec(
    "id",
    "id",
    Text("ID", "ID"),
    Text("The name of the file without .md.", "ファイル名から .md を除いたもの。"),
    required=True,
)
_AREA = FieldSpec(
    "area",
    "choice",
    Text("Area", "領域"),
    Text("The part of the system it lies in.", "システムのどの領域か。"),
)
_LINKS = FieldSpec(
    "links",
    "mapping",
    Text("Links", "リンク"),
    Text("Lists of URLs.", "URL の一覧。"),
    fields=LINKS,
)

RISK = (
    _ID,
    FieldSpec(
        "title",
        "line",
        Text("Risk", "リスク"),
        Text("The risk in one line, as its user feels it.", "利用者から見たリスクを一行で。"),
        required=True,
    ),
    FieldSpec(
        "status",
        "choice",
        Text("Status", "ステータス"),
        Text("Where the work on the risk stands.", "対応の状況。"),
        required=True,
    ),
    FieldSpec(
        "resolution",
        "choice",
        Text("Resolution", "完了理由"),
        Text("Why the risk is done; with that status only.", "完了の理由。完了のときだけ書く。"),
    ),
    FieldSpec(
        "owner",
        "handle",
        Text("Owner", "担当者"),
        Text("The one person who answers for the risk.", "リスクに責任を持つ一人。"),
        required=True,
    ),
    FieldSpec(
        "team",
        "word",
        Text("Team", "チーム"),
        Text("The team that works on it.", "対応するチーム。"),
    ),
    _AREA,
    FieldSpec(
        "service",
        "word",
        Text("Service", "サービス"),
        Text("The service it endangers.", "影響を受けるサービス。"),
    ),
    FieldSpec(
        "noticed",
        "date",
        Text("Noticed", "認知日"),
        Text("The day somebody first saw it.", "最初に気づいた日。"),
    ),
    FieldSpec(
        "created",
        "date",
        Text("Created", "起票日"),
        Text("The day the record was written.", "記録を書いた日。"),
        required=True,
    ),
    FieldSpec(
        "next_visit",
        "date",
        Text("Next visit", "次回確認日"),
        Text("The day the record is looked at again.", "次に見直す日。"),
    ),
    FieldSpec(
        "current_impact",
        "level",
        Text("Current impact", "現在のインパクト"),
        Text("What it does to customers now.", "いま顧客に与えている影響。"),
        required=True,
    ),
    FieldSpec(
        "potential_impact",
        "level",
        Text("Potential impact", "潜在的なインパクト"),
        Text(
            "The worst it can do if left alone while the product grows.",
            "放置したまま規模が大きくなったときの最悪の影響。",
        ),
        required=True,
    ),
    FieldSpec(
        "scope",
        "score",
        Text("Scope", "影響範囲"),
        Text("How many customers the worst case reaches.", "最悪の場合に影響を受ける顧客の範囲。"),
    ),
    FieldSpec(
        "severity",
        "score",
        Text("Severity", "影響度"),
        Text("How hard the worst case hits them.", "最悪の場合の影響の深さ。"),
    ),
    FieldSpec(
        "likelihood",
        "score",
        Text("Likelihood", "発生可能性"),
        Text(
            "How likely the potential impact is as the product grows.",
            "規模の拡大とともに潜在的なインパクトが現れる可能性。",
        ),
        required=True,
    ),
    FieldSpec(
        "priority",
        "priority",
        Text("Priority", "優先度スコア"),
        Text("Potential impact x likelihood.", "潜在的なインパクト × 発生可能性。"),
    ),
    FieldSpec(
        "scale_driver",
        "text",
        Text("Scale driver", "スケール要因"),
        Text("The growth that makes it real.", "増えるとリスクが顕在化するもの。"),
    ),
    FieldSpec(
        "breaks_when",
        "comparison",
        Text("Breaks when", "顕在化の条件"),
        Text("The comparison at which it breaks.", "顕在化する条件(比較式)。"),
    ),
    FieldSpec(
        "workaround",
        "text",
        Text("Workaround", "代替手段"),
        Text("What customers can do instead.", "顧客が代わりに取れる手段。"),
    ),
    FieldSpec(
        "containment",
        "text",
        Text("Containment", "被害を食い止める手段"),
        Text("The lever that on-call pulls first.", "オンコールが最初に打つ手。"),
    ),
    _LINKS,
    FieldSpec(
        "postmortems",
        "id-list",
        Text("Postmortems", "ポストモーテム"),
        Text("The incidents in which it showed.", "顕在化した障害。"),
    ),
    FieldSpec(
        "related",
        "id-list",
        Text("Related", "関連"),
        Text("Other records to read beside it.", "あわせて読む記録。"),
    ),
    FieldSpec(
        "duplicate_of",
        "risk-id",
        Text("Duplicate of", "重複元"),
        Text("The risk that says the same.", "同じ内容のリスク。"),
    ),
    FieldSpec(
        "recurrence_of",
        "risk-id",
        Text("Recurrence of", "再発元"),
        Text("The closed risk that came back.", "再発した過去のリスク。"),
    ),
    FieldSpec(
        "acceptance",
        "mapping",
        Text("Acceptance", "受容の記録"),
        Text("Who accepted it, why, and until when.", "誰が、なぜ、いつまで受容したか。"),
        fields=ACCEPTANCE,
    ),
    FieldSpec(
        "admission",
        "mapping",
        Text("Admission", "起票の例外"),
        Text("An exception to what the settings admit.", "設定の基準に対する例外。"),
        fields=ADMISSION,
    ),
    FieldSpec(
        "estimate",
        "mapping",
        Text("Estimate", "見積り"),
        Text("Numbers for the error-budget view.", "エラーバジェットで見るための数値。"),
        fields=ESTIMATE,
    ),
    FieldSpec(
        "horizon",
        "choice",
        Text("Horizon", "時期"),
        Text("When the work is planned.", "対応する時期。"),
    ),
    FieldSpec(
        "effort",
        "choice",
        Text("Effort", "工数"),
        Text("How much work the fix is.", "対策の大きさ。"),
    ),
    FieldSpec(
        "imported",
        "mapping",
        Text("Imported", "取り込み"),
        Text("Where srr import took it from.", "srr import の取り込み元。"),
        fields=IMPORTED,
    ),
)
BAD_MINUTES = FieldSpec(
    "bad_minutes_a_year",
    "number",
    Text("Bad minutes a year", "年間の影響(分)"),
    Text(
        "Minutes of a year that the risk takes from all users, by its estimate.",
        "見積りから求めた、全利用者に換算した 1 年間の影響時間(分)。",
    ),
)
"""What is computed from an estimate; no front matter holds it."""
OF_BUDGET = (
    FieldSpec(
        "budget_minutes_a_year",
        "number",
        Text("Budget a year", "年間の予算(分)"),
        Text(
            "Minutes of outage that the strictest objective of its service allows in an average year.",
            "そのサービスの最も厳しい目標が、平均的な 1 年に許す停止時間(分)。",
        ),
    ),
    FieldSpec(
        "share",
        "number",
        Text("Share of the budget", "予算に占める割合"),
        Text(
            "The part of that budget which the risk takes: 0.324 of it.",
            "その予算のうち、このリスクが使う割合。0.324 なら 32.4%。",
        ),
    ),
)
"""What a risk takes of a service level objective."""
RISK_LABELS = {spec.key: spec.label for spec in RISK}

ACTION = (
    FieldSpec(
        "id",
        "word",
        Text("ID", "ID"),
        Text("A short name within the postmortem, such as A1.", "A1 のような短い名前。"),
        required=True,
    ),
    FieldSpec(
        "do",
        "text",
        Text("Action", "アクション"),
        Text("What is to be done.", "行うこと。"),
        required=True,
    ),
    FieldSpec(
        "viewpoint",
        "choice",
        Text("Viewpoint", "観点"),
        Text("Which of the five questions it answers.", "5つの観点のどれに答えるか。"),
    ),
    FieldSpec(
        "owner",
        "handle",
        Text("Owner", "担当者"),
        Text("The one person who does it.", "実行する一人。"),
    ),
    FieldSpec(
        "due", "date", Text("Due", "期限"), Text("The day it must be done by.", "完了期限。")
    ),
    FieldSpec("done", "date", Text("Done", "完了日"), Text("The day it was done.", "完了した日。")),
    FieldSpec(
        "link",
        "url",
        Text("Link", "リンク"),
        Text("Its ticket or change.", "チケットや変更。"),
    ),
)

POSTMORTEM = (
    _ID,
    FieldSpec(
        "title",
        "line",
        Text("Postmortem", "ポストモーテム"),
        Text("What happened, in one line.", "起きたことを一行で。"),
        required=True,
    ),
    FieldSpec(
        "kind",
        "choice",
        Text("Kind", "種別"),
        Text("An incident, a near miss or a drill.", "障害、ヒヤリハット、訓練のどれか。"),
        required=True,
    ),
    FieldSpec(
        "status",
        "choice",
        Text("Status", "ステータス"),
        Text("Where the postmortem stands.", "ポストモーテムの状況。"),
        required=True,
    ),
    FieldSpec(
        "owner",
        "handle",
        Text("Owner", "担当者"),
        Text("The one person who sees it closed.", "クローズまで責任を持つ一人。"),
        required=True,
    ),
    FieldSpec(
        "started",
        "instant",
        Text("Started", "発生"),
        Text("When customers were first affected.", "影響が始まった時刻。"),
        required=True,
    ),
    FieldSpec(
        "detected",
        "instant",
        Text("Detected", "検知"),
        Text("When somebody or something noticed.", "気づいた時刻。"),
    ),
    FieldSpec(
        "acknowledged",
        "instant",
        Text("Acknowledged", "対応開始"),
        Text("When a person took it on.", "人が対応を始めた時刻。"),
    ),
    FieldSpec(
        "mitigated",
        "instant",
        Text("Mitigated", "暫定復旧"),
        Text("When customers could work again.", "顧客が再び使えるようになった時刻。"),
    ),
    FieldSpec(
        "resolved",
        "instant",
        Text("Resolved", "解決"),
        Text("When it was over.", "解決した時刻。"),
    ),
    FieldSpec(
        "first_notice",
        "instant",
        Text("First notice", "最初の告知"),
        Text("When customers were first told.", "顧客に最初に知らせた時刻。"),
    ),
    FieldSpec(
        "scope",
        "score",
        Text("Scope", "影響範囲"),
        Text("How many customers were affected.", "影響を受けた顧客の範囲。"),
    ),
    FieldSpec(
        "severity",
        "score",
        Text("Severity", "影響度"),
        Text("How hard they were hit.", "影響の深さ。"),
    ),
    FieldSpec(
        "score",
        "number",
        Text("Score", "スコア"),
        Text("Scope x severity.", "影響範囲 × 影響度。"),
    ),
    FieldSpec(
        "trigger",
        "choice",
        Text("Trigger", "引き金"),
        Text("What set it off.", "引き起こしたきっかけ。"),
    ),
    FieldSpec(
        "cause_class",
        "choice",
        Text("Class of cause", "原因の分類"),
        Text("What made it possible.", "起こりえた理由の分類。"),
    ),
    FieldSpec(
        "services",
        "word-list",
        Text("Services", "サービス"),
        Text("The services affected.", "影響を受けたサービス。"),
    ),
    FieldSpec(
        "risks",
        "id-list",
        Text("Risks", "リスク"),
        Text("The risks that showed in it, or that it left.", "顕在化した、または残ったリスク。"),
    ),
    FieldSpec(
        "rollback",
        "choice",
        Text("Rollback", "ロールバック"),
        Text("Whether rolling back would have been safe.", "切り戻しが安全だったか。"),
    ),
    FieldSpec(
        "actions",
        "mapping-list",
        Text("Actions", "アクション"),
        Text("What is done so that it does not happen again.", "再び起こさないために行うこと。"),
        fields=ACTION,
    ),
)

CONCERN = (
    _ID,
    FieldSpec(
        "title",
        "line",
        Text("Concern", "気になる点"),
        Text("What looks odd, in one line.", "気になることを一行で。"),
        required=True,
    ),
    FieldSpec(
        "status",
        "choice",
        Text("Status", "ステータス"),
        Text("How far the investigation is.", "調査の状況。"),
        required=True,
    ),
    FieldSpec(
        "owner",
        "handle",
        Text("Owner", "担当者"),
        Text("The one person who reports on it.", "調べて報告する一人。"),
        required=True,
    ),
    FieldSpec(
        "noticed",
        "date",
        Text("Noticed", "認知日"),
        Text("The day somebody first saw it.", "最初に気づいた日。"),
        required=True,
    ),
    FieldSpec(
        "report_due",
        "date",
        Text("Report due", "報告期限"),
        Text(
            "The day of the next report; none once it is resolved, in a backlog or a risk.",
            "次に報告する日。解決、バックログ、リスク化のときは書かない。",
        ),
    ),
    _AREA,
    FieldSpec(
        "service",
        "word",
        Text("Service", "サービス"),
        Text("The service that it was seen in.", "気づいたサービス。"),
    ),
    FieldSpec(
        "tier",
        "choice",
        Text("Tier", "指標の階層"),
        Text(
            "Whether users feel it, it foretells what they will feel, or it only explains.",
            "利用者が感じるものか、その前触れか、説明のための数値か。",
        ),
    ),
    _LINKS,
    FieldSpec(
        "risk",
        "risk-id",
        Text("Risk", "リスク"),
        Text("The risk that it became.", "この気になる点から起票したリスク。"),
    ),
)
