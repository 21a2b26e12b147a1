import pytest

from srr.text.credentials import find, mask

SAMPLE = "S0mmer-2026"


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("| user | password |", "| ura | {} |"),
        ("user | **Password**", "ura | {}"),
        ("| ユーザー | パスワード |", "| ura | {} |"),
        ("| a \\| b | password |", "| ura \\| x | `{}` |"),
        ("> | user | password |", "> | ura | {} |"),
    ],
)
def test_the_head_of_a_column_announces_the_secrets_below_it(head: str, row: str) -> None:
    rule = head[:2] if head.startswith(">") else ""
    lines = [head, f"{rule}|---|---|", row.format("none"), row.format(SAMPLE)]
    masked = [*lines[:3], row.format("*" * len(SAMPLE))]
    for line_end in ("\n", "\r\n"):
        assert mask(line_end.join(lines)) == line_end.join(masked)


@pytest.mark.parametrize(
    "text",
    [
        f"| user | password |\n\n| ura | {SAMPLE} |",
        f"| password | user |\n|---|---|\n| ura | {SAMPLE} |",
        f"| user | password |\n|---|---|\n| ura | x |\n\n| ura | {SAMPLE} |",
        "| password | rule |\n|---|---|\n| required | 8 characters |\n|\n",
        f"|---|\n| {SAMPLE} |",
    ],
)
def test_other_cells_are_left_alone(text: str) -> None:
    assert find(text) == []
