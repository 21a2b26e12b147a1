"""The groups of the menu: in the configuration in English, on the site in its own language."""

from pathlib import Path

import pytest
import yaml

from srr.language import Language
from srr.site.config import GROUPS, group

STARTER = Path(__file__).parents[2] / "tool/srr/starter/mkdocs.yml"


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("Lessons", "ja", "教訓"),
        ("Lessons", "en", "Lessons"),
        ("Our own group", "ja", "Our own group"),
    ],
)
def test_a_group_is_said_in_the_language_of_the_site(
    name: str, language: Language, said: str
) -> None:
    assert group(name, language) == said


def test_every_group_of_the_starter_can_be_said_in_both_languages() -> None:
    menu = yaml.safe_load(STARTER.read_text(encoding="utf-8").partition("\nnav:")[2])
    groups = [name for item in menu if isinstance(item, dict) for name in item]
    assert groups == [label.en for label in GROUPS]
