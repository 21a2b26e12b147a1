from kit.judging import carets, judged, messages

HEAD = "status: watching\ncreated: 2026-01-12\nnext_visit: 2026-03-31\n\n## Visits\n"


def test_two_visits_on_one_day_are_in_order() -> None:
    fragment = f"{HEAD}- 2026-01-12 ura: watching.\n- 2026-01-12 sato: watching."
    assert judged("visit-order", fragment) == ()


def test_an_entry_that_cannot_be_read_is_passed_over() -> None:
    fragment = f"{HEAD}- 2026-01-20 ura: watching.\n- yesterday\n- 2026-01-21 ura: watching."
    assert judged("visit-order", fragment) == ()


def test_each_entry_is_compared_with_the_one_before() -> None:
    fragment = (
        f"{HEAD}- 2026-01-20 a: watching.\n- 2026-01-15 b: watching.\n- 2026-01-16 c: watching."
    )
    assert messages("visit-order", fragment) == [
        "the visit of 2026-01-15 comes after the one of 2026-01-20 and has an earlier date"
    ]


def test_no_visit_is_older_than_the_record() -> None:
    (finding,) = judged("visit-order", f"{HEAD}- 2026-01-11 ura: watching.")
    assert "before created on 2026-01-12" in finding.message.en
    assert finding.place.column == 1


def test_the_next_visit_is_not_before_the_last_one() -> None:
    fragment = f"{HEAD}- 2026-01-20 ura: watching.".replace("2026-03-31", "2025-03-31")
    (finding,) = judged("visit-order", fragment)
    assert finding.message.en == "the next visit 2025-03-31 is before the last visit on 2026-01-20"
    assert finding.help is not None
    assert finding.help.en == "did you mean 2026-03-31?"
    assert carets("visit-order", fragment) == ["next_visit: «2025-03-31»"]


def test_the_next_visit_is_not_before_the_creation() -> None:
    fragment = "created: 2026-01-26\nnext_visit: 2026-01-25"
    assert messages("visit-order", fragment) == [
        "the next visit 2026-01-25 is before its creation on 2026-01-26"
    ]


def test_it_points_at_the_entry_or_at_the_next_visit() -> None:
    fragment = f"{HEAD}- 2026-01-20 a: watching.\n- 2026-01-15 b: watching."
    assert carets("visit-order", fragment.replace("2026-03-31", "2026-01-14")) == [
        "next_visit: «2026-01-14»",
        "«- 2026-01-15 b: watching.»",
    ]


def test_a_next_visit_on_the_day_itself_is_not_before_it() -> None:
    assert judged("visit-order", "created: 2026-01-26\nnext_visit: 2026-01-26") == ()


def test_what_was_meant_is_asked_only_where_another_year_is_in_the_window() -> None:
    helps = []
    for due in ("2025-01-30", "2025-12-01"):
        (finding,) = judged("visit-order", f"created: 2026-01-26\nnext_visit: {due}")
        assert finding.help is not None
        helps.append(finding.help.en)
    assert helps == ["did you mean 2026-01-30?", "correct the date that is wrong"]
    (finding,) = judged("visit-order", "status: done\ncreated: 2026-01-26\nnext_visit: 2025-01-30")
    assert finding.help is not None
    assert finding.help.en == "correct the date that is wrong"
