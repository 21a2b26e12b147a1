"""A visit has words that say something; the lines that were there before are only warned of."""

import pytest

from kit.cases import each_case
from kit.judging import carets, judged
from srr.lint.finding import Severity

HEAD = "status: watching\nnext_visit: 2026-03-31\n\n## Visits\n"
OLD = "- 2026-01-12 ura: watching, next 2026-01-30."
NEW = "- 2026-01-30 ura: watching, next 2026-03-31."


@each_case(
    "note",
    [
        *(
            "",
            " .",
            " x",
            " -",
            " 〇〇",
            " ok",
            " OK!",
            " Okay.",
            " LGTM",
            " same",
            " None.",
            " N/A",
        ),
        *(
            " TODO",
            " TBD, later",
            " ｏｋ",
            " 確認済み。",
            " 了解",
            " 特になし",
            " 要確認",
            " <!-- x -->",
        ),
    ],
)
def test_no_words_a_mark_and_a_placeholder_say_nothing(note: str) -> None:
    (finding,) = judged("visit-silent", f"{HEAD}{NEW}{note}")
    assert finding.message == ("this visit says nothing", "この確認には何も書かれていない")
    assert finding.help == ("write what you saw, in a few words", "見たことを一言書く")


@each_case(
    "note",
    [
        *(
            "No change.",
            "OK, the p99 is 1 s.",
            "Nothing moved; the p99 is 1 s.",
            "42",
            "Same as in May",
        ),
        *(
            "変化なし。",
            "確認した。p99 は 1 秒。",
            "異常なし",
            "ok\n  The p99 is 1 s.",
            "<!-- x --> Quiet.",
        ),
    ],
)
def test_a_few_words_are_enough(note: str) -> None:
    assert judged("visit-silent", f"{HEAD}{NEW} {note}") == ()


def test_it_points_at_the_line_of_each_silent_visit() -> None:
    fragment = f"{HEAD}{OLD} ok\n{OLD} Measured.\n{NEW}"
    assert carets("visit-silent", fragment) == [f"«{OLD} ok»", f"«{NEW}»"]


@pytest.mark.parametrize("entry", ["- looked at it", "- 2026-02-30 ura: watching. ok", ""])
def test_what_is_not_a_visit_is_left_to_other_rules(entry: str) -> None:
    assert judged("visit-silent", f"{HEAD}{entry}") == ()


def severities(before: str, after: str) -> list[Severity]:
    return [finding.severity for finding in judged("visit-silent", after, before=before)]


def test_a_line_that_a_pull_request_adds_is_an_error_and_an_older_one_a_warning() -> None:
    before = f"{HEAD}{OLD} ok"
    assert severities(before, f"{before}\n{NEW} ok") == ["warning", "error"]
    assert severities(before, f"team: web\n{before}") == ["warning"]
    assert severities(before, before) == ["warning"]


def test_a_line_whose_words_were_taken_out_is_an_error() -> None:
    assert severities(f"{HEAD}{OLD} Measured.", f"{HEAD}{OLD} ok") == ["error"]


def test_every_line_of_a_new_record_is_an_error() -> None:
    assert severities("risks/SRR-0009.md", f"{HEAD}{OLD} ok") == ["error"]


def test_without_a_base_every_line_is_old() -> None:
    (finding,) = judged("visit-silent", f"{HEAD}{OLD} ok")
    assert finding.severity == "warning"
