"""The table of postmortems, and the times by kind."""

import pytest

from kit.sites import Shown, site
from srr.site.pages import postmortems

SECOND = """\
id: PM-0002
title: A near miss
kind: near-miss
started: 2026-01-31T10:00+09:00
detected: 2026-01-31T10:07+09:00
mitigated: 2026-01-31T10:30+09:00
resolved: 2026-01-31T11:10+09:00
risks: [SRR-0001, SRR-0404]
"""


def shown(fragments: dict[str, str], **settings: object) -> Shown:
    return Shown(postmortems.page(site(fragments, settings)))


def test_the_newest_comes_first_with_what_it_is_known_by() -> None:
    page = shown(
        {
            "postmortems/PM-0001.md": "",
            "postmortems/PM-0002.md": SECOND,
            "risks/SRR-0001.md": "",
        }
    )
    assert page.rows() == [
        [
            *("2026-01-31", "PM-0002 A near miss", "Near miss In review", "6", "-", "7"),
            "SRR-0001 , SRR-0404",
        ],
        [
            *("2026-01-20", "PM-0001 Orders failed for forty minutes", "Incident In review"),
            *("6", "30", "5", "-"),
        ],
    ]
    assert page.links == ["PM-0002/", "../risks/SRR-0001/", "PM-0001/"]


def test_the_times_are_given_by_kind_with_their_number_and_definition() -> None:
    third = "id: PM-0003\ndetected: 2026-01-20T10:08+09:00"
    page = shown(
        {
            "postmortems/PM-0001.md": "",
            "postmortems/PM-0002.md": SECOND,
            "postmortems/PM-0003.md": third,
        }
    )
    rows = page.rows(1)
    assert rows[:3] == [
        ["Time to detect From the start to when somebody or something noticed."],
        ["Incident", "2", "5", "6.5", "8"],
        ["Near miss", "1", "7", "7", "7"],
    ]
    assert not any(row[0].startswith("Time to acknowledge") for row in rows), "no instant gives it"


@pytest.mark.parametrize(
    ("language", "words", "cell"),
    [
        ("en", "until customers could work again (mitigated)", "40 to resolved"),
        ("ja", "顧客が再び使えるようになるまで(暫定復旧)", "40 解決まで"),
    ],
)
def test_the_page_says_to_which_instant_it_counts(language: str, words: str, cell: str) -> None:
    page = shown({"postmortems/PM-0001.md": "# no mitigated"}, language=language)
    assert words in page.text
    assert page.rows()[0][4] == cell


def test_no_mean_of_repairs_and_no_improvement_is_claimed() -> None:
    text = shown({"postmortems/PM-0001.md": "", "postmortems/PM-0002.md": SECOND}).text
    assert not {"MTTR", "MTTD", "improved", "average"} & set(text.split())


def test_a_draft_without_instants_is_listed_last() -> None:
    page = shown(
        {
            "postmortems/PM-0001.md": "",
            "postmortems/PM-0002.md": "id: PM-0002\n# no started\n# no score\n",
        }
    )
    assert page.rows()[1][0] == "-"
    assert page.rows()[1][3:6] == ["-", "-", "-"]


def test_an_empty_registry_says_how_to_begin() -> None:
    page = shown({})
    assert "srr new postmortem" in page.text
    assert "times" not in page.ids


def test_the_page_speaks_japanese() -> None:
    page = shown({"postmortems/PM-0001.md": ""}, language="ja")
    assert page.rows()[0][2] == "障害 レビュー中"
    assert page.rows(1)[0] == ["検知までの時間 発生から、気づくまで。"]
