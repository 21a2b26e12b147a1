"""Three visits at the end of the log that say the same and change nothing."""

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.judging import carets, judged, messages

HEAD = "status: watching\ncreated: 2025-01-10\nnext_visit: 2026-04-20\n\n## Visits\n"
DAYS = ("2025-05-05", "2025-08-04", "2025-11-03", "2026-02-02")


def visits(*notes: str, line: str = "- {day} ura: watching, next 2026-04-20. {note}") -> str:
    rows = (
        line.format(day=day, note=note)
        for day, note in zip(DAYS[-len(notes) :], notes, strict=True)
    )
    return HEAD + "\n".join(rows)


def test_it_fires_from_the_third_visit_on_and_counts_them_all() -> None:
    assert judged("visit-stalled", visits("No change.")) == ()
    assert judged("visit-stalled", visits(*["No change."] * 2)) == ()
    for count in (3, 4):
        assert messages("visit-stalled", visits(*["No change."] * count)) == [
            f"the last {count} visits say the same and change nothing: No change."
        ]


def test_it_is_a_warning_on_the_last_of_them_in_its_own_words() -> None:
    fragment = visits("No change.", "no change", "NO CHANGE!")
    (finding,) = judged("visit-stalled", fragment)
    assert finding.message.ja == "直近 3 回の確認が同じ言葉で、何も変わっていない: NO CHANGE!"
    assert finding.severity == "warning"
    assert finding.help is not None
    assert finding.help.en == "do the next action, change the plan, or decide otherwise"
    assert carets("visit-stalled", fragment) == [
        "«- 2026-02-02 ura: watching, next 2026-04-20. NO CHANGE!»"
    ]


@each_case(
    "notes",
    [
        ("No change.", "no  change", "- No, change"),
        ("変化なし。", "変化なし", "変化なし！"),
        ("ＮＯ　ＣＨＡＮＧＥ", "no change", "No change"),
        ("Still\n  slow.", "Still slow.", "still slow"),
        ("Something else.", "No change.", "No change.", "No change."),
    ],
)
def test_letters_marks_and_line_breaks_make_no_other_words(notes: tuple[str, ...]) -> None:
    assert len(judged("visit-stalled", visits(*notes))) == 1


@each_case(
    "notes",
    [
        ("No change.", "No change.", "Measured: 1.2 s."),
        ("No change.", "Measured: 1.2 s.", "No change."),
        ("The p99 is 1.2 s.", "The p99 is 1.3 s.", "The p99 is 1.2 s."),
        ("No change.", "No change.", "No change.", "Measured: 1.2 s."),
        ("変化なし。", "変化なし。", "変化あり。"),
        ("1.2 s", "12 s", "1.2 s"),
    ],
)
def test_other_words_break_the_row(notes: tuple[str, ...]) -> None:
    assert judged("visit-stalled", visits(*notes)) == ()


@each_case(
    "change",
    ["in-progress -> watching", "watching, likelihood 2 -> 1", "watching, owner ura -> sato"],
)
@each_case("place", [0, 1, 2])
def test_a_visit_that_changes_something_breaks_the_row(change: str, place: int) -> None:
    rows = visits(*["No change."] * 3).split("\n")
    at = rows.index("## Visits") + 1 + place
    rows[at] = rows[at].replace("watching", change)
    assert judged("visit-stalled", "\n".join(rows)) == ()


def test_another_visitor_and_another_next_date_change_nothing() -> None:
    rows = visits(*["No change."] * 3).replace("2025-11-03 ura", "2025-11-03 sato")
    assert len(judged("visit-stalled", rows.replace("next 2026-04-20", "next 2026-04-21", 1))) == 1
    assert len(judged("visit-stalled", rows.replace(", next 2026-04-20.", ".", 1))) == 1


def test_a_line_that_cannot_be_read_breaks_the_row() -> None:
    rows = visits(*["No change."] * 3)
    last = "- 2026-02-02"
    assert judged("visit-stalled", rows.replace(last, f"- No change.\n{last}")) == ()
    assert judged("visit-stalled", f"{rows}\n- No change.") == ()


def test_a_risk_that_is_done_is_not_asked() -> None:
    rows = visits(*["No change."] * 3)
    assert judged("visit-stalled", rows.replace("watching", "done")) == ()
    assert len(judged("visit-stalled", rows.replace("watching", "accepted"))) == 1


def test_visits_without_words_are_left_to_visit_silent() -> None:
    """There are no same words to show, and each of these lines has a finding of its own."""
    assert judged("visit-stalled", visits("", "", "")) == ()
    assert judged("visit-stalled", visits(".", "-", "")) == ()
    assert len(judged("visit-stalled", visits("ok", "OK.", "ok"))) == 1


@given(
    st.lists(st.sampled_from(["No change.", "Measured.", "Still slow."]), min_size=1, max_size=4)
)
def test_it_fires_exactly_where_the_last_three_are_the_same(notes: list[str]) -> None:
    is_same = len(notes) >= 3 and len(set(notes[-3:])) == 1
    assert bool(judged("visit-stalled", visits(*notes))) == is_same


def test_a_handover_between_them_is_no_visit() -> None:
    same = visits(*["No change."] * 3).splitlines()
    handover = "- 2026-02-02 ura: watching, owner ura -> sato, next 2026-04-20. Hers."
    (finding,) = judged("visit-stalled", "\n".join([*same, handover]))
    assert finding.message.en.startswith("the last 3 visits")
    assert judged("visit-stalled", "\n".join([*same[:-1], handover])) == ()


def test_reports_that_repeat_each_other_ask_for_a_decision() -> None:
    lines = "\n".join(
        f"- 2026-01-{day} ura: assigned, due 2026-02-03. No change." for day in (12, 19, 26)
    )
    fragment = f"report_due: 2026-02-03\n## Reports\n{lines}"
    (finding,) = judged("visit-stalled", fragment, folder="concerns")
    assert finding.message.en.startswith("the last 3 reports say the same")
    assert finding.help is not None
    assert "run srr report CN-0001 with --resolved, --watch" in finding.help.en
