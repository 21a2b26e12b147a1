from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.examples import tree
from srr.documents import document
from srr.records.log_lines import values_end
from srr.records.registry import read_registry
from srr.records.risk import Risk, risk
from srr.records.visits import (
    KEYS,
    NUMBERS,
    REPORTS,
    ValueChange,
    Visit,
    foreign_word,
    parse_visit,
    stated,
)
from srr.schema.settings import Settings
from srr.schema.vocabulary import CONCERN_STATUSES, STATUSES

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
HANDLES = WORDS.filter(lambda word: not set(word) & set(":,;@#、，。") and word[-1] != ".")
STATUS = st.sampled_from(list(STATUSES))
ENTRY = "- 2026-01-30 ura: not-started -> in-progress, next 2026-02-20. Measured."


def values(key: str) -> st.SearchStrategy[str]:
    if key in NUMBERS:
        return st.sampled_from(["0", "1", "3", "10", "unknown", "none"])
    return HANDLES if key != "until" else DAYS.map(str) | st.just("none")


def changes(key: str) -> st.SearchStrategy[ValueChange]:
    pairs = st.tuples(values(key), values(key)).filter(lambda pair: pair[0] != pair[1])
    return pairs.map(lambda pair: ValueChange(key, *pair))


CHANGES = st.lists(st.sampled_from(KEYS), unique=True, max_size=3).flatmap(
    lambda keys: st.tuples(*map(changes, sorted(keys, key=KEYS.index)))
)
VISITS = st.builds(
    Visit,
    on=DAYS,
    by=HANDLES,
    before=STATUS,
    after=STATUS,
    next=st.none() | DAYS,
    note=st.lists(WORDS, max_size=6).map(" ".join),
    changes=CHANGES,
    ahead=st.just("next"),
)
REPORT = st.builds(
    Visit,
    on=DAYS,
    by=HANDLES,
    before=st.sampled_from(list(CONCERN_STATUSES)),
    after=st.sampled_from(list(CONCERN_STATUSES)),
    next=st.none() | DAYS,
    note=st.lists(WORDS, max_size=6).map(" ".join),
    changes=st.just(()) | changes("owner").map(lambda change: (change,)),
    ahead=st.just("due"),
)


@given(VISITS)
def test_a_visit_reads_as_it_is_written(visit: Visit) -> None:
    assert parse_visit(str(visit).removeprefix("- ")) == visit


@given(REPORT)
def test_a_report_reads_as_it_is_written(report: Visit) -> None:
    assert parse_visit(str(report).removeprefix("- "), REPORTS) == report
    assert foreign_word(str(report).removeprefix("- "), REPORTS) is None


@each_case(
    "line",
    [
        "2026-02-12 ura: 調査中 -> 様子見、期限 2026-03-12。金曜は落ち着いた。",
        "2026-02-12 ura: Assigned → Watching, due 2026-03-12. Fridays are calm.",
    ],
)
def test_labels_of_either_language_are_read_in_a_report(line: str) -> None:
    report = parse_visit(line, REPORTS)
    assert report is not None
    assert report.head == "2026-02-12 ura: assigned -> watching, due 2026-03-12."


def test_a_visit_is_no_report_and_a_report_no_visit() -> None:
    assert parse_visit("2026-02-12 ura: assigned, due 2026-03-12. Words.") is None
    assert parse_visit("2026-02-12 ura: watching, next 2026-03-12. Words.", REPORTS) is None


def test_a_visit_without_a_change_names_the_status_once() -> None:
    visit = Visit(date(2026, 2, 12), "ura", "watching", "watching", date(2026, 5, 12), "Quiet.")
    assert str(visit) == "- 2026-02-12 ura: watching, next 2026-05-12. Quiet."


def test_a_closing_visit_has_no_next_day() -> None:
    visit = Visit(date(2026, 3, 1), "ura", "mitigated", "done", None, "It held.")
    assert str(visit) == "- 2026-03-01 ura: mitigated -> done. It held."


@each_case(
    "entry",
    [
        "2026-02-12 ura: in-progress -> mitigated, next 2026-04-22. Errors\n  are gone.",
        "2026-02-12 ura: in-progress → mitigated, next 2026-04-22. Errors are gone.",
        "2026-02-12  ura:  in-progress  ->  mitigated,  next  2026-04-22.  Errors are gone.  ",
        "2026-02-12 ura: in-progress -> mitigated, next 2026-04-22。Errors are gone.",
    ],
)
def test_what_a_hand_does_differently_reads_the_same(entry: str) -> None:
    assert parse_visit(entry) == Visit(
        date(2026, 2, 12), "ura", "in-progress", "mitigated", date(2026, 4, 22), "Errors are gone."
    )


def test_the_full_stop_may_be_left_out_when_nothing_follows() -> None:
    visit = parse_visit("2026-02-12 ura: watching, next 2026-05-12")
    assert visit is not None
    assert visit.next == date(2026, 5, 12)
    assert visit.note == ""


@each_case(
    "entry",
    [
        "",
        "looked at it",
        "2026-02-30 ura: watching.",
        "2026-02-12 ura: watching, next 2026-02-30.",
        "2026-02-12: watching.",
        "2026-02-12 ura watching.",
        "2026-02-12 ura: watching and more",
        "2026-02-12 ura, sato: watching.",
        "2026-02-12 ura: next-> done.",
        "2026-02-12 ura: watching -> next.",
    ],
)
def test_what_is_no_visit_is_not_read_as_one(entry: str) -> None:
    assert parse_visit(entry) is None


def test_a_visit_names_what_it_changed() -> None:
    line = "2026-02-12 ura: in-progress -> mitigated, current_impact 3 -> 0, next 2026-04-22. Gone."
    visit = parse_visit(line)
    assert visit is not None
    assert visit.changes == (ValueChange("current_impact", "3", "0"),)
    assert str(visit) == f"- {line}"


@given(VISITS, st.randoms())
def test_the_parts_of_a_visit_are_read_in_any_order(visit: Visit, random: object) -> None:
    head, _, parts = visit.head.removesuffix(".").partition(": ")
    shuffled = parts.split(", ")
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert parse_visit(f"{head}: {', '.join(shuffled)}. {visit.note}") == visit


@each_case(
    "part",
    [
        "current_impact 3",
        "current_impact 3 -> high",
        "current_impact 3 -> 3",
        "priority 3 -> 0",
        "until 2026-02-30 -> none",
        "owner ura -> sato, owner sato -> mei",
        "next 2026-05-01, next 2026-06-01",
        "watching -> done -> watching",
    ],
)
def test_a_part_that_says_nothing_known_makes_the_line_unreadable(part: str) -> None:
    assert parse_visit(f"2026-02-12 ura: watching, {part}. Words.") is None


def test_a_full_stop_within_a_handle_ends_nothing() -> None:
    visit = parse_visit(
        "2026-02-12 u.ra: watching, owner ta.ro -> mei, next 2026-05-01. Moved. On."
    )
    assert visit is not None
    assert (visit.by, visit.changes, visit.note) == (
        "u.ra",
        (ValueChange("owner", "ta.ro", "mei"),),
        "Moved. On.",
    )


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        (
            "2026-02-12 ura: 対応中 → 暫定対策済み、現在のインパクト 3 → 0、次回 2026-04-22。消えた。",
            "対応中",
        ),
        (
            "2026-02-12 ura: in-progress -> mitigated, Current impact 3 -> 0. Gone.",
            "Current impact",
        ),
        ("2026-02-12 ura: mitigated, 次回確認日 2026-04-22. Gone.", "次回確認日"),
    ],
)
def test_labels_are_read_as_the_values_that_they_mean(entry: str, word: str) -> None:
    visit = parse_visit(entry)
    assert visit is not None
    assert visit.after == "mitigated"
    assert foreign_word(entry) == word
    assert foreign_word(visit.head) is None


@given(st.text())
def test_any_text_is_read_without_a_fault(text: str) -> None:
    assert 0 <= values_end(text) <= len(text)
    visit = parse_visit(text)
    if visit is not None:
        foreign_word(text)
        assert parse_visit(str(visit).removeprefix("- ")) == visit


def read(text: str) -> Risk:
    return risk(document.read("risks/SRR-0001.md", text.encode()), Settings())


def visits(section: str) -> list[str]:
    read_risk = read(f"---\nid: SRR-0001\n---\n\n## Visits\n\n{section}")
    text = read_risk.document.text
    return [text[slice(*entry.span)] for entry in read_risk.visits]


def test_an_entry_keeps_its_indented_lines() -> None:
    entry = f"{ENTRY}\n  A second line.\n\n  A paragraph.\n  - a list"
    assert visits(f"{entry}\n{ENTRY}\n") == [entry, ENTRY]


def test_text_at_the_margin_ends_an_entry() -> None:
    assert visits(f"{ENTRY}\nAll is well.\n\n{ENTRY}\n") == [ENTRY, ENTRY]


@each_case(
    "hidden",
    [
        f"<!-- {ENTRY} -->",
        f"<!--\n{ENTRY}\n-->",
        f"```\n{ENTRY}\n```",
        f"~~~~ sh\n{ENTRY}\n~~~\n~~~~",
        f"```\n<!--\n```\n\n<!--\n{ENTRY}\n-->",
        f"<!--\n```\n-->\n```\n{ENTRY}\n```",
    ],
)
def test_comments_and_code_hold_no_entries(hidden: str) -> None:
    assert visits(f"{ENTRY}\n\n{hidden}\n\n{ENTRY}\n") == [ENTRY, ENTRY]


def test_a_comment_is_no_part_of_the_note() -> None:
    commented = read(f"---\nid: SRR-0001\n---\n## Visits\n{ENTRY} <!-- srr: ignore[x] y -->\n")
    assert commented.visits[0].visit is not None
    assert commented.visits[0].visit.note == "Measured."


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_entries_are_found_with_any_line_end(line_end: str) -> None:
    text = f"---\nid: SRR-0001\n---\n\n## Visits\n\n{ENTRY}\n  More.\n{ENTRY}\n".replace(
        "\n", line_end
    )
    entries = read(text).visits
    assert [entry.visit.note for entry in entries if entry.visit] == [
        "Measured. More.",
        "Measured.",
    ]
    first = entries[0].span
    assert text[slice(*first)] == f"{ENTRY}{line_end}  More."


@given(
    st.lists(st.sampled_from(["- a", "  b", "c", "", "<!--", "-->", "```", "\t", "- <!-- x -->"]))
)
def test_entries_never_overlap_and_lie_in_their_section(lines: list[str]) -> None:
    read_risk = read("---\nid: SRR-0001\n---\n## Visits\n" + "\n".join(lines))
    place = read_risk.sections["visits"].body.start
    for entry in read_risk.visits:
        assert place <= entry.span.start < entry.span.end
        place = entry.span.end
    assert place <= read_risk.sections["visits"].body.end


def test_code_within_a_visit_swallows_no_visit_after_it() -> None:
    """Three backticks with a word behind them are part of the code, not its end."""
    fragment = (
        "status: watching\n\n## Visits\n"
        "- 2026-01-10 ura: not-started -> in-progress, next 2026-01-30. The query:\n"
        "  ```\n  ``` sql\n  select 1\n  ```\n"
        "- 2026-01-30 ura: in-progress -> watching, next 2026-03-01. It helped.\n"
    )
    (risk,) = read_registry(tree(fragment, "risks/SRR-0001.md"), Settings()).risks
    assert [entry.visit and str(entry.visit.on) for entry in risk.visits] == [
        "2026-01-10",
        "2026-01-30",
    ]


@each_case(
    ("key", "values", "written"),
    [
        ("potential_impact", {"potential_impact": 6}, "6"),
        ("potential_impact", {"potential_impact": 6.0}, "6"),
        ("potential_impact", {"potential_impact": "unknown"}, "unknown"),
        ("scope", {}, "none"),
        ("owner", {"owner": "ura"}, "ura"),
        ("owner", {"owner": ""}, "none"),
        ("reviewer", {"acceptance": {"reviewer": "sato"}, "reviewer": "mei"}, "sato"),
        ("until", {"acceptance": {"until": "2026-06-20"}}, "2026-06-20"),
        ("until", {"acceptance": "agreed", "until": "2026-06-20"}, "none"),
        ("until", {}, "none"),
    ],
)
def test_a_value_is_written_as_a_visit_can_read_it(
    key: str, values: dict[str, object], written: str
) -> None:
    assert stated(key, values) == written


@each_case(
    ("lines", "handovers"),
    [
        (["in-progress, owner ura -> sato, next 2026-03-02. Hers."], [True]),
        (["in-progress, owner ura -> sato. Hers."], [True]),
        (["in-progress, next 2026-03-02. One.", "in-progress, owner ura -> sato, next 2026-03-02."], [False, True]),
        (["in-progress, next 2026-03-02. One.", "in-progress, owner ura -> sato, next 2026-03-09."], [False, False]),
        (["in-progress -> watching, owner ura -> sato, next 2026-03-02. Hers."], [False]),
        (["in-progress, likelihood 1 -> 2, owner ura -> sato, next 2026-03-02. Hers."], [False]),
        (["in-progress, reviewer ura -> sato, next 2026-03-02. Hers."], [False]),
        (["in-progress, next 2026-03-02. Still owner ura -> sato."], [False]),
        (["paused paused, owner ura -> sato"], [False]),
    ],
)  # fmt: skip
def test_a_line_that_names_another_owner_and_leaves_the_rest_is_a_handover(
    lines: list[str], handovers: list[bool]
) -> None:
    log = "\n".join(f"- 2026-02-0{number} ura: {line}" for number, line in enumerate(lines, 1))
    read = document.read("risks/SRR-0001.md", f"---\ntitle: a\n---\n## Visits\n{log}\n".encode())
    assert [entry.is_handover for entry in risk(read, Settings()).visits] == handovers
