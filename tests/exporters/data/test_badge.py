from xml.etree import ElementTree

import pytest

from kit.cases import each_case
from srr.exporters.data import badge
from srr.language import Language

SVG = "{http://www.w3.org/2000/svg}"


@each_case(
    ("unresolved", "overdue", "language", "words"),
    [
        (12, 3, "en", "risks: 12 open, 3 overdue"),
        (12, 0, "en", "risks: 12 open"),
        (0, 0, "en", "risks: 0 open"),
        (12, 3, "ja", "リスク: 未解決 12 件・期限切れ 3 件"),
    ],
)
def test_the_badge_counts_in_words_that_a_screen_reader_finds(
    unresolved: int, overdue: int, language: Language, words: str
) -> None:
    svg = ElementTree.fromstring(badge.render(unresolved, overdue, language))  # noqa: S314
    assert svg.findtext(f"{SVG}title") == svg.get("aria-label") == words
    assert ": ".join(text.text or "" for text in svg.iter(f"{SVG}text")) == words


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_words_fit_their_fields(language: Language) -> None:
    svg = ElementTree.fromstring(badge.render(1234, 1234, language))  # noqa: S314
    name, counts = svg.iter(f"{SVG}text")
    ends = [float(t.get("x", "")) + float(t.get("textLength", "")) / 2 for t in (name, counts)]
    starts = [float(t.get("x", "")) - float(t.get("textLength", "")) / 2 for t in (name, counts)]
    assert 0 < starts[0] < ends[0] < starts[1] < ends[1] < float(svg.get("width", ""))


def test_an_overdue_visit_changes_the_colour() -> None:
    assert b"#c62828" in badge.render(1, 1, "en")
    assert b"#c62828" not in badge.render(1, 0, "en")
