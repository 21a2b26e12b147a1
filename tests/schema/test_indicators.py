"""Indicators in the settings."""

import pytest

from kit.cases import each_case
from srr.schema.dates import Duration
from srr.schema.indicators import IndicatorSettings, Source
from srr.schema.settings import Settings, SettingsError, parse

URL = "https://metrics.example.com"


def settings(**rows: object) -> Settings:
    return parse({"indicators": rows}, "srr.toml")


def test_every_key_may_be_left_out() -> None:
    assert settings(shops={}).indicator("shops") == IndicatorSettings()
    assert settings().indicator("shops").max_age == Duration(35, "d")


def test_each_key_is_read() -> None:
    source = {"kind": "prometheus", "url": URL, "query": "sum(shops)"}
    row = {"label": "Shops", "unit": "shops", "owner": "mei", "max_age": "2w", "source": source}
    found = settings(shops=row).indicator("shops")
    assert found.source == Source("prometheus", URL, "sum(shops)")
    assert (found.unit, found.owner, found.max_age) == ("shops", "mei", Duration(2, "w"))


def test_a_label_in_one_language_serves_for_both() -> None:
    both = settings(shops={"label": "Shops", "label_ja": "店舗数"}).indicator("shops")
    assert (both.name("en"), both.name("ja")) == ("Shops", "店舗数")
    assert settings(shops={"label_ja": "店舗数"}).indicator("shops").name("en") == "店舗数"
    assert settings(shops={"label": "Shops"}).indicator("shops").name("ja") == "Shops"


@each_case(
    ("rows", "said"),
    [
        ({"a b": {}}, "'a b' cannot be the name of an indicator"),
        ({"../shops": {}}, "'../shops' cannot be the name of an indicator"),
        ({"shops": {"max_age": "soon"}}, "write a duration such as 10d"),
        ({"shops": {"lable": "Shops"}}, "did you mean label"),
        ({"shops": {"source": {"kind": "graphite", "url": URL}}}, "one of prometheus, csv"),
        ({"shops": {"source": {"kind": "csv"}}}, "indicators.shops.source.url is missing"),
        ({"shops": {"source": {"kind": "csv", "url": "file:///etc/passwd"}}}, "begins with https"),
        ({"shops": {"source": {"kind": "csv", "url": URL, "query": "x"}}}, "not asked of a CSV"),
        ({"shops": {"source": {"kind": "prometheus", "url": URL}}}, "source.query is missing"),
    ],
)
def test_a_wrong_setting_is_one_sentence(rows: dict[str, object], said: str) -> None:
    with pytest.raises(SettingsError) as error:
        settings(**rows)
    assert said in error.value.said.en
    assert "\n" not in error.value.said.en
