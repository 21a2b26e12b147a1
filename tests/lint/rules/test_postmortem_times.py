from kit.cases import each_case
from kit.judging import carets, judged, messages

TIMES = {
    "started": "2026-01-20T10:00+09:00",
    "detected": "2026-01-20T10:05+09:00",
    "acknowledged": "2026-01-20T10:10+09:00",
    "mitigated": "2026-01-20T10:30+09:00",
    "resolved": "2026-01-20T10:40+09:00",
    "first_notice": "2026-01-20T10:20+09:00",
}


def times(**changed: str | None) -> str:
    given = {**TIMES, **changed}
    missing = [f"# no {key}" for key, moment in given.items() if moment is None]
    return "\n".join(missing + [f"{key}: {moment}" for key, moment in given.items() if moment])


def test_times_in_order_pass_and_so_do_equal_ones() -> None:
    assert judged("postmortem-times", times()) == ()
    assert judged("postmortem-times", times(**dict.fromkeys(TIMES, TIMES["started"]))) == ()


def test_instants_are_compared_and_not_clock_faces() -> None:
    assert judged("postmortem-times", times(detected="2026-01-20T01:05Z")) == ()


def test_it_may_be_mitigated_before_anybody_acknowledged_it() -> None:
    assert judged("postmortem-times", times(acknowledged="2026-01-20T11:00+09:00")) == ()


@each_case(
    ("late", "early"),
    [
        ("detected", "started"),
        ("acknowledged", "detected"),
        ("mitigated", "started"),
        ("resolved", "mitigated"),
        ("first_notice", "started"),
    ],
)
def test_a_time_before_the_one_it_follows_is_reported_with_both(late: str, early: str) -> None:
    wrong = TIMES[early].replace("+09:00", "+09:30")
    assert messages("postmortem-times", times(**{late: wrong})) == [
        f"{late} ({wrong}) is before {early} ({TIMES[early]})"
    ]


def test_a_missing_time_hides_nothing() -> None:
    wrong = times(detected=None, acknowledged="2026-01-20T09:00+09:00")
    (message,) = messages("postmortem-times", wrong)
    assert message.startswith("acknowledged (2026-01-20T09:00+09:00) is before started")


def test_a_time_without_an_offset_is_left_to_the_rule_on_dates() -> None:
    assert judged("postmortem-times", times(detected="2026-01-20T09:00")) == ()


def test_it_points_at_the_later_key_and_names_the_place_of_the_earlier_one() -> None:
    wrong = times(detected="2026-01-20T09:55+09:00")
    assert carets("postmortem-times", wrong) == ["detected: «2026-01-20T09:55+09:00»"]
    (finding,) = judged("postmortem-times", wrong)
    assert len(finding.related) == 1


def test_every_time_that_is_too_early_is_reported() -> None:
    early = "2026-01-20T09:00+09:00"
    found = messages("postmortem-times", times(detected=early, resolved=early, first_notice=early))
    assert [message.split()[0] for message in found] == ["detected", "resolved", "first_notice"]
