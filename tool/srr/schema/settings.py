"""The settings of a registry: each key documented where it is declared, parsed once, then frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cache
from typing import Any, NamedTuple

from srr.documents.document import Document
from srr.documents.encoding import hidden
from srr.language import Language, Refusal, Text
from srr.schema import indicators, settings_errors, slo, vocabulary
from srr.schema.dates import Duration, Window, parse_duration
from srr.schema.indicators import IndicatorSettings
from srr.schema.meetings import DAY_NAMES, MONTHS, Meetings
from srr.schema.people import Person
from srr.schema.profiles import PROFILES, Grade
from srr.schema.settings_keys import DEFAULT_PROFILE, NAME, WEEKDAYS, WINDOWS, json_schema
from srr.schema.settings_text import invisible, texts
from srr.schema.slo import Shares, Slo
from srr.schema.validation import Validator
from srr.schema.views import View, view
from srr.text.credentials import mask
from srr.text.spelling import normal_form

FILES = ("srr.toml", "pyproject.toml")
"""Where settings are read from: all of the first file, or [tool.srr] of the second."""
_BACKWARDS = Text(
    "windows.{status} starts after it ends: {least} is more than {most}",
    "windows.{status} の始まりが終わりより後です ({least} は {most} より長い)",
)
_NO_DURATION = Text(
    "{text} is not a duration; write 10d, 2w, 1m or 1y",
    "{text} は期間ではありません。10d、2w、1m、1y のように書いてください",
)
_OTHER_WEEKDAY = Text(
    "meeting.first, {first}, is a {day}, but meeting.weekday is {weekday}; change one of them",
    "meeting.first の {first} は {day} ですが、meeting.weekday は {weekday} です。どちらかを直してください",
)
_CLOSED_MEETING = Text(
    "meeting: nobody meets on a {weekday}, which closed_days holds; change one of them",
    "meeting: {weekday} は closed_days にあり、会議ができません。どちらかを直してください",
)


class SettingsError(Refusal):
    """The settings cannot be used; what is said names the place and how to fix it."""


class Admission(NamedTuple):
    """What is worth a record: a least potential impact, after a time of investigation, beyond the short term."""

    potential: int = 3
    investigate: Duration = Duration(7, "d")
    short_term: Duration = Duration(2, "w")


class Limits(NamedTuple):
    """How many open risks an owner and a team may have, and how much an owner's priorities may add up to."""

    open_per_owner: int | None = None
    priority_per_owner: int | None = None
    open_per_team: int | None = None


class Exemption(NamedTuple):
    """Why the findings of a rule on a record are ignored, and the last day on which they are."""

    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a registry; `KEYS` documents each."""

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
    admission: Admission = Admission()
    meetings: Meetings = Meetings()
    limits: Limits = Limits()
    closed_days: frozenset[str] = frozenset({"sat", "sun"})
    holidays: frozenset[date] = frozenset()
    size_limit: int = 64
    indicators: Mapping[str, IndicatorSettings] = field(default_factory=dict)
    """By name; one that has a file alone is not here."""
    slos: tuple[Slo, ...] = ()
    budget: Shares = Shares()
    draft_for: Duration = Duration(2, "w")
    review_for: Duration = Duration(4, "w")
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _headings({}))
    rules: Mapping[str, str] = field(default_factory=dict)
    ignore: Mapping[str, Mapping[str, Exemption]] = field(default_factory=dict)
    views: tuple[View, ...] = ()
    file: Document | None = field(default=None, compare=False, repr=False)
    """The file that they were read from."""
    people: Mapping[str, Person] | None = field(default=None, compare=False)
    """Those of people.toml by handle; None where there is no such file."""
    people_file: Document | None = field(default=None, compare=False, repr=False)

    def name(self, language: Language) -> str:
        """Return the name of the registry in *language*."""
        common = NAME.within(language) if self.title == NAME.en else self.title
        return self.titles.get(language, common)

    def team_of(self, handle: str | None) -> str | None:
        """Return the team of *handle*, as people.toml has it."""
        person = (self.people or {}).get(handle or "")
        return person.team if person else None

    def indicator(self, name: str) -> IndicatorSettings:
        """Return what is said of the indicator called *name*; the defaults where nothing is."""
        return self.indicators.get(name, IndicatorSettings())

    def is_closed(self, day: date) -> bool:
        """Whether nobody reviews on *day*."""
        return WEEKDAYS[day.weekday()] in self.closed_days or day in self.holidays


def parse(table: Mapping[str, Any], source: str) -> Settings:
    """Read the settings *table* of *source*, with asterisks in place of its secrets: most of them are shown somewhere.

    Raise SettingsError on the first thing wrong.
    """
    plain = _plain(table)
    for path, text in texts(plain, keys=True):
        if signs := hidden(text):
            raise SettingsError(_in(source, invisible(path, signs)))
    for violation in _validator().violations(plain) if plain else ():
        raise SettingsError(_in(source, settings_errors.sentence(violation, plain)))
    try:
        return _settings(_masked(plain))
    except Refusal as error:
        raise SettingsError(_in(source, error.said)) from None


def _in(source: str, said: Text) -> Text:
    return Text(f"{source}: {said.en}", f"{source}: {said.ja}")


@cache
def _validator() -> Validator:
    return Validator(json_schema())


def _settings(table: Mapping[str, Any]) -> Settings:
    simple = ("title", "titles", "language", "timezone", "grace_days", "size_limit")
    lists = ("areas", "triggers", "cause_classes", "levels")
    profile = PROFILES[table.get("profile", DEFAULT_PROFILE)]
    scales = table.get("scales", {})
    given: dict[str, Any] = {key: table[key] for key in simple if key in table}
    given |= {key: tuple(table[key]) for key in lists if key in table}
    given |= {key: _duration(text) for key, text in table.get("postmortem", {}).items()}
    language = table.get("language", "en")
    closed_days = frozenset(table.get("closed_days", ("sat", "sun")))
    return Settings(
        languages=tuple(dict.fromkeys((language, *table.get("languages", ())))),
        profile=table.get("profile", DEFAULT_PROFILE),
        scope=_grades(scales.get("scope")) or profile.scope,
        severity=_grades(scales.get("severity")) or profile.severity,
        likelihood=_grades(scales.get("likelihood")) or profile.likelihood,
        windows=_windows(table.get("windows", {})),
        unknown_for=_duration(table.get("unknown_for", "1m")),
        admission=_admission(table.get("admission", {})),
        meetings=_meetings(table.get("meeting", {}), closed_days),
        limits=Limits(**table.get("limits", {})),
        closed_days=closed_days,
        holidays=frozenset(_date(text, "holidays") for text in table.get("holidays", ())),
        indicators=indicators.indicators(table.get("indicators", {})),
        slos=slo.slos(table.get("slo", ())),
        budget=slo.shares(table.get("budget", {})),
        headings=_headings(table.get("sections", {})),
        rules=table.get("rules", {}),
        ignore=_ignore(table.get("ignore", {})),
        views=_views(table.get("views", [])),
        **given,
    )


def _grades(rows: list[dict[str, Any]] | None) -> tuple[Grade, ...]:
    return tuple(Grade(row["score"], Text(row["en"], row["ja"])) for row in rows or ())


# The months until the leap years come round again. From the last day of one, a window is as long as from the first of
# the next.
_MONTHS = tuple(date(year, month, 1) for year in range(2001, 2005) for month in range(1, 13))


def _windows(table: Mapping[str, list[str]]) -> dict[str, Window]:
    windows = {}
    for status, default in WINDOWS.items():
        least, most = map(_duration, table.get(status, default))
        if status in table and any(least.after(day) > most.after(day) for day in _MONTHS):
            raise SettingsError(_BACKWARDS.fill(status=status, least=least, most=most))
        windows[status] = Window(least, most)
    return windows


def _duration(text: str) -> Duration:
    duration = parse_duration(text)
    if duration is None:
        raise SettingsError(_NO_DURATION.fill(text=repr(text)))
    return duration


def _admission(given: int | Mapping[str, Any]) -> Admission:
    if isinstance(given, int):
        return Admission(potential=given)
    default = Admission()
    return Admission(
        given.get("potential", default.potential),
        _duration(given.get("investigate", str(default.investigate))),
        _duration(given.get("short_term", str(default.short_term))),
    )


def _meetings(table: Mapping[str, Any], closed_days: frozenset[str]) -> Meetings:
    named = table.get("weekday")
    first = _date(table["first"], "meeting.first") if "first" in table else None
    weekday = DAY_NAMES.index(named) if named else None
    if first and weekday is None:
        weekday = first.weekday()
    if first and weekday != first.weekday():
        day = DAY_NAMES[first.weekday()]
        raise SettingsError(_OTHER_WEEKDAY.fill(first=first, day=day, weekday=named))
    if weekday is not None and WEEKDAYS[weekday] in closed_days:
        raise SettingsError(_CLOSED_MEETING.fill(weekday=DAY_NAMES[weekday]))
    stocktake = frozenset(MONTHS.index(month) + 1 for month in table.get("stocktake", ()))
    return Meetings(_duration(table.get("every", "1w")), weekday, first, stocktake)


def _ignore(table: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Exemption]]:
    return {
        rule: {name: _exemption(given, f"ignore.{rule}.{name}") for name, given in records.items()}
        for rule, records in table.items()
    }


def _views(rows: list[dict[str, Any]]) -> tuple[View, ...]:
    return tuple(view(row, f"views.{place}") for place, row in enumerate(rows))


def _exemption(given: str | Mapping[str, str], where: str) -> Exemption:
    if isinstance(given, str):
        return Exemption(given)
    until = given.get("until")
    return Exemption(given["reason"], _date(until, f"{where}.until") if until else None)


def _date(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SettingsError(settings_errors.NO_DAY.fill(where=where, text=text)) from None


def _headings(aliases: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    headings: dict[str, list[str]] = {}
    for words in (
        vocabulary.RISK_SECTIONS,
        vocabulary.POSTMORTEM_SECTIONS,
        vocabulary.CONCERN_SECTIONS,
    ):
        for key, label in words.items():
            for heading in (key, label.en, label.ja, *aliases.get(key, ())):
                keys = headings.setdefault(normal_form(heading), [])
                if key not in keys:
                    keys.append(key)
    return {heading: tuple(keys) for heading, keys in headings.items()}


def _masked(value: Any) -> Any:
    match value:
        case dict():
            # A view masks its filter itself, once it is decoded.
            return {
                key: inner if key == "filter" else _masked(inner) for key, inner in value.items()
            }
        case list():
            return [_masked(inner) for inner in value]
        case str():
            return mask(value)
        case _:
            return value


def _plain(value: Any) -> Any:
    """Turn TOML dates into text, as the JSON Schema expects."""
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list():
            return [_plain(inner) for inner in value]
        case date() | time():
            return value.isoformat()
        case _:
            return value
