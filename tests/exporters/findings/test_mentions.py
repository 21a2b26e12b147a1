"""The owners of what is wrong: mentioned where people.toml maps them, and never by what a record says."""

import re

from kit.examples import TODAY, record
from srr.exporters.findings import Run, rendered
from srr.lint.engine import check
from srr.records.registry import read_registry
from srr.schema.people import Person
from srr.schema.settings import Settings

URA = {"ura": Person("ura-github")}


def mentions(owners: list[str], people: dict[str, Person] | None = None) -> list[str]:
    """Return the lines for one risk with an error for each of *owners*, in English."""
    files = {}
    for number, owner in enumerate(owners, 1):
        path = f"risks/SRR-{number:04}.md"
        text = re.sub("owner: .*", f"owner: {owner}\narea: kitchen", record(path))
        files[path] = text.encode()
    report = check(read_registry(files, Settings()), Settings(), TODAY)
    return "".join(rendered("mentions", report, Run("en", people=people or {}))).splitlines()


def test_each_owner_is_one_line_with_the_records() -> None:
    assert mentions(["ura", "mei", "ura"], URA) == [
        "- mei: SRR-0002",
        "- @ura-github: SRR-0001, SRR-0003",
    ]


def test_an_owner_in_a_record_is_never_a_mention_or_a_link() -> None:
    (line,) = mentions(["'@everyone <img> [x](https://evil.example)'"])
    assert not {"@", "<", "["} & set(line)


def test_long_lists_are_counted() -> None:
    assert mentions(["ura"] * 23)[0].endswith("SRR-0020 and 3 more")
    lines = mentions([f"ura{number}" for number in range(53)])
    assert len(lines) == 51
    assert lines[-1] == "- and 3 more owners"


def test_warnings_mention_nobody_and_an_action_has_its_own_owner() -> None:
    path = "postmortems/PM-0001.md"
    text = re.sub("(?m)^actions:(\n  .*)*\n", "", record(path))
    action = "actions: [{id: A1, do: It, viewpoint: prevent, owner: mei, due: 2026-01-01}]\n"
    text = text.replace("\nowner:", f"\n{action}owner:", 1)
    report = check(read_registry({path: text.encode()}, Settings()), Settings(), TODAY)
    late = [each for each in report.findings if each.rule == "action-overdue"]
    assert late
    assert "- mei: PM-0001" in "".join(rendered("mentions", report, Run("en"))).splitlines()
    calm = check(read_registry({}, Settings()), Settings(), TODAY)
    assert "".join(rendered("mentions", calm, Run("en"))) == ""
