"""A risk that is done shows why, in its resolution and in the words of the visit that closed it."""

import pytest

from kit.cases import each_case
from kit.judging import carets, judged, messages
from srr.lint.finding import Severity

CLOSING = "- 2026-01-30 ura: mitigated -> done. It held for a month."
NO_VISIT = "the risk is done, and no visit says why"
NO_TICKET = "the risk is closed as moved, and no link says where to"
NO_TWIN = "the risk is closed as a duplicate, and duplicate_of names none"


def closed(resolution: str, more: str = "", visits: str = CLOSING) -> str:
    return (
        f"status: done\nresolution: {resolution}\n# no next_visit\n{more}\n\n## Visits\n{visits}\n"
    )


@each_case(
    ("resolution", "more"),
    [
        ("fixed", "current_impact: 0"),
        ("duplicate", "duplicate_of: SRR-0002"),
        ("moved", "links: {backlog: [https://b.example/1]}"),
        ("moved", "links: {action_items: [https://b.example/1]}"),
        ("obsolete", ""),
        ("not-a-risk", ""),
    ],
)
def test_a_resolution_with_what_it_needs_passes(resolution: str, more: str) -> None:
    assert judged("close-unproven", closed(resolution, more)) == ()


@each_case("more", ["", "duplicate_of: ''", "duplicate_of:", "related: [SRR-0002]"])
def test_a_duplicate_names_the_other_risk(more: str) -> None:
    (finding,) = judged("close-unproven", closed("duplicate", more))
    assert finding.message == (NO_TWIN, "重複として完了しているが、duplicate_of に重複先がない")
    assert finding.help is not None
    assert finding.help.en == "write the id of the other risk in duplicate_of"
    assert carets("close-unproven", closed("duplicate", more)) == ["resolution: «duplicate»"]


@each_case(
    "more",
    [
        "",
        "links: {metrics: [https://m.example], pull_requests: [https://p.example]}",
        "links: {backlog: [], action_items: []}",
        "links: {backlog: https://b.example}",
        "links: https://b.example",
        "duplicate_of: SRR-0002",
    ],
)
def test_what_moved_links_to_its_ticket(more: str) -> None:
    (finding,) = judged("close-unproven", closed("moved", more))
    assert finding.message == (NO_TICKET, "移管として完了しているが、移管先へのリンクがない")
    assert finding.help is not None
    assert finding.help.en == "add the ticket under links.backlog or links.action_items"
    assert carets("close-unproven", closed("moved", more)) == ["resolution: «moved»"]


@pytest.mark.parametrize("current", ["1", "10", "unknown"])
def test_what_is_fixed_has_no_impact_left(current: str) -> None:
    fragment = closed("fixed", f"current_impact: {current}")
    (finding,) = judged("close-unproven", fragment)
    assert finding.message == (
        f"the risk is closed as fixed, and current_impact is {current}",
        f"解決として完了しているが、current_impact が {current} である",
    )
    assert finding.help is not None
    assert finding.help.en == "set current_impact to 0, or keep the risk open"
    assert carets("close-unproven", fragment) == [f"current_impact: «{current}»"]


@pytest.mark.parametrize(
    "more", ["# no current_impact", "current_impact: 16", "current_impact: 不明"]
)
def test_an_impact_that_cannot_be_read_is_left_to_other_rules(more: str) -> None:
    assert judged("close-unproven", closed("fixed", more)) == ()


@each_case("resolution", ["obsolete", "not-a-risk", "duplicate", "moved"])
def test_only_what_is_fixed_is_asked_for_its_impact(resolution: str) -> None:
    more = "current_impact: 3\nduplicate_of: SRR-0002\nlinks: {backlog: [https://b.example]}"
    assert judged("close-unproven", closed(resolution, more)) == ()


@each_case(
    "visits",
    [
        "",
        "- looked at it",
        "- 2026-01-30 ura: mitigated -> done.",
        "- 2026-01-30 ura: mitigated -> done. ok",
        "- 2026-01-30 ura: mitigated -> done. 確認済み",
        "- 2026-01-30 ura: mitigated, next 2026-03-30. It held for a month.",
        "- 2026-01-30 ura: done -> mitigated, next 2026-03-30. It came back.",
        f"<!-- {CLOSING} -->",
    ],
)
def test_the_visit_that_closes_says_why(visits: str) -> None:
    fragment = closed("obsolete", visits=visits)
    (finding,) = judged("close-unproven", fragment)
    assert finding.message == (NO_VISIT, "完了しているが、その理由の書かれた確認がない")
    assert finding.help is not None
    assert finding.help.en == "put the status back and run srr visit SRR-0001 --status done"
    assert carets("close-unproven", fragment) == ["status: «done»"]


@each_case(
    "visits",
    [
        CLOSING,
        "- 2026-01-30 ura: mitigated → 完了。一か月もった。",
        "- 2026-01-30 ura: done. Looked again; the service is gone.",
        f"{CLOSING}\n- 2026-02-02 ura: done. ok",
        f"- 2026-01-12 ura: mitigated -> done. ok\n{CLOSING}",
    ],
)
def test_one_visit_with_words_is_enough(visits: str) -> None:
    assert judged("close-unproven", closed("obsolete", visits=visits)) == ()


def test_the_resolution_and_the_visit_are_two_findings() -> None:
    assert messages("close-unproven", closed("moved", visits="")) == [NO_VISIT, NO_TICKET]


@each_case("status", ["watching", "mitigated", "accepted", "完了"])
def test_a_risk_that_is_not_done_is_not_asked(status: str) -> None:
    fragment = closed("duplicate", visits="").replace("status: done", f"status: {status}")
    assert judged("close-unproven", fragment) == ()


def severities(before: str, after: str) -> list[Severity]:
    return [finding.severity for finding in judged("close-unproven", after, before=before)]


def test_what_was_done_before_is_a_warning_and_what_a_pull_request_closes_an_error() -> None:
    done = closed("moved")
    assert severities("status: watching", done) == ["error"]
    assert severities("risks/SRR-0009.md", done) == ["error"]
    assert severities(done, done) == ["warning"]
    assert severities(done, f"team: web\n{done}") == ["warning"]
    assert severities(done.replace("status: done", "status: 完了"), done) == ["warning"]
    (finding,) = judged("close-unproven", done)
    assert finding.severity == "error"


IMPORTED = "imported: {from: notion, key: a1, date: 2026-01-28, hash: x}"


def test_a_risk_that_came_in_as_done_needs_no_visit() -> None:
    assert judged("close-unproven", closed("obsolete", IMPORTED, "")) == ()
    reopened = (
        "- 2026-01-29 ura: done -> watching. It is back.\n- 2026-01-30 ura: watching -> done."
    )
    assert len(judged("close-unproven", closed("obsolete", IMPORTED, reopened))) == 1


def test_nor_does_one_that_came_in_as_done_pass_with_an_impact() -> None:
    fragment = closed("fixed", f"current_impact: 3\n{IMPORTED}", "")
    assert len(judged("close-unproven", fragment)) == 1
