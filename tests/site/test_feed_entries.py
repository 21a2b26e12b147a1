"""What the feed tells: of commits as values, without git, and of records where there are none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from kit.cases import each_case
from kit.examples import tree
from kit.sites import Shown, site
from srr.exporters.data.feed import Entry
from srr.insights.commits import BulkChange, Commit
from srr.records.change import compare
from srr.records.registry import Registry, read_registry
from srr.schema.settings import Settings
from srr.site import feed_entries
from srr.site.kit.site import Site
from srr.site.pages import subscribe

RISK, OTHER = "risks/SRR-0001.md", "risks/SRR-0002.md"
POSTMORTEM = "postmortems/PM-0001.md"
TITLE = "Orders fail when the stock service is slow"
FIRST = datetime(2026, 1, 5, 9, tzinfo=UTC)

State = Mapping[str, str]

WAITING = "next_visit: 2026-01-30\nstatus: watching\n"
VISIT = "- 2026-01-30 mori: watching, next 2026-04-20. Still quiet.\n"
ACTIONS = "actions:\n  - {id: A1, do: Find it, owner: ura, due: 2026-03-02}\n"
VISITED = f"next_visit: 2026-04-20\nstatus: watching\n## Visits\n\n{VISIT}"


def registry(state: State) -> Registry:
    files: dict[str, bytes] = {}
    for path, fragment in state.items():
        files |= tree(fragment, path)
    return read_registry(files, Settings())


def commits(states: tuple[State, ...], author: str) -> tuple[Commit, ...]:
    """Return the commits that led from one state to the next, the newest one first."""
    registries = [registry(state) for state in ({}, *states)]
    return tuple(
        Commit(f"c{number}", FIRST + timedelta(days=number), author, compare(before, after))
        for number, (before, after) in enumerate(pairwise(registries))
    )[::-1]


def shown(*states: State, author: str = "Ura Taro", language: str = "en") -> Site:
    """Return the site of the last of *states*, to which one commit each has led."""
    return replace(site(states[-1], {"language": language}), commits=commits(states, author))


def told(*states: State, author: str = "Ura Taro", language: str = "en") -> list[Entry]:
    return list(feed_entries.entries(shown(*states, author=author, language=language)))


def last(before: State, after: State, **more: str) -> Entry:
    """Return the one entry of the commit that led from *before* to *after*."""
    (newest, *_) = told(before, after, **more)
    assert newest.key.startswith("c1 ")
    return newest


def silent(before: State, after: State) -> bool:
    """Say whether the commit that led from *before* to *after* is passed over."""
    return not any(entry.key.startswith("c1 ") for entry in told(before, after))


def test_a_new_record_is_told_with_its_summary() -> None:
    entry = told({RISK: "", POSTMORTEM: ""})[1]
    assert (entry.title, entry.page) == (f"SRR-0001 added: {TITLE}", "risks/SRR-0001/")
    assert entry.words == "Orders wait for the stock service without a limit of time."
    assert (entry.at, entry.author) == (FIRST, "Ura Taro")


def test_a_visit_is_told_in_the_words_and_the_name_of_the_visitor() -> None:
    entry = last({RISK: WAITING}, {RISK: VISITED})
    assert entry.title == f"SRR-0001 visited: {TITLE}"
    assert entry.words == "Still quiet. Next visit: 2026-01-30 -> 2026-04-20."
    assert entry.author == "mori"


def test_a_visit_that_cannot_be_read_is_told_as_it_stands() -> None:
    entry = last({RISK: WAITING}, {RISK: f"{WAITING}## Visits\n\n- some day, mori. Quiet.\n"})
    assert (entry.words, entry.author) == ("some day, mori. Quiet.", "Ura Taro")


def test_a_new_status_stands_in_the_title() -> None:
    visited = VISITED.replace("30 mori: watching", "30 mori: not-started -> watching")
    entry = last({RISK: ""}, {RISK: visited})
    assert entry.title == f"SRR-0001 Not started -> Watching: {TITLE}"
    entry = last({POSTMORTEM: ""}, {POSTMORTEM: "status: reviewed\n"})
    assert entry.title == "PM-0001 In review -> Reviewed: Orders failed for forty minutes"
    assert (entry.page, entry.words) == ("postmortems/PM-0001/", "")


@each_case(
    ("before", "after", "title", "words"),
    [
        ("", "next_visit: 2026-02-09\n", "postponed", "Next visit: 2026-02-05 -> 2026-02-09."),
        ("", "owner: mori\n", "reassigned", "Owner: mori."),
        ("", "likelihood: 1\n", "lowered", "Likelihood: 2 -> 1."),
        ("potential_impact: unknown\n", "", "assessed", "Potential impact: Unknown -> 6."),
        ("", "# no next_visit\n", "postponed", "Next visit: 2026-02-05 -> -."),
        ("team: a\n", "", "edited", "Changed: Team."),
        ("", "## Log\n\n- 2026-01-27: it rose again.\n", "edited", "Changed: Log."),
        ("", "x_cost: 12\n", "edited", "x_cost: 12."),
        (VISITED, VISITED.replace("Still", "All"), "rewritten", "All quiet."),
    ],
)
def test_what_changed_is_told_in_the_words_of_a_review(
    before: str, after: str, title: str, words: str
) -> None:
    entry = last({RISK: before}, {RISK: after})
    assert (entry.title, entry.words) == (f"SRR-0001 {title}: {TITLE}", words)


def test_who_puts_an_old_visit_in_other_words_is_not_its_visitor() -> None:
    altered = VISITED.replace("Still quiet", "All quiet")
    assert last({RISK: VISITED}, {RISK: altered}).author == "Ura Taro"


def test_the_action_of_a_postmortem_is_found_by_its_id() -> None:
    action = "actions:\n  - {id: A1, do: Find it, owner: ura, due: 2026-03-02%s}\n"
    done = ", done: 2026-02-01, link: https://example.com/1"
    entry = last({POSTMORTEM: action % ""}, {POSTMORTEM: action % done})
    assert "A1 Done: 2026-02-01." in entry.words
    assert "https://example.com/1" in entry.words


def test_the_feed_speaks_the_language_of_the_site() -> None:
    entry = last({RISK: WAITING}, {RISK: VISITED}, language="ja")
    assert entry.title == f"SRR-0001 確認: {TITLE}"
    assert entry.words == "Still quiet. 次回確認日: 2026-01-30 → 2026-04-20。"
    entry = last(
        {RISK: ""},
        {RISK: "status: watching\nnext_visit: 2026-02-09\n## Log\n\n- 2026-01-27: 増加。\n"},
        language="ja",
    )
    assert entry.title == f"SRR-0001 未着手 → 様子見: {TITLE}"
    assert (
        entry.words
        == "次回確認日: 2026-02-05 → 2026-02-09。変更箇所: リスクの認知〜原因特定までのログ。"
    )


@each_case(
    "after",
    [
        "## Log\n\n- 2026-01-26: the p99 of orders\n  rose from 2 s  to 4 s.\n",
        "## Log\n\n- 2026-01-26: the p99 of orders rose from 2 s to 4 s.\n<!-- more soon -->\n",
        "# a comment\nowner:   'ura'\n",
        "priority: 12\n",
    ],
)
def test_spaces_comments_and_what_follows_from_the_rest_are_no_news(after: str) -> None:
    assert silent({RISK: ""}, {RISK: after})


def test_a_table_that_a_formatter_aligned_is_no_news() -> None:
    table = "## Timeline\n\n| Time | Phase |\n| --- | --- |\n| 10:00 | started |\n"
    aligned = "## Timeline\n\n|  Time | Phase   |\n|-------|---------|\n| 10:00 | started |\n"
    assert silent({POSTMORTEM: table}, {POSTMORTEM: aligned})
    assert not silent({POSTMORTEM: table}, {POSTMORTEM: aligned.replace("10:00", "10:05")})


def test_line_ends_are_no_news() -> None:
    lines = tree("", RISK)[RISK]
    before, after = (
        read_registry({RISK: content}, Settings())
        for content in (lines, lines.replace(b"\n", b"\r\n"))
    )
    commit = Commit("c", FIRST, "Ura", compare(before, after))
    assert commit.changes
    assert not list(feed_entries.entries(replace(site({RISK: ""}), commits=(commit,))))


def test_what_was_taken_out_of_a_record_is_told_nowhere() -> None:
    name = "Customer Yamada"
    full = (
        f"workaround: call {name}\ntitle: {name} waits\nteam: yamada\nx_who: {name}\n"
        f"## {name}\n\nText\n\n## Summary\n\n{name} waits.\n\n## Visits\n\n"
        f"- 2026-01-30 yamada: watching, next 2026-04-20. {name} called.\n"
    )
    entries = told({RISK: full}, {RISK: ""})
    assert len(entries) == 2
    assert not [entry for entry in entries if "yamada" in str(entry).lower()]
    assert entries[0].words == f"Risk: {TITLE}. Changed: Workaround, Team, Summary."


@pytest.mark.parametrize(
    "gone", ["workaround: Yamada", "team: yamada", "links:\n  chat: [https://e.example/yamada]"]
)
def test_a_value_is_told_as_long_as_the_record_has_it(gone: str) -> None:
    kept = told({RISK: ""}, {RISK: f"{gone}\n"})[0]
    assert "yamada" in kept.words.lower()
    lost = told({RISK: ""}, {RISK: f"{gone}\n"}, {RISK: "workaround: Call us\nteam: us\n"})
    assert not [entry for entry in lost if "yamada" in str(entry).lower()]
    assert lost[1].words.startswith("Changed: ")


@pytest.mark.parametrize(
    ("path", "gone", "left"),
    [
        (POSTMORTEM, f"{ACTIONS}  - {{id: Yamada, due: 2026-03-02}}\n", ACTIONS),
        (POSTMORTEM, f"{ACTIONS}  - {{id: A2, Yamada: 3}}\n", f"{ACTIONS}  - {{id: A2}}\n"),
        (POSTMORTEM, f"{ACTIONS}  - {{id: A2, x_Yamada: 3}}\n", f"{ACTIONS}  - {{id: A2}}\n"),
        (RISK, "x_calls:\n  Yamada: 3\n", "x_calls:\n  others: 3\n"),
        (RISK, "x_calls:\n  - {id: Yamada, n: 3}\n", "x_calls:\n  - {id: Sato, n: 3}\n"),
    ],
)
def test_what_a_key_or_an_action_was_called_is_told_as_long_as_the_record_has_it(
    path: str, gone: str, left: str
) -> None:
    states = ({path: left}, {path: gone}, {path: gone.replace("3", "4")})
    unknown = "A2, " in gone
    assert unknown or "Yamada" in told(*states)[0].words
    entries = told(*states, {path: left})
    assert len(entries) >= 3
    assert "Yamada" not in str(entries)


@pytest.mark.parametrize(
    ("path", "title"), [("risks/yamada.md", "Risk"), ("postmortems/yamada.md", "Postmortem")]
)
def test_of_a_deleted_record_no_other_word_is_told_in_the_place_of_its_id(
    path: str, title: str
) -> None:
    stated = "id: https://yamada.example\n"
    entries = told({path: "", RISK: ""}, {path: stated, RISK: ""}, {RISK: ""})
    assert "yamada" not in str([entry._replace(key="") for entry in entries])
    assert entries[0].title == f"{title} deleted"


def test_of_a_deleted_record_only_the_id_is_left() -> None:
    entries = told({RISK: "", OTHER: ""}, {RISK: VISITED, OTHER: ""}, {OTHER: ""})
    about = [entry for entry in entries if RISK in entry.key]
    assert [entry.title for entry in about] == [
        "SRR-0001 deleted",
        "SRR-0001 Not started -> Watching",
        "SRR-0001 added",
    ]
    assert {(entry.words, entry.page, entry.author) for entry in about} == {
        ("", "risks/", "Ura Taro")
    }


def test_a_deleted_postmortem_leads_to_their_list() -> None:
    assert last({POSTMORTEM: "", RISK: ""}, {RISK: ""}).page == "postmortems/"


def test_a_renamed_file_is_one_record_whose_older_entries_lead_to_its_page() -> None:
    entries = told({RISK: ""}, {OTHER: "id: SRR-0001\n"}, {OTHER: "id: SRR-0001\nowner: mori\n"})
    assert [entry.title for entry in entries] == [
        f"SRR-0001 {what}: {TITLE}" for what in ("reassigned", "renamed", "added")
    ]
    assert {entry.page for entry in entries} == {"risks/SRR-0002/"}


def test_a_name_that_another_record_took_leads_to_no_foreign_page() -> None:
    entries = told({RISK: "title: Old\n"}, {}, {RISK: "title: New\ncreated: 2026-01-27\n"})
    assert [(entry.title, entry.page) for entry in entries] == [
        ("SRR-0001 added: New", "risks/SRR-0001/"),
        ("SRR-0001 deleted", "risks/"),
        ("SRR-0001 added", "risks/"),
    ]


def test_keys_are_of_the_commit_and_the_file_and_stay_when_more_commits_come() -> None:
    states = ({RISK: "", OTHER: ""}, {RISK: WAITING, OTHER: ""}, {RISK: VISITED, OTHER: ""})
    earlier, later = told(*states[:2]), told(*states)
    assert [entry.key for entry in later[1:]] == [entry.key for entry in earlier]
    assert [entry.key for entry in later] == [
        f"c2 {RISK}",
        f"c1 {RISK}",
        f"c0 {RISK}",
        f"c0 {OTHER}",
    ]


def test_a_crowd_is_one_entry_that_counts() -> None:
    commit = Commit("c", FIRST, "Ura", bulk=BulkChange(1000, 0, 3, 2))
    (entry,) = feed_entries.entries(replace(site({}), commits=(commit,)))
    assert (entry.key, entry.page, entry.author) == ("c", "risks/", "Ura")
    assert entry.title == "1005 records changed at once"
    assert entry.words == "added: 1000, renamed: 3, deleted: 2"
    (entry,) = feed_entries.entries(replace(site({}, {"language": "ja"}), commits=(commit,)))
    assert entry.title == "1005 件の記録をまとめて変更"
    assert entry.words == "追加 1000 件、名前変更 3 件、削除 2 件"


@each_case(
    ("author", "name"),
    [
        ("浦 太郎", "浦 太郎"),
        ("Ura <ura@example.com>", "Ura"),
        ("ura@example.com", "srr"),
        ("", "srr"),
        ("{0} {title}", "{0} {title}"),
    ],
)
def test_an_author_has_a_name_and_no_address(author: str, name: str) -> None:
    assert told({RISK: ""}, author=author)[0].author == name


def test_comments_are_not_told_and_a_key_that_is_cut_is_hidden() -> None:
    rule = "{U+002D x 5}"
    block = f"{rule}BEGIN PRIVATE KEY{rule}\nMIIEvQIBADANBg\n\nkqhkiG9w0BAQ\n{rule}END PRIVATE KEY{rule}"
    entry = told({RISK: f"## Summary\n\n<!-- Yamada -->\nKey: {block}\n"})[0]
    assert "Yamada" not in entry.words
    assert "MIIEvQIBADANBg" not in entry.words


def test_a_record_that_the_site_cannot_read_is_told_by_its_id() -> None:
    known = commits(({RISK: ""},), "Ura")
    (entry,) = feed_entries.entries(replace(site({RISK: "---\n- no\n---\n"}), commits=known))
    assert (entry.title, entry.words, entry.page) == ("SRR-0001 added", "", "risks/SRR-0001/")


def test_without_commits_the_records_tell_and_the_page_says_so() -> None:
    bare = site({RISK: VISITED, POSTMORTEM: ""})
    assert [entry.title for entry in feed_entries.entries(bare)] == [
        f"SRR-0001 recorded: {TITLE}",
        f"SRR-0001 visited: {TITLE}",
        "PM-0001 happened: Orders failed for forty minutes",
    ]
    known = shown({RISK: VISITED})
    assert "without their whole history in git" in Shown(subscribe.page(bare)).text
    assert "what the commits changed" in Shown(subscribe.page(known)).text


CONCERN = "concerns/CN-0001.md"
ENDED = """\
status: resolved
# no report_due
## Reports

- 2026-01-26 ura: assigned, due 2026-02-05. The p99 rose from 2 s to 4 s.
- 2026-01-30 mori: assigned -> resolved. A batch job; moved to the night.
"""


def test_a_concern_is_news_when_it_is_noticed_and_when_it_ends() -> None:
    title = "p99 of orders 2 s -> 4 s on Fridays"
    ended, noticed = told({CONCERN: ""}, {CONCERN: ENDED})
    assert (noticed.title, noticed.page) == (f"CN-0001 added: {title}", "concerns/CN-0001/")
    assert noticed.words == "The p99 rose from 2 s to 4 s."
    assert ended.title == f"CN-0001 Assigned -> Resolved: {title}"
    assert ended.words.startswith("A batch job; moved to the night.")
    assert ended.author == "mori"


def test_a_concern_that_is_gone_leads_to_the_list_as_long_as_there_is_one() -> None:
    gone = told({CONCERN: "", "concerns/CN-0002.md": ""}, {"concerns/CN-0002.md": ""})[0]
    assert (gone.title, gone.page) == ("CN-0001 deleted", "concerns/")
    assert told({CONCERN: ""}, {})[0].page == "agenda/"


def test_without_commits_a_concern_tells_of_itself_in_both_languages() -> None:
    title = "p99 of orders 2 s -> 4 s on Fridays"
    found = list(feed_entries.entries(site({CONCERN: ENDED})))
    assert [entry.title for entry in found] == [
        f"CN-0001 noticed: {title}",
        f"CN-0001 reported on: {title}",
        f"CN-0001 Assigned -> Resolved: {title}",
    ]
    assert found[1].words == "The p99 rose from 2 s to 4 s. Next report 2026-02-05."
    japanese = list(feed_entries.entries(site({CONCERN: ENDED}, {"language": "ja"})))
    assert [entry.title for entry in japanese] == [
        f"CN-0001 認知: {title}",
        f"CN-0001 報告: {title}",
        f"CN-0001 調査中 → 解決: {title}",
    ]


def test_without_commits_a_handover_is_told_as_one() -> None:
    line = "- 2026-01-30 mori: not-started, owner mori -> ura, next 2026-02-05. His now.\n"
    made = site({RISK: f"## Visits\n\n{line}"})
    titles = [entry.title for entry in feed_entries.entries(replace(made, commits=None))]
    assert f"SRR-0001 reassigned: {TITLE}" in titles
    assert f"SRR-0001 visited: {TITLE}" not in titles


HAPPENED = "## Occurrences\n\n- 2026-01-06 sato: 20 minutes, 40 %. The banner was hidden.\n"


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        ("en", "SRR-0001 happened", "20 minutes, 40 % of users. The banner was hidden."),
        ("ja", "SRR-0001 発生", "20 分、利用者の 40 %。The banner was hidden."),
    ],
)
def test_an_occurrence_is_told_by_whoever_wrote_it_with_git_and_without(
    language: str, title: str, words: str
) -> None:
    by_commit = told({RISK: ""}, {RISK: HAPPENED}, language=language)[0]
    (by_record,) = (
        entry
        for entry in feed_entries.entries(site({RISK: HAPPENED}, {"language": language}))
        if "occurred" in entry.key
    )
    for entry in (by_commit, by_record):
        assert entry.title == f"{title}: {TITLE}"
        assert (entry.words, entry.author) == (words, "sato")


def test_an_occurrence_that_the_site_no_longer_has_is_not_told() -> None:
    entries = told({RISK: ""}, {RISK: HAPPENED}, {RISK: ""})
    assert all("banner" not in entry.words for entry in entries)


def test_an_occurrence_of_a_day_to_come_is_no_news_yet() -> None:
    late = HAPPENED.replace("2026-01-06", "2026-02-03")
    assert all("occurred" not in each.key for each in feed_entries.entries(site({RISK: late})))
