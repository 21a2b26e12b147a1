"""The text below a heading is replaced as a whole, and nothing else of the file changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.documents.document import Document, read
from srr.documents.edit import EditRefused
from srr.documents.rewriting import with_section

TEXT = "---\nid: SRR-0001\n---\n\n## Summary\n\nOld.\n\n### Part\n\nMore.\n\n## Cause\n\nKnown.\n"


def document(text: str = TEXT) -> Document:
    return read("risks/SRR-0001.md", text.encode())


def test_all_that_stands_below_the_heading_goes() -> None:
    found = with_section(document(), ("Summary",), "New.\n\n### Other\n\nText.")
    assert found.text == TEXT.replace("Old.\n\n### Part\n\nMore.", "New.\n\n### Other\n\nText.")


def test_the_last_section_ends_the_file() -> None:
    assert with_section(document(), ("cause",), "New.").text.endswith("## Cause\n\nNew.\n")


def test_any_of_the_headings_will_do_and_a_missing_one_is_added() -> None:
    assert "## Cause\n\nNew." in with_section(document(), ("原因", "Cause"), "New.").text
    added = with_section(document(), ("Memo",), "New.", ("Summary",)).text
    assert added == TEXT.replace("## Cause", "## Memo\n\nNew.\n\n## Cause")


def test_the_line_ends_of_the_file_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    found = with_section(document(text), ("Summary",), "New.\nText.").text
    assert "\r\n\r\nNew.\r\nText.\r\n" in found
    assert "\n" not in found.replace("\r\n", "")


def test_no_text_leaves_the_heading() -> None:
    assert with_section(document(), ("Cause",), "").text.rstrip().endswith("## Cause")


@each_case("text", ["## Other", "# Top", "```\nopen", "<!-- open", "a\n---"])
def test_what_would_change_other_headings_is_refused(text: str) -> None:
    with pytest.raises(EditRefused):
        with_section(document(), ("Summary",), text)


@given(st.text(max_size=40))
def test_the_front_matter_and_the_other_sections_stay(text: str) -> None:
    try:
        found = with_section(document(), ("Summary",), text)
    except EditRefused:
        return
    assert found.data == document().data
    assert found.text.startswith("---\nid: SRR-0001\n---\n\n## Summary\n")
    assert found.text.endswith("## Cause\n\nKnown.\n")
