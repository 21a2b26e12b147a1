"""The Atom feed, read back by a library that did not write it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import feedparser

from srr.exporters.data import feed
from srr.exporters.data.feed import Entry

TODAY = date(2026, 2, 2)
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def entry(number: int = 0, **more: Any) -> Entry:
    given = {
        "title": f"Entry {number}",
        "words": "Words",
        "author": "ura",
        "page": "risks/SRR-0001/",
    }
    return Entry(f"key {number}", FIRST + timedelta(hours=number), **(given | more))


def read(*entries: Entry, title: str = "Risks", address: str = "") -> Any:
    parsed = feedparser.parse(feed.render(entries, title, TODAY, "ja", address))
    assert not parsed.bozo, parsed.bozo_exception
    assert parsed.version == "atom10"
    return parsed


def test_the_newest_fifty_come_newest_first() -> None:
    titles = [shown.title for shown in read(*map(entry, range(60))).entries]
    assert titles == [f"Entry {number}" for number in range(59, 9, -1)]


def test_an_entry_holds_what_happened_when_by_whom_and_where() -> None:
    (shown,) = read(entry(), address="https://risks.example/").entries
    assert (shown.title, shown.author) == ("Entry 0", "ura")
    assert shown.updated == "2026-01-01T00:00:00Z"
    assert shown.link == "https://risks.example/risks/SRR-0001/"
    assert shown.content[0].value == "Words"


def test_an_id_is_an_address_of_its_own_that_new_words_do_not_change() -> None:
    one, other = read(entry(1), entry(2)).entries
    (again,) = read(entry(1, title="Another", words="Other")).entries
    assert other.id == again.id
    assert one.id != other.id
    assert one.id.startswith("urn:uuid:")


def test_a_feed_says_which_it_is_and_when_it_last_changed() -> None:
    parsed = read(entry(5), title="リスク", address="https://risks.example/")
    assert (parsed.feed.title, parsed.feed.updated) == ("リスク", "2026-01-01T05:00:00Z")
    assert {"https://risks.example/feed.xml", "https://risks.example/"} == {
        link.href for link in parsed.feed.links
    }


def test_a_registry_to_which_nothing_happened_has_a_feed() -> None:
    parsed = read()
    assert parsed.entries == []
    assert parsed.feed.updated == "2026-02-02T00:00:00Z"


def test_what_xml_cannot_hold_is_written_out_and_markup_stays_text() -> None:
    odd = "a\0b\ud800\x1b\ufffe <script>alert(1)</script> ]]> &amp;"
    (shown,) = read(entry(title=odd, words=odd, author=odd)).entries
    assert shown.content[0].type == "text/plain"
    assert "<script>alert(1)</script> ]]> &amp;" in shown.content[0].value
    assert "\0" not in shown.title
