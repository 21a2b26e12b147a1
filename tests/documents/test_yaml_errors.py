"""What the YAML parser met, as a code and a place."""

from typing import NamedTuple

import pytest
import yaml

from srr.documents.front_matter import parse
from srr.documents.places import Span
from srr.documents.yaml_errors import first_word, syntax_fault


class Unmarked(Exception):
    """An error of the reader, which knows an offset at most."""

    def __init__(self, reason: str, position: int | None) -> None:
        super().__init__("words of the parser")
        self.reason, self.position = reason, position


class Shown(NamedTuple):
    code: str
    words: str


def shown(source: str) -> Shown:
    """Return the code of the error in *source*, and the text from its place to the end of the line."""
    with pytest.raises(yaml.YAMLError) as raised:
        list(yaml.parse(source, yaml.SafeLoader))
    fault = syntax_fault(raised.value, source)
    return Shown(fault.detail or fault.kind, source[fault.span.start :].split("\n")[0])


def test_the_first_word_ends_at_a_space() -> None:
    assert first_word("a &name b", 2) == Span(2, 7)
    assert first_word("a ", 2) == Span(2, 2)


@pytest.mark.parametrize(
    ("position", "place"), [(None, 0), (-3, 0), (0, 0), (1, 1), (2, 2), (3, 2), (99, 2)]
)
def test_an_error_with_an_offset_is_shown_there_within_the_text(
    position: int | None, place: int
) -> None:
    fault = syntax_fault(Unmarked("no such character", position), "a: ")
    assert (fault.span, fault.detail) == (Span(place, place + 1), "no such character")


def test_an_error_that_knows_nothing_is_shown_at_the_start() -> None:
    fault = syntax_fault(ValueError("odd"), "")
    assert (fault.kind, fault.span, fault.detail) == ("syntax", Span(0, 1), "odd")


@pytest.mark.parametrize(
    ("source", "code", "words"),
    [
        ("a: *", "asterisk", "*"),
        ("a: 'x", "unclosed-quote", "'x"),
        ("a: [x", "unclosed-bracket", "[x"),
        ("a: {x", "unclosed-bracket", "{x"),
        ("a: @x", "at-sign", "@x"),
        ("a: `x", "backtick", "`x"),
        ("a: %x", "percent", "%x"),
        ("%x\n%", "percent", "%"),
        ("a:\n \tb: 1\n\t c: 2", "tab-indent", "\tb: 1"),
        ("a:\n  b: 1\n  \t c: d: 2", "tab-indent", "\t c: d: 2"),
        ("a: b: c", "colon-in-value", ": c"),
        ("a:\r  \tb: c: d\r", "tab-indent", "\tb: c: d\r"),
        ("a: x\n b: y", "indentation", ": y"),
        ("a:\n  b: 1\n c: 2", "indentation", "c: 2"),
        ("l:\n  - a\n b", "indentation", "b"),
        ("a: &", "anchor", "&"),
        ("a: &* x", "anchor", "&* x"),
        ("a: !<x", "tag", "!<x"),
        ("a: !x!y z", "tag", "!x!y z"),
        ("a: 1\nb", "could not find expected ':'", "b"),
        ('a: "\\q"', "found unknown escape character 'q'", 'q"'),
    ],
)
def test_each_error_has_its_code_and_its_place(source: str, code: str, words: str) -> None:
    assert shown(source) == (code, words)


@pytest.mark.parametrize("parser", [None, yaml.SafeLoader])
def test_a_tab_in_an_indent_is_shown_whichever_parser_met_it(
    parser: type[yaml.SafeLoader] | None,
) -> None:
    source = "---\na: b\n \tc: d\n"
    (fault,) = parse(source, parser).faults
    assert (fault.detail, source[fault.span.start :]) == ("tab-indent", "\tc: d\n")


def test_a_tab_that_libyaml_alone_refuses_is_shown_where_it_is() -> None:
    pytest.importorskip("yaml.cyaml")
    source = "---\na: |\n   \tx\n   y\n"
    (fault,) = parse(source).faults
    assert (fault.detail, source[fault.span.start :]) == ("tab-indent", "\tx\n   y\n")
