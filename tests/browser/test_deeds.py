"""What a reader does next: commands, paths and code are copied with one click."""

import subprocess

import pytest
from playwright.sync_api import Page, expect

from kit.browsing import Build, Opened, Served

CLIPBOARD = ["clipboard-read", "clipboard-write"]


def clipboard(page: Page) -> str:
    expect(page.locator(".md-dialog--active")).to_be_visible()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


@pytest.mark.parametrize(
    ("button", "text"),
    [
        ("Copy: srr visit SRR-0004", "srr visit SRR-0004"),
        ("Copy: risks/SRR-0004.md", "risks/SRR-0004.md"),
        ("Copy: CHECKIN_PROFILE=skip", "CHECKIN_PROFILE=skip"),
    ],
)
def test_a_risk_gives_its_command_its_file_and_the_code_of_its_lever_to_copy(
    english: Served, visit: Opened, button: str, text: str
) -> None:
    page = visit(english, permissions=CLIPBOARD).open("risks/SRR-0004/")
    page.get_by_role("button", name=button, exact=True).click()
    assert clipboard(page) == text


def test_the_agenda_gives_all_commands_at_once(english: Served, visit: Opened) -> None:
    page = visit(english, permissions=CLIPBOARD).open("agenda/")
    page.get_by_text("A command for each visit").click()
    page.locator("details[open] .md-code__button").click()
    # A shell reads them as one list before it runs the first, which asks for answers.
    shell = f'srr() {{ echo "$@"; cat; }}; {clipboard(page)}'
    ran = subprocess.run(
        ["bash", "-c", shell], input="an answer\n", capture_output=True, text=True, check=True
    )
    first, answer, *others = ran.stdout.splitlines()
    assert (first, answer) == ("visit SRR-0016", "an answer")
    assert len(others) == len(set(others)) > 3
    page.get_by_text("A command for each report").click()
    page.locator("details[open] .md-code__button").first.click()
    assert clipboard(page) == "srr report CN-0005; \\\nsrr report CN-0006"


def test_a_block_of_code_in_a_record_and_on_a_how_to_page_can_be_copied(
    english: Served, visit: Opened
) -> None:
    seen = visit(english, permissions=CLIPBOARD)
    seen.open("risks/SRR-0004/").locator("pre .md-code__button").first.click()
    assert clipboard(seen.page).startswith("BEGIN\n")
    page = seen.open("how-to/start/")
    page.locator("pre .md-code__button").first.click()
    copied = clipboard(page).split("\n")
    assert copied[0] == "python3 -m venv .venv", "without its prompt"
    assert "srr 0.1.0" not in copied, "without what was printed"


def test_each_button_copies_the_code_that_it_belongs_to(english: Served, visit: Opened) -> None:
    page = visit(english, permissions=CLIPBOARD).open("how-to/review/")
    targets = page.locator("pre .md-code__button").evaluate_all(
        "all => all.map(each => [each.dataset.clipboardTarget, each.closest('pre').id])"
    )
    assert len(targets) > 3
    assert all(target == f"#{code} > code" for target, code in targets), targets
    assert len({code for _, code in targets}) == len(targets)


def test_without_a_script_no_button_is_shown_that_does_nothing(build: Build, visit: Opened) -> None:
    page = visit(build("ja"), java_script_enabled=False).open("risks/SRR-0004/")
    assert page.get_by_text("srr visit SRR-0004").is_visible()
    assert page.locator(".srr-copy:visible").count() == 0
