from kit.judging import carets, judged


def advice(fragment: str, **options: object) -> str | None:
    (finding,) = judged("visit-closed-day", fragment, **options)  # type: ignore[arg-type]
    return finding.help.en if finding.help else None


def test_a_weekday_passes_and_a_closed_risk_is_not_asked() -> None:
    assert judged("visit-closed-day", "next_visit: 2026-02-06") == ()
    assert judged("visit-closed-day", "status: done\nnext_visit: 2026-02-07") == ()


def test_the_next_working_day_is_proposed() -> None:
    assert advice("created: 2026-01-30\nnext_visit: 2026-02-07") == "take 2026-02-09 instead"


def test_at_the_end_of_the_window_the_day_before_is_proposed() -> None:
    assert advice("created: 2026-01-25\nnext_visit: 2026-02-08") == "take 2026-02-06 instead"


def test_the_day_just_before_may_be_proposed() -> None:
    sundays = {"closed_days": ["sun"]}
    fragment = "created: 2026-01-25\nnext_visit: 2026-02-08"
    assert advice(fragment, settings=sundays) == "take 2026-02-07 instead"


def test_an_acceptance_ends_the_window_too() -> None:
    accepted = "status: accepted\ncreated: 2026-01-05\nnext_visit: 2026-03-07\n"
    assert advice(f"{accepted}acceptance: {{until: 2026-03-08}}") == "take 2026-03-06 instead"


def test_a_short_acceptance_leaves_the_days_before_its_end() -> None:
    accepted = "status: accepted\ncreated: 2026-01-30\nnext_visit: 2026-02-07\n"
    assert advice(f"{accepted}acceptance: {{until: 2026-02-08}}") == "take 2026-02-06 instead"


def test_holidays_and_closed_days_are_settings() -> None:
    settings = {"closed_days": [], "holidays": ["2026-02-06", "2026-02-07"]}
    fragment = "created: 2026-01-30\nnext_visit: 2026-02-06"
    assert advice(fragment, settings=settings) == "take 2026-02-08 instead"


def test_when_nobody_ever_reviews_nothing_is_proposed() -> None:
    always = {"closed_days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}
    assert advice("next_visit: 2026-02-06", settings=always) is None


def test_the_last_year_is_no_trouble() -> None:
    always = {"closed_days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}
    assert advice("status: paused\nnext_visit: 2100-12-31", settings=always) is None


def test_it_points_at_the_day_and_names_the_weekday() -> None:
    assert carets("visit-closed-day", "next_visit: 2026-02-07") == ["next_visit: «2026-02-07»"]
    (finding,) = judged("visit-closed-day", "next_visit: 2026-02-08")
    assert finding.message.en == "2026-02-08 is a Sunday, a day on which nobody reviews"
    assert finding.message.ja == "2026-02-08 は日曜日で、見直しをしない日である"


def test_the_days_at_both_ends_of_the_window_may_be_proposed() -> None:
    created = "created: 2026-01-26\n"
    closed = {"closed_days": ["tue", "wed", "thu", "fri", "sat", "sun"]}
    assert advice(f"{created}next_visit: 2026-02-08", settings=closed) == "take 2026-02-09 instead"
    closed["holidays"] = ["2026-02-09", "2026-02-02"]
    assert advice(f"{created}next_visit: 2026-02-08", settings=closed) == "take 2026-01-26 instead"


def test_no_day_outside_the_window_is_proposed() -> None:
    but_sundays = {"closed_days": ["mon", "tue", "wed", "thu", "fri", "sat"]}
    closed = {**but_sundays, "holidays": ["2026-02-01", "2026-02-08"]}
    assert advice("created: 2026-01-26\nnext_visit: 2026-02-08", settings=closed) is None


def test_a_day_more_than_a_month_away_is_not_proposed() -> None:
    closed = {"closed_days": [], "holidays": [f"2026-03-{day:02}" for day in range(1, 32)]}
    fragment = "# no created\nstatus: paused\nnext_visit: 2026-03-01"
    assert advice(fragment, settings=closed) == "take 2026-04-01 instead"
    closed["holidays"].append("2026-04-01")
    assert advice(fragment, settings=closed) == "take 2026-02-28 instead"
