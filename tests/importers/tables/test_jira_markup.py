"""Jira's markup in Markdown: what is known is turned, what is not stays as it is."""

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.documents.body import blocks
from srr.documents.places import Span
from srr.importers.tables.jira_markup import markdown


@each_case(
    ("written", "expected"),
    [
        ("h2. Cause", "## Cause"),
        ("very *slow* and *so on*", "very **slow** and **so on**"),
        ("_late_ and 2*3*4 and a-b-c", "_late_ and 2*3*4 and a-b-c"),
        ("-struck- and (-this-), +new+", "~~struck~~ and (~~this~~), new"),
        ("{{a *b* c}} *d*", "`a *b* c` **d**"),
        ("[the graph|https://g.example/?a=b]", "[the graph](https://g.example/?a=b)"),
        ("[x|https://g.example|smart-link]", "[x](https://g.example)"),
        ("[https://g.example]", "<https://g.example>"),
        ("[~ura] and [~accountid:5b10]", "@ura and @5b10"),
        ("!shot.png|thumbnail! and [^log.txt]", "`shot.png` and `log.txt`"),
        ("a\\\\ b", "a\nb"),
        ("{color:red}a{color} {anchor:x}b", "a b"),
        ("bq. said so", "> said so"),
        ("----", "---"),
        ("* a\n** b\n*** c\n* d", "- a\n  - b\n    - c\n- d"),
        ("# a\n## b\n#* c", "1. a\n   1. b\n   - c"),
        (
            "||a||b||\n|1|[x|https://y.example]|",
            "| a | b |\n| --- | --- |\n| 1 | [x](https://y.example) |",
        ),
        ("|1|2|", "|  |  |\n| --- | --- |\n| 1 | 2 |"),
        ("{quote}\na\nb\n{quote}", "> a\n> b"),
        ("{panel:title=Cause|bgColor=#fff}\na\n{panel}", "**Cause**\n\na"),
        ("{code:java|title=x}\nif (*a*)\n{code}", "```java\nif (*a*)\n```"),
        ("{code}x{code}", "```\nx\n```"),
        ("{noformat}\n```\n{noformat}", "````\n```\n````"),
        ("a\n{code}\nb", "a\n{code}\nb"),
        ("{unknown:x}a{unknown}", "{unknown:x}a{unknown}"),
        ("a\nh1. b\nc\n* d\ne", "a\n\n# b\n\nc\n\n- d\n\ne"),
        ("リスク *大* です", "リスク **大** です"),
    ],
)
def test_markup_becomes_markdown(written: str, expected: str) -> None:
    assert markdown(written) == expected


@given(st.text(st.sampled_from("ab *_-+#|[]{}!~^\\\n.:/") | st.sampled_from("hbq1"), max_size=60))
def test_any_text_keeps_its_words(text: str) -> None:
    done = markdown(text)
    assert markdown(f"{{code}}\n{text}\n{{code}}")
    for word in "ab":
        assert done.count(word) <= text.count(word)


@each_case(
    "piece",
    [
        *("{code:x}", "{code}", "{quote}", "{{", "[a|", "[~", "!a.png ", "|a", "||", "[", "*a"),
        *("-a ", "+a", " \n", "{panel:title=", "\\\\", "h1. ", "* "),
    ],
)
def test_a_vast_cell_takes_no_time(piece: str) -> None:
    start = process_time()
    markdown(piece * (20_000 // len(piece)))
    assert process_time() - start < 5


def test_code_of_jira_never_ends_the_fence_around_it() -> None:
    done = markdown("{code}\n~~~\n````\n# a\n{code}\nh1. b")
    found = [block.text for block in blocks(done, Span(0, len(done))) if block.kind == "heading"]
    assert found == ["b"]
