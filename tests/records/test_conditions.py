"""Which conditions of a risk count, and which are crossed."""

from datetime import date

from kit.cases import each_case
from kit.examples import tree
from srr.records.conditions import Condition, conditions, limit
from srr.records.registry import Registry, read_registry
from srr.schema.settings import Settings, parse

TODAY = date(2026, 2, 2)
ACCEPTED = """\
status: accepted
breaks_when: shops >= 20
acceptance:
  holds_while: [shops < 15, 5, "guests <= 300 %", nonsense]
"""


def registry(
    fragment: str, shops: str = "2026-01-26,12", settings: Settings | None = None
) -> Registry:
    series = f"indicators/shops.csv\ndate,value\n{shops}\n"
    return read_registry(tree(f"risks/SRR-0001.md\n{fragment}{series}", ""), settings or Settings())


def found(fragment: str, shops: str = "2026-01-26,12") -> list[Condition]:
    known = registry(fragment, shops)
    return list(conditions(known.risks[0], known))


def test_conditions_keep_their_place_and_name_their_indicator() -> None:
    limit_, shops, guests = found(ACCEPTED)
    assert limit_.key == ("breaks_when",)
    assert shops.key == ("acceptance", "holds_while", 0)
    assert guests.key == ("acceptance", "holds_while", 2)
    assert (limit_.is_limit, shops.is_limit) == (True, False)
    assert shops.indicator is not None
    assert guests.indicator is None
    assert guests.comparison.limit == 300


@each_case(
    ("fragment", "names"),
    [
        (ACCEPTED.replace("accepted", "watching"), ["shops"]),
        (ACCEPTED.replace("accepted", "done"), []),
        ("breaks_when: many shops\n", []),
        ("breaks_when: [shops > 1]\n", []),
        ("", []),
    ],
)
def test_only_what_still_counts_is_asked(fragment: str, names: list[str]) -> None:
    assert [each.name for each in found(fragment)] == names


def test_a_limit_is_found_where_there_is_one() -> None:
    known = registry(ACCEPTED)
    found_limit = limit(known.risks[0], known)
    assert found_limit is not None
    assert found_limit.stated == "shops >= 20"
    assert limit(registry("").risks[0], registry("")) is None


@each_case(
    ("shops", "crossed"),
    [("2026-01-26,14", []), ("2026-01-26,15", [False]), ("2026-01-26,20", [True, False])],
)
def test_a_limit_is_crossed_when_it_holds_and_a_premise_when_it_does_not(
    shops: str, crossed: list[bool]
) -> None:
    met = [each.is_limit for each in found(ACCEPTED, shops) if each.crossed(TODAY, Settings())]
    assert met == crossed


def test_without_an_indicator_nothing_is_stale() -> None:
    (guests,) = (each for each in found(ACCEPTED) if each.name == "guests")
    assert not guests.is_stale(TODAY, Settings())


def test_nothing_is_crossed_by_a_number_that_is_too_old() -> None:
    old = found(ACCEPTED, "2025-12-01,40")[0]
    assert old.is_stale(TODAY, Settings())
    assert old.crossed(TODAY, Settings()) is None
    patient = parse({"indicators": {"shops": {"max_age": "1y"}}}, "srr.toml")
    assert not old.is_stale(TODAY, patient)
    assert old.crossed(TODAY, patient) is not None
