"""The scripts of the site: small, strict, and without a word of their own."""

import re
from pathlib import Path

import pytest

SCRIPTS = sorted((Path(__file__).parents[3] / "tool/srr/site/assets").glob("*.js"))
LARGEST = 12_000
TOGETHER = 48_000


@pytest.fixture(params=SCRIPTS, ids=lambda path: path.name)
def script(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text(encoding="utf-8")


def code(script: str) -> str:
    """Return *script* without its comments."""
    return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", script, flags=re.DOTALL)


def test_together_they_are_small() -> None:
    sizes = [len(path.read_bytes()) for path in SCRIPTS]
    assert max(sizes) < LARGEST
    assert sum(sizes) < TOGETHER


def test_it_is_strict(script: str) -> None:
    assert '"use strict";\n' in script


def test_it_makes_no_markup_and_no_code_from_text_and_names_no_other_host(script: str) -> None:
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "XMLHttpRequest",
        "import(",
        "://",
    ):
        assert way not in code(script), way


def test_only_the_risks_of_a_long_list_and_what_is_searched_are_asked_of_the_server() -> None:
    asking = {path.name for path in SCRIPTS if "fetch(" in path.read_text(encoding="utf-8")}
    assert asking == {"list.js", "search.js"}


def test_it_holds_no_sentence_in_any_language(script: str) -> None:
    strings = re.findall(r'"([^"\n]*)"', code(script))
    assert strings
    said = [text for text in strings if re.search(r"[A-Z][a-z]+ [a-z]+|[\u3040-\u9fff]", text)]
    assert said == []
