"""The settings of a registry: each key documented where it is declared, parsed once, then frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cache
from typing import Any, NamedTuple

from srr.language import Language, Text
from srr.schema import settings_errors, vocabulary
from srr.schema.dates import Duration, Window, parse_duration
from srr.schema.profiles import PROFILES, Grade
from srr.schema.slo import Slo
from srr.schema.validation import Validator
from srr.schema.vocabulary import normal_form

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
FILES = ("srr.toml", "pyproject.toml")
"""Where settings may stand: all of the first file, or [tool.srr] of the second."""
_LONGEST_SLO = 366
SECTION_KEYS = tuple(dict.fromkeys((*vocabulary.RISK_SECTIONS, *vocabulary.POSTMORTEM_SECTIONS)))


class SettingsError(Exception):
    """The settings cannot be used; the message says where and how to mend it."""


class Key(NamedTuple):
    """One key of srr.toml: its name, its shape as JSON Schema, what it means, its default as TOML."""

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
            "サイトの言語。指摘と同じ言語以外は、言語名のフォルダにビルドする。",
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
        Text("Days after the next visit before it is overdue.", "次回確認日を過ぎても許す日数。"),
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
        {"type": "integer", "minimum": 0},
        Text(
            "The least potential impact worth a record.", "記録に値する潜在的なインパクトの下限。"
        ),
        "3",
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
        _table(
            {
                "target": {"type": "number"},
                "window_days": {"type": "integer", "minimum": 1},
            }
        ),
        Text(
            "The promised uptime: target in percent, window_days. Incidents are counted in its budget.",
            "約束する稼働率。target は %、window_days は日数。障害の長さをその予算で数える。",
        ),
        "{}",
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
                "additionalProperties": {"type": "string", "pattern": r"\S"},
            },
        },
        Text(
            "Findings to ignore: by rule, then by record id, with the reason.",
            "無視する指摘。ルール、記録の ID、理由の順に書く。",
        ),
        "{}",
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a registry may decide for itself; see `KEYS` for the meaning of each."""

    title: str = NAME.en
    titles: Mapping[str, str] = field(default_factory=dict)
    language: Language = "en"
    languages: tuple[Language, ...] = ("en",)
    """Those of the site, that of findings first."""
    timezone: str = "UTC"
    profile: str = DEFAULT_PROFILE
    areas: tuple[str, ...] = tuple(vocabulary.AREAS)
    triggers: tuple[str, ...] = tuple(vocabulary.TRIGGERS)
    cause_classes: tuple[str, ...] = tuple(vocabulary.CAUSE_CLASSES)
    scope: tuple[Grade, ...] = PROFILES[DEFAULT_PROFILE].scope
    severity: tuple[Grade, ...] = PROFILES[DEFAULT_PROFILE].severity
    likelihood: tuple[Grade, ...] = PROFILES[DEFAULT_PROFILE].likelihood
    levels: tuple[int, ...] = (10, 6, 3, 1)
    windows: Mapping[str, Window] = field(default_factory=lambda: _windows({}))
    grace_days: int = 0
    unknown_for: Duration = Duration(1, "m")
    admission: int = 3
    closed_days: frozenset[str] = frozenset({"sat", "sun"})
    holidays: frozenset[date] = frozenset()
    size_limit: int = 64
    slo: Slo | None = None
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _headings({}))
    rules: Mapping[str, str] = field(default_factory=dict)
    ignore: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def name(self, language: Language) -> str:
        """Return the name of the registry in *language*."""
        common = NAME.within(language) if self.title == NAME.en else self.title
        return self.titles.get(language, common)

    def is_closed(self, day: date) -> bool:
        """Say whether nobody reviews on *day*."""
        return WEEKDAYS[day.weekday()] in self.closed_days or day in self.holidays


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


def parse(table: Mapping[str, Any], source: str) -> Settings:
    """Read the settings *table* that stands in *source*; raise SettingsError on the first thing wrong."""
    plain = _plain(table)
    for violation in _validator().violations(plain) if plain else ():
        raise SettingsError(f"{source}: {settings_errors.sentence(violation, plain)}")
    try:
        return _settings(plain)
    except ValueError as error:
        raise SettingsError(f"{source}: {error}") from None


@cache
def _validator() -> Validator:
    return Validator(json_schema())


def _settings(table: Mapping[str, Any]) -> Settings:
    simple = ("title", "titles", "language", "timezone", "grace_days", "admission", "size_limit")
    lists = ("areas", "triggers", "cause_classes", "levels")
    profile = PROFILES[table.get("profile", DEFAULT_PROFILE)]
    scales = table.get("scales", {})
    given: dict[str, Any] = {key: table[key] for key in simple if key in table}
    given |= {key: tuple(table[key]) for key in lists if key in table}
    language = table.get("language", "en")
    return Settings(
        languages=tuple(dict.fromkeys((language, *table.get("languages", ())))),
        profile=table.get("profile", DEFAULT_PROFILE),
        scope=_grades(scales.get("scope")) or profile.scope,
        severity=_grades(scales.get("severity")) or profile.severity,
        likelihood=_grades(scales.get("likelihood")) or profile.likelihood,
        windows=_windows(table.get("windows", {})),
        unknown_for=_duration(table.get("unknown_for", "1m")),
        closed_days=frozenset(table.get("closed_days", ("sat", "sun"))),
        holidays=frozenset(map(_holiday, table.get("holidays", ()))),
        slo=_slo(table.get("slo", {})),
        headings=_headings(table.get("sections", {})),
        rules=table.get("rules", {}),
        ignore=table.get("ignore", {}),
        **given,
    )


def _grades(rows: list[dict[str, Any]] | None) -> tuple[Grade, ...]:
    return tuple(Grade(row["score"], Text(row["en"], row["ja"])) for row in rows or ())


def _windows(table: Mapping[str, list[str]]) -> dict[str, Window]:
    windows = {}
    for status, default in WINDOWS.items():
        least, most = map(_duration, table.get(status, default))
        if least.after(date(2001, 1, 1)) > most.after(date(2001, 1, 1)):
            raise ValueError(f"windows.{status} starts after it ends: {least} is more than {most}")
        windows[status] = Window(least, most)
    return windows


def _duration(text: str) -> Duration:
    duration = parse_duration(text)
    if duration is None:
        raise ValueError(f"{text!r} is no duration; write 10d, 2w, 1m or 1y")
    return duration


def _slo(table: Mapping[str, Any]) -> Slo | None:
    if not table:
        return None
    if "target" not in table:
        raise ValueError("slo.target is missing; write a percentage such as 99.95")
    slo = Slo(table["target"], int(table.get("window_days", 30)))
    if not 0 < slo.target < 100:
        raise ValueError(
            f"slo.target is {slo.target}; write a percentage between 0 and 100, such as 99.95"
        )
    if slo.window_days > _LONGEST_SLO:
        raise ValueError(f"slo.window_days is more than {_LONGEST_SLO}; write 30 for a month")
    return slo


def _holiday(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"holidays: {text} does not exist") from None


def _headings(aliases: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    headings: dict[str, list[str]] = {}
    for words in (vocabulary.RISK_SECTIONS, vocabulary.POSTMORTEM_SECTIONS):
        for key, label in words.items():
            for heading in (key, label.en, label.ja, *aliases.get(key, ())):
                keys = headings.setdefault(normal_form(heading), [])
                if key not in keys:
                    keys.append(key)
    return {heading: tuple(keys) for heading, keys in headings.items()}


def _plain(value: Any) -> Any:
    """Turn TOML's own dates into text, which is what the JSON Schema speaks of."""
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
        case date() | time():
            return value.isoformat()
        case _:
            return value
