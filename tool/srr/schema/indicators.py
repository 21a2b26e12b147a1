"""What srr.toml says of an indicator: its names, unit and owner, how long a value counts, and where it comes from."""

import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, get_args

from srr.language import Language, Refusal, Text
from srr.schema.dates import Duration, parse_duration

SourceKind = Literal["prometheus", "csv"]
SOURCES: tuple[SourceKind, ...] = get_args(SourceKind)
MAX_AGE = Duration(35, "d")
# What a comparison can name, and a file can be called.
_NAME = re.compile(r"(?!\.)[^\s<>=!/\\:,]+")
_ODD_NAME = Text(
    "indicators: {name} cannot be the name of an indicator; write one word, such as advertisers",
    "indicators: {name} は指標の名前にできません。advertisers のように 1 語で書いてください",
)
_NO_QUERY = Text(
    "indicators.{name}.source.query is missing; write the query that gives the number",
    "indicators.{name}.source.query がありません。数値を返すクエリーを書いてください",
)
_NO_QUERY_WANTED = Text(
    "indicators.{name}.source.query is not asked of a CSV; take it out",
    "indicators.{name}.source.query は CSV には使えません。取り除いてください",
)
_ODD_URL = Text(
    "indicators.{name}.source.url is {url}; write one that begins with https:// or http://",
    "indicators.{name}.source.url が {url} です。https:// か http:// で始まる URL を書いてください",
)


class IndicatorError(Refusal):
    """An indicator of the settings cannot be used; what is said is one sentence."""


class Source(NamedTuple):
    """Where `srr collect` gets the number; *query* is asked of Prometheus alone."""

    kind: SourceKind
    url: str
    query: str | None = None


class IndicatorSettings(NamedTuple):
    """An indicator as the settings describe it; a value older than *max_age* says nothing any more."""

    label: str | None = None
    label_ja: str | None = None
    unit: str | None = None
    owner: str | None = None
    max_age: Duration = MAX_AGE
    source: Source | None = None

    def name(self, language: Language) -> str | None:
        """Return what to call it in *language*; None where it has no label."""
        return self.label_ja or self.label if language == "ja" else self.label or self.label_ja


def is_name(text: str) -> bool:
    """Whether *text* can be the name of an indicator."""
    return text.isprintable() and _NAME.fullmatch(text) is not None


def indicators(table: Mapping[str, Mapping[str, Any]]) -> dict[str, IndicatorSettings]:
    """Read the indicators of the settings; raise IndicatorError on the first thing wrong."""
    return {name: _indicator(name, row) for name, row in table.items()}


def _indicator(name: str, row: Mapping[str, Any]) -> IndicatorSettings:
    if not is_name(name):
        raise IndicatorError(_ODD_NAME.fill(name=repr(name)))
    given = {key: row[key] for key in ("label", "label_ja", "unit", "owner") if key in row}
    max_age = parse_duration(row["max_age"]) if "max_age" in row else None
    source = _source(name, row["source"]) if "source" in row else None
    return IndicatorSettings(**given, max_age=max_age or MAX_AGE, source=source)


def _source(name: str, row: Mapping[str, str]) -> Source:
    kind: SourceKind = "csv" if row["kind"] == "csv" else "prometheus"
    found = Source(kind, row["url"], row.get("query"))
    if re.match(r"https?://[^/\s]", found.url) is None:
        raise IndicatorError(_ODD_URL.fill(name=name, url=repr(found.url)))
    if found.kind == "prometheus" and not found.query:
        raise IndicatorError(_NO_QUERY.fill(name=name))
    if found.kind == "csv" and found.query is not None:
        raise IndicatorError(_NO_QUERY_WANTED.fill(name=name))
    return found
