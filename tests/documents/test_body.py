"""What a section says first, for a list of many records."""

import pytest

from srr.documents.body import first_item


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Ship it on Friday.", "Ship it on Friday."),
        ("Ship it on Friday,\nthen wait a week.\n\nMore.", "Ship it on Friday, then wait a week."),
        ("- Ship it,\n  then wait.\n- Measure.", "Ship it, then wait."),
        ("1. Ship it.\r\n2. Measure.", "Ship it."),
        ("来週までに\n確かめる。", "来週までに確かめる。"),
        ("", ""),
    ],
)
def test_the_first_item_is_whole_and_stands_on_one_line(text: str, item: str) -> None:
    assert first_item(text) == item
