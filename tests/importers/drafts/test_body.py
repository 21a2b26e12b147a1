"""The body of a record out of the passages of a page: known headings find their section, others stay as they are."""

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.documents.body import blocks
from srr.documents.places import Span
from srr.importers.drafts.body import Part, body, fitting, parts, section_of
from srr.importers.source import Passage
from srr.schema.settings import Settings

SETTINGS = Settings()
_LINES = (
    *("# a", "##", "```", "~~~", "<!--", "-->", "---", "===", "- ", "> ", "    x", "\t"),
    *("<pre>", "t", "", "<x", "`", "<<<<<<< a"),
)


def of(*passages: Passage) -> dict[str, str]:
    return dict(parts(passages, (), SETTINGS))


@each_case(
    ("heading", "key"),
    [
        ("概要", "body:summary"),
        ("Summary", "body:summary"),
        ("リスクの認知~原因特定までのログ", "body:log"),
        ("リスクの認知〜原因特定までのログ", "body:log"),
        ("原因", "body:cause"),
        ("1. 原因", "body:cause"),
        ("📝 対策方針", "body:plan"),
        ("対策", "body:plan"),
        ("対策ログ", "body:countermeasures"),
        ("Next Action", "body:next-action"),
        ("Root cause", "body:cause"),
        ("Impact on shops", "body:Impact on shops"),
        ("影響", "body:影響"),
    ],
)
def test_a_heading_names_its_section(heading: str, key: str) -> None:
    assert section_of(heading, SETTINGS) == key


def test_the_five_sections_of_the_other_variant_are_all_there() -> None:
    names = ("概要", "リスクの認知〜原因特定までのログ", "原因", "対策", "Next Action")
    found = of(*(Passage(name, name, 2) for name in names))
    keys = ("summary", "log", "cause", "plan", "next-action")
    assert found == {f"body:{key}": name for key, name in zip(keys, names, strict=True)}


def test_text_ahead_of_all_headings_begins_the_summary() -> None:
    found = of(Passage("", "Ahead."), Passage("Cause", "c", 2), Passage("Summary", "s", 2))
    assert found == {"body:summary": "Ahead.\n\ns", "body:cause": "c"}


def test_deeper_headings_stay_in_their_section() -> None:
    found = of(Passage("Log", "l", 1), Passage("Cause", "in the log", 2), Passage("Plan", "p", 1))
    assert found == {"body:log": "l\n\n### Cause\n\nin the log", "body:plan": "p"}


def test_a_heading_that_comes_twice_keeps_its_words() -> None:
    found = of(Passage("Plan", "one", 2), Passage("対策", "two", 2))
    assert found == {"body:plan": "one\n\n### 対策\n\ntwo"}


def test_an_unknown_heading_stays_as_it_is_behind_the_known_ones() -> None:
    found = of(Passage("Meeting notes", "m", 2), Passage("Summary", "s", 2))
    assert [*found.items()] == [("body:summary", "s"), ("body:Meeting notes", "m")]


def test_visits_that_cannot_be_read_go_into_the_log() -> None:
    good = "- 2026-01-05 ura: not-started, next 2026-01-12. Seen."
    assert of(Passage("確認履歴", good, 2)) == {"body:visits": good}
    assert of(Passage("確認履歴", "1/5 に確認", 2)) == {"body:log": "### 確認履歴\n\n1/5 に確認"}


def test_sections_that_the_source_does_not_have_are_there_without_text() -> None:
    text = body([Part("body:cause", "c"), Part("body:Memo", "m")], "en")
    assert [line for line in text.splitlines() if line] == [
        *("## Summary", "## Log", "## Cause", "c", "## Plan", "## Countermeasures"),
        *("## Next action", "## Memo", "m"),
    ]


@each_case(
    ("text", "fits"),
    [
        ("plain", "plain"),
        ("# One\n\ntext\n\n## Two", "### One\n\ntext\n\n### Two"),
        ("Title\n===\n\ntext", "### Title\n\ntext"),
        ("```\ncode\n```", "```\ncode\n```"),
        ("```\nopen", "````\n```\nopen\n````"),
        ("<!-- open", "```\n<!-- open\n```"),
        ("<script>", "```\n<script>\n```"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("<<<<<<< HEAD", "```\n<<<<<<< HEAD\n```"),
        ("- # in a list", "- # in a list"),
    ],
)
def test_a_text_fits_below_a_heading(text: str, fits: str) -> None:
    assert fitting(text) == fits


@given(
    st.lists(
        st.sampled_from(
            [
                "# a",
                "##",
                "```",
                "~~~",
                "<!--",
                "-->",
                "---",
                "===",
                "- ",
                "> ",
                "    x",
                "\t",
                "<pre>",
                "t",
                "",
                "<x",
                "`",
            ]
        ),
        max_size=8,
    ).map("\n".join)
)
def test_no_text_swallows_what_stands_behind_it(text: str) -> None:
    whole = f"## A\n\n{fitting(text)}\n\n## B\n"
    found = blocks(whole, Span(0, len(whole)))
    heads = [each for each in found if each.kind == "heading" and not each.depth]
    assert [each.text for each in heads if each.level <= 2] == ["A", "B"]
