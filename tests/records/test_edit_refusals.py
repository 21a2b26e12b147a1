"""Why an edit was refused, in both languages."""

import pytest

from srr.documents.document import read
from srr.documents.edit import AddKey, Edit, EditRefused, SetValue, apply
from srr.records.edit_refusals import said


@pytest.mark.parametrize(
    ("text", "edit", "english", "japanese"),
    [
        (
            "---\na: 1\n---\n",
            AddKey("a", 2),
            "`a` is there already",
            "`a` はすでにあります",
        ),
        (
            "---\na: 1\na: 2\n---\n",
            SetValue(("a",), 2),
            "a key is there twice (line 3); fix that first",
            "3 行目に同じキーが 2 つあります。先に直してください",
        ),
    ],
)
def test_a_refusal_names_the_place_in_both_languages(
    text: str, edit: Edit, english: str, japanese: str
) -> None:
    with pytest.raises(EditRefused) as refused:
        apply(read("risks/SRR-0001.md", text.encode()), [edit])
    assert said(refused.value) == (english, japanese)
