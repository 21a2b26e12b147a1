"""What a year is expected to cost: the stack rank, what is accepted, and what has to be fixed."""

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.outages import registry
from srr.insights.expected import Expectation, expectation
from srr.schema.slo import Slo

SLO = Slo(99.95)
"""It allows 262.98 minutes a year."""


def estimated(minutes: float, more: str = "") -> str:
    """Return a risk that takes as many minutes a year: it happens once in 365.25 days, and affects everybody."""
    estimate = f"{{detect_minutes: 0, repair_minutes: {minutes}, affected_percent: 100, every_days: 365.25}}"
    return f"estimate: {estimate}\n{more}"


def expected(*fragments: str, slo: Slo = SLO, share: float = 0.25) -> Expectation:
    files = {f"risks/SRR-{number:04}.md": text for number, text in enumerate(fragments, 1)}
    return expectation(registry(files).risks, slo, share)


def ids(costs: object) -> list[str]:
    assert isinstance(costs, tuple)
    return [each.risk.id for each in costs]


def test_the_dearest_comes_first_with_its_share_of_the_year() -> None:
    # (10 + 80) x 100 % x 365.25 / 365.25 = 90; (5 + 40) x 20 % x 365.25 / 60 = 54.7875; of 262.98.
    pool = "{detect_minutes: 10, repair_minutes: 80, affected_percent: 100, every_days: 365.25}"
    limit = "{detect_minutes: 5, repair_minutes: 40, affected_percent: 20, every_days: 60}"
    told = expected(f"estimate: {limit}", f"estimate: {pool}")
    assert [(each.risk.id, each.minutes, round(each.share, 4)) for each in told.open] == [
        ("SRR-0002", 90, 0.3422),
        ("SRR-0001", 54.7875, 0.2083),
    ]
    assert [each.is_too_big for each in told.open] == [True, False]


@each_case(
    ("minutes", "share", "is_too_big"),
    # A quarter of 262.98 is 65.745.
    [(65.745, 0.25, False), (65.746, 0.25, True), (65.746, 0.5, False), (262.98, 1, False)],
)
def test_what_takes_more_than_the_share_is_too_big(
    minutes: float, share: float, is_too_big: bool
) -> None:
    (cost,) = expected(estimated(minutes), share=share).open
    assert cost.is_too_big is is_too_big


def test_the_accepted_ones_are_subtracted_first_and_what_is_done_costs_nothing() -> None:
    told = expected(
        estimated(60),
        estimated(100, "status: accepted"),
        estimated(500, "status: done"),
        estimated(30),
        "",
        "status: accepted",
    )
    assert (ids(told.accepted), ids(told.open)) == (["SRR-0002"], ["SRR-0001", "SRR-0004"])
    assert ids(told.ranked) == ["SRR-0002", "SRR-0001", "SRR-0004"]
    # 262.98 - 100 = 162.98; - 90 = 72.98.
    assert (round(told.unallocated, 2), told.open_minutes, told.spare) == (162.98, 90, 72.98)
    assert told.to_fix == ()
    assert [risk.id for risk in told.unestimated] == ["SRR-0005"]


def test_the_fewest_are_named_without_which_the_rest_fits() -> None:
    # 120 + 90 + 60 + 50 = 320 do not fit into 262.98 - 100; without 120 there are 200, without 90 as well 110.
    told = expected(*map(estimated, (50, 90, 120, 60)), estimated(100, "status: accepted"))
    assert ids(told.to_fix) == ["SRR-0003", "SRR-0002"]


def test_what_fits_to_the_minute_fits() -> None:
    assert ids(expected(estimated(262.98)).to_fix) == []
    assert ids(expected(*map(estimated, (87.66, 87.66, 87.66))).to_fix) == []
    assert ids(expected(estimated(262.981)).to_fix) == ["SRR-0001"]


def test_where_the_accepted_ones_do_not_fit_nothing_can_be_fixed() -> None:
    told = expected(estimated(300, "status: accepted"), estimated(1))
    assert told.to_fix is None
    assert round(told.unallocated, 2) == -37.02


@each_case(
    ("service", "is_counted"),
    [("service: order-api", True), ("service: menu-api", False), ("", True)],
)
def test_a_risk_counts_by_its_service(service: str, is_counted: bool) -> None:
    told = expected(estimated(10, service), slo=Slo(99.95, services=("Order-API",)))
    assert bool(told.open) is is_counted


@given(
    st.lists(st.integers(1, 400), max_size=8),
    st.lists(st.integers(1, 200), max_size=3),
)
def test_what_is_left_fits_and_one_fewer_would_not(open_: list[int], accepted: list[int]) -> None:
    told = expected(*map(estimated, open_), *(estimated(n, "status: accepted") for n in accepted))
    left = 262.98 - sum(accepted)
    if told.to_fix is None:
        assert left < 0
        return
    kept = sorted(open_, reverse=True)[len(told.to_fix) :]
    assert sum(kept) <= left
    if told.to_fix:
        assert sum(kept) + told.to_fix[-1].minutes > left
