from kit.reports import golden
from kit.reviews import DATE, replayed, reviewed
from srr.exporters.review import text as review_text
from srr.text.terminal import width


def test_a_review_is_told_as_on_the_golden_page() -> None:
    told = replayed("2-review", "3-hide")
    assert review_text.render(told, "en", DATE) == golden("review.txt")


def test_a_review_is_told_in_japanese() -> None:
    told = replayed("1-start", "2-review")
    assert review_text.render(told, "ja", DATE, "v2") == golden("review.ja.txt")


def test_no_change_says_with_what_it_was_compared() -> None:
    lines = review_text.render(reviewed("team: web\n", "team: web\n"), "en", DATE).splitlines()
    assert lines == [
        "No risk, postmortem or setting changed.",
        "Open risks 1, total priority 12.",
        "Compared the working tree with main (86413fccfd7b), as of 2026-02-02 (--today).",
    ]


def test_labels_of_two_columns_a_character_line_up() -> None:
    before, after = "owner: ura\n", "owner: sato\narea: api\nlinks: {slo: [https://a.example]}\n"
    text = review_text.render(reviewed(before, after), "ja", DATE)
    lines = [line for line in text.splitlines() if " -> " in line and line.startswith("  ")][:3]
    values = ("ura ->", "- ->", "- ->")
    starts = {width(line[: line.index(value)]) for line, value in zip(lines, values, strict=True)}
    assert len(starts) == 1


def test_roles_are_painted() -> None:
    def paint(text: str, role: str) -> str:
        return f"<{role}>{text}</{role}>"

    told = reviewed("potential_impact: 6\n", "potential_impact: 3\n")
    text = review_text.render(told, "en", DATE, paint=paint)
    assert "<removed>6</removed> -> <added>3</added>" in text
    assert "<error>lowered</error>" in text
    assert (
        "<error>potential_impact goes from 6 to 3, and no new visit names that change</error>"
        in text
    )


def test_nothing_that_a_record_says_is_obeyed_by_the_terminal() -> None:
    told = reviewed("title: a\n", 'title: "\\e[2J\\nb https://u:hunter22@x.example"\n')
    text = review_text.render(told, "en", DATE)
    assert "\x1b" not in text
    assert "hunter22" not in text
