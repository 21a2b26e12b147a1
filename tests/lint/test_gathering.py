"""What one file lacks is one finding of each kind, and still each thing by itself for ignores, baseline and fixes."""

from hypothesis import given
from hypothesis import strategies as st

from kit.examples import TODAY, record, tree
from srr.exporters.annotation import annotations
from srr.lint import baseline
from srr.lint.baseline import EMPTY, Baseline, Key
from srr.lint.catalogue import all_rules, baseline_rules, chosen
from srr.lint.comparison import PolicyChange, grown
from srr.lint.engine import Report, check
from srr.lint.fixes import fix
from srr.records.registry import read_registry
from srr.schema.kinds import KINDS
from srr.schema.settings import Settings

PATH = "risks/SRR-0001.md"
SETTINGS = Settings()
BARE = "# no owner\n# no likelihood\n# no Log\n# no Plan\n# no Cause"
KEYS = ("owner", "created", "current_impact", "potential_impact", "likelihood", "title")
SECTIONS = [key for key in KINDS["risk"].sections if key not in ("visits", "occurrences")]


def report(files: dict[str, bytes], kept: Baseline = EMPTY) -> Report:
    rules = chosen(SETTINGS, ["section-missing", "section-empty", "field-missing", "ignore"])
    return check(read_registry(files, SETTINGS), SETTINGS, TODAY, rules, baseline=kept)


def messages(judged: Report) -> list[str]:
    return [finding.message.en for finding in judged.gathered.findings]


def fixed(files: dict[str, bytes]) -> dict[str, bytes]:
    done = fix(files, SETTINGS, TODAY, all_rules(), frozenset(files))
    assert not done.refused
    return {**files, **done.files}


def test_missing_fields_and_sections_are_one_finding_of_each_kind() -> None:
    judged = report(tree(BARE, PATH))
    assert messages(judged) == [
        "2 fields are missing: owner, likelihood",
        "3 sections are missing: Log, Cause, Plan",
    ]
    fields, sections = judged.gathered.findings
    assert fields.message.ja == "2 個の項目がない: owner、likelihood"
    assert [name.ja for name in sections.names] == [
        "リスクの認知〜原因特定までのログ",
        "原因",
        "対策方針",
    ]
    assert len(fields.fix) == 2
    assert len(sections.fix) == 3


def test_one_missing_section_is_told_as_before() -> None:
    assert messages(report(tree("# no Cause", PATH))) == ["the section Cause is missing"]


def test_the_other_gaps_are_shown_as_related_places() -> None:
    (finding,) = report(tree("# no Summary\n# no Plan", PATH)).gathered.findings
    assert finding.place.line == 1
    assert len(finding.related) == 1


def test_what_the_status_asks_for_is_another_kind_than_what_every_record_needs() -> None:
    gone = "postmortems/PM-0001.md\n# no trigger\n# no resolved\n# no owner\n# no title"
    assert messages(report(tree(gone, PATH))) == [
        "2 fields are missing: title, owner",
        "2 fields are missing: resolved, trigger; the status in-review asks for them",
    ]


def test_two_files_are_never_one_finding() -> None:
    gone = f"{PATH}\n# no Log\n# no Cause\nrisks/SRR-0002.md\n# no Log\n# no Cause"
    assert len(report(tree(gone, PATH)).gathered.findings) == 2


def test_a_comment_ignores_the_gap_that_it_is_at_and_no_other() -> None:
    text = record(PATH)
    for heading in ("Log", "Plan"):
        start = text.index(f"## {heading}")
        text = text[:start] + text[text.index("\n## ", start) + 1 :]
    comment = "<!-- srr: ignore[section-missing] nobody planned -->\n## Cause"
    judged = report({PATH: text.replace("## Cause", comment).encode()})
    assert messages(judged) == ["the section Log is missing"]
    assert [finding.message.en for finding in judged.ignored] == ["the section Plan is missing"]


def test_a_baseline_from_before_covers_each_thing_and_one_more_is_beyond_it() -> None:
    old = Baseline(
        {
            Key("SRR-0001", "field-missing", "owner"): 1,
            Key("SRR-0001", "field-missing", "likelihood"): 1,
            Key("SRR-0001", "section-missing", ""): 3,
        }
    )
    assert baseline.of(report(tree(BARE, PATH)).findings, baseline_rules()) == old
    assert messages(report(tree(BARE, PATH), old)) == []
    more = report(tree(f"{BARE}\n# no Summary\n# no title", PATH), old)
    assert sorted(messages(more)) == [
        "4 sections are missing: Summary, Log, Cause, Plan",
        "title is missing",
    ]


def test_the_fingerprint_stays_while_one_thing_after_the_other_is_written() -> None:
    def print_of(fragment: str) -> list[str]:
        found = report(tree(fragment, PATH)).gathered.findings
        return [note.fingerprint for note in annotations(found, "en", "")]

    assert print_of("# no owner\n# no title\n# no created") == print_of("# no owner\n# no title")
    assert print_of("# no Log\n# no Plan") == print_of("# no Plan")


def test_fix_adds_headings_and_keys_in_their_places() -> None:
    files = fixed(tree(BARE, PATH))
    text = files[PATH].decode()
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == [f"## {KINDS['risk'].sections[key].en}" for key in SECTIONS]
    assert "\nowner:\n" in text
    assert messages(report(files))[0] == "2 fields are empty: owner, likelihood"


def test_what_fix_leaves_empty_is_covered_by_a_baseline_that_held_it_as_missing() -> None:
    files = tree(BARE, PATH)
    kept = baseline.of(report(files).findings, baseline_rules())
    after = report(fixed(files), kept)
    assert {finding.rule for finding in after.findings} <= {"ignore-unused"}
    found = baseline.of(report(fixed(files)).findings, baseline_rules())
    assert list(grown(PolicyChange(SETTINGS, SETTINGS, kept, found))) == []


def test_an_empty_section_that_was_not_missing_is_beyond_the_baseline() -> None:
    kept = baseline.of(report(tree("# no Cause", PATH)).findings, baseline_rules())
    after = report(tree("# no Cause\n\n## Summary\n-", PATH), kept)
    assert messages(after) == ["the section Summary says nothing"]


@given(st.sets(st.sampled_from([*KEYS, *(KINDS["risk"].sections[key].en for key in SECTIONS)])))
def test_whatever_is_missing_fix_adds_it_once_and_brings_no_new_shortcoming(
    gone: set[str],
) -> None:
    files = tree("".join(f"# no {name}\n" for name in sorted(gone)) or "status: watching", PATH)
    after = fixed(files)
    assert fixed(after) == after
    assert not any("missing" in message for message in messages(report(after)))
    before = {finding.shortcoming for finding in report(files).findings}
    assert {finding.shortcoming for finding in report(after).findings} <= before
