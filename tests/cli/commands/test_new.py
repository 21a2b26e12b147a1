"""srr new, run as a person runs it: what it writes lints clean, whatever it was told."""

import json
import os
from pathlib import Path

import pytest

from kit.terminal import commit, fed, git, repository, srr, typed
from srr.documents import document
from srr.documents.places import Value

RISK = ("new", "risk", "--owner", "ura", "--summary", "Orders wait.", "--title")
PM = ("new", "postmortem", "--owner", "ura", "--summary", "Orders stopped.")
AT = ("--title", "Orders stopped", "--started", "2026-02-01 19:05")
JAPANESE = """\
language = "ja"
timezone = "Asia/Tokyo"
areas = ["注文", "決済"]
levels = [100, 40, 10]
admission = 10
scales.scope = [{score = 2, en = "few", ja = "少数"}, {score = 20, en = "all", ja = "全員"}]
scales.severity = [{score = 1, en = "slow", ja = "遅い"}, {score = 5, en = "down", ja = "停止"}]
scales.likelihood = [{score = 1, en = "maybe", ja = "もしかすると"}, {score = 4, en = "yes", ja = "確実"}]
"""


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    folder = tmp_path / "registry"
    (folder / "risks").mkdir(parents=True)
    return folder


def data(folder: Path, path: str) -> dict[str, Value]:
    read = document.read(path, (folder / path).read_bytes())
    assert read.readable
    return read.data


def findings(folder: Path) -> list[str]:
    done = srr(folder, "lint", "--format", "json")
    return [finding["rule"] for finding in json.loads(done.stdout)["findings"]]


def test_a_risk_lints_clean_with_its_priority_and_next_visit(registry: Path) -> None:
    flags = ("--scope", "3", "--severity", "3", "--likelihood", "2", "--current-impact", "1")
    done = srr(registry, *RISK, "Orders fail", *flags, "--area", "database", "--team", "platform")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("risks/SRR-0001.md\n")
    assert data(registry, "risks/SRR-0001.md") == {
        "id": "SRR-0001",
        "title": "Orders fail",
        "status": "not-started",
        "owner": "ura",
        "team": "platform",
        "area": "database",
        "created": "2026-02-02",
        "next_visit": "2026-02-16",
        "current_impact": 1,
        "potential_impact": 6,
        "scope": 3,
        "severity": 3,
        "likelihood": 2,
        "priority": 12,
    }
    assert findings(registry) == []


def test_the_first_line_tells_editors_the_schema(registry: Path) -> None:
    srr(registry, *RISK, "Orders fail")
    lines = (registry / "risks/SRR-0001.md").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["---", "# yaml-language-server: $schema=../.srr/risk.schema.json"]


def test_the_next_commands_can_be_typed(registry: Path) -> None:
    done = srr(registry, *RISK, "Orders fail")
    lint, add = done.stdout.splitlines()[-2:]
    assert lint == "  srr lint risks/SRR-0001.md"
    assert add == "  git add risks/SRR-0001.md && git commit -m 'Add SRR-0001'"
    assert srr(registry, *lint.split()[1:]).returncode == 0


def test_what_is_not_known_is_unknown_and_not_harmless(registry: Path) -> None:
    srr(registry, *RISK, "Orders fail")
    risk = data(registry, "risks/SRR-0001.md")
    assert (risk["potential_impact"], risk["current_impact"]) == ("unknown", "unknown")
    assert (risk["likelihood"], risk["priority"]) == (2, "unknown")
    assert findings(registry) == []


def test_a_registry_with_its_own_words_and_scales_gets_a_clean_record(registry: Path) -> None:
    (registry / "srr.toml").write_text(JAPANESE, encoding="utf-8")
    flags = ("--scope", "20", "--severity", "5", "--likelihood", "4", "--current-impact", "40")
    done = srr(registry, *RISK, "注文が止まる", *flags, "--area", "注文")
    assert done.returncode == 0, done.stderr
    risk = data(registry, "risks/SRR-0001.md")
    assert (risk["potential_impact"], risk["priority"]) == (100, 400)
    assert "## 次のアクション\n\n顧客に" in (registry / "risks/SRR-0001.md").read_text("utf-8")
    assert findings(registry) == []


def test_the_next_visit_falls_on_a_day_of_work(registry: Path) -> None:
    (registry / "srr.toml").write_text('holidays = ["2026-02-16"]\n', encoding="utf-8")
    srr(registry, *RISK, "Orders fail")
    # Sunday and Saturday lie before the holiday.
    assert data(registry, "risks/SRR-0001.md")["next_visit"] == "2026-02-13"


def test_the_owner_is_the_one_that_git_knows(registry: Path) -> None:
    repository(registry)
    git(registry, "config", "user.name", "山田 太郎")
    done = srr(registry, "new", "risk", "--title", "Orders fail", "--summary", "Orders wait.")
    assert done.returncode == 0, done.stderr
    assert data(registry, "risks/SRR-0001.md")["owner"] == "山田太郎"


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        (("--summary", "x"), "--title is missing"),
        (("--title", "x"), "--summary is missing"),
        (("--title", "x", "--summary", "y"), "--owner is missing"),
        (("--title", "  ", "--summary", "y"), "--title is empty"),
        ((*RISK[2:], "x", "--scope", "3"), "--severity is missing"),
        ((*RISK[2:], "x", "--potential-impact", "6"), "--likelihood is missing"),
        ((*RISK[2:], "x", "--scope", "4", "--severity", "3"), "write one of 1, 2, 3"),
        ((*RISK[2:], "x", "--current-impact", "9"), "write one of 0, 1, 3, 6, 10, unknown"),
        ((*RISK[2:], "x", "--area", "kitchen"), "write one of api, server"),
        ((*RISK[2:], "x", "--noticed", "2026-02-30"), "write an existing date"),
        ((*RISK[2:], "x", "--owner", "ura, kato"), "the handle of one person"),
        ((*RISK[2:], "x", "--postmortem", "PM-0009"), "no record is called PM-0009"),
        (
            (*RISK[2:], "x", "--scope", "3", "--severity", "3", "--potential-impact", "10"),
            "3 x 3 = 9 is level 6",
        ),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(
    registry: Path, flags: tuple[str, ...], sentence: str
) -> None:
    done = srr(registry, "new", "risk", *flags)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list((registry / "risks").iterdir()) == []


def test_labels_and_full_width_digits_are_understood(registry: Path) -> None:
    flags = ("--potential-impact", "６", "--likelihood", "２", "--current-impact", "不明")
    done = srr(registry, *RISK, "x", *flags, "--area", "データベース", "--noticed", "2026/1/5")
    assert done.returncode == 0, done.stderr
    risk = data(registry, "risks/SRR-0001.md")
    assert (risk["potential_impact"], risk["current_impact"]) == (6, "unknown")
    assert (risk["area"], risk["noticed"]) == ("database", "2026-01-05")


HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "a: b # c",
    "- *a &b !c",
    "$(touch pwned) `touch pwned`; touch pwned",
    "{{ config }} {% raw %} ${x}",
    "no",
    "障害 😀👨‍👩‍👧",
    "x" * 10_000,
    "%0A::error::x",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_in_any_syntax_is_only_a_title(registry: Path, title: str) -> None:
    done = srr(registry, *RISK, title)
    assert done.returncode == 0, done.stderr
    assert data(registry, "risks/SRR-0001.md")["title"] == title
    assert srr(registry, "lint").returncode == 0
    assert not (registry / "pwned").exists()


def test_a_title_over_several_lines_becomes_one(registry: Path) -> None:
    srr(registry, *RISK, "Orders fail\r\n  when it rains\u2028and snows\n")
    assert data(registry, "risks/SRR-0001.md")["title"] == "Orders fail when it rains and snows"


def test_bytes_that_are_no_text_are_refused(registry: Path) -> None:
    done = srr(registry, *RISK, b"a\xff\xfe")
    assert done.returncode == 2
    assert "--title holds bytes that are not valid UTF-8" in done.stderr


@pytest.mark.parametrize("summary", ["TODO", "```\nopen", "<!-- never closed"])
def test_what_would_not_lint_is_refused_with_the_findings(registry: Path, summary: str) -> None:
    done = srr(registry, "new", "risk", "--title", "x", "--owner", "ura", "--summary", summary)
    assert done.returncode == 2
    assert "risks/SRR-0001.md:" in done.stderr
    assert "nothing was written" in done.stderr
    assert "\x1b" not in done.stderr
    assert list((registry / "risks").iterdir()) == []


def test_a_warning_is_shown_and_does_not_stop_the_record(registry: Path) -> None:
    done = srr(registry, *RISK, "x", "--potential-impact", "1", "--likelihood", "1")
    assert done.returncode == 0
    assert "warning[score-admission]" in done.stderr
    assert (registry / "risks/SRR-0001.md").exists()


# --- the id ---


def test_the_id_follows_the_highest_on_any_branch(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin")
    git(origin, "switch", "--quiet", "--create", "theirs")
    commit(origin, "risks/SRR-0041.md")
    git(origin, "switch", "--quiet", "main")
    commit(origin, "risks/README.md")
    git(tmp_path, "clone", "--quiet", str(origin), "clone")
    done = srr(tmp_path / "clone", *RISK, "x")
    assert done.stdout.startswith("risks/SRR-0042.md\n")


def test_the_id_is_free_in_a_hook_of_another_repository(tmp_path: Path) -> None:
    ours, theirs = repository(tmp_path / "ours"), repository(tmp_path / "theirs")
    commit(ours, "risks/README.md")
    commit(theirs, "risks/SRR-0099.md")
    done = srr(ours, *RISK, "x", GIT_DIR=str(theirs / ".git"), GIT_WORK_TREE=str(theirs))
    assert done.stdout.startswith("risks/SRR-0001.md\n")


def test_the_id_counts_files_that_are_misnamed_or_no_records(registry: Path) -> None:
    (registry / "risks" / "SRR-0007-memory.md").write_text("no front matter", encoding="utf-8")
    (registry / "risks" / "SRR-0008.md").symlink_to("/nowhere")
    (registry / "risks" / "SRR-0009.md").mkdir()
    done = srr(registry, *RISK, "x")
    assert done.stdout.startswith("risks/SRR-0010.md\n")


def test_the_id_is_found_with_a_detached_head_and_in_a_worktree(tmp_path: Path) -> None:
    repo = repository(tmp_path / "repo")
    commit(repo, "信頼性/risks/README.md")
    commit(repo, "信頼性/risks/SRR-0003.md")
    git(repo, "worktree", "add", "--quiet", "--detach", str(tmp_path / "beside"), "main~1")
    done = srr(tmp_path / "beside" / "信頼性", *RISK, "x")
    assert done.stdout.startswith("risks/SRR-0004.md\n")


def test_a_broken_repository_is_told_and_the_record_written(registry: Path) -> None:
    (registry / ".git").write_text("gitdir: /nowhere\n", encoding="utf-8")
    done = srr(registry, *RISK, "x")
    assert done.returncode == 0
    assert "ids on other branches are not counted" in done.stderr


def test_a_path_is_given_as_seen_from_here(registry: Path) -> None:
    done = srr(registry.parent, "--root", "registry", *RISK, "x")
    assert done.stdout.startswith("registry/risks/SRR-0001.md\n")
    assert "  srr --root registry lint registry/risks/SRR-0001.md\n" in done.stdout


def test_a_folder_that_cannot_be_written_is_told(registry: Path) -> None:
    (registry / "postmortems").write_text("a file\n", encoding="utf-8")
    done = srr(registry, *PM, *AT)
    assert done.returncode == 2
    assert "postmortems/PM-0001.md cannot be written" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(registry: Path) -> None:
    (registry / "risks").chmod(0o500)
    done = srr(registry, *RISK, "x")
    (registry / "risks").chmod(0o700)
    assert done.returncode == 2
    assert "risks/SRR-0001.md cannot be written: Permission denied" in done.stderr


def test_nothing_is_written_out_of_the_registry_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "risks").symlink_to("../outside")
    done = srr(tmp_path / "registry", *RISK, "x")
    assert done.returncode == 2
    assert list((tmp_path / "outside").iterdir()) == []


# --- what reads alike ---


def test_similar_records_are_shown_with_how_they_ended(registry: Path) -> None:
    srr(registry, *RISK, "Memory of the menu server grows until it restarts")
    path = registry / "risks" / "SRR-0001.md"
    text = path.read_text(encoding="utf-8")
    text = text.replace("status: not-started", "status: done\nresolution: fixed")
    path.write_text(text, encoding="utf-8")
    srr(registry, *RISK, "夜間の売上集計が開店までに終わらない")
    done = srr(registry, *RISK, "Menu server memory grows again")
    assert (
        "SRR-0001 Memory of the menu server grows until it restarts (Done, Fixed)"
        " reads alike: see what was tried" in done.stderr
    )
    done = srr(registry, *RISK, "夜間の集計が朝までに終わらない")
    assert "SRR-0002" in done.stderr
    assert "where it is the same risk, visit that one" in done.stderr


def test_on_a_terminal_it_waits_to_hear_whether_it_is_the_same_risk(registry: Path) -> None:
    srr(registry, *RISK, "Menu server memory grows")
    new = ("new", "risk", "--owner", "ura", "--summary", "Menus fail.", "--title")
    done = typed(registry, "y\n", *new, "The menu server memory grows again")
    assert done.returncode == 0
    assert "Is it one of these? [y/N]" in done.stderr
    assert done.stderr.endswith("  srr visit SRR-0001\n")
    assert len(list((registry / "risks").iterdir())) == 1
    keys = "n\ny\n\n2\n" + "\n" * 9
    done = typed(registry, keys, *new, "The menu server memory grows again")
    assert done.returncode == 0, done.stderr
    assert data(registry, "risks/SRR-0002.md")["title"] == "The menu server memory grows again"


def test_no_question_is_printed_where_none_is_asked(registry: Path) -> None:
    srr(registry, *RISK, "Menu server memory grows")
    assert "?" not in srr(registry, *RISK, "Menu server memory grows again").stderr
    told = srr(registry, *PM, "--title", "Menu server memory grew", *AT[2:]).stderr
    assert "reads alike: where it showed here, name it with --risk" in told


def test_a_risk_that_is_named_is_not_shown_as_one_to_name(registry: Path) -> None:
    srr(registry, *RISK, "Menu server memory grows")
    told = srr(registry, *PM, "--title", "Menu server memory grew", *AT[2:], "--risk", "SRR-0001")
    assert (told.returncode, told.stderr) == (0, "")


# --- postmortems ---


def test_a_postmortem_and_its_risks_name_each_other(registry: Path) -> None:
    srr(registry, *RISK, "Orders fail", "--service", "order-api")
    srr(registry, *RISK, "Chat drops", "--service", "gateway")
    done = srr(registry, *PM, *AT, "--risk", "SRR-0001", "--risk", "srr-0002", "--risk", "SRR-0001")
    assert done.returncode == 0, done.stderr
    assert data(registry, "postmortems/PM-0001.md") == {
        "id": "PM-0001",
        "title": "Orders stopped",
        "kind": "incident",
        "status": "draft",
        "owner": "ura",
        "started": "2026-02-01T19:05+00:00",
        "services": ["order-api", "gateway"],
        "risks": ["SRR-0001", "SRR-0002"],
    }
    assert data(registry, "risks/SRR-0001.md")["postmortems"] == ["PM-0001"]
    assert data(registry, "risks/SRR-0002.md")["postmortems"] == ["PM-0001"]
    assert findings(registry) == []


def test_a_risk_keeps_the_postmortems_it_had_and_every_other_byte(registry: Path) -> None:
    srr(registry, *RISK, "Orders fail")
    srr(registry, *PM, *AT, "--risk", "SRR-0001")
    before = (registry / "risks/SRR-0001.md").read_text(encoding="utf-8")
    srr(registry, *PM, *AT, "--risk", "SRR-0001")
    after = (registry / "risks/SRR-0001.md").read_text(encoding="utf-8")
    assert after == before.replace("[PM-0001]", "[PM-0001, PM-0002]")
    assert findings(registry) == []


def test_a_risk_may_be_born_of_a_postmortem(registry: Path) -> None:
    srr(registry, *PM, *AT)
    done = srr(registry, *RISK, "Orders fail", "--postmortem", "PM-0001")
    assert done.returncode == 0, done.stderr
    assert data(registry, "postmortems/PM-0001.md")["risks"] == ["SRR-0001"]
    assert data(registry, "risks/SRR-0001.md")["postmortems"] == ["PM-0001"]
    assert findings(registry) == []


def test_a_linked_record_may_be_named_by_its_number_alone(registry: Path) -> None:
    srr(registry, *PM, *AT)
    srr(registry, *RISK, "Orders fail", "--postmortem", "1")
    assert data(registry, "risks/SRR-0001.md")["postmortems"] == ["PM-0001"]
    srr(registry, *PM, *AT, "--risk", "1")
    assert data(registry, "postmortems/PM-0002.md")["risks"] == ["SRR-0001"]


def test_a_time_without_an_offset_is_one_of_the_registry(registry: Path) -> None:
    (registry / "srr.toml").write_text('timezone = "Asia/Tokyo"\n', encoding="utf-8")
    srr(registry, *PM, *AT)
    assert data(registry, "postmortems/PM-0001.md")["started"] == "2026-02-01T19:05+09:00"


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        (("--title", "x"), "--started is missing"),
        (("--title", "x", "--started", "last night"), "such as 2026-02-01 19:05"),
        (("--title", "x", "--started", "2026-02-30 10:00"), "a time that exists"),
        ((*AT, "--kind", "outage"), "write one of incident, near-miss, drill"),
        ((*AT, "--risk", "SRR-0009"), "no record is called SRR-0009"),
        ((*AT, "--service", " "), "--service is empty"),
    ],
)
def test_a_postmortem_that_cannot_be_written_is_told_in_one_sentence(
    registry: Path, flags: tuple[str, ...], sentence: str
) -> None:
    done = srr(registry, *PM, *flags)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_postmortem_names_risks_only(registry: Path) -> None:
    srr(registry, *PM, *AT)
    done = srr(registry, *PM, *AT, "--risk", "PM-0001")
    assert done.returncode == 2
    assert "--risk names PM-0001, which is not a risk" in done.stderr


def test_a_risk_that_cannot_be_edited_stops_the_postmortem(registry: Path) -> None:
    srr(registry, *RISK, "Orders fail")
    path = registry / "risks/SRR-0001.md"
    twice = path.read_text(encoding="utf-8").replace("owner: ura", "owner: ura\nowner: kato")
    path.write_text(twice, encoding="utf-8")
    done = srr(registry, *PM, *AT, "--risk", "SRR-0001")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (registry / "postmortems").exists()


# --- on a terminal ---


def test_on_a_terminal_what_is_left_out_is_asked_for(registry: Path) -> None:
    answers = ["Orders fail", "Orders wait.", "y", "9", "3", "5", "2", "", "Number of shops"]
    answers += ["api", "", "ura", "2026-02-03", "2026-02-01", ""]
    done = typed(registry, "".join(f"{answer}\n" for answer in answers), "new", "risk")
    assert done.returncode == 0, done.stderr
    assert "Half of the customers or more" in done.stderr
    assert "Your answer is '9'; write one of 1, 2, 3, unknown.\n" in done.stderr
    assert "What growth makes it real? " in done.stderr
    risk = data(registry, "risks/SRR-0001.md")
    assert (risk["potential_impact"], risk["priority"]) == (10, 20)
    assert (risk["current_impact"], risk["scale_driver"]) == ("unknown", "Number of shops")
    assert "Your answer is 2026-02-03, which is after today, 2026-02-02; " in done.stderr
    assert (risk["area"], "team" in risk) == ("api", False)
    assert (risk["owner"], risk["noticed"]) == ("ura", "2026-02-01")
    assert findings(registry) == []


def test_on_a_terminal_a_postmortem_is_asked_for(registry: Path) -> None:
    keys = "Orders stopped\nFor an hour.\ndrill\n2026-02-01 19:05\nura\n"
    done = typed(registry, keys, "new", "postmortem")
    assert done.returncode == 0, done.stderr
    assert data(registry, "postmortems/PM-0001.md")["kind"] == "drill"


def test_a_japanese_registry_asks_and_corrects_in_japanese(registry: Path) -> None:
    (registry / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    answers = [
        "注文が止まる",
        "注文できない。",
        "はい",
        "9",
        "3",
        "5",
        "2",
        "",
        "",
        "api",
        "",
        "ura",
        "",
        "",
    ]
    done = typed(registry, "".join(f"{answer}\n" for answer in answers), "new", "risk")
    assert done.returncode == 0, done.stderr
    assert ": '9' は使えません。1, 2, 3, unknown から選んでください。\n" in done.stderr
    questions = [line for line in done.stderr.splitlines() if line.endswith(": ")]
    assert [line for line in questions if line.isascii()] == []
    assert "説明文のまま残っている欄を埋めてから:" in done.stdout
    assert data(registry, "risks/SRR-0001.md")["noticed"] == "2026-02-02"


def test_what_was_typed_is_given_back_when_it_is_refused(registry: Path) -> None:
    keys = "Guests wait\nTODO\ny\n\n1\n\n\n\n\n\nFix it.\n"
    done = typed(registry, keys, "new", "risk", "--owner", "ura")
    typed_words = "What you typed: --title 'Guests wait' --summary TODO --likelihood 1"
    assert done.returncode == 2, done.stderr
    assert typed_words in done.stderr
    assert "--next-action 'Fix it.'" in done.stderr


def test_what_was_typed_is_given_back_when_the_record_cannot_be_written(registry: Path) -> None:
    (registry / "risks").rmdir()
    (registry / "elsewhere").mkdir()
    (registry / "risks").symlink_to("elsewhere")
    keys = "Guests wait\nOrders wait.\ny\n\n1\n\n\n\n\n\nFix it.\n"
    done = typed(registry, keys, "new", "risk", "--owner", "ura")
    assert done.returncode == 2
    assert " cannot be written: a symbolic link is not written through\n" in done.stderr
    last = done.stderr.splitlines()[-1]
    assert last.startswith("What you typed: --title 'Guests wait' --summary 'Orders wait.' ")
    assert last.endswith(" --next-action 'Fix it.'")


def test_the_end_of_input_at_the_last_question_is_one_line(registry: Path) -> None:
    keys = "Guests wait\nOrders wait.\ny\n\n1\n\n\n\n\n\n\x04"
    done = typed(registry, keys, "new", "risk", "--owner", "ura")
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.splitlines()[-1] == "srr: stopped"
    assert list((registry / "risks").iterdir()) == []


# --- from a program ---


def test_a_record_is_taken_from_json(registry: Path) -> None:
    srr(registry, *PM, *AT)
    given = {
        "title": "Orders fail",
        "summary": "Orders wait.",
        "scope": 3,
        "severity": 3,
        "likelihood": "2",
        "area": "api",
        "team": None,
        "postmortems": ["PM-0001"],
        "owner": "ura",
    }
    done = fed(registry, json.dumps(given).encode(), "new", "risk", "--json", "-")
    assert done.returncode == 0, done.stderr
    risk = data(registry, "risks/SRR-0001.md")
    assert (risk["title"], risk["priority"], risk["area"]) == ("Orders fail", 12, "api")
    assert (risk["postmortems"], "team" in risk) == (["PM-0001"], False)
    assert findings(registry) == []


@pytest.mark.parametrize("key", ["title", "owner", "team", "summary"])
@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x7f", "\u202e"])
def test_characters_that_nobody_sees_are_not_taken_from_json(
    registry: Path, key: str, sign: str
) -> None:
    given = {"title": "x", "owner": "ura", "summary": "Orders wait."}
    done = fed(
        registry, json.dumps({**given, key: f"a{sign}b"}).encode(), "new", "risk", "--json", "-"
    )
    assert done.returncode == 2
    assert f"--{key} holds U+{ord(sign):04X}, which is invisible" in done.stderr
    assert list((registry / "risks").iterdir()) == []


def test_json_that_never_ends_is_refused(registry: Path) -> None:
    done = srr(registry, "new", "risk", "--json", "/dev/zero")
    assert (done.returncode, done.stderr) == (
        2,
        "srr: --json /dev/zero cannot be read: it has more than the 16 MiB that srr reads\n",
    )


def test_a_flag_wins_over_json_and_nothing_is_asked(registry: Path) -> None:
    path = registry / "pm.json"
    words = {"title": "Slow", "summary": "Slow.", "started": "2026-02-01 19:05", "owner": "ura"}
    path.write_text(json.dumps(words), encoding="utf-8")
    done = typed(registry, "", "new", "postmortem", "--json", "pm.json", "--title", "Orders slow")
    assert done.returncode == 0, done.stderr
    assert data(registry, "postmortems/PM-0001.md")["title"] == "Orders slow"


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"[1]", 'cannot be read: it holds no JSON object such as {"title": "..."}'),
        (b"[" * 9999, 'cannot be read: it holds no JSON object such as {"title": "..."}'),
        (b'{"n": 1,\n"b" 2}', "cannot be read: line 2, column 5: Expecting ':' delimiter"),
        (b'{"title": "a", "title": "b"}', "cannot be read: it has the key title twice; keep one"),
        (b'{"title": "\\ud800"}', "cannot be read: it is not UTF-8 text"),
        (b"\xff", "cannot be read: it is not UTF-8 text"),
        (b'{"titel": 1}', "has the key titel, which is none of this command; did you mean title?"),
        (b'{"title": ["x"]}', 'has ["x"] as title; write text or a number'),
        (b'{"postmortems": "PM-0001"}', 'has "PM-0001" as postmortems; write a list of texts'),
    ],
)
def test_json_that_is_no_record_is_refused(registry: Path, raw: bytes, sentence: str) -> None:
    done = fed(registry, raw, "new", "risk", "--json", "-")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"srr: --json - {sentence}\n"


def test_yes_asks_nothing_on_a_terminal(registry: Path) -> None:
    assert typed(registry, "", *RISK, "Orders fail", "--yes").returncode == 0
    done = typed(registry, "", "new", "risk", "--yes")
    assert done.returncode == 2
    assert "--title is missing" in done.stderr


@pytest.mark.parametrize("command", [["new"], ["new", "risk"], ["new", "postmortem"]])
def test_help_shows_an_example(registry: Path, command: list[str]) -> None:
    assert "\n    srr new " in srr(registry, *command, "--help").stdout


def test_without_a_registry_the_way_to_one_is_told(tmp_path: Path) -> None:
    done = srr(tmp_path, *RISK, "x")
    assert done.returncode == 2
    assert "run srr init" in done.stderr
