from kit.cases import each_case
from srr.text.credentials import find, mask

SAMPLE = "S0mmer-2026"


@each_case(
    ("head", "row"),
    [
        ("| user | password |", "| ura | {} |"),
        ("user | **Password**", "ura | {}"),
        ("| ユーザー | パスワード |", "| ura | {} |"),
        ("| a \\| b | password |", "| ura \\| x | `{}` |"),
        ("> | user | password |", "> | ura | {} |"),
        ("password | user", "{} | ura"),
        ("|password|user|", "|{}|ura|"),
        ("user|password", "ura|{}"),
    ],
)
def test_the_head_of_a_column_announces_the_secrets_below_it(head: str, row: str) -> None:
    rule = head[:2] if head.startswith(">") else ""
    lines = [head, f"{rule}|---|---|", row.format("none"), row.format(SAMPLE)]
    masked = [*lines[:3], row.format("*" * len(SAMPLE))]
    for line_end in ("\n", "\r\n"):
        assert mask(line_end.join(lines)) == line_end.join(masked)


@each_case(
    "text",
    [
        f"| user | password |\n\n| ura | {SAMPLE} |",
        f"| password | user |\n|---|---|\n| ura | {SAMPLE} |",
        f"| user | password |\n|---|---|\n| ura | x |\n\n| ura | {SAMPLE} |",
        "| password | rule |\n|---|---|\n| required | 8 characters |\n|\n",
        f"|---|\n| {SAMPLE} |",
        f"| password | user |\n-----------------\n| {SAMPLE} | ura |",
    ],
)
def test_other_cells_are_left_alone(text: str) -> None:
    assert find(text) == []


@each_case("above", ["", "\n", "Words.\n\n", "| a | b |\n|---|---|\n| c | d |\n\n"])
def test_a_table_is_read_wherever_it_begins_and_ends(above: str) -> None:
    table = f"{above}| password | user |\n|---|---|\n| {SAMPLE} | ura |"
    assert mask(table) == table.replace(SAMPLE, "*" * len(SAMPLE))
    assert mask(f"{table}\nWords.") == f"{mask(table)}\nWords."


def test_the_secrets_of_several_columns_are_found_in_each_row() -> None:
    rows = [f"| {SAMPLE}{row} | {row} | {SAMPLE}-{row} |" for row in range(3)]
    text = "\n".join(["| password | user | passphrase |", "|---|---|---|", *rows])
    found = [text[secret.start : secret.end] for secret in find(text)]
    assert found == [secret for row in range(3) for secret in (f"{SAMPLE}{row}", f"{SAMPLE}-{row}")]


def test_a_row_with_fewer_cells_hides_nothing_else() -> None:
    for short in ("| ura |", "| ura", "|"):
        text = f"| user | password |\n|---|---|\n{short}\n| sato | {SAMPLE} |"
        assert mask(text) == text.replace(SAMPLE, "*" * len(SAMPLE))


def test_the_hundredth_column_is_read() -> None:
    head, cells = ["x"] * 100, ["y"] * 100
    head[99], cells[99] = "password", SAMPLE
    text = "\n".join("|".join(["", *row, ""]) for row in (head, ["-"] * 100, cells))
    assert SAMPLE not in mask(text)
