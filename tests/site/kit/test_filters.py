"""What a risk is found by, and the address of the list behind it."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.examples import record
from kit.sites import site
from srr.schema.views import FACETS, view
from srr.site.kit.filter_bar import STANDARD
from srr.site.kit.filters import Values, choices, list_of, values

PATH = "risks/SRR-0001.md"
NAMES = st.text(st.characters(codec="utf-8"), min_size=1)


def found_by(fragment: str) -> Values:
    shown = site({PATH: fragment})
    return values(shown.registry.risks[0], shown)


def test_an_unresolved_risk_is_found_by_its_status_and_as_open() -> None:
    assert found_by("status: watching")["status"] == ("watching", "open")
    assert found_by("status: accepted")["status"] == ("accepted",)


@pytest.mark.parametrize(
    ("next_visit", "due"),
    [("2026-02-01", ("overdue",)), ("2026-02-09", ("soon",)), ("2026-02-10", ())],
)
def test_a_visit_is_overdue_due_soon_or_neither(next_visit: str, due: tuple[str, ...]) -> None:
    assert found_by(f"next_visit: {next_visit}")["due"] == due


def test_a_priority_is_high_from_the_highest_level_of_impact_on() -> None:
    def priority(impact: int) -> tuple[str, ...]:
        return found_by(f"potential_impact: {impact}\nlikelihood: 2\npriority: {2 * impact}")[
            "priority"
        ]

    assert priority(6) == ("12", "high")
    assert priority(3) == ("6",)


def test_what_is_not_given_is_offered_where_a_record_gives_none() -> None:
    shown = site({PATH: record(PATH)})
    among = [values(risk, shown) for risk in shown.registry.risks]
    assert not among[0]["team"]
    assert choices("team", among, shown)[-1].value == "-"
    assert list_of("index.md", shown, team=None) == "risks/?team=-"


@given(NAMES, NAMES)
def test_the_address_of_a_list_says_what_was_asked(owner: str, team: str) -> None:
    shown = site({})
    address = urlsplit(list_of("overview/load.md", shown, owner=owner, team=team))
    assert address.path == "../../risks/"
    assert parse_qsl(address.query, keep_blank_values=True) == [("owner", owner), ("team", team)]


def test_each_standard_view_would_be_accepted_from_a_team() -> None:
    for _, query in STANDARD:
        assert view({"en": "x", "filter": query}, "views").query.replace("%40", "@") == query


def test_each_key_of_a_filter_is_known_of_every_risk() -> None:
    assert tuple(found_by("")) == FACETS


def test_plans_are_offered_only_where_a_record_or_a_view_names_them() -> None:
    assert not {"horizon", "effort"} & set(site({PATH: record(PATH)}).facets)
    planned = record(PATH).replace("likelihood: 2\n", "likelihood: 2\nhorizon: now\n")
    assert set(site({PATH: planned}).facets) & {"horizon", "effort"} == {"horizon"}
    by_view = {"views": [{"en": "Small", "filter": "effort=S"}]}
    assert "effort" in site({PATH: record(PATH)}, by_view).facets


def test_horizons_are_offered_in_the_order_of_time_by_their_names() -> None:
    fragments = {
        f"risks/SRR-000{number}.md": f"horizon: {horizon}\neffort: {effort}"
        for number, (horizon, effort) in enumerate((("later", "L"), ("2027Q1", "S"), ("now", "M")))
    }
    shown = site(fragments)
    among = [values(risk, shown) for risk in shown.registry.risks]
    assert [label for _, label in choices("horizon", among, shown)] == ["Now", "2027Q1", "Later"]
    assert [value for value, _ in choices("effort", among, shown)] == ["S", "M", "L"]
