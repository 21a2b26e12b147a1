from kit.judging import carets, messages

TWICE = "owner: ura\nteam: a\nteam: b\nlinks: {metrics: [], metrics: []}\n"


def test_each_second_key_is_pointed_at_and_says_where_the_first_one_is() -> None:
    assert messages("front-matter-duplicate", TWICE) == [
        "team is written twice; line 11 has it too",
        "links.metrics is written twice; line 13 has it too",
    ]
    assert carets("front-matter-duplicate", TWICE) == [
        "«team»: b",
        "links: {metrics: [], «metrics»: []}",
    ]
