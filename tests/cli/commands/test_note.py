"""srr note: a concern in a line, which lints clean or is not written."""

import json
from pathlib import Path

import pytest

from kit.cases import each_case
from kit.terminal import commit, fed, git, repository, srr
from srr.documents import document
from srr.documents.places import Value

WORDS = "p99 of orders 2 s -> 4 s on Fridays"
PATH = "concerns/CN-0001.md"
SCHEMA = ".srr/concern.schema.json"
NOTE = ("note", WORDS, "--owner", "sato")


def data(root: Path, path: str = PATH) -> dict[str, Value]:
    return document.read(path, (root / path).read_bytes()).data


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    (tmp_path / "risks").mkdir()
    return tmp_path


def test_a_note_is_a_concern_with_its_first_report_due_at_the_next_meeting(registry: Path) -> None:
    (registry / "srr.toml").write_text('meeting = {weekday = "thursday"}\n', encoding="utf-8")
    url = "https://metrics.example.com/d/orders"
    more = ("--url", url, "--service", "orders", "--area", "api", "--tier", "先行指標")
    done = srr(registry, *NOTE, *more)
    line = f"- 2026-02-02 sato: assigned, due 2026-02-05. {WORDS}"
    assert done.stdout == f"{PATH}: {line}\n{SCHEMA}\n", done.stderr
    assert data(registry) == {
        "id": "CN-0001",
        "title": WORDS,
        "status": "assigned",
        "owner": "sato",
        "noticed": "2026-02-02",
        "report_due": "2026-02-05",
        "area": "api",
        "service": "orders",
        "tier": "leading",
        "links": {"metrics": [url]},
    }
    assert (registry / PATH).read_text("utf-8").endswith(f"## Reports\n\n{line}\n")
    assert srr(registry, "lint").returncode == 0


def test_the_schema_is_written_with_the_first_concern_and_kept_after_that(registry: Path) -> None:
    srr(registry, *NOTE)
    schema = registry / SCHEMA
    assert schema.read_text("utf-8") == srr(registry, "schema", "concern").stdout
    schema.write_text("{}\n", encoding="utf-8")
    assert SCHEMA not in srr(registry, *NOTE).stdout
    assert schema.read_text("utf-8") == "{}\n"


def test_a_registry_in_japanese_gets_a_japanese_heading(registry: Path) -> None:
    (registry / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    srr(registry, "note", "金曜の夜は注文の p99 が 4 秒になる", "--owner", "佐藤")
    assert "\n## 報告\n\n- 2026-02-02 佐藤: assigned, due" in (registry / PATH).read_text("utf-8")
    assert srr(registry, "lint").returncode == 0


def test_the_id_is_the_next_that_is_free_on_all_branches(registry: Path) -> None:
    repository(registry)
    git(registry, "config", "user.name", "Ura Taro")
    git(registry, "switch", "--quiet", "--create", "other")
    commit(registry, "concerns/CN-0004.md")
    git(registry, "switch", "--quiet", "main")
    srr(registry, "note", WORDS)
    assert data(registry, "concerns/CN-0005.md")["owner"] == "ura-taro"


def test_the_day_of_the_report_may_be_another_one(registry: Path) -> None:
    srr(registry, *NOTE, "--due", "2026-02-20")
    assert data(registry)["report_due"] == "2026-02-20"


def test_it_says_which_record_reads_alike(registry: Path) -> None:
    srr(registry, *NOTE)
    again = srr(registry, "note", "p99 of orders 4 s on Friday evenings", "--owner", "ura")
    assert again.stderr == (
        f"CN-0001 {WORDS} (Assigned) reads alike: where it is the same, report on that one\n"
    )
    quiet = srr(registry, *NOTE, "--quiet")
    assert (quiet.stdout, quiet.stderr) == ("concerns/CN-0003.md\n", "")


@each_case(
    ("words", "said"),
    [
        (("note", " ", "--owner", "ura"), "WORDS is empty; say something"),
        (("note", "ok", "--owner", "ura"), "WORDS is 'ok', which says nothing"),
        (("note", WORDS), "--owner is missing; give it"),
        ((*NOTE, "--area", "kitchen"), "--area is 'kitchen'; write one of api, server"),
        ((*NOTE, "--tier", "first"), "--tier is 'first'; write one of user, leading, diagnostic"),
        ((*NOTE, "--due", "soon"), "--due is 'soon'; write an existing date"),
        ((*NOTE, "--due", "2026-01-30"), f"nothing was written: {PATH} would not pass srr lint"),
        ((*NOTE, "--url", "orders"), f"nothing was written: {PATH} would not pass srr lint"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_written(
    registry: Path, words: tuple[str, ...], said: str
) -> None:
    done = srr(registry, *words)
    assert (done.returncode, done.stdout) == (2, "")
    last = done.stderr.splitlines()[-1]
    assert last.startswith(f"srr: {said}")
    assert not (registry / "concerns").exists()
    assert not (registry / ".srr").exists()


def test_a_secret_in_the_words_is_neither_written_nor_shown(registry: Path) -> None:
    secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    done = srr(registry, "note", f"The token {secret} is slow", "--owner", "ura")
    assert done.returncode == 2
    assert secret not in done.stdout + done.stderr
    assert not (registry / "concerns").exists()


def test_the_words_and_flags_may_come_as_json(registry: Path) -> None:
    given = {"title": WORDS, "owner": "sato", "url": "https://example.com/d", "due": "2026-02-06"}
    done = fed(registry, json.dumps(given).encode(), "note", "--json", "-")
    assert done.returncode == 0, done.stderr
    assert (data(registry)["title"], data(registry)["report_due"]) == (WORDS, "2026-02-06")
