"""Views in the settings: read as an address is, and refused where they would not filter."""

import tomllib

import pytest

from kit.cases import each_case
from srr.language import Text
from srr.schema.settings import SettingsError, parse
from srr.schema.views import View


def views(toml: str) -> tuple[View, ...]:
    return parse(tomllib.loads(toml), "srr.toml").views


def refused(**view: object) -> str:
    with pytest.raises(SettingsError) as error:
        parse({"views": [view]}, "srr.toml")
    return str(error.value)


def test_a_view_has_a_name_in_each_language_and_a_query() -> None:
    found = views(
        """[[views]]
        en = "Evening peak"
        ja = "夜のピーク"
        filter = "?status=open&team=注文&status=accepted&columns=team,service"
        """
    )
    query = "status=open&team=%E6%B3%A8%E6%96%87&status=accepted&columns=team%2Cservice"
    assert found == (View(Text("Evening peak", "夜のピーク"), query),)


def test_a_score_is_filtered_by_numbers_and_by_the_words_that_stand_for_none() -> None:
    query = "priority=12&priority=high&priority=unknown&current_impact=0&current_impact=unknown&likelihood=-"
    (found,) = views(f'[[views]]\nen = "x"\nfilter = "{query}"')
    assert found.query == query


@pytest.mark.parametrize("language", ["en", "ja"])
def test_one_name_serves_both_languages(language: str) -> None:
    (found,) = views(f'[[views]]\n{language} = "Web"\nfilter = "team=web"')
    assert found.name == Text("Web", "Web")


@each_case(
    ("view", "said"),
    [
        ({"filter": "status=open"}, "views.0 has no name; write it as en, as ja, or as both"),
        ({"en": "x"}, "views.0.filter is missing"),
        ({"en": " ", "filter": "status=open"}, "views.0.en is blank; write some text"),
        ({"en": "x", "filter": "status=open", "name": "x"}, "no setting is called views.0.name"),
        ({"en": "x", "filter": "?"}, "views.0.filter is '?'; write it as in the address"),
        (
            {"en": "x", "filter": "stauts=open"},
            "nothing is filtered by 'stauts'; did you mean status?",
        ),
        ({"en": "x", "filter": "status=opne"}, "status is never 'opne'; did you mean open?"),
        ({"en": "x", "filter": "due=late"}, "due is never 'late'; known: overdue, soon"),
        (
            {"en": "x", "filter": "priority=abc"},
            "priority is never 'abc'; known: whole numbers, high, unknown, -",
        ),
        ({"en": "x", "filter": "priority=hihg"}, "did you mean high?"),
        ({"en": "x", "filter": "current_impact=06"}, "known: whole numbers, unknown, -"),
        ({"en": "x", "filter": "potential_impact=high"}, "known: whole numbers, unknown, -"),
        ({"en": "x", "filter": "likelihood=unknown"}, "likelihood is never 'unknown'"),
        ({"en": "x", "filter": "likelihood=-1"}, "likelihood is never '-1'"),
        ({"en": "x", "filter": "team="}, "team is empty; write a value behind its ="),
        ({"en": "x", "filter": "sort=-nxt_visit"}, "did you mean -next_visit?"),
        ({"en": "x", "filter": "columns=team,srevice"}, "did you mean service?"),
        ({"en": "x", "filter": "group=service"}, "group is never 'service'"),
        ({"en": "x", "filter": "owner=%zz"}, "'%zz' holds a % that is no escape of UTF-8"),
        ({"en": "x", "filter": "text=50%"}, "'50%' holds a % that is no escape of UTF-8"),
        ({"en": "x", "filter": "text=%ff"}, "write the words as they are, and % as %25"),
        ({"en": "x", "filter": "%ff=x"}, "'%ff' holds a % that is no escape of UTF-8"),
        ({"en": "x", "filter": "team=a%00"}, "'team' holds U+0000, which no name holds"),
        ({"en": "x", "filter": "team=a%0Ab%E2%80%AE"}, "'team' holds U+000A, U+202E"),
        (
            {"en": "x", "filter": "sort=title&sort=owner"},
            "sort is given twice, and takes one value",
        ),
        ({"en": "x", "filter": "group=team&group=team"}, "group is given twice"),
        ({"en": "x", "filter": "text=a&text=b"}, "text is given twice"),
        ({"en": "x", "filter": "columns=team&columns=area"}, "columns is given twice"),
        ({"en": "x", "filter": "status=open&status=open"}, "status has 'open' twice; keep one"),
        ({"en": "x", "filter": "team=a+b&team=a%20b"}, "team has 'a b' twice; keep one of them"),
        ({"en": "x", "filter": "columns=owner,owner"}, "columns has 'owner' twice"),
    ],
)
def test_what_would_not_filter_is_refused_with_its_place(
    view: dict[str, object], said: str
) -> None:
    assert said in refused(**view)


def test_two_values_of_one_key_and_escapes_are_kept() -> None:
    query = "owner=a%2Cb&owner=c+d&due=overdue&due=soon&text=50%25+%E5%A4%9C&&"
    (found,) = views(f'[[views]]\nen = "x"\nfilter = "{query}"')
    assert found.query == query.removesuffix("&&")


def test_what_is_refused_is_told_in_japanese_too() -> None:
    for query in ("owner=%zz", "team=%00", "sort=title&sort=owner", "status=open&status=open"):
        with pytest.raises(SettingsError) as error:
            parse({"views": [{"en": "x", "filter": query}]}, "srr.toml")
        assert error.value.said.ja.endswith("ください")
