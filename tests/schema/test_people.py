"""people.toml: who is mentioned, and one sentence for what cannot be used."""

import tomllib
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.secrets import word
from srr.schema.people import PeopleError, parse
from srr.schema.settings import Settings

TODAY = date(2026, 2, 2)


@each_case(
    ("written", "mention"),
    [
        ('forge = "ura-github"', "@ura-github"),
        ('forge = "@ura"', "@ura"),
        ('forge = "acme/sre"', "@acme/sre"),
        ('name = "Ura"\nteam = "sre"', None),
        ('forge = "ura"\nuntil = 2026-02-02', "@ura"),
        ('forge = "ura"\nuntil = 2026-02-01', None),
    ],
)
def test_a_person_is_mentioned_by_the_forges_name_until_the_last_day(
    written: str, mention: str | None
) -> None:
    people = parse(tomllib.loads(f"[ura]\n{written}"))
    assert people["ura"].mention(TODAY) == mention


@each_case(
    ("table", "sentence"),
    [
        ({"ura": "x"}, 'ura is not a table; write [ura], and forge = "NAME" below it'),
        ({"ura": {"name": "U\u200bra"}}, "ura.name holds U+200B, which is invisible; take it out"),
        ({"ura": {"froge": "x"}}, "ura has no key froge; did you mean forge?"),
        ({"ura": {"name": 1}}, "ura.name is not text; put it in quotes"),
        (
            {"ura": {"until": "soon"}},
            "ura.until is not a day; write one such as 2026-07-01",
        ),
        (
            {"ura": {"forge": "a @b"}},
            "ura.forge is not the name of a user or a team; write one such as ura",
        ),
    ],
)
def test_what_cannot_be_used_is_one_sentence(table: dict[str, Any], sentence: str) -> None:
    with pytest.raises(PeopleError) as error:
        parse(table)
    assert str(error.value) == sentence


SCALARS = st.one_of(st.text(), st.integers(), st.booleans(), st.dates(), st.datetimes())
KEYS = st.one_of(st.sampled_from(["name", "team", "until", "forge"]), st.text())


@given(st.dictionaries(st.text(), st.one_of(SCALARS, st.dictionaries(KEYS, SCALARS))))
def test_whatever_is_in_it_a_mention_is_one_word(table: dict[str, Any]) -> None:
    try:
        people = parse(table)
    except PeopleError:
        return
    for person in people.values():
        mention = person.mention(TODAY)
        assert mention is None or (
            mention.isascii() and mention.isprintable() and " " not in mention
        )


def test_the_team_of_a_person_is_known_and_holds_no_secret() -> None:
    token = "ghp_" + word(36)
    people = parse({"ura": {"team": "sre"}, "mei": {"team": token}, "kenta": {}})
    assert [people[name].team for name in ("ura", "mei", "kenta")] == ["sre", "*" * 40, None]
    settings = replace(Settings(), people=people)
    assert settings.team_of("ura") == "sre"
    assert settings.team_of("nobody") is settings.team_of(None) is Settings().team_of("ura") is None
