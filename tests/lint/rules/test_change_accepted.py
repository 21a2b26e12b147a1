"""An acceptance is loosened by a new decision alone; tightening and other words are free."""

import operator
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.judging import carets, judged, messages

OLD = "- 2026-01-26 sato: in-progress -> accepted, next 2026-03-02. Twelve shops; kato decided."
NEW = "- 2026-02-02 sato: accepted, next 2026-03-09. Twelve shops still; kato renewed it."
RECORDS_NOTHING = ", and no new decision records it"


def accepted(
    *lines: str,
    by: str = "kato",
    decided: str = "2026-01-26",
    consequences: str = "[Guests wait., Shops call us.]",
    holds: str = "[shops < 50]",
    until: str = "2026-06-20",
    basis: str = "{shops: 12, orders: 3.5}",
    reviewer: str = "sato",
    status: str = "accepted",
) -> str:
    return (
        f"status: {status}\nnext_visit: 2026-03-02\nacceptance:\n"
        f"  by: {by}\n  decided: {decided}\n  because: A second service costs more.\n"
        f"  consequences: {consequences}\n  holds_while: {holds}\n  basis: {basis}\n"
        f"  until: {until}\n  reviewer: {reviewer}\n"
        "## Visits\n\n" + "\n".join((OLD, *lines)) + "\n"
    )


BEFORE = accepted()


def loosened(after: str, before: str = BEFORE) -> list[str]:
    found = messages("change-accepted", after, before=before)
    return [message.removesuffix(RECORDS_NOTHING) for message in found]


LOOSER = [
    ({"until": "2026-06-21"}, "until goes from 2026-06-20 to 2026-06-21", "  until: «2026-06-21»"),
    ({"by": "mori"}, "by goes from kato to mori", "  by: «mori»"),
    (
        {"consequences": "[Guests wait.]"},
        "consequences has fewer items: 1, not 2",
        "  «consequences»: [Guests wait.]",
    ),
    ({"holds": "[]"}, "holds_while has fewer items: 0, not 1", "  «holds_while»: []"),
    (
        {"holds": "[shops < 51]"},
        "shops < 50 became shops < 51",
        "  «holds_while»: [shops < 51]",
    ),
    (
        {"basis": "{shops: 31, orders: 3.5}"},
        "basis of shops goes from 12 to 31",
        "  «basis»: {shops: 31, orders: 3.5}",
    ),
    ({"basis": "{shops: 12}"}, "basis.orders is gone", "  «basis»: {shops: 12}"),
    ({"holds": "[orders < 9]"}, "shops < 50 is gone", "  «holds_while»: [orders < 9]"),
]


@each_case(("keys", "message", "line"), LOOSER)
def test_each_way_of_loosening_is_named_where_it_is(
    keys: dict[str, str], message: str, line: str
) -> None:
    after = accepted(**keys)
    assert messages("change-accepted", after, before=BEFORE) == [message + RECORDS_NOTHING]
    assert carets("change-accepted", after, before=BEFORE) == [line]


@each_case("keys", [keys for keys, *_ in LOOSER])
def test_a_new_day_and_a_visit_with_words_make_a_new_decision(keys: dict[str, str]) -> None:
    assert loosened(accepted(NEW, decided="2026-02-02", **keys)) == []
    assert len(loosened(accepted(NEW, **keys))) == 1
    assert len(loosened(accepted(decided="2026-02-02", **keys))) == 1


@each_case(
    ("decided", "visit"),
    [
        ("2026-01-25", NEW),
        ("soon", NEW),
        ("2026-02-02", NEW.replace(" Twelve shops still; kato renewed it.", " ok")),
        ("2026-02-02", f"<!-- {NEW} -->"),
        ("2026-02-02", "- kato renewed it"),
    ],
)
def test_an_earlier_day_or_a_visit_that_says_nothing_is_not_a_new_decision(
    decided: str, visit: str
) -> None:
    assert len(loosened(accepted(visit, decided=decided, until="2026-09-20"))) == 1


def test_one_day_later_is_a_new_decision_and_so_is_the_first_one() -> None:
    assert loosened(accepted(NEW, decided="2026-01-27", until="2026-09-20")) == []
    undated = BEFORE.replace("  decided: 2026-01-26\n", "")
    assert loosened(accepted(NEW, until="2026-09-20"), undated) == []
    former = BEFORE.replace("decided: 2026-01-26", "on: 2026-01-26")
    assert len(loosened(accepted(NEW, until="2026-09-20"), former)) == 1


def test_the_visit_that_recorded_the_old_decision_does_not_count() -> None:
    altered = accepted(decided="2026-02-02", until="2026-09-20").replace("Twelve", "Thirty")
    assert len(loosened(altered)) == 1


def test_the_finding_says_what_to_do_in_both_languages() -> None:
    (finding,) = judged("change-accepted", accepted(until="2026-09-20"), before=BEFORE)
    assert finding.message.ja == (
        "until が 2026-06-20 から 2026-09-20 に延びたが、新しい決定の記録がない"
    )
    assert finding.help is not None
    assert finding.help.en == (
        "set acceptance.decided to the day of the new decision and add a visit that says why"
    )
    assert finding.severity == "error"


@each_case(
    "after",
    [
        accepted(until="2026-06-19"),
        accepted(until="2026年6月20日"),
        accepted(until="soon"),
        accepted(consequences="[Guests wait long., Shops write to us.]"),
        accepted(consequences="[Guests wait., Shops call us., Orders fail.]"),
        accepted(holds="[shops < 49]"),
        accepted(holds="[shops <= 49]"),
        accepted(holds="['shops ＜ 50']"),
        accepted(holds="[shops < 5_0]"),
        accepted(holds="[shops < 50, orders < 9]"),
        accepted(holds="[shops <= 90, shops < 50]"),
        accepted(by="'@kato'"),
        accepted().replace("costs more", "costs a lot"),
        accepted(NEW),
        accepted(NEW, decided="2026-02-02"),
    ],
)
def test_what_is_tighter_or_only_worded_otherwise_is_free(after: str) -> None:
    assert loosened(after) == []


@each_case(
    ("before", "after", "message"),
    [
        ("[shops < 50]", "[shops <= 50]", "shops < 50 became shops <= 50"),
        ("[shops <= 50]", "[shops <= 50.5]", "shops <= 50 became shops <= 50.5"),
        ("[shops > 5]", "[shops > 4]", "shops > 5 became shops > 4"),
        ("[a < 1000000]", "[a < 1234567]", "a < 1000000 became a < 1234567"),
        ("[rate < 5%]", "[rate<7 %]", "rate < 5% became rate<7 %"),
        ("[shops > 5]", "[shops >= 5]", "shops > 5 became shops >= 5"),
        ("[shops > 5]", "[shops < 5]", "shops > 5 became shops < 5"),
        ("[shops >= 6]", "[shops > 5]", "shops >= 6 became shops > 5"),
        ("[shops == 5]", "[shops == 6]", "shops == 5 became shops == 6"),
        ("[shops == 5]", "[shops <= 5]", "shops == 5 became shops <= 5"),
        ("[shops != 5]", "[shops != 6]", "shops != 5 became shops != 6"),
        ("[shops < 50, orders < 9]", "[shops < 50, orders < 10]", "orders < 9 became orders < 10"),
        ("[shops < 50, orders < 9]", "[shops < 50, menus < 9]", "orders < 9 is gone"),
        ("[shops < 50, shops > 5]", "[shops < 90, shops > 5]", "shops < 50 became shops < 90"),
    ],
)
def test_a_condition_that_allows_more_is_named_with_what_it_became(
    before: str, after: str, message: str
) -> None:
    assert loosened(accepted(holds=after), accepted(holds=before)) == [message]
    assert loosened(accepted(holds=before), accepted(holds=before)) == []


@each_case(
    ("before", "after"),
    [
        ("[shops < 50]", "[shops == 3]"),
        ("[shops <= 50]", "[shops == 50]"),
        ("[shops != 5]", "[shops < 5]"),
        ("[shops != 5]", "[shops > 5]"),
        ("[shops != 5]", "[shops == 6]"),
        ("[shops >= 5]", "[shops > 5]"),
        ("[shops > 5]", "[shops >= 6]"),
        ("[shops < 50, shops > 5]", "[shops > 5, shops < 50]"),
    ],
)
def test_a_condition_of_another_kind_that_allows_less_is_free(before: str, after: str) -> None:
    assert loosened(accepted(holds=after), accepted(holds=before)) == []


HOLDS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
CONDITIONS = st.tuples(st.sampled_from(sorted(HOLDS)), st.integers(-3, 3))


@given(CONDITIONS, CONDITIONS)
def test_a_condition_is_looser_exactly_where_it_holds_for_a_value_that_the_old_one_refused(
    old: tuple[str, int], new: tuple[str, int]
) -> None:
    values = [n / 2 for n in range(-10, 11)]
    allows_more = any(
        HOLDS[new[0]](value, new[1]) and not HOLDS[old[0]](value, old[1]) for value in values
    )
    before, after = (accepted(holds=f"[shops {sign} {limit}]") for sign, limit in (old, new))
    assert bool(loosened(after, before)) == allows_more


def test_several_loosenings_are_findings_of_their_own() -> None:
    after = accepted(by="mori", until="2026-09-20", consequences="[]", holds="[]")
    assert len(loosened(after)) == 4


def test_a_condition_less_is_counted_and_not_named_as_gone() -> None:
    before = accepted(holds="[shops < 50, orders < 9]")
    assert loosened(accepted(holds="[shops < 50]"), before) == [
        "holds_while has fewer items: 1, not 2"
    ]
    assert loosened(accepted(holds="[shops < 90]"), before) == [
        "holds_while has fewer items: 1, not 2",
        "shops < 50 became shops < 90",
    ]


def test_a_condition_that_cannot_be_read_is_left_to_field_value() -> None:
    assert loosened(accepted(holds="[few shops]"), accepted(holds="[not many shops]")) == []
    assert loosened(accepted(holds="[few shops]")) == ["shops < 50 is gone"]
    before = accepted(holds="[few shops, orders < 9]")
    assert loosened(accepted(holds="[few shops, orders < 10]"), before) == [
        "orders < 9 became orders < 10"
    ]


REVIEWED = "- 2026-02-02 sato: accepted, reviewer sato -> mei, next 2026-03-09. Sato is leaving."


def test_another_reviewer_needs_a_visit_that_names_it() -> None:
    after = accepted(reviewer="mei")
    (finding,) = judged("change-accepted", after, before=BEFORE)
    assert finding.message == (
        "reviewer goes from sato to mei, and no visit names it",
        "reviewer が sato から mei に変わったが、それを記した確認がない",
    )
    assert finding.help is not None
    assert finding.help.en == "add a visit with: reviewer sato -> mei"
    assert carets("change-accepted", after, before=BEFORE) == ["  reviewer: «mei»"]
    assert loosened(accepted(REVIEWED, reviewer="mei")) == []
    assert loosened(accepted(REVIEWED.replace("reviewer", "見直し担当"), reviewer="mei")) == []
    assert len(loosened(accepted(NEW, reviewer="mei"))) == 1
    assert len(loosened(accepted(REVIEWED.replace("mei", "ura"), reviewer="mei"))) == 1


def test_a_new_decision_does_not_name_the_reviewer() -> None:
    assert loosened(accepted(NEW, decided="2026-02-02", reviewer="mei")) == [
        "reviewer goes from sato to mei, and no visit names it"
    ]


@each_case(
    ("before", "after"),
    [
        (BEFORE, accepted(until="2026-09-20", reviewer="mei", status="in-progress")),
        (BEFORE, accepted(until="2026-09-20", reviewer="mei", status="done")),
        (BEFORE.replace("  by: kato\n", ""), BEFORE),
        (BEFORE, BEFORE.replace("  by: kato\n", "")),
        (BEFORE, "status: accepted"),
        ("status: accepted", accepted()),
        (BEFORE, "status: accepted\nacceptance: agreed"),
        (BEFORE, BEFORE.replace("  until: 2026-06-20\n", "").replace("  reviewer: sato\n", "")),
        (BEFORE.replace("  until: 2026-06-20\n", "").replace("  reviewer: sato\n", ""), BEFORE),
        ("risks/SRR-0009.md\ntitle: a", accepted(until="2026-09-20")),
    ],
)
def test_an_acceptance_on_one_side_only_is_not_compared(before: str, after: str) -> None:
    assert loosened(after, before) == []


def test_an_acceptance_taken_up_again_is_compared_with_the_one_that_was_kept() -> None:
    (message, *_) = loosened(
        accepted(until="2026-09-20", reviewer="mei"), accepted(status="in-progress")
    )
    assert message == "until goes from 2026-06-20 to 2026-09-20"


@each_case("basis", ["{orders: 3.50, shops: 12.0}", "{shops: 12, orders: 3.5, seats: 4}"])
def test_a_basis_may_be_written_in_another_order_and_hold_more(basis: str) -> None:
    assert loosened(accepted(basis=basis)) == []
    assert (
        loosened(accepted(), before=BEFORE.replace("  basis: {shops: 12, orders: 3.5}\n", "")) == []
    )


SAME_DAY = "- 2026-01-26 sato: accepted, until 2026-06-20 -> 2026-09-20. kato and mori met again in the evening."


def test_what_is_decided_twice_on_a_day_has_a_visit_of_that_day_for_each() -> None:
    assert loosened(accepted(SAME_DAY, until="2026-09-20", by="mori")) == []
    assert len(loosened(accepted(NEW, until="2026-09-20"))) == 1
    assert len(loosened(accepted(SAME_DAY, decided="2026-01-25", until="2026-09-20"))) == 1
