"""What a text gains when it is rendered; tests/site/kit/test_markdown.py holds it to the renderer."""

from kit.cases import each_case
from srr.documents.expansion import expansion, limit


def grown(text: str) -> int:
    return expansion(text).size


@each_case(
    ("text", "size"),
    [
        ("", 0),
        ("Plain words, [a link](https://example.com) and | a pipe.", 0),
        ("[a]: https://example.com", 0),
        ("[a]: /u\n\n[a] [A] [ a ] [b]", 3 * 2),
        ("[a]: /u 'why not'\n\n[text][a]", len("/u 'why not'")),
        ('[a]: </u v>\n  "title\nof two lines"\n\n![a]', len('</u v>\n  "title\nof two lines"')),
        ("> [a]: /u\n\n[a]", 2),
        ("[a]: /u\n[b]: /vw\n\n[a] [b] [b]", 2 + 3 + 3),
        ("[a]: /日本\n\n[a]", 7),
        ("|a|b|c|\n|-|-|-|\n|x|\n|y|\n", 2 * 2 * len("<td></td>\n")),
        ("|a|b|c|\n|-|-|-|\n|x|y|z|\n\n|x|\n", 0),
        ("|a|b|c|\n|-|-|-|\n|x-y|\n", 2 * len("<td></td>\n")),
        ("> |a|b|c|\n> |-|-|-|\n> |x|\n", 2 * len("<td></td>\n")),
    ],
)
def test_uses_of_references_and_empty_cells_count(text: str, size: int) -> None:
    assert grown(text) == size


def test_the_place_is_that_of_the_definition_that_adds_most() -> None:
    text = "[a]: /u\n[b]: /longer\n\n[a] [b]"
    assert expansion(text).at == text.index("[b]")
    table = "|a|b|\n|-|-|\n|x|"
    assert expansion(f"words\n\n{table}\n").at == len("words\n\n|a|b|\n")


def test_a_text_may_grow_by_its_own_length_and_a_short_one_by_more() -> None:
    assert limit("x") == limit("x" * 100_000) == 100_000
    assert limit("x" * 100_001) == 100_001
