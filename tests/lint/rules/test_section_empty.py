from kit.cases import each_case
from kit.judging import carets, judged
from srr.records.hints import FIRST_ACTION, HINTS
from srr.schema.vocabulary import POSTMORTEM_SECTIONS, RISK_SECTIONS

NEEDED = {
    "not-started": {"Summary", "Next action"},
    "in-progress": {"Summary", "Log", "Next action"},
    "watching": {"Summary", "Log", "Next action"},
    "mitigated": {"Summary", "Log", "Plan", "Next action"},
    "accepted": {"Summary", "Log"},
    "done\nresolution: fixed": {"Summary", "Log"},
    "done\nresolution: duplicate": {"Summary"},
    "paused": {"Summary"},
    # Written as a label: srr visit takes it for the status.
    "In progress": {"Summary", "Log", "Next action"},
    "暫定対策済み": {"Summary", "Log", "Plan", "Next action"},
}
HEADINGS = ("Summary", "Log", "Cause", "Plan", "Countermeasures", "Next action")


def empty(heading: str) -> str:
    return f"## {heading}\n\n<!-- nothing yet -->\n"


@each_case("status", NEEDED)
def test_the_status_says_what_must_be_filled(status: str) -> None:
    for heading in HEADINGS:
        findings = judged("section-empty", f"status: {status}\n\n{empty(heading)}")
        assert bool(findings) == (heading in NEEDED[status]), heading


def test_every_section_of_a_reviewed_incident_is_filled() -> None:
    for heading in ("Impact", "Timeline", "Where we were lucky", "Follow-up"):
        fragment = f"status: in-review\n\n{empty(heading)}"
        (finding,) = judged("section-empty", fragment, folder="postmortems")
        assert heading in finding.message.en
        draft = fragment.replace("in-review", "draft")
        assert judged("section-empty", draft, folder="postmortems") == ()
        drill = f"kind: drill\n{fragment}"
        assert judged("section-empty", drill, folder="postmortems") == ()


def test_a_timeline_of_a_head_alone_is_empty() -> None:
    head = "## Timeline\n| Time | Phase | What happened |\n| --- | --- | --- |"
    assert len(judged("section-empty", head, folder="postmortems")) == 1
    assert (
        judged("section-empty", f"{head}\n| 10:00 | detected | alert |", folder="postmortems") == ()
    )


def test_the_help_says_what_belongs_there() -> None:
    (finding,) = judged("section-empty", empty("Next action"))
    assert finding.help is not None
    assert HINTS["risk"]["next-action"].en in finding.help.en
    assert HINTS["risk"]["next-action"].ja in finding.help.ja


def test_the_message_names_the_status_in_both_languages() -> None:
    (finding,) = judged("section-empty", f"status: mitigated\n\n{empty('Plan')}")
    assert '"Mitigated"' in finding.message.en
    assert "「暫定対策済み」" in finding.message.ja


def test_every_section_has_a_hint() -> None:
    assert HINTS["risk"].keys() == RISK_SECTIONS.keys() - {"visits", "occurrences"}
    assert HINTS["postmortem"].keys() == POSTMORTEM_SECTIONS.keys()


def test_it_points_at_the_heading() -> None:
    assert carets("section-empty", empty("Summary")) == ["«## Summary»"]


def test_a_summary_is_always_needed_and_its_message_names_no_status() -> None:
    (finding,) = judged("section-empty", f"status: watching\n\n{empty('Summary')}")
    assert finding.message.en == "the section Summary says nothing"


def test_the_first_action_that_srr_new_writes_is_stale_once_work_has_begun() -> None:
    for action in FIRST_ACTION:
        fragment = f"status: not-started\n\n## Next action\n\n{action}"
        assert judged("section-empty", fragment) == ()
        begun = fragment.replace("not-started", "in-progress")
        assert len(judged("section-empty", begun)) == 1
