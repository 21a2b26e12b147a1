"""What closed risks and postmortems taught."""

from kit.cases import each_case
from kit.sites import Shown, site
from srr.site.pages import closed
from srr.site.pages.closed import excerpt

DONE = """\
status: done
resolution: fixed
## Cause

The pool was too small.

## Countermeasures

- 2026-01-20: **attempt 1**, see SRR-0002.
- 2026-01-25: [a pool of ten](https://example.com/1).

## Visits

- {day} ura: in-progress -> done. Gone.
"""


def shown(fragments: dict[str, str], **settings: object) -> Shown:
    return Shown(closed.page(site(fragments, settings)))


def test_a_closed_risk_says_why_what_caused_it_and_what_was_tried() -> None:
    page = shown({"risks/SRR-0001.md": DONE.format(day="2026-01-30"), "risks/SRR-0002.md": ""})
    told = (
        "Done Fixed 2026-01-30 ura Cause The pool was too small. What was tried"
        " 2026-01-20: attempt 1 , see SRR-0002 . 2026-01-25: a pool of ten ."
    )
    assert told in page.text
    assert {"../risks/SRR-0001/", "../risks/SRR-0002/", "https://example.com/1"} <= set(page.links)


def test_a_hint_that_nobody_wrote_over_teaches_nothing() -> None:
    hint = "Why it happens; say so when it is not known yet."
    fragment = DONE.format(day="2026-01-30").replace("The pool was too small.", hint)
    assert "Why it happens" not in shown({"risks/SRR-0001.md": fragment}).text


def test_the_one_closed_last_comes_first_and_open_ones_are_not_there() -> None:
    page = shown(
        {
            "risks/SRR-0001.md": DONE.format(day="2026-01-10"),
            "risks/SRR-0002.md": DONE.format(day="2026-01-20"),
            "risks/SRR-0003.md": "status: done",
            "risks/SRR-0004.md": "",
        }
    )
    links = [link for link in page.links if link.startswith("../risks/")]
    assert list(dict.fromkeys(links)) == [f"../risks/SRR-000{number}/" for number in (2, 1, 3)]


@each_case(
    ("status", "told"),
    [("reviewed", True), ("closed", True), ("in-review", False), ("draft", False)],
)
def test_only_a_reviewed_postmortem_teaches(status: str, told: bool) -> None:
    page = shown({"postmortems/PM-0001.md": f"status: {status}"})
    assert ("Nobody knew where the pool is set." in page.text) == told
    assert ("It was not a weekend." in page.text) == told


def test_an_excerpt_ends_between_entries_and_before_code_and_tables() -> None:
    entries = "".join(f"- {number} {'x' * 100}\n" for number in range(9))
    assert excerpt(entries).count("\n") == 3
    assert excerpt("one\ntwo\n\n```\ncode\n```\nthree") == "one\ntwo"
    assert excerpt("one\n\n| a | b |\n|---|---|") == "one"
    assert excerpt("x" * 2000) == "x" * 2000
    assert excerpt("```\ncode\n```") == ""


def test_an_empty_registry_says_so_in_both_languages() -> None:
    assert "No risk is done yet." in shown({}).text
    page = shown({}, language="ja")
    assert "完了したリスクはまだない。" in page.text
    assert "レビュー済みのポストモーテムはまだない。" in page.text
