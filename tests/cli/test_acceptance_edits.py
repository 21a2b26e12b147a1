"""The terms of a decision are written into the acceptance that there is, and read back as they are."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.examples import record
from srr.cli.acceptance_edits import Terms, term_changes, term_edits
from srr.documents import document, edit
from srr.records.risk import Risk, risk
from srr.records.visits import ValueChange
from srr.schema.settings import Settings

PATH = "risks/SRR-0001.md"
DAY = date(2026, 2, 2)
TERMS = Terms(
    "kato",
    "Rare: so far.",
    ("Orders wait.", "Shops call us: twice a day."),
    ("shops < 50",),
    date(2026, 7, 20),
    "mei",
    {"shops": 12.0},
)
FRESH = """\
acceptance:
  by: kato
  decided: 2026-02-02
  because: "Rare: so far."
  consequences:
    - Orders wait.
    - "Shops call us: twice a day."
  holds_while:
    - shops < 50
  basis: {shops: 12}
  until: 2026-07-20
  reviewer: mei
"""
BEFORE = {
    "none": "",
    "block": "acceptance:\n  # the desk\n  by: abe  # kept\n  decided: 2026-01-26\n  because: Rare.\n"
    "  consequences:\n    - Orders wait.  # kept\n    - They are late.\n    - Refunds.\n"
    "  holds_while:\n    - shops < 40\n    - users < 9  # gone\n  x_seen: yes\n  until: 2026-06-20\n"
    "  reviewer: sato\n",
    "flow": "acceptance: {by: abe, because: Rare., consequences: [a], basis: {shops: 1, users: 2},"
    " until: 2026-06-20, reviewer: sato}\n",
    "part": "acceptance:\n  holds_while: []\n  until: 2026-06-20\n",
}
TEXTS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=9)
HANDLES = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=6)
NAMES = st.text(st.sampled_from("ab_店"), min_size=1, max_size=4)
CONDITIONS = st.builds("{} < {}".format, NAMES, st.integers(-9, 99))


@st.composite
def all_terms(draw: st.DrawFn) -> Terms:
    return Terms(
        draw(HANDLES),
        draw(TEXTS),
        tuple(draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True))),
        tuple(draw(st.lists(CONDITIONS, max_size=3, unique=True))),
        draw(st.dates(date(2026, 2, 3), date(2030, 1, 1))),
        draw(HANDLES),
        draw(st.dictionaries(NAMES, st.integers(-9, 99) | st.sampled_from([0.5, 1e9]), max_size=2)),
    )


def read(acceptance: str) -> Risk:
    text = record(PATH).replace("likelihood: 2\n", f"likelihood: 2\n{acceptance}x_last: 1\n", 1)
    return risk(document.read(PATH, text.encode()), Settings())


def accepted(before: Risk, terms: Terms) -> Risk:
    raw = edit.apply(before.document, tuple(term_edits(before, terms, DAY)))
    return risk(document.read(PATH, raw), Settings())


def test_a_fresh_acceptance_stands_in_its_place_in_the_order_of_the_fields() -> None:
    after = accepted(read("estimate: {detect_minutes: 1}\n"), TERMS)
    assert f"likelihood: 2\n{FRESH}estimate:" in after.document.text


def test_of_an_old_acceptance_only_what_is_new_changes() -> None:
    before = read(BEFORE["block"])
    after = accepted(before, TERMS)
    assert after.document.text == before.document.text.replace(
        BEFORE["block"],
        "acceptance:\n  # the desk\n  by: kato  # kept\n  decided: 2026-02-02\n"
        '  because: "Rare: so far."\n'
        '  consequences:\n    - Orders wait.  # kept\n    - "Shops call us: twice a day."\n'
        "  holds_while:\n    - shops < 50\n  basis: {shops: 12}\n  x_seen: yes\n"
        "  until: 2026-07-20\n  reviewer: mei\n",
    )
    assert accepted(after, TERMS).document.raw == after.document.raw


@given(st.sampled_from(list(BEFORE.values())), all_terms())
def test_the_terms_are_read_back_as_they_were_given(before: str, terms: Terms) -> None:
    given_risk = read(before)
    found = accepted(given_risk, terms)
    assert found.acceptance is not None
    assert found.acceptance._asdict() == {**terms._asdict(), "decided": DAY}
    assert found.data["x_last"] == 1
    for key, value in given_risk.data.items():
        assert key == "acceptance" or found.data[key] == value


@each_case(
    ("before", "changes"),
    [
        (BEFORE["none"], []),
        (
            BEFORE["block"],
            [
                ValueChange("reviewer", "sato", "mei"),
                ValueChange("until", "2026-06-20", "2026-07-20"),
            ],
        ),
        (BEFORE["part"], [ValueChange("until", "2026-06-20", "2026-07-20")]),
        (BEFORE["block"].replace("sato", "sato and ito").replace("06-20", "07-20"), []),
    ],
)
def test_the_line_names_another_reviewer_and_another_end(
    before: str, changes: list[ValueChange]
) -> None:
    assert list(term_changes(read(before), TERMS)) == changes
