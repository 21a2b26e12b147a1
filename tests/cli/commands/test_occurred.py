"""srr occurred: one line in the Occurrences of a risk, and no date that moves; or one sentence and nothing."""

import json
from pathlib import Path

import pytest

from kit.cases import each_case
from kit.examples import record
from kit.terminal import commit, repository, srr, typed

PATH = "risks/SRR-0001.md"
FLAGS = ("--minutes", "20", "--percent", "40", "--note", "The banner was hidden.", "--by", "sato")
LINE = "- 2026-02-02 sato: 20 minutes, 40 %. The banner was hidden."
ACCEPTED = (
    "status: accepted\nacceptance: {by: kato, decided: 2026-01-27, because: Rare., consequences:"
    " [Orders wait.], until: 2026-06-20, reviewer: mei}\n"
)
VISIT = "## Visits\n\n- 2026-01-27 ura: not-started -> accepted, next 2026-03-02. Kato decided.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("risks", "postmortems", "concerns"):
        (tmp_path / folder).mkdir()
    write(tmp_path, record(PATH))
    return tmp_path


def write(root: Path, text: str, path: str = PATH) -> None:
    (root / path).write_text(text, encoding="utf-8")


def text(root: Path) -> str:
    return (root / PATH).read_text(encoding="utf-8")


def accepted(root: Path) -> None:
    given = record(PATH).replace("status: not-started\n", ACCEPTED)
    write(root, given.replace("next_visit: 2026-02-05", "next_visit: 2026-03-02") + f"\n{VISIT}")


def test_the_line_is_all_that_is_added(root: Path) -> None:
    before = text(root)
    done = srr(root, "occurred", "1", *FLAGS)
    assert (done.returncode, done.stdout) == (0, f"{PATH}: {LINE}\n"), done.stderr
    assert text(root) == f"{before}\n## Occurrences\n\n{LINE}\n"
    assert srr(root, "lint").returncode == 0
    srr(root, "occurred", "1", *FLAGS, "--on", "2026-01-30", "--minutes", "1.5")
    later = "- 2026-01-30 sato: 1.5 minutes, 40 %. The banner was hidden."
    assert text(root) == f"{before}\n## Occurrences\n\n{LINE}\n{later}\n"


def test_the_section_goes_behind_the_visits_in_the_language_of_the_record(root: Path) -> None:
    visit = "- 2026-01-30 ura: not-started, next 2026-02-05. 見た。"
    body = f"{record(PATH).replace('## Summary', '## 概要')}\n## 確認履歴\n\n{visit}\n"
    write(root, f"{body}\n## Who\n\nAll.\n")
    srr(root, "occurred", "1", *FLAGS)
    assert text(root).endswith(f"{visit}\n\n## 発生履歴\n\n{LINE}\n\n## Who\n\nAll.\n")


def test_visits_that_come_later_stand_above_the_occurrences(root: Path) -> None:
    srr(root, "occurred", "1", *FLAGS)
    srr(root, "visit", "1", "--note", "Looked at it.", "--by", "ura")
    assert text(root).endswith(f"Looked at it.\n\n## Occurrences\n\n{LINE}\n")
    assert srr(root, "lint").returncode == 0


def test_an_overdue_risk_stays_overdue(root: Path) -> None:
    late = ("--today", "2026-02-20")
    assert srr(root, "occurred", "1", *FLAGS, *late).returncode == 0
    assert "visit-overdue" in srr(root, "lint", *late).stdout


def test_a_dry_run_writes_nothing(root: Path) -> None:
    before = text(root)
    assert srr(root, "occurred", "1", *FLAGS, "--dry-run").stdout == f"{PATH}: {LINE}\n"
    assert text(root) == before
    assert srr(root, "occurred", "1", *FLAGS, "--quiet").stdout == ""


@each_case(
    ("language", "said"),
    [
        (
            "en",
            (
                "8 minutes of outage for all users: 37 % of 30 days' budget (orders)\n"
                "Since it was accepted on 2026-01-27: happened once, 20 minutes. The reviewer is mei.\n"
            ),
        ),
        (
            "ja",
            (
                "全利用者の停止時間に換算して 8 分。30 日間の予算の 37 % (orders)\n"
                "2026-01-27 の受容から 1 回発生、計 20 分。見直し担当は mei です。\n"
            ),
        ),
    ],
)
def test_it_says_what_it_costs_and_who_looks_at_the_acceptance(
    tmp_path: Path, language: str, said: str
) -> None:
    root = tmp_path / language
    (root / "risks").mkdir(parents=True)
    accepted(root)
    (root / "srr.toml").write_text(
        f'language = "{language}"\n[[slo]]\nname = "orders"\ntarget = 99.95\nwindow = "30d"\n',
        "utf-8",
    )
    early = srr(root, "occurred", "1", *FLAGS, "--on", "2026-01-20")
    assert "happened once" not in early.stdout
    done = srr(root, "occurred", "1", *FLAGS)
    assert done.stdout.partition("\n")[2] == said


@each_case(
    ("flags", "said"),
    [
        (("--minutes", "-1"), "--minutes is '-1'; write a number from 0 to 999999"),
        (("--minutes", "1000000"), "--minutes is '1000000'; write a number"),
        (("--minutes", "nan"), "--minutes is 'nan'; write a number"),
        (("--percent", "100.1"), "--percent is '100.1'; write a number from 0 to 100"),
        (("--on", "2026-02-03"), "--on is 2026-02-03, which is after today, 2026-02-02"),
        (("--note", "ok"), "--note is 'ok', which says nothing"),
        (("--note", "a\u202eb"), "--note holds U+202E, which is invisible"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    tmp_path: Path, flags: tuple[str, ...], said: str
) -> None:
    (tmp_path / "risks").mkdir(exist_ok=True)
    write(tmp_path, record(PATH))
    done = srr(tmp_path, "occurred", "1", *FLAGS, *flags)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"srr: {said}")
    assert len(done.stderr.splitlines()) == 1
    assert text(tmp_path) == record(PATH)


def test_the_same_line_twice_is_one_typed_twice(root: Path) -> None:
    srr(root, "occurred", "1", *FLAGS)
    once = text(root)
    done = srr(root, "occurred", "1", *FLAGS)
    assert (done.returncode, done.stderr) == (2, f"srr: {PATH} has this line already: {LINE}\n")
    assert text(root) == once


def test_a_concern_and_a_postmortem_have_no_occurrences(root: Path) -> None:
    write(root, record("concerns/CN-0001.md"), "concerns/CN-0001.md")
    write(root, record("postmortems/PM-0001.md"), "postmortems/PM-0001.md")
    for name, said in (
        ("CN-0001", "CN-0001 is a concern; srr report CN-0001 says what was found"),
        ("PM-0001", "PM-0001 is a postmortem, which says itself what happened"),
        ("SRR-0009", "no record is called SRR-0009"),
    ):
        done = srr(root, "occurred", name, *FLAGS)
        assert done.returncode == 2
        assert done.stderr.startswith(f"srr: {said}")


def test_what_happens_after_a_risk_is_done_has_come_back(root: Path) -> None:
    closed = ("--status", "done", "--resolution", "obsolete", "--note", "The service is gone.")
    srr(root, "visit", "1", *closed, "--by", "ura")
    done = srr(root, "occurred", "1", *FLAGS, "--today", "2026-02-05")
    assert done.returncode == 2
    assert done.stderr.startswith("srr: SRR-0001 is done since 2026-02-02; if it happened again,")
    assert srr(root, "occurred", "1", *FLAGS, "--on", "2026-02-02").returncode == 0


def test_an_old_error_is_no_reason_to_forget_what_happened(root: Path) -> None:
    write(root, record(PATH).replace("owner: ura\n", ""))
    assert srr(root, "lint").returncode == 1
    assert srr(root, "occurred", "1", *FLAGS).returncode == 0


def test_a_terminal_asks_for_what_is_left_out_and_gives_it_back_where_it_is_refused(
    root: Path,
) -> None:
    write(
        root,
        record(PATH).replace(
            "likelihood: 2\n", "likelihood: 2\nestimate: {affected_percent: 25}\n"
        ),
    )
    done = typed(root, "20\n\nHidden.\n", "occurred", "1", "--by", "sato")
    assert done.returncode == 0, done.stderr
    assert text(root).endswith("\n- 2026-02-02 sato: 20 minutes, 25 %. Hidden.\n")
    again = typed(root, "20\n\nHidden.\n", "occurred", "1", "--by", "sato")
    assert "What you typed: --minutes 20 --note Hidden." in again.stderr


def test_a_secret_in_the_words_is_refused_and_not_printed(root: Path) -> None:
    token = "ghp_" + "a1B2" * 9
    done = srr(root, "occurred", "1", *FLAGS[:-4], "--by", "sato", "--note", f"It was {token}.")
    assert done.returncode == 2
    assert token not in done.stdout + done.stderr
    assert token not in text(root)


def test_show_and_list_say_how_often_it_happened(root: Path) -> None:
    assert "Occurrences:" not in srr(root, "show", "1").stdout
    srr(root, "occurred", "1", *FLAGS)
    srr(root, "occurred", "1", *FLAGS, "--on", "2026-01-30")
    shown = srr(root, "show", "1").stdout
    assert "\nOccurrences: happened 2 times, 40 minutes\n" in shown
    assert LINE in shown
    counted = {"count": 2, "minutes": 40, "last": "2026-02-02"}
    assert json.loads(srr(root, "show", "1", "--json").stdout)["occurrences"] == counted
    assert json.loads(srr(root, "list", "--json").stdout)["risks"][0]["occurrences"] == counted


def test_the_diff_of_a_pull_request_shows_it(root: Path) -> None:
    repository(root)
    commit(root, PATH, text(root))
    srr(root, "occurred", "1", *FLAGS)
    told = srr(root, "diff", "main").stdout
    assert "1 happened" in told
    assert f"Occurrence {LINE.removeprefix('- ')}" in " ".join(told.split())
    listed = srr(root, "diff", "main", "--format", "markdown").stdout
    assert "Occurrence: " in listed
    assert "The banner was hidden" in listed
    (row,) = json.loads(srr(root, "diff", "main", "--format", "json").stdout)["records"]
    assert (row["acts"], row["occurrences"]) == (["occurred"], [LINE.removeprefix("- ")])
