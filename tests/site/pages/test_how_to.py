"""Every how-to page that srr brings is on the site, in the language of the registry."""

import re
from pathlib import Path

import pytest

from kit.sites import site
from srr.language import Language
from srr.site import pages, sources

FILES = Path(sources.__file__).parent / "how-to"
ENGLISH = {path.name for path in FILES.glob("*.md") if not path.name.endswith(".ja.md")}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_each_page_is_on_the_site_under_the_name_of_the_english_one(language: Language) -> None:
    rendered = pages.render(site({}), sources.how_to(language))
    shown = {path for path in rendered if path.startswith("how-to/")}
    assert shown == {f"how-to/{name}" for name in ENGLISH}


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Start a registry"), ("ja", "レジストリを始める")]
)
def test_a_page_has_its_heading_as_its_title_and_its_text_unchanged(
    language: Language, title: str
) -> None:
    texts = sources.how_to(language)
    source = pages.render(site({}), texts)["how-to/start.md"].decode()
    assert f'title: "{title}"' in source
    assert texts["start.md"].strip() in source


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_pictures_of_a_page_are_those_of_its_language(language: Language) -> None:
    texts = "".join(sources.how_to(language).values())
    shown = set(re.findall(r"!\[[^\]]+\]\(([^):]+\.png)\)", texts))
    assert {path.removeprefix("how-to/") for path in sources.pictures(language)} == shown
    assert shown
