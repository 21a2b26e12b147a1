"""Front matter: values as written, a fault for everything that is refused, the right place for each."""

from datetime import date
from string import ascii_lowercase

import frontmatter
import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kit.cases import each_case
from kit.thorough import examples
from srr.documents.front_matter import MOST_CHARACTERS, MOST_LEVELS, FrontMatter, parse
from srr.documents.places import Fault, Span


def read(text: str) -> FrontMatter:
    return parse(f"---\n{text}\n")


@each_case(
    ("written", "value"),
    [
        ("0010", "0010"),
        ("0x1F", "0x1F"),
        ("0o7", "0o7"),
        ("1_000", "1_000"),
        ("no", "no"),
        ("on", "on"),
        ("14:00", "14:00"),
        ("2025-02-30", "2025-02-30"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("６", "６"),
        ("9" * 5000, "9" * 5000),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("-3", -3),
        ("0", 0),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('""', ""),
        ('"6"', "6"),
    ],
)
def test_plain_words_are_those_of_yaml_1_2(written: str, value: object) -> None:
    data = read(f"key: {written}").data
    assert repr(data) == repr({"key": value})


@each_case(
    ("text", "kind", "detail", "shown"),
    [
        ("title: API: limit", "syntax", "colon-in-value", ":"),
        ("owner: @ura", "syntax", "at-sign", "@"),
        ("title: %CPU", "syntax", "percent", "%"),
        ("title: `SELECT`", "syntax", "backtick", "`"),
        ("title: *bold*", "syntax", "asterisk", "*"),
        ("links:\n\tchat: x", "syntax", "tab-indent", "\t"),
        ('title: "open\nowner: ura', "syntax", "unclosed-quote", '"'),
        ("related: [a, b\nowner: ura", "syntax", "unclosed-bracket", "["),
        ("links:\n  chat: x\n slo: y", "syntax", "indentation", "s"),
        ("status：未着手", "full-width-colon", "status", "："),
        ("status：未着手\nowner: ura", "full-width-colon", "status", "："),
        ("status:\u00a0done", "no-break-space", "U+00A0", "\u00a0"),
        ("status:\u3000done", "no-break-space", "U+3000", "\u3000"),
        ("a: &x 1", "anchor", "x", "&x"),
        ("a: *x", "alias", "x", "*x"),
        ("a: !!python/object:os.system x", "tag", None, "!!python/object:os.system"),
        ("a: !mine x", "tag", "!mine", "!mine"),
        ("<<: {a: 1}", "merge-key", "", "<<"),
        ("1: x", "key-not-text", "1", "1"),
        ("null: x", "key-not-text", "null", "null"),
        ("[a, b]: x", "key-not-text", "", "["),
        ("a: {{ title }}", "key-not-text", "", "{"),
        ("a: 1\n--- \nb: 2", "documents", "", "---"),
        ("a: 1\nb: 2\na: 3", "duplicate", "a", "a"),
        ("l:\n  a: 1\n  a: {b: 2}", "duplicate", "l.a", "a"),
        ("title: issue #42 leak", "comment-in-value", "title", "#42 leak"),
        ("owner: #ura", "comment-in-value", "owner", "#ura"),
        ("related:\n  - a\n  - b #c", "comment-in-item", "related 2", "#c"),
        ("actions:\n  - do: a\n    tags:\n      - b #c", "comment-in-item", "tags 1", "#c"),
        ("\u3000a: x", "no-break-space", "U+3000", "\u3000"),
        ("- a", "not-a-mapping", "list", "- a"),
        ("words", "not-a-mapping", "text", "words"),
        ("42", "not-a-mapping", "number", "42"),
        ("# nothing", "empty", "", "---"),
        ("a: " + "[" * 2_000, "too-deep", "20", "["),
        ("a: x" * 20_000, "too-large", None, "---"),
    ],
)
@each_case("parser", [None, yaml.SafeLoader])
def test_each_fault_has_its_kind_its_datum_and_its_place(
    parser: type[yaml.SafeLoader] | None, text: str, kind: str, detail: str | None, shown: str
) -> None:
    source = f"---\n{text}\n"
    (fault,) = parse(source, parser).faults
    assert fault.kind == kind
    assert detail is None or fault.detail == detail
    span = fault.span
    assert source[span.start : span.end].startswith(shown)


def test_a_duplicate_keeps_the_first_value_and_shows_where_it_is() -> None:
    result = read("a: 1\nb: 2\na: 3")
    assert result.data == {"a": 1, "b": 2}
    assert result.faults[0].related == result.fields[("a",)].key


@pytest.mark.parametrize("parser", [None, yaml.SafeLoader])
@pytest.mark.parametrize(
    ("text", "kind"),
    [("b: " + "[" * 30 + "]" * 30 + "\nc: &x 1", "too-deep"), ("--- \nc: &x 1", "documents")],
)
def test_nothing_is_read_behind_what_ends_the_reading(
    parser: type[yaml.SafeLoader] | None, text: str, kind: str
) -> None:
    found = parse(f"---\na: 1\na: 2\n{text}\n", parser).faults
    assert [fault.kind for fault in found] == ["duplicate", kind]


@pytest.mark.parametrize("text", ["a: b # words", "a: b  # srr: ignore[x] why", "a: 'b #c'"])
def test_a_usual_comment_is_no_fault(text: str) -> None:
    assert read(text).faults == []


def test_spans_hold_exactly_the_key_and_the_value_at_every_depth() -> None:
    text = "a: |\n  x\n   y\n\n# c\nb: >-\n  z\n\nc:\n- 1\n-\n- [p,\n q]\n# d\ne: # f\ng: 'h'\n"
    result = read(text)
    shown = {
        path: (f"---\n{text}"[slice(*field.key)], f"---\n{text}"[slice(*field.span)], field.style)
        for path, field in result.fields.items()
    }
    assert shown == {
        ("a",): ("a", "|\n  x\n   y", "literal"),
        ("b",): ("b", ">-\n  z", "folded"),
        ("c",): ("c", "- 1\n-\n- [p,\n q]", "block"),
        ("c", 0): ("1", "1", "plain"),
        ("c", 1): ("", "", "empty"),
        ("c", 2): ("[p,\n q]", "[p,\n q]", "flow"),
        ("c", 2, 0): ("p", "p", "plain"),
        ("c", 2, 1): ("q", "q", "plain"),
        ("e",): ("e", "", "empty"),
        ("g",): ("g", "'h'", "single"),
    }


def test_a_wide_colon_in_a_text_is_no_fault_unless_the_yaml_is_not_understood() -> None:
    assert read("a: |\n  b：c").faults == []
    assert read("a: 1\nb：c").faults == [Fault("full-width-colon", Span(10, 11), "b")]
    broken = read("links:\n  chat：x\n slo: y").faults
    assert [(fault.kind, fault.detail) for fault in broken] == [("full-width-colon", "chat")]


def test_a_line_separator_in_a_value_is_a_character_of_the_value() -> None:
    result = read("a: b\u2028c\x85d\u2029g\ne: f")
    assert result.data == {"a": "b\u2028c\x85d\u2029g", "e": "f"}
    text = "---\na: |\n  b\u2028c\n  d\ne: f\n"
    assert text[slice(*parse(text).fields[("a",)].span)] == "|\n  b\u2028c\n  d"


def test_an_alias_bomb_is_refused_at_once() -> None:
    bomb = "a: &a [x]\n" + "\n".join(f"k{n}: &k{n} [*a, *a, *a]" for n in range(500))
    result = read(bomb)
    assert not result.understood
    assert result.data == {}


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12).filter(
    # Where the two YAML versions differ.
    lambda text: text[:1] not in "+-.0123456789"
)
SCALARS = (
    WORDS
    | st.integers()
    | st.booleans()
    | st.none()
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
)
KEYS = st.text(f"{ascii_lowercase}_", min_size=1, max_size=9).filter(
    lambda key: (
        key[0] != "_"
        and key not in {"content", "handler", "self", "metadata", "y", "n", "on", "no", "off"}
    )
)
DATA = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=5
    ),
)


def _post(data: dict[str, object]) -> frontmatter.Post:
    post = frontmatter.Post("")
    post.metadata = data
    return post


@settings(max_examples=examples(150))
@given(DATA)
def test_what_python_frontmatter_writes_is_read_the_same_way(data: dict[str, object]) -> None:
    assume(data)
    text = frontmatter.dumps(_post(data), sort_keys=False)
    source = text[: text.rindex("\n---") + 1]
    result = parse(source)
    oracle = frontmatter.loads(text).metadata
    assume(not any(fault.kind == "alias" for fault in result.faults))
    if not any(isinstance(value, date) for value in oracle.values()) and result.understood:
        assert result.data == oracle


@settings(max_examples=examples(1500))
@given(st.text(st.sampled_from("ab:- \n\t[]{}\"'#&*!|>%@`?,.0\x00：\u00a0\u2028é😀"), max_size=60))
def test_no_text_makes_either_parser_raise(text: str) -> None:
    for parser in (None, yaml.SafeLoader):
        result = parse(f"---\n{text}\n", parser)
        assert result.understood or result.faults
        assert all(0 <= f.span.start <= f.span.end <= len(text) + 5 for f in result.faults)


DEPTHS = (*range(1, 61), 100, 999, 1001, 20_000)


@pytest.mark.parametrize("parser", [None, yaml.SafeLoader])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [("[", "]"), ("{a: ", "}"), ("[{a: ", "}]"), ("- ", ""), ("\n", "")],
    ids=["lists", "mappings", "both", "dashes", "lines"],
)
def test_nesting_is_too_deep_from_one_depth_on_whatever_the_parser_itself_allows(
    parser: type[yaml.SafeLoader] | None, opening: str, closing: str
) -> None:
    said, expected = {}, {}
    for depth in DEPTHS:
        source, deepest = nested(opening, closing, depth)
        found = parse(source, parser)
        said[depth] = ([fault.kind for fault in found.faults], found.understood)
        is_deep = deepest > MOST_LEVELS
        expected[depth] = (["too-deep"] if is_deep else [], not is_deep)
    assert said == expected


def nested(opening: str, closing: str, depth: int) -> tuple[str, int]:
    """Return front matter with about so many levels, and how many it has."""
    per_level = 2 if opening == "[{a: " else 1
    levels = max(1, depth // per_level)
    deepest = per_level * levels + 1
    if opening == "\n":
        deepest = min(levels, 300)
        body = "".join(f"{' ' * level}a:\n" for level in range(deepest))
    elif opening == "- ":
        body = f"a:\n  {opening * levels}x"
    else:
        body = f"a: {opening * levels}x{closing * levels}"
    return f"---\n{body}\n"[:MOST_CHARACTERS], deepest


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
@pytest.mark.parametrize("above", ["", "a: 1\na: 2\n", "1: 2\n"], ids=["", "duplicate", "key"])
@pytest.mark.parametrize("value", ["|\n  \t\tx", "|\n \tx", "|\n\n  \tx\n  y"])
def test_what_libyaml_refuses_is_refused_whatever_else_is_wrong(above: str, value: str) -> None:
    """PyYAML's own parser accepts a tab behind the indentation; that must not decide whether the file is understood."""
    found = read(f"{above}b: {value}")
    assert not found.understood
    assert (found.faults[-1].kind, found.faults[-1].detail) == ("syntax", "tab-indent")
