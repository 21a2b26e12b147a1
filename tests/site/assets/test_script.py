"""The script of the site: small, strict, alone, and without a word of its own."""

import re
from pathlib import Path

SCRIPT = Path(__file__).parents[3] / "tool/srr/site/assets/srr.js"
TEXT = SCRIPT.read_text(encoding="utf-8")
LARGEST = 12_000


def test_it_is_small_and_strict() -> None:
    assert len(SCRIPT.read_bytes()) < LARGEST
    assert '\n"use strict";\n' in TEXT


def test_it_makes_no_markup_and_no_code_from_text_and_asks_nothing_of_a_server() -> None:
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "fetch(",
        "XMLHttpRequest",
        "import(",
        "://",
    ):
        assert way not in TEXT, way


def test_it_holds_no_sentence_in_any_language() -> None:
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", TEXT, flags=re.DOTALL)
    strings = re.findall(r'"([^"\n]*)"', code)
    assert strings
    said = [text for text in strings if re.search(r"[A-Z][a-z]+ [a-z]+|[^\x00-\x7f]", text)]
    assert said == []
