"""The keys of srr.toml: the shape, the meaning and the default of each."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from srr.language import Text
from srr.schema import indicators, meetings, settings_errors, vocabulary
from srr.schema.profiles import PROFILES

NAME = Text("System Risk Records", "システムリスクレコード")
DEFAULT_PROFILE = "dinii-2024-08"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WINDOWS: Mapping[str, tuple[str, str]] = {
    "not-started": ("0d", "2w"),
    "in-progress": ("1w", "1m"),
    "watching": ("1m", "3m"),
    "mitigated": ("1m", "3m"),
    "accepted": ("1m", "6m"),
}
LIMITS = ("open_per_owner", "priority_per_owner", "open_per_team")
SECTION_KEYS = tuple(
    dict.fromkeys(
        (
            *vocabulary.RISK_SECTIONS,
            *vocabulary.POSTMORTEM_SECTIONS,
            *vocabulary.CONCERN_SECTIONS,
        )
    )
)


class Key(NamedTuple):
    """One key of srr.toml: its name, its shape as JSON Schema, its meaning, its default as TOML."""

    name: str
    shape: Mapping[str, Any]
    meaning: Text
    default: str


_WORD = {"type": "string", "pattern": settings_errors.WORD}
_DAY = {"type": "string", "pattern": settings_errors.DAY}
_WORDS = {"type": "array", "items": _WORD, "minItems": 1, "uniqueItems": True}
_DURATION = {"type": "string", "pattern": settings_errors.DURATION}
_GRADES = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["score", "en", "ja"],
        "additionalProperties": False,
        "properties": {
            "score": {"type": "integer", "minimum": 1},
            "en": {"type": "string", "minLength": 1},
            "ja": {"type": "string", "minLength": 1},
        },
    },
}


_LABEL = {"type": "string", "pattern": r"\S"}
_REASON = {"type": "string", "pattern": r"\S"}
_EXEMPTION = {
    "type": ["string", "object"],
    "pattern": r"\S",
    "required": ["reason"],
    "additionalProperties": False,
    "properties": {"reason": _REASON, "until": _DAY},
}


_OBJECTIVE = {
    "name": _LABEL,
    "target": {"type": "number"},
    "window": {"type": "string", "pattern": settings_errors.BUDGET_WINDOW},
    "services": {"type": "array", "items": _WORD, "uniqueItems": True},
    "rationale": _LABEL,
    "owner": _WORD,
    "review_by": _DAY,
}


def _table(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": dict(properties)}


KEYS = (
    Key(
        "title",
        {"type": "string", "minLength": 1},
        Text("The name of the registry.", "レジストリの名前。"),
        '"System Risk Records"',
    ),
    Key(
        "titles",
        _table(
            {"en": {"type": "string", "minLength": 1}, "ja": {"type": "string", "minLength": 1}}
        ),
        Text(
            "The name of the registry in en or ja, where it is not the title.",
            "en または ja での名前が title と異なるときの、その名前。",
        ),
        "{}",
    ),
    Key(
        "language",
        {"type": "string", "enum": ["en", "ja"]},
        Text("The language of findings and of the site.", "指摘とサイトの言語。"),
        '"en"',
    ),
    Key(
        "languages",
        {
            "type": "array",
            "items": {"type": "string", "enum": ["en", "ja"]},
            "uniqueItems": True,
        },
        Text(
            "The languages of the site; each but that of findings is built into a folder of its name.",
            "サイトの言語。指摘と同じ言語以外は、言語名のフォルダーにビルドする。",
        ),
        "[]",
    ),
    Key(
        "timezone",
        {"type": "string", "minLength": 1},
        Text("The time zone whose date counts as today.", "今日の日付を決めるタイムゾーン。"),
        '"UTC"',
    ),
    Key(
        "profile",
        {"type": "string", "enum": list(PROFILES)},
        Text("The published scales to start from.", "出発点とする公開済みの尺度。"),
        f'"{DEFAULT_PROFILE}"',
    ),
    Key(
        "areas",
        _WORDS,
        Text("The values of a risk's area.", "リスクの領域の値。"),
        str(list(vocabulary.AREAS)),
    ),
    Key(
        "triggers",
        _WORDS,
        Text("The values of a postmortem's trigger.", "ポストモーテムの引き金の値。"),
        str(list(vocabulary.TRIGGERS)),
    ),
    Key(
        "cause_classes",
        _WORDS,
        Text("The values of a postmortem's cause_class.", "ポストモーテムの原因の分類の値。"),
        str(list(vocabulary.CAUSE_CLASSES)),
    ),
    Key(
        "scales",
        _table({"scope": _GRADES, "severity": _GRADES, "likelihood": _GRADES}),
        Text(
            "Your own steps of scope, severity and likelihood, each with score, en and ja.",
            "独自の影響範囲・影響度・発生可能性。各段階は score と en と ja を持つ。",
        ),
        "the profile's",
    ),
    Key(
        "levels",
        {
            "type": "array",
            "items": {"type": "integer", "minimum": 1},
            "minItems": 1,
            "uniqueItems": True,
        },
        Text("The impact levels above 0.", "0 より上のインパクトの段階。"),
        "[10, 6, 3, 1]",
    ),
    Key(
        "windows",
        _table(
            {
                status: {"type": "array", "items": _DURATION, "minItems": 2, "maxItems": 2}
                for status in WINDOWS
            }
        ),
        Text(
            "The least and the most time to the next visit, by status, counted from the last visit.",
            "ステータスごとの次回確認日までの最短と最長。前回の確認から数える。",
        ),
        f"{{ {', '.join(f'{status} = {list(bounds)}' for status, bounds in WINDOWS.items())} }}",
    ),
    Key(
        "grace_days",
        {"type": "integer", "minimum": 0},
        Text("Days after the next visit before it is overdue.", "期限切れとするまでの猶予日数。"),
        "0",
    ),
    Key(
        "unknown_for",
        _DURATION,
        Text("How long an impact may stay unknown.", "インパクトを不明のままにできる期間。"),
        '"1m"',
    ),
    Key(
        "admission",
        {
            "type": ["integer", "object"],
            "minimum": 0,
            "additionalProperties": False,
            "properties": {
                "potential": {"type": "integer", "minimum": 0},
                "investigate": _DURATION,
                "short_term": _DURATION,
            },
        },
        Text(
            "What is worth a record: the least potential impact (potential), after a time of investigation"
            " (investigate), beyond the short term (short_term). A number is the potential.",
            "記録に値するもの。潜在的なインパクトの下限(potential)、記録の前に調査する期間(investigate)、"
            "短期で解決できるとみなす期間(short_term)。数だけなら potential。",
        ),
        '{ potential = 3, investigate = "7d", short_term = "2w" }',
    ),
    Key(
        "meeting",
        _table(
            {
                "every": {"type": "string", "enum": list(meetings.EVERY)},
                "weekday": {"type": "string", "enum": list(meetings.DAY_NAMES)},
                "first": _DAY,
                "stocktake": {
                    "type": "array",
                    "items": {"type": "string", "enum": list(meetings.MONTHS)},
                    "uniqueItems": True,
                },
            }
        ),
        Text(
            "The review meeting: how often (every), its weekday, the day of one of them (first), and the months of the"
            " stocktake. Next visits are proposed on the days of meetings.",
            "レビュー会議。間隔(every)、曜日(weekday)、基準となる開催日(first)、棚卸しの月(stocktake)。"
            "次回確認日には会議の日が提案される。",
        ),
        '{ every = "1w" }',
    ),
    Key(
        "limits",
        _table({key: {"type": "integer", "minimum": 1} for key in LIMITS}),
        Text(
            "The most open risks of an owner (open_per_owner) and of a team (open_per_team). priority_per_owner limits"
            " the sum of their priorities.",
            "未解決リスクの上限。担当者の件数(open_per_owner)、チームの件数(open_per_team)、"
            "担当者の優先度の合計(priority_per_owner)。",
        ),
        "{}",
    ),
    Key(
        "indicators",
        {
            "type": "object",
            "additionalProperties": _table(
                {
                    **dict.fromkeys(("label", "label_ja", "unit"), _LABEL),
                    "owner": _WORD,
                    "max_age": _DURATION,
                    "source": {
                        **_table(
                            {
                                "kind": {"type": "string", "enum": list(indicators.SOURCES)},
                                "url": _LABEL,
                                "query": _LABEL,
                            }
                        ),
                        "required": ["kind", "url"],
                    },
                }
            ),
        },
        Text(
            "The numbers that the team watches, by the name of their file in indicators/: label, label_ja, unit and"
            " owner. max_age is how long a value counts, source (kind, url, query) where srr collect gets it.",
            "チームが見ている数値。indicators/ のファイル名ごとに、表示名(label、label_ja)、単位(unit)、担当者(owner)、"
            "値の有効期間(max_age、既定は 35d)、srr collect の取得元(source の kind、url、query)を書く。",
        ),
        "{}",
    ),
    Key(
        "closed_days",
        {"type": "array", "items": {"type": "string", "enum": list(WEEKDAYS)}},
        Text("Weekdays on which nobody reviews.", "確認をしない曜日。"),
        '["sat", "sun"]',
    ),
    Key(
        "holidays",
        {"type": "array", "items": _DAY},
        Text("Days on which nobody reviews.", "確認をしない休日。"),
        "[]",
    ),
    Key(
        "size_limit",
        {"type": "integer", "minimum": 1},
        Text(
            "The size of a record, in KiB, from which it is too large.", "記録の大きさの上限(KiB)。"
        ),
        "64",
    ),
    Key(
        "slo",
        {
            **_table({**_OBJECTIVE, "window_days": {"type": "integer", "minimum": 1}}),
            "type": ["array", "object"],
            "items": _table(_OBJECTIVE),
        },
        Text(
            "The promised uptimes, one [[slo]] each: name, target in percent, window (month, quarter, or days such as"
            " 30d). services are those it is promised of, else all. rationale, owner and review_by say why, who, and"
            " when to look again.",
            "稼働率の目標。[[slo]] を目標ごとに書く。名前(name)、目標の %(target)、期間(window、month か quarter か"
            " 30d のような日数)、対象のサービス(services、なければすべて)、理由(rationale)、担当者(owner)、"
            "見直しの期限(review_by)。",
        ),
        "[]",
    ),
    Key(
        "budget",
        _table({key: {"type": "number"} for key in ("risk_share", "incident_share")}),
        Text(
            "A risk that takes more of a year's error budget than risk_share is too big. An incident that takes more of"
            " a window's than incident_share needs a postmortem; unset, none is asked for.",
            "年間のエラーバジェットのうち risk_share を超えて使うリスクは大きすぎるとみなす。期間のエラーバジェットの"
            "うち incident_share を超えて使った障害にはポストモーテムを求める(書かなければ求めない)。",
        ),
        "{ risk_share = 0.25 }",
    ),
    Key(
        "postmortem",
        _table({"draft_for": _DURATION, "review_for": _DURATION}),
        Text(
            "How long after resolved a postmortem may be a draft (draft_for) and in review (review_for).",
            "解決(resolved)の後、下書きのままにできる期間(draft_for)とレビュー中のままにできる期間(review_for)。",
        ),
        '{ draft_for = "2w", review_for = "4w" }',
    ),
    Key(
        "sections",
        _table(
            {
                key: {"type": "array", "items": {"type": "string", "minLength": 1}}
                for key in SECTION_KEYS
            }
        ),
        Text("Further headings that name a section.", "節の見出しの別名。"),
        "{}",
    ),
    Key(
        "rules",
        {
            "type": "object",
            "additionalProperties": {
                "type": "string",
                "enum": ["error", "warning", "info", "off"],
            },
        },
        Text(
            "The severity of a rule: error, warning, info or off.",
            "ルールの重大度: error、warning、info、off。",
        ),
        "{}",
    ),
    Key(
        "ignore",
        {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": _EXEMPTION,
            },
        },
        Text(
            "Findings to ignore: by rule, then by record id, with the reason, or with reason and until.",
            "無視する指摘。ルール、記録の ID、理由(または reason と until)の順に書く。",
        ),
        "{}",
    ),
    Key(
        "views",
        {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["filter"],
                "additionalProperties": False,
                "properties": {"en": _LABEL, "ja": _LABEL, "filter": _LABEL},
            },
        },
        Text(
            "Further tabs of the list of risks, each with a name (en, ja or both) and a filter, which is what stands"
            " behind ? in the address.",
            "リスク一覧に加えるタブ。それぞれに名前(en、ja、または両方)と filter(アドレスの ? より後ろ)を書く。",
        ),
        "[]",
    ),
)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of srr.toml."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "srr.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "$schema": {"type": "string"},
            **{
                key.name: {
                    **key.shape,
                    "description": f"{key.meaning.en} {key.meaning.ja} Default: {key.default}",
                }
                for key in KEYS
            },
        },
    }
