"""The reference of the commands says what the commands say, and each of them shows how it is used."""

import pytest

import command_pages
from srr.cli.app import COMMANDS


@pytest.mark.parametrize("name", command_pages.NAMES)
def test_the_reference_is_fresh(name: str) -> None:
    page = (command_pages.PAGES / name).read_text(encoding="utf-8")
    assert page == command_pages.fresh(page), "run make docs"


def test_it_holds_every_command_and_those_below_one() -> None:
    reference = command_pages.reference()
    for name in (*COMMANDS, "new risk", "baseline prune"):
        assert f"\n## srr {name}\n" in reference


def test_every_command_shows_an_example() -> None:
    for told in command_pages.reference().split("\n## ")[1:]:
        heading = told.partition("\n")[0]
        assert "\n  Example" in told, heading


def test_the_words_by_hand_above_it_are_kept() -> None:
    page = command_pages.fresh("# Mine\n\nwords\n")
    assert page.startswith(f"# Mine\n\nwords\n{command_pages.MARKER}")
    assert command_pages.fresh(page) == page
