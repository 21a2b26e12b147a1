from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.examples import record, tree
from srr.documents import document
from srr.documents.tree import NotAFile, Tree
from srr.records.record import is_record_path
from srr.records.registry import read_registry
from srr.records.risk import Risk, risk
from srr.records.values import day, instant, whole
from srr.schema.settings import Settings

SETTINGS = Settings()
ENTRY = "- 2026-01-30 ura: not-started -> in-progress, next 2026-02-20. Measured."


def read(text: str) -> Risk:
    return risk(document.read("risks/SRR-0001.md", text.encode()), SETTINGS)


def visits(section: str) -> list[str]:
    read_risk = read(f"---\nid: SRR-0001\n---\n\n## Visits\n\n{section}")
    text = read_risk.document.text
    return [text[slice(*entry.span)] for entry in read_risk.visits]


def front(**keys: object) -> Risk:
    return read("---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + "---\n")


@pytest.mark.parametrize(
    "path",
    [
        "risks/SRR-0001.md",
        "risks/srr-0001.MD",
        "risks/notes.txt",
        "risks/old/SRR-0001.md",
        "risks/SRR-0001",
        "postmortems/PM-0001.md",
    ],
)
def test_what_looks_like_a_record_is_read_as_one(path: str) -> None:
    assert is_record_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "risks",
        "risks/README.md",
        "risks/.hidden.md",
        "risks/assets/SRR-0001/graph.md",
        "risks/graph.png",
        "indicators/advertisers.csv",
    ],
)
def test_anything_else_is_left_alone(path: str) -> None:
    assert not is_record_path(path)


def test_a_registry_holds_what_it_could_not_read_as_well() -> None:
    tree: Tree = {
        "risks/SRR-0002.md": record("risks/SRR-0002.md").encode(),
        "risks/SRR-0001.md": record("risks/SRR-0001.md").encode(),
        "risks/SRR-0003.md": b"no front matter",
        "risks/SRR-0004.md": NotAFile("symlink", "/etc/passwd"),
        "postmortems/PM-0001.md": record("postmortems/PM-0001.md").encode(),
        "mkdocs.yml": b"",
    }
    registry = read_registry(tree, SETTINGS)
    assert [record.id for record in registry.records] == ["SRR-0001", "SRR-0002", "PM-0001"]
    assert [read.path for read in registry.unreadable] == ["risks/SRR-0003.md"]
    assert registry.not_files == {"risks/SRR-0004.md": NotAFile("symlink", "/etc/passwd")}
    assert registry.find("PM-0001") is registry.postmortems[0]
    assert registry.find("PM-0002") is None


def test_a_value_that_cannot_be_understood_is_none() -> None:
    wrong = front(
        created="2026-02-30", next_visit="2026/02/03", likelihood="true", scope="[1]", owner="''"
    )
    assert (wrong.created, wrong.next_visit, wrong.likelihood, wrong.scope, wrong.owner) == (
        None,
    ) * 5


def test_the_priority_is_computed_and_the_stated_one_kept_beside_it() -> None:
    both = front(potential_impact=6, likelihood=2, priority=10)
    assert (both.priority, both.stated_priority) == (12, 10)
    assert front(potential_impact="unknown", likelihood=2).priority == "unknown"
    assert front(potential_impact=6).priority is None


def test_no_priority_is_made_of_a_score_off_the_scales() -> None:
    foreign = front(potential_impact=16, likelihood=4, current_impact=2, scope=4, severity=2)
    scores = foreign.potential_impact, foreign.likelihood, foreign.current_impact
    assert (*scores, foreign.scope, foreign.severity, foreign.priority) == (None,) * 6
    assert front(potential_impact="unknown", likelihood=4).priority is None


def test_the_most_pressing_risk_comes_first() -> None:
    risks = [
        front(
            id="SRR-1", potential_impact=10, likelihood=2, current_impact=0, next_visit="2026-03-01"
        ),
        front(
            id="SRR-2", potential_impact=10, likelihood=2, current_impact=3, next_visit="2026-03-01"
        ),
        front(id="SRR-3", potential_impact="unknown", likelihood=1),
        front(id="SRR-4", potential_impact=0, likelihood=1),
        front(
            id="SRR-5", potential_impact=10, likelihood=2, current_impact=0, next_visit="2026-02-01"
        ),
        front(id="SRR-6"),
        front(id="SRR-0", potential_impact=0, likelihood=1),
    ]
    order = [risk.id for risk in sorted(risks, key=Risk.rank)]
    assert order == ["SRR-3", "SRR-6", "SRR-2", "SRR-5", "SRR-1", "SRR-0", "SRR-4"]


def test_the_window_counts_from_the_last_visit_that_can_be_read() -> None:
    text = "---\ncreated: 2026-01-05\n---\n"
    assert read(text).anchor == date(2026, 1, 5)
    assert read(f"{text}## Visits\n{ENTRY}\n- sometime\n").anchor == date(2026, 1, 30)


def test_a_section_is_found_by_either_heading_and_by_an_alias() -> None:
    for heading in ("Next action", "NEXT ACTION", "next-action", "次のアクション"):
        assert (
            read(f"---\nid: SRR-0001\n---\n## {heading}\n\nMeasure.\n").section("next-action")
            == "Measure."
        )
    assert read("---\nid: SRR-0001\n---\n### Cause\n\nSlow.\n").section("cause") == ""


def test_an_entry_keeps_its_indented_lines() -> None:
    entry = f"{ENTRY}\n  A second line.\n\n  A paragraph.\n  - a list"
    assert visits(f"{entry}\n{ENTRY}\n") == [entry, ENTRY]


def test_text_at_the_margin_ends_an_entry() -> None:
    assert visits(f"{ENTRY}\nAll is well.\n\n{ENTRY}\n") == [ENTRY, ENTRY]


@pytest.mark.parametrize(
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


@pytest.mark.parametrize("value", ["2026-02-28", "2024-02-29", "2000-01-01", "2100-12-31"])
def test_a_day_is_read(value: str) -> None:
    assert day(value) == date.fromisoformat(value)


@pytest.mark.parametrize(
    "value",
    [
        *("2026-02-29", "20260228", "2026-W09-1", "２０２６-02-28", " 2026-02-28", "", None, 5),
        *("0225-02-03", "1999-12-31", "2101-01-01"),
    ],
)
def test_anything_else_is_no_day(value: object) -> None:
    assert day(value) is None


@pytest.mark.parametrize(
    "value", ["2022-08-19T19:05+09:00", "2022-08-19 19:05:30Z", "2022-08-19T19:05:30.5-02:30"]
)
def test_an_instant_carries_its_offset(value: str) -> None:
    read_instant = instant(value)
    assert read_instant is not None
    assert read_instant.tzinfo is not None


@pytest.mark.parametrize(
    "value",
    [
        *("2022-08-19T19:05", "2022-08-19", "19:05", "2022-02-30T19:05Z", "2022-08-19T19:05+99:00"),
        *("0222-08-19T19:05Z", "2206-08-19T19:05Z", 5),
    ],
)
def test_anything_else_is_no_instant(value: object) -> None:
    assert instant(value) is None


@pytest.mark.parametrize(("value", "number"), [(6, 6), (6.0, 6), (-3.0, -3), (0, 0)])
def test_a_whole_number_is_read_however_it_is_written(value: object, number: int) -> None:
    read_number = whole(value)
    assert read_number == number
    assert isinstance(read_number, int)


@pytest.mark.parametrize("value", [6.5, float("inf"), float("nan"), True, "6", None, [6]])
def test_anything_else_is_no_whole_number(value: object) -> None:
    assert whole(value) is None


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
