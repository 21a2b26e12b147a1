"""Values with their places: what a file spells out, and what it hides."""

import pytest

from srr.documents.places import Field, Span, dotted


def field(line: str, text: str, style: str, written: str) -> Field:
    """Return the field of *line*, whose value reads *text* and is written as *written*."""
    start = line.index(written, line.index(":"))
    key = Span(0, line.index(":"))
    return Field(text, text, style, key, Span(start, start + len(written)))


def test_a_path_is_told_with_dots() -> None:
    assert dotted(("actions", 0, "owner")) == "actions.0.owner"
    assert dotted(()) == ""


@pytest.mark.parametrize("style", ["plain", "single", "double", "literal", "folded"])
def test_a_scalar_holds_text(style: str) -> None:
    assert field("a: b", "b", style, "b").holds_text


@pytest.mark.parametrize("style", ["block", "flow", "empty"])
def test_a_collection_and_nothing_hold_no_text(style: str) -> None:
    assert not field("a: b", "b", style, "b").holds_text


@pytest.mark.parametrize(
    ("line", "text", "style", "written"),
    [
        ("a: secret", "secret", "plain", "secret"),
        ("a:  secret", "secret", "plain", "secret"),
        ("a: 'secret'", "secret", "single", "'secret'"),
        ('a: "secret"', "secret", "double", '"secret"'),
    ],
)
def test_a_value_as_it_is_written_beside_its_key_is_in_plain_sight(
    line: str, text: str, style: str, written: str
) -> None:
    assert field(line, text, style, written).is_in_plain_sight


@pytest.mark.parametrize(
    ("line", "text", "style", "written"),
    [
        ("a:   secret", "secret", "plain", "secret"),
        ("a: 'it''s'", "it's", "single", "'it''s'"),
        (r'a: "\x73ecret"', "secret", "double", r'"\x73ecret"'),
        ("a: secr et", "secret", "plain", "secr et"),
        ("a: s\n  t", "s\n  t", "plain", "s\n  t"),
    ],
)
def test_a_value_that_is_far_or_spelled_differently_or_on_two_lines_is_not(
    line: str, text: str, style: str, written: str
) -> None:
    assert not field(line, text, style, written).is_in_plain_sight
