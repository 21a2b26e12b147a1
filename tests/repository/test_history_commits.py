"""The latest commits as the feed tells them, from real repositories."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import feedparser
import pytest

from kit.dated import FIRST, commit_on, started, versions_on, watched
from kit.examples import record
from kit.terminal import git, repository
from srr.exporters.data.feed import LIMIT
from srr.insights.commits import BulkChange, Commit
from srr.repository import history
from srr.repository.git import blobs
from srr.repository.history import BULK
from srr.repository.workspace import open_workspace
from srr.site import pages, sources

SECOND = "risks/SRR-0002.md"
POSTMORTEM = "postmortems/PM-0001.md"
TITLE = "Orders fail when the stock service is slow"
TODAY = "2026-02-02"


@pytest.fixture(autouse=True)
def _without_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the pages beside the feed, which take most of the time."""
    monkeypatch.setattr(pages, "render", lambda *_, **__: {})


def commits(root: Path, today: str = TODAY) -> tuple[Commit, ...]:
    return history.read(open_workspace(root, today), LIMIT).commits or ()


def feed(root: Path, today: str = TODAY, language: str = "en") -> Any:
    opened = open_workspace(root, today)
    shown = opened.within("ja") if language == "ja" else opened
    parsed = feedparser.parse(sources.files(sources.site(shown))["feed.xml"])
    assert not parsed.bozo, parsed.bozo_exception
    return parsed


def titles(root: Path, today: str = TODAY) -> list[str]:
    return [entry.title.replace(f": {TITLE}", "") for entry in feed(root, today).entries]


def many(count: int, text: str = "") -> Mapping[str, str]:
    paths = [f"risks/SRR-{number:04}.md" for number in range(1, count + 1)]
    return {path: record(path) + text for path in paths}


def test_each_commit_is_told_with_its_instant_and_its_author(tmp_path: Path) -> None:
    entries = feed(started(tmp_path)).entries
    assert [(entry.title, entry.updated, entry.author) for entry in entries] == [
        (f"SRR-0001 Not started -> In progress: {TITLE}", "2026-01-12T00:00:00Z", "浦"),
        (f"SRR-0001 added: {TITLE}", "2026-01-05T00:00:00Z", "浦"),
    ]
    assert "ura@example.com" not in str(entries)


def test_postmortems_are_told_too_and_other_files_are_not(tmp_path: Path) -> None:
    repo = started(tmp_path)
    files = {POSTMORTEM: record(POSTMORTEM), "risks/README.md": "# Risks\n"}
    commit_on(repo, "2026-01-20", files)
    commit_on(repo, "2026-01-21", {POSTMORTEM: record(POSTMORTEM).replace("in-review", "reviewed")})
    about = [title for title in titles(repo) if title.startswith("PM")]
    name = "Orders failed for forty minutes"
    assert about == [f"PM-0001 In review -> Reviewed: {name}", f"PM-0001 added: {name}"]


def test_a_registry_of_postmortems_alone_has_news(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    commit_on(repo, "2026-01-20", {POSTMORTEM: record(POSTMORTEM), "srr.toml": ""})
    assert titles(repo) == ["PM-0001 added: Orders failed for forty minutes"]


def test_a_merge_is_told_once_with_what_it_brought(tmp_path: Path) -> None:
    repo = started(tmp_path)
    git(repo, "switch", "--quiet", "--create", "branch")
    commit_on(repo, "2026-01-13", {SECOND: record(SECOND).replace("not-started", "watching")})
    commit_on(repo, "2026-01-14", {SECOND: record(SECOND)})
    git(repo, "switch", "--quiet", "main")
    merge = commit_on(repo, "2026-01-15", {}, "merge", "--quiet", "--no-ff", "--no-edit", "branch")
    assert commits(repo)[0].name == merge
    assert titles(repo) == [
        "SRR-0002 added",
        "SRR-0001 Not started -> In progress",
        "SRR-0001 added",
    ]


def test_a_renamed_file_is_no_deleted_and_no_added_one(tmp_path: Path) -> None:
    repo = started(tmp_path)
    moved = (repo / FIRST).read_text(encoding="utf-8").replace("p99", "p999")
    commit_on(repo, "2026-01-20", {FIRST: None, "risks/SRR-0001-orders.md": moved})
    assert titles(repo)[0] == "SRR-0001 renamed"
    assert {entry.link for entry in feed(repo).entries} == {"risks/SRR-0001-orders/"}


def test_a_deleted_record_is_told_by_its_id(tmp_path: Path) -> None:
    repo = started(tmp_path)
    commit_on(repo, "2026-01-20", {FIRST: None, SECOND: record(SECOND).replace(TITLE, "Other")})
    assert titles(repo)[:2] == ["SRR-0001 deleted", "SRR-0002 added: Other"]


def test_spaces_and_comments_are_no_news(tmp_path: Path) -> None:
    repo = started(tmp_path)
    text = (repo / FIRST).read_text(encoding="utf-8")
    spaced = text.replace("owner: ura", "owner:   ura").replace(". ", ".  \n")
    commit_on(repo, "2026-01-20", {FIRST: f"{spaced}\n<!-- soon -->\n"})
    git(repo, "config", "core.fileMode", "true")
    (repo / FIRST).chmod(0o755)
    commit_on(repo, "2026-01-21", {})
    assert len(commits(repo)) == 3
    assert titles(repo) == ["SRR-0001 Not started -> In progress", "SRR-0001 added"]


def test_a_version_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    repo = started(tmp_path)
    text = (repo / FIRST).read_text(encoding="utf-8")
    commit_on(repo, "2026-01-20", {FIRST: "<<<<<<< ours\n"})
    commit_on(repo, "2026-01-21", {FIRST: "<<<<<<< theirs\n"})
    commit_on(repo, "2026-01-22", {FIRST: text.replace("owner: ura", "owner: mori")})
    assert titles(repo)[:2] == ["SRR-0001 reassigned", "SRR-0001 Not started -> In progress"]
    commit_on(repo, "2026-01-23", {FIRST: "<<<<<<< ours\n"})
    commit_on(repo, "2026-01-24", {FIRST: None})
    assert titles(repo)[0] == "SRR-0001 deleted"


def test_a_record_that_could_not_be_read_at_first_is_added_when_it_can_be(tmp_path: Path) -> None:
    repo = started(tmp_path)
    commit_on(repo, "2026-01-20", {SECOND: "<<<<<<< ours\n"})
    commit_on(repo, "2026-01-21", {SECOND: record(SECOND)})
    assert titles(repo)[:2] == ["SRR-0002 added", "SRR-0001 Not started -> In progress"]


def test_what_stood_before_it_could_not_be_read_is_not_guessed(tmp_path: Path) -> None:
    repo = started(tmp_path)
    commit_on(repo, "2026-01-20", {FIRST: "<<<<<<< ours\n"})
    others = (record(SECOND) + f"\nLine {number}\n" for number in range(LIMIT - 1))
    versions_on(repo, "2026-01-20", SECOND, others)
    commit_on(repo, "2026-01-21", {FIRST: record(FIRST)})
    assert commits(repo)[0].changes == ()


def test_ids_stay_when_the_site_is_built_again_and_when_commits_come(tmp_path: Path) -> None:
    repo = started(tmp_path)
    before = [entry.id for entry in feed(repo).entries]
    commit_on(repo, "2026-01-20", {FIRST: record(FIRST).replace(TITLE, "Another title")})
    after = [entry.id for entry in feed(repo, "2026-01-25").entries]
    assert (after[1:], len(set(after))) == (before, 3)
    assert [entry.id for entry in feed(repo).entries] == after


def test_the_second_site_has_the_same_entries_in_its_own_language(tmp_path: Path) -> None:
    repo = started(tmp_path)
    english, japanese = (feed(repo, language=language).entries for language in ("en", "ja"))
    assert [entry.id for entry in english] == [entry.id for entry in japanese]
    assert [entry.title for entry in japanese] == [
        f"SRR-0001 未着手 → 対応中: {TITLE}",
        f"SRR-0001 追加: {TITLE}",
    ]


def test_commits_after_today_and_days_that_do_not_fit_in_are_as_on_the_trend(
    tmp_path: Path,
) -> None:
    repo = started(tmp_path)
    later = record(FIRST).replace("not-started", "watching")
    commit_on(repo, "2030-01-01", {FIRST: later})
    commit_on(repo, "2026-01-20", {FIRST: later.replace("owner: ura", "owner: mori")})
    entries = feed(repo).entries
    assert [(entry.title.split(":")[0], entry.updated[:10]) for entry in entries[:2]] == [
        ("SRR-0001 reassigned", "2026-01-20"),
        ("SRR-0001 In progress -> Watching", "2026-01-12"),
    ]
    assert titles(repo, "2026-01-11") == ["SRR-0001 added"]


def test_commits_of_one_instant_come_in_their_order(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    for status in ("not-started", "in-progress", "watching", "mitigated", "watching"):
        text = record(FIRST).replace("not-started", status)
        commit_on(repo, "2026-01-05", {FIRST: text, "srr.toml": ""})
    steps = ("Mitigated -> Watching", "Watching -> Mitigated", "In progress -> Watching")
    assert titles(repo)[:3] == [f"SRR-0001 {step}" for step in steps]


@pytest.mark.parametrize("clone", [("--depth=1",), ("--depth=2",), ("--filter=blob:none",)])
def test_a_clone_of_a_part_tells_what_the_records_say(
    tmp_path: Path, clone: tuple[str, ...]
) -> None:
    origin = started(tmp_path / "origin")
    git(origin, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", *clone, origin.as_uri(), "clone")
    assert history.read(open_workspace(tmp_path / "clone", TODAY), LIMIT).commits is None
    assert titles(tmp_path / "clone") == ["SRR-0001 recorded"]


def test_without_git_or_commits_the_records_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "risks").mkdir()
    (tmp_path / FIRST).write_text(record(FIRST), encoding="utf-8")
    assert titles(tmp_path) == ["SRR-0001 recorded"]
    git(tmp_path, "init", "--quiet")
    assert titles(tmp_path) == ["SRR-0001 recorded"]
    commit_on(tmp_path, "2026-01-28", {})
    assert titles(tmp_path) == ["SRR-0001 added"]
    assert titles(tmp_path, "2026-01-27") == ["SRR-0001 recorded"]
    monkeypatch.setenv("PATH", str(tmp_path))
    assert titles(tmp_path) == ["SRR-0001 recorded"]


def test_a_commit_of_a_crowd_is_one_entry_and_its_files_are_not_read_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = repository(tmp_path)
    several, bulk = BULK, BULK + 1
    commit_on(repo, "2026-01-05", {**many(several), "srr.toml": ""})
    assert len(titles(repo)) == several
    postmortems = {f"postmortems/PM-{n:04}.md": record(POSTMORTEM) + f"{n}" for n in range(bulk)}
    commit_on(repo, "2026-01-06", postmortems)
    commit_on(repo, "2026-01-07", {path: text + "!" for path, text in postmortems.items()})
    asked: set[str] = set()

    def noted(root: Path, names: set[str]) -> dict[str, bytes]:
        asked.update(names)
        return blobs(root, names)

    monkeypatch.setattr("srr.repository.git.blobs", noted)
    assert titles(repo)[:3] == [f"{bulk} records changed at once"] * 2 + ["SRR-0001 added"]
    assert asked == set()


def test_a_crowd_counts_what_was_moved_as_moved(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    old = many(BULK + 1)
    commit_on(repo, "2026-01-05", {**old, "srr.toml": ""})
    paths = sorted(old)
    moved: dict[str, str | None] = dict.fromkeys(paths[:14])
    moved |= {path.replace(".md", "-x.md"): old[path] for path in paths[:12]}
    moved |= {paths[20]: old[paths[20]] + "more", "risks/SRR-0900.md": "new"}
    commit_on(repo, "2026-01-06", moved)
    assert [commit.bulk for commit in commits(repo)] == [
        BulkChange(added=1, edited=1, renamed=12, deleted=2),
        BulkChange(added=BULK + 1, edited=0, renamed=0, deleted=0),
    ]


def test_no_more_versions_are_read_than_a_feed_can_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = repository(tmp_path)
    lines = [record(FIRST) + f"\nLine {number}\n" for number in range(LIMIT + 10)]
    commit_on(repo, "2026-01-05", {"srr.toml": ""})
    versions_on(repo, "2026-01-05", FIRST, lines)
    opened = open_workspace(repo, TODAY)
    assert len(opened.registry.risks) == 1
    read = watched(monkeypatch)
    told = history.read(opened, LIMIT).commits or ()
    assert [len(commit.changes) for commit in told] == [1] * LIMIT
    assert sorted(read) == sorted(line.encode() for line in lines[:-1])
    assert len(feed(repo).entries) == LIMIT


def test_a_blob_under_another_name_is_another_record(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    text = "\n".join(line for line in record(FIRST).split("\n") if not line.startswith("id:"))
    commit_on(repo, "2026-01-05", {FIRST: text, "srr.toml": ""})
    commit_on(repo, "2026-01-06", {SECOND: text})
    assert titles(repo) == ["SRR-0002 added", "SRR-0001 added"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"", "srr"),
        (b"   ", "srr"),
        (b"ura@example.com", "srr"),
        (b"\xe6\xb5\xa6 9", "浦 9"),
        (b"\xff\xfe", "\ufffd\ufffd"),
        (b"x" * 5000, "x" * 5000),
        (b":100644 100644 a b M", ":100644 100644 a b M"),
        (b"a\x1b[31m\xe2\x80\xaeb", "a<U+001B>[31m<U+202E>b"),
    ],
)
def test_a_commit_may_name_any_author(tmp_path: Path, name: bytes, shown: str) -> None:
    repo = started(tmp_path / "repo")
    tree = git(repo, "rev-parse", "HEAD~1^{tree}").strip().encode()
    head = git(repo, "rev-parse", "HEAD").strip().encode()
    who = name + b" <a@example.com> 1769000000 +0000"
    raw = tmp_path / "commit"
    raw.write_bytes(
        b"tree %s\nparent %s\nauthor %s\ncommitter %s\n\nodd\n" % (tree, head, who, who)
    )
    odd = git(repo, "hash-object", "-t", "commit", "-w", "--literally", str(raw)).strip()
    git(repo, "reset", "--quiet", "--hard", odd)
    (newest, *_) = feed(repo).entries
    assert newest.title == f"SRR-0001 In progress -> Not started: {TITLE}"
    assert newest.author == shown


def test_an_author_is_called_as_the_mailmap_says_whatever_git_is_told_to_print(
    tmp_path: Path,
) -> None:
    repo = started(tmp_path)
    (repo / ".mailmap").write_text("U. Taro <ura@example.com>\n", encoding="utf-8")
    git(repo, "config", "i18n.logOutputEncoding", "UTF-16")
    assert {entry.author for entry in feed(repo).entries} == {"U. Taro"}
    (repo / ".mailmap").write_text("太郎 <ura@example.com>\n", encoding="utf-8")
    assert {entry.author for entry in feed(repo).entries} == {"太郎"}


def test_the_feed_masks_secrets(tmp_path: Path) -> None:
    repo = started(tmp_path)
    secret = "?token=Zk3v9QhTq7LmB2xY"  # noqa: S105 - it opens nothing
    text = record(FIRST).replace(
        "owner: ura", f"owner: ura\nworkaround: https://e.example/{secret}"
    )
    commit_on(repo, "2026-01-20", {FIRST: text.replace(TITLE, f"{TITLE} {secret}")})
    (newest, *_) = feed(repo).entries
    assert "?token=****" in newest.title
    assert "?token=****" in newest.content[0].value
    assert "Zk3v9QhTq7LmB2xY" not in str(newest)
