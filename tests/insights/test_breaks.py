"""What breaks next: the order of the conditions, and what is said of each in words."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from kit.cases import each_case
from kit.examples import TODAY, tree
from srr.insights.break_words import amount, headroom_words, runway_words, said
from srr.insights.breaks import Break, breaks, by_risk, soonest
from srr.records.headroom import Headroom
from srr.records.registry import Registry, read_registry
from srr.records.runway import Runway
from srr.schema.settings import Settings, parse

HELD = "status: accepted\nacceptance:\n  holds_while: ['{}']\n"


def grows(value: Callable[[int], float], days: range = range(-25 * 7, 1, 7)) -> str:
    """Return the rows of an indicator, with a value for each of *days* from TODAY."""
    return "".join(f"{TODAY + timedelta(day)},{value(day)}\n" for day in days)


def registry(fragments: Mapping[str, str], settings: Settings | None = None) -> Registry:
    files: dict[str, bytes] = {}
    for name, fragment in fragments.items():
        if name.isdigit():
            files |= tree(fragment, f"risks/SRR-{name}.md")
        else:
            files[f"indicators/{name}.csv"] = f"date,value\n{fragment}".encode()
    return read_registry(files, settings or Settings())


def found(fragments: Mapping[str, str], settings: Settings | None = None) -> tuple[Break, ...]:
    read = registry(fragments, settings)
    return breaks(read, read.risks, TODAY)


LINE = grows(lambda day: 100 + day / 7)


def test_the_soonest_comes_first_after_what_is_reached_and_what_nothing_can_be_said_of() -> None:
    order = found(
        {
            "0001": "breaks_when: line > 130",
            "0002": "breaks_when: old > 500",
            "0003": "breaks_when: flat > 80",
            "0004": "breaks_when: none > 1",
            "0005": "breaks_when: line > 99",
            "0006": "breaks_when: line > 105",
            "0007": "breaks_when: flat > 60",
            "line": LINE,
            "flat": grows(lambda _: 50),
            "old": grows(lambda _: 50, range(-200, -100)),
        }
    )
    assert [each.risk.id[-1] for each in order] == ["5", "2", "6", "1", "7", "3", "4"]
    assert [each.runway for each in order if isinstance(each.runway, str)] == [
        *("reached", "stale", "no-trend", "no-trend", "no-row"),
    ]


def test_a_registry_without_indicators_has_nothing_that_breaks() -> None:
    assert found({"0001": "breaks_when: line > 130"}) == ()
    assert len(found({"0001": "breaks_when: line > 130", "other": ""})) == 1


def test_what_is_done_does_not_break() -> None:
    assert found({"0001": "status: done\nbreaks_when: line > 130", "line": LINE}) == ()


@each_case(
    ("breaks_when", "held", "number"),
    [
        ("line >= 130", "line < 130", 1),
        ("line < 30", "line >= 30", 1),
        ("line > 130", "line < 130", 2),
        ("line >= 140", "line < 130", 2),
        ("flat >= 130", "line < 130", 2),
        ("line <= 130", "line < 130", 2),
    ],
)
def test_a_limit_at_which_the_acceptance_is_tripped_is_said_once(
    breaks_when: str, held: str, number: int
) -> None:
    risk = f"breaks_when: {breaks_when}\n{HELD.format(held)}"
    once = found({"0001": risk, "line": LINE, "flat": LINE})
    assert len(once) == number
    assert not once[0].condition.is_limit or number == 2


def test_of_each_risk_the_first_that_has_a_value_stands_for_it() -> None:
    fragments = {
        "0001": f"breaks_when: line > 130\n{HELD.format('none < 5')}",
        "0002": "breaks_when: none > 1",
        "line": LINE,
    }
    every = found(fragments)
    assert len(by_risk(every)["risks/SRR-0001.md"]) == 2
    assert {path: each.condition.name for path, each in soonest(every).items()} == {
        "risks/SRR-0001.md": "line"
    }


def words(runway: object, *, held: bool = False) -> tuple[str, str]:
    condition = HELD.format("line < 130") if held else "breaks_when: line > 130"
    (one,) = found({"0001": condition, "line": LINE})
    said = runway_words(one._replace(runway=runway, since=TODAY))  # type: ignore[arg-type]
    return said.en, said.ja


def months(expected: int, earliest: int, latest: int | None) -> Runway:
    """Return a runway in days from TODAY, which is 2026-02-02."""
    return Runway(
        TODAY + timedelta(expected),
        TODAY + timedelta(earliest),
        None if latest is None else TODAY + timedelta(latest),
    )


@each_case(
    ("runway", "en", "ja"),
    [
        (months(60, 30, 120), "2026-04, between March and June", "2026-04 (3 月〜6 月)"),
        (months(60, 30, 400), "2026-04, between 2026-03 and 2027-03", "2026-04 (2026-03〜2027-03)"),
        (months(60, 58, 62), "2026-04", "2026-04"),
        (
            months(60, 30, None),
            "2026-04, not before 2026-03",
            "2026-04 (2026-03 以降)",
        ),
        ("no-trend", "no trend", "傾向なし"),
        ("reached", "reached on 2026-02-02", "2026-02-02 に到達"),
        (
            "stale",
            "no value since 2026-02-02: cannot be judged",
            "2026-02-02 を最後に値がなく、判断できない",
        ),
    ],
)
def test_a_runway_is_said_in_months_with_its_interval(runway: object, en: str, ja: str) -> None:
    assert words(runway) == (en, ja)


def test_an_acceptance_is_tripped() -> None:
    assert words("reached", held=True) == ("tripped on 2026-02-02", "2026-02-02 に前提が崩れた")


@each_case(
    ("value", "limit", "share", "en"),
    [
        (715.0, 900.0, 185 / 900, "185 left (21 %)"),
        (36773.0, 40000.0, 0.08, "3,227 left (8 %)"),
        (52.0, 50.0, -0.04, "2 over (4 %)"),
        (0.1, 0.3, 0.6667, "0.2 left (67 %)"),
        (899.999999, 900.0, 1e-9, "1e-06 left (1e-07 %)"),
        (900.0, 900.0, 0, "at the limit"),
        (1.0, 2.0, None, None),
    ],
)
def test_headroom_is_said_in_numbers_and_per_cent(
    value: float, limit: float, share: float | None, en: str | None
) -> None:
    words = headroom_words(Headroom("line", value, TODAY, limit, share))
    assert (words and words.en) == en


@each_case(
    ("value", "shown"),
    [
        (12.0, "12"),
        (1234567.0, "1,234,567"),
        (357.5, "357.5"),
        (0.30000000000000004, "0.3"),
        (1e300, "1e+300"),
        (-0.0, "0"),
    ],
)
def test_an_amount_is_written_as_people_write_it(value: float, shown: str) -> None:
    assert amount(value) == shown
    assert amount(value, "min") == f"{shown} min"


def test_all_of_it_is_said_in_parts() -> None:
    settings = parse({"indicators": {"line": {"unit": "calls/h"}}}, "srr.toml")
    (limit,) = found({"0001": "breaks_when: line > 130", "line": LINE}, settings)
    assert [part.en for part in said(limit)] == [
        "line 100 calls/h (2026-02-02)",
        "breaks when > 130",
        "30 left (23 %)",
        "2026-08",
    ]
    (held,) = found({"0001": HELD.format("gone < 5"), "line": LINE})
    assert [part.ja for part in said(held)] == ["gone", "< 5 の間は有効", "値がまだない"]
