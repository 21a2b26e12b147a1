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
    assert "before 2026-01-12, the day the record was created" in finding.message.en
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
