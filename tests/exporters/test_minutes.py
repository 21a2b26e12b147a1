"""The minutes say who decided what, what was skipped, and nothing twice."""

from datetime import date

from kit.examples import tree
from kit.secrets import word
from srr.exporters import minutes as shown
from srr.insights.minutes import Minutes, minutes
from srr.records.registry import read_registry
from srr.schema.settings import Settings

DAY = date(2026, 2, 2)
DECIDED = """\
status: watching
next_visit: 2026-03-20
owner: sato
current_impact: 0
## Visits

- 2026-01-20 ura: in-progress, next 2026-02-02. An old look at @everyone.
- 2026-02-02 ura: in-progress -> watching, current_impact 1 -> 0, owner ura -> sato, next 2026-03-20. Calm <b>now</b>.
"""
LEFT = "created: 2025-12-01\nnext_visit: 2026-01-05\n"
NEW = "created: 2026-01-30\nnext_visit: 2026-02-13\n"


REPORTED = """\
status: watching
report_due: 2026-03-03
## Reports

- 2026-01-26 ura: assigned, due 2026-02-03. An old look.
- 2026-02-02 ura: assigned -> watching, due 2026-03-03. Larger pool.
"""
FOLDERS = {"a": "risks/SRR", "c": "concerns/CN"}


def made(team: str | None = None, **files: str) -> Minutes:
    fragment = "".join(
        f"{FOLDERS[name[0]]}-{name[1:]}.md\n{text}\n" for name, text in files.items()
    )
    registry = read_registry(tree(fragment, "") if files else {}, Settings())
    return minutes(registry, Settings(), DAY, team)


def test_the_minutes_hold_the_days_lines_and_what_was_left() -> None:
    assert shown.render(made(a0001=DECIDED, a0002=LEFT, a0003=NEW), "en") == (
        "# Risk review, 2026-02-02\n"
        "\n"
        "Decided by: ura\n"
        "\n"
        "## Decided (1)\n"
        "\n"
        "- **SRR-0001** Orders fail when the stock service is slow  \n"
        "  ura: In progress → Watching, Current impact 1 → 0, Owner ura → sato, next visit 2026-03-20."
        " Calm &#60;b&#62;now&#60;/b&#62;.\n"
        "\n"
        "## Skipped (1)\n"
        "\n"
        "- **SRR-0002** Orders fail when the stock service is slow  \n"
        "  Overdue\n"
    )


def test_the_reports_of_the_day_come_before_the_decisions() -> None:
    found = made(a0001=DECIDED, c0001=REPORTED)
    assert (
        "Decided by: ura\n"
        "\n"
        "## Reports (1)\n"
        "\n"
        "- **CN-0001** p99 of orders 2 s -&#62; 4 s on Fridays  \n"
        "  ura: Assigned → Watching, next report 2026-03-03. Larger pool.\n"
        "\n"
        "## Decided (1)\n"
    ) in shown.render(found, "en")
    assert "調査中 → 様子見、報告期限 2026-03-03。Larger pool." in shown.render(found, "ja")
    assert shown.message(found, "en").splitlines()[2:] == [
        "CN-0001: Assigned → Watching, next report 2026-03-03",
        "SRR-0001: In progress → Watching, Current impact 1 → 0, Owner ura → sato, next visit 2026-03-20",
    ]
    assert found.paths == ("concerns/CN-0001.md", "risks/SRR-0001.md")


def test_reports_are_in_the_order_of_their_ids() -> None:
    found = made(c0003=REPORTED, c0001=REPORTED, c0004=REPORTED, c0002=REPORTED)
    assert found.paths == tuple(f"concerns/CN-000{number}.md" for number in range(1, 5))


def test_the_minutes_are_in_the_language_of_the_registry() -> None:
    text = shown.render(made(a0001=DECIDED, a0002=LEFT), "ja")
    assert "# リスクレビュー 2026-02-02\n\n決めた人: ura\n\n## 決定 (1)\n" in text
    assert (
        "対応中 → 様子見、現在のインパクト 1 → 0、担当者 ura → sato、次回確認日 2026-03-20。Calm"
        in text
    )
    assert "## 見送り (1)\n" in text


def test_what_the_file_says_already_is_not_said_again() -> None:
    found = made(a0001=DECIDED, a0002=LEFT)
    text = shown.render(found, "en")
    assert shown.render(found, "en", f"Notes.\n\n{text}More notes.\n") == ""
    later = made(a0001=DECIDED, a0002=DECIDED, a0003=LEFT)
    added = shown.render(later, "en", text)
    assert "**SRR-0001**" not in added
    assert "## Decided (1)\n\n- **SRR-0002**" in added
    assert "## Skipped (1)\n\n- **SRR-0003**" in added


def test_the_reasons_of_what_was_skipped_stay_apart() -> None:
    silent = LEFT + "status: in-progress\n"
    assert "  Overdue · In progress, no report since the last meeting\n" in shown.render(
        made(a0001=silent), "en"
    )


def test_a_team_has_minutes_of_its_own_risks() -> None:
    found = made("ordering", a0001=f"team: ordering\n{DECIDED}", a0002=DECIDED, a0003=LEFT)
    assert shown.render(found, "en").startswith("# Risk review of ordering, 2026-02-02\n")
    assert (found.paths, found.skipped) == (("risks/SRR-0001.md",), ())


def test_the_commit_names_each_decision() -> None:
    assert shown.message(made(a0001=DECIDED), "en") == (
        "Risk review, 2026-02-02\n"
        "\n"
        "SRR-0001: In progress → Watching, Current impact 1 → 0, Owner ura → sato, next visit 2026-03-20\n"
    )


def test_nothing_decided_is_no_addition_to_minutes_that_are_there() -> None:
    assert shown.render(made(a0002=LEFT), "en", "Written by hand.\n") == ""
    assert shown.path(made()) == "reviews/2026-02-02.md"


def test_secrets_are_masked() -> None:
    token = "ghp_" + word(36)
    found = made(a0001=DECIDED.replace("Calm", f"Token {token}"))
    assert token not in shown.render(found, "en") + shown.message(found, "en")
