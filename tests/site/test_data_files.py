"""The site's files for programs, and the page that leads to them."""

import json
from typing import Any

import feedparser
import pytest

from kit.sites import Shown, site
from srr.site import data_files
from srr.site.kit.page import Heading
from srr.site.pages import subscribe

VISITED = """\
status: watching
next_visit: 2026-04-20
owner: ura
team: platform
## Visits

- 2026-01-28 ura: not-started -> watching, next 2026-01-31. One call per request now.
- 2026-01-30 mori: watching, next 2026-04-20. Still quiet.
- 2026-03-01 ura: watching, next 2026-05-12. This day has not come.
"""
RISK = "risks/SRR-0001.md"
POSTMORTEM = "postmortems/PM-0001.md"


def feed(fragments: dict[str, str], **more: Any) -> Any:
    return feedparser.parse(data_files.files(site(fragments, **more))["feed.xml"])


def test_the_feed_tells_what_the_records_say_up_to_today() -> None:
    found = [
        (entry.updated[:10], entry.title, entry.author)
        for entry in feed({RISK: VISITED, POSTMORTEM: ""}).entries
    ]
    title = "Orders fail when the stock service is slow"
    assert found == [
        ("2026-01-30", f"SRR-0001 visited: {title}", "mori"),
        ("2026-01-28", f"SRR-0001 Not started -> Watching: {title}", "ura"),
        ("2026-01-26", f"SRR-0001 recorded: {title}", "ura"),
        ("2026-01-20", "PM-0001 happened: Orders failed for forty minutes", "ura"),
    ]


def test_the_feed_speaks_the_language_of_the_site() -> None:
    (newest, *_) = feed({RISK: VISITED}, settings={"language": "ja"}).entries
    assert newest.title.startswith("SRR-0001 確認: ")
    assert "次回確認 2026-04-20。" in newest.content[0].value


def test_two_visits_by_one_person_on_one_day_are_two_entries() -> None:
    line = "- 2026-01-28 ura: watching, next 2026-04-20. Again.\n"
    ids = [entry.id for entry in feed({RISK: f"## Visits\n\n{line}{line}"}).entries]
    assert len(ids) == len(set(ids)) == 3


def test_a_new_title_keeps_every_id_and_every_address() -> None:
    before, after = (
        feed({RISK: f"title: {title}\n{VISITED}"}) for title in ("Before", "まったく別の題")
    )
    assert [(entry.id, entry.link) for entry in before.entries] == [
        (entry.id, entry.link) for entry in after.entries
    ]
    assert before.entries[0].link == "risks/SRR-0001/"


def test_the_index_holds_all_risks_the_most_pressing_first() -> None:
    records = {
        RISK: "status: done\nresolution: fixed\n# no next_visit\n",
        "risks/SRR-0002.md": "potential_impact: 10\n",
    }
    index = json.loads(data_files.files(site(records))["risks.json"])
    assert [row["id"] for row in index["risks"]] == ["SRR-0002", "SRR-0001"]


def test_half_of_a_surrogate_pair_is_an_escape_in_the_json() -> None:
    assert json.loads(data_files._text('"\ud800"')) == "\ud800"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_file_for_programs_is_linked_from_the_page(language: str) -> None:
    shown = site({RISK: VISITED, POSTMORTEM: ""}, {"language": language})
    links = {link.removeprefix("../") for link in Shown(subscribe.page(shown)).links}
    assert links == set(data_files.files(shown))


def test_the_page_is_whole_where_there_is_no_record() -> None:
    shown = Shown(subscribe.page(site({})))
    assert "../reviews.ics" in shown.links
    assert shown.ids == ["calendars", "news", "programs"]


def test_the_headings_of_the_page_are_in_the_language_of_the_site() -> None:
    blocks = subscribe.page(site({}, {"language": "ja"})).blocks
    assert [block.text for block in blocks if isinstance(block, Heading)] == [
        "カレンダー",
        "更新情報",
        "プログラム向け",
    ]
