"""srr accept: the terms of a decision and a visit, or one sentence and nothing."""

import json
import shlex
from pathlib import Path

import pytest

from kit.cases import each_case
from kit.examples import record
from kit.terminal import commit, fed, git, repository, srr, typed
from srr.documents import document
from srr.documents.places import Value

PATH = "risks/SRR-0001.md"
RECORD = record(PATH).replace("owner: ura", "owner: ura\npriority: 12")
FLAGS = (
    *("--by", "kato", "--because", "A second service costs more.", "--consequence", "Orders wait."),
    *("--until", "2026-07-20", "--reviewer", "sato"),
)
LINE = (
    "- 2026-02-02 ura: not-started -> accepted, next 2026-05-11."
    " Accepted by kato: A second service costs more."
)


def registry(root: Path, text: str = RECORD, **series: str) -> Path:
    for folder in ("risks", "indicators"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / PATH).write_text(text, encoding="utf-8")
    for name, rows in series.items():
        (root / f"indicators/{name}.csv").write_text(f"date,value\n{rows}\n", encoding="utf-8")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return registry(tmp_path, shops="2026-01-05,11\n2026-01-26,12", orders="2026-01-26,3.5")


def text(root: Path) -> str:
    return (root / PATH).read_text(encoding="utf-8")


def data(root: Path) -> dict[str, Value]:
    return document.read(PATH, (root / PATH).read_bytes()).data


def acceptance(root: Path) -> dict[str, Value]:
    found = data(root)["acceptance"]
    assert isinstance(found, dict)
    return found


def refused(root: Path, *flags: str, **more: str) -> str:
    before = text(root)
    done = srr(root, "accept", "SRR-0001", *FLAGS, *flags, **more)
    assert (done.returncode, done.stdout) == (2, ""), done.stdout
    assert text(root) == before
    return done.stderr.removeprefix("srr: ").rstrip("\n")


def test_the_terms_the_status_the_next_date_and_a_line_are_written(root: Path) -> None:
    conditions = ("--holds-while", "shops < 50", "--holds-while", "orders<=3.5")
    done = srr(root, "accept", "SRR-0001", *FLAGS, *conditions)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{PATH}: {LINE}\n", "")
    assert text(root).endswith(f"\n## Visits\n\n{LINE}\n")
    assert (data(root)["status"], data(root)["next_visit"]) == ("accepted", "2026-05-11")
    assert acceptance(root) == {
        "by": "kato",
        "decided": "2026-02-02",
        "because": "A second service costs more.",
        "consequences": ["Orders wait."],
        "holds_while": ["shops < 50", "orders<=3.5"],
        "basis": {"shops": 12, "orders": 3.5},
        "until": "2026-07-20",
        "reviewer": "sato",
    }
    assert srr(root, "lint").returncode == 0


def test_the_line_bears_the_name_that_git_knows_and_not_of_who_decided(root: Path) -> None:
    repository(root)
    git(root, "config", "user.name", "Mei Ito")
    assert (
        "- 2026-02-02 mei-ito: not-started -> accepted" in srr(root, "accept", "1", *FLAGS).stdout
    )
    assert acceptance(root)["by"] == "kato"


def test_a_dry_run_writes_nothing(root: Path) -> None:
    done = srr(root, "accept", "1", *FLAGS, "--dry-run")
    assert (done.returncode, done.stdout) == (0, f"{PATH}: {LINE}\n")
    assert text(root) == RECORD


def test_a_renewal_is_a_new_decision_for_the_rules_of_change(root: Path) -> None:
    srr(root, "accept", "1", *FLAGS, "--holds-while", "shops < 50", "--holds-while", "orders < 9")
    repository(root)
    commit(root, PATH, text(root))
    later = ("--today", "2026-03-02")
    (root / "indicators/shops.csv").write_text("date,value\n2026-03-01,51\n", encoding="utf-8")
    (root / "indicators/orders.csv").write_text("date,value\n2026-03-01,4\n", encoding="utf-8")
    done = srr(
        root,
        *("accept", "1", "--by", "mori", "--until", "2026-09-01", "--reviewer", "mei"),
        *("--holds-while", "shops < 90", "--note", "Shops are small ones.", *later),
    )
    assert done.stdout == (
        f"{PATH}: - 2026-03-02 ura: accepted, reviewer sato -> mei, until 2026-07-20 -> 2026-09-01,"
        " next 2026-06-17. Shops are small ones.\n"
    ), done.stderr
    kept = acceptance(root)
    assert (kept["because"], kept["consequences"]) == (
        "A second service costs more.",
        ["Orders wait."],
    )
    assert (kept["decided"], kept["holds_while"], kept["basis"]) == (
        "2026-03-02",
        ["shops < 90"],
        {"shops": 51},
    )
    judged = srr(root, "lint", "--base", "main", *later)
    assert judged.returncode == 0, judged.stdout


def test_a_renewal_says_who_decides_until_when_and_why(root: Path) -> None:
    srr(root, "accept", "1", *FLAGS)
    again = ("accept", "1", "--today", "2026-03-02")
    for flags, said in (
        ((), "--by is missing; give it"),
        (("--by", "kato"), "--until is missing; give it"),
        (("--by", "kato", "--until", "2026-09-01"), "--note is missing; give it"),
    ):
        assert said in srr(root, *again, *flags).stderr
    given = ("--by", "kato", "--until", "2026-09-01", "--because", "Shops are few.")
    assert "Accepted by kato: Shops are few." in srr(root, *again, *given).stdout


def test_conditions_that_were_kept_must_hold_at_the_renewal_too(root: Path) -> None:
    srr(root, "accept", "1", *FLAGS, "--holds-while", "shops < 50")
    (root / "indicators/shops.csv").write_text("date,value\n2026-01-30,51\n", encoding="utf-8")
    done = srr(root, "accept", "1", "--by", "kato", "--until", "2026-08-01", "--note", "Again.")
    assert done.stderr.startswith("srr: --holds-while does not hold: shops was 51 on 2026-01-30")


@each_case(
    ("condition", "said"),
    [
        (
            "shops < 12",
            "does not hold: shops was 12 on 2026-01-26, so the acceptance would be over",
        ),
        ("shop < 50", "is over shop, which has no number yet; did you mean shops? else write one"),
        (
            "users < 50",
            "is over users, which has no number yet; write one with srr indicator users",
        ),
        (
            "old < 50",
            "is over old, which was last written on 2025-12-01; write its number of today",
        ),
        ("shops below 50", "is 'shops below 50'; write a name, a sign and a number, such as"),
        (" ", "is empty; say something"),
    ],
)
def test_a_condition_of_which_nothing_or_nothing_good_can_be_said_is_refused(
    tmp_path: Path, condition: str, said: str
) -> None:
    registry(tmp_path, shops="2026-01-26,12", old="2025-12-01,1")
    found = refused(tmp_path, "--holds-while", condition)
    assert found.startswith(f"--holds-while {said}")
    assert len(found.splitlines()) == 1


def test_a_registry_without_indicators_takes_any_comparison_and_keeps_no_basis(
    tmp_path: Path,
) -> None:
    registry(tmp_path)
    assert "write a name, a sign" in refused(tmp_path, "--holds-while", "few shops")
    assert srr(tmp_path, "accept", "1", *FLAGS, "--holds-while", "shops ≦ 1,000").returncode == 0
    assert acceptance(tmp_path)["holds_while"] == ["shops <= 1000"]
    assert "basis" not in acceptance(tmp_path)
    assert srr(tmp_path, "lint").returncode == 0


@each_case(
    ("flags", "said"),
    [
        (("--until", "2026-02-02"), "--until is 2026-02-02, and today is 2026-02-02; write a day"),
        (("--until", "soon"), "--until is 'soon'; write an existing date"),
        (("--next", "2026-07-21"), "SRR-0001 would not lint clean, so nothing was written:"),
        (("--next", "2026-02-10"), "SRR-0001 would not lint clean, so nothing was written:"),
        (("--by", "kato, mori"), "--by is 'kato, mori'; write the handle of one person"),
        (("--because", ""), "--because is empty"),
        (("--note", "ok"), "--note is 'ok', which says nothing"),
        (("--consequence", ""), "--consequence is empty"),
    ],
)
def test_what_no_acceptance_could_say_is_refused(
    tmp_path: Path, flags: tuple[str, ...], said: str
) -> None:
    assert refused(registry(tmp_path), *flags).startswith(said)


def test_the_next_visit_is_proposed_within_an_acceptance_that_is_short(root: Path) -> None:
    srr(root, "accept", "1", *FLAGS, "--until", "2026-02-20")
    assert data(root)["next_visit"] == "2026-02-20"
    assert srr(root, "lint").returncode == 0


def test_a_first_decision_says_what_happens_then(root: Path) -> None:
    flags = [each for each in FLAGS if each not in ("--consequence", "Orders wait.")]
    done = srr(root, "accept", "1", *flags)
    assert done.stderr.startswith("srr: --consequence is missing; give it")


@each_case(
    ("name", "said"),
    [
        ("CN-0001", "CN-0001 is a concern; make it a risk with srr report CN-0001 --promote"),
        ("PM-0001", "PM-0001 is a postmortem; only risks are accepted"),
        ("SRR-0002", "no record is called SRR-0002"),
    ],
)
def test_only_a_risk_is_accepted(tmp_path: Path, name: str, said: str) -> None:
    registry(tmp_path)
    for path in ("concerns/CN-0001.md", "postmortems/PM-0001.md"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(record(path), encoding="utf-8")
    done = srr(tmp_path, "accept", name, *FLAGS)
    assert done.returncode == 2
    assert done.stderr.startswith(f"srr: {said}")


@each_case(
    ("wrong", "said"),
    [
        ("owner: ura, mei", "SRR-0001 has errors that a visit does not repair; correct risks/"),
        (
            "breaks_when: shops >= 12\nowner: ura",
            "SRR-0001 breaks when shops >= 12, and shops was 12",
        ),
    ],
)
def test_what_no_answer_repairs_is_refused_before_anything_is_asked(
    tmp_path: Path, wrong: str, said: str
) -> None:
    registry(tmp_path, RECORD.replace("owner: ura", wrong), shops="2026-01-26,12")
    done = typed(tmp_path, "", "accept", "1")
    assert done.returncode == 2
    assert done.stderr.startswith(f"srr: {said}")


def test_a_section_that_an_accepted_risk_needs_is_asked_for_first(tmp_path: Path) -> None:
    registry(
        tmp_path, RECORD.replace("- 2026-01-26: the p99 of orders rose from 2 s to 4 s.", "TODO")
    )
    done = typed(tmp_path, "", "accept", "1")
    assert done.stderr.startswith("srr: SRR-0001 would not lint clean, so nothing was written:")
    assert 'the section Log says nothing, and the status "Accepted" needs it' in done.stderr


def test_a_risk_that_is_done_is_taken_up_first(root: Path) -> None:
    closed = ("--status", "done", "--resolution", "obsolete", "--note", "The service is gone.")
    srr(root, "visit", "1", *closed, "--by", "ura")
    assert refused(root).startswith("SRR-0001 is done; take it up again with srr visit SRR-0001")


def test_an_acceptance_that_is_over_is_renewed(root: Path) -> None:
    srr(root, "accept", "1", *FLAGS, "--until", "2026-02-20")
    late = ("--today", "2026-03-02")
    assert "acceptance-expired" in srr(root, "lint", *late).stdout
    given = ("--by", "kato", "--until", "2026-07-01", "--note", "Two shops in all.")
    assert srr(root, "accept", "1", *given, *late).returncode == 0
    (root / "indicators/shops.csv").unlink()
    (root / "indicators/orders.csv").unlink()
    assert srr(root, "lint", *late).returncode == 0


def test_a_visit_alone_accepts_nothing(root: Path) -> None:
    said = (
        "srr: SRR-0001 is accepted by a decision; run srr accept SRR-0001, which asks who decides"
    )
    flags = ("visit", "1", "--status", "accepted", "--by", "ura")
    assert srr(root, *flags).stderr.startswith(said)
    assert typed(root, "", *flags).stderr.startswith(said)
    asked = typed(root, "accepted\n", "visit", "1", "--by", "ura")
    assert asked.stderr.splitlines()[-2].startswith(said[5:]) or said[5:] in asked.stderr
    assert text(root) == RECORD


ANSWERS = (
    "kato",
    "A second service costs more.",
    "Orders wait.",
    "Refunds.",
    "",
    "The queue drains by itself.",
    "shops < 12",
    "shops < 50",
    "",
    "",
    "sato",
    "",
    "",
)


def test_a_terminal_asks_for_everything_and_shows_the_numbers(root: Path) -> None:
    done = typed(root, "\n".join((*ANSWERS, "")), "accept", "1")
    assert done.returncode == 0, done.stderr
    assert "Who decides to live with it (best not ura, who owns it): " in done.stderr
    assert "a cache is an acceptance of stale data" in done.stderr
    assert "Indicators today:\n  orders 3.5 (2026-01-26)\n  shops 12 (2026-01-26)\n" in done.stderr
    assert "Your answer does not hold: shops was 12 on 2026-01-26" in done.stderr
    assert acceptance(root) == {
        "by": "kato",
        "decided": "2026-02-02",
        "because": "A second service costs more.",
        "consequences": ["Orders wait.", "Refunds.", "The queue drains by itself."],
        "holds_while": ["shops < 50"],
        "basis": {"shops": 12},
        "until": "2026-08-02",
        "reviewer": "sato",
    }
    assert srr(root, "lint").returncode == 0


def test_the_questions_are_japanese_in_a_japanese_registry(root: Path) -> None:
    (root / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    done = typed(root, "\n".join((*ANSWERS, "")), "accept", "1")
    assert done.returncode == 0, done.stderr
    assert "受容を決めた人 (担当者の ura ではない人が望ましい)" in done.stderr
    assert "キャッシュは古いデータの" in done.stderr
    assert "次回確認日 (2026-03-02 から 2026-08-02 まで)" in done.stderr
    assert "kato が受容した: A second service costs more." in text(root)


def test_a_renewal_proposes_what_there_was_and_lets_it_be_taken_out(root: Path) -> None:
    srr(root, "accept", "1", *FLAGS, "--consequence", "Refunds.", "--holds-while", "shops < 50")
    answers = ("", "", "", "-", "Calls.", "", "", "", "", "", "", "Still twelve shops.", "")
    done = typed(root, "\n".join(answers), "accept", "1", "--today", "2026-02-20")
    assert done.returncode == 0, done.stderr
    assert "a cache is an acceptance" not in done.stderr
    assert acceptance(root)["consequences"] == ["Orders wait.", "Calls."]
    assert acceptance(root)["holds_while"] == ["shops < 50"]
    assert "accepted, until 2026-07-20 -> 2026-08-20, next" in text(root)


def test_what_was_typed_comes_back_as_flags_that_can_be_given_again(root: Path) -> None:
    answers = [*ANSWERS[:-2], "2026-12-24", "Seen.", ""]
    done = typed(root, "\n".join(answers), "accept", "1")
    assert done.returncode == 2
    assert text(root) == RECORD
    flags = done.stderr.splitlines()[-1].removeprefix("What you typed: ")
    assert "--consequence 'Orders wait.' --consequence Refunds." in flags
    again = srr(
        root, "accept", "1", *shlex.split(flags), "--until", "2026-08-02", "--next", "2026-06-01"
    )
    assert again.returncode == 0, again.stderr
    assert acceptance(root)["consequences"] == [
        "Orders wait.",
        "Refunds.",
        "The queue drains by itself.",
    ]


def test_json_has_the_keys_of_the_acceptance(root: Path) -> None:
    given = {
        "by": "kato",
        "because": "Costs more.",
        "consequences": ["Orders wait.", "Refunds."],
        "holds_while": ["shops < 50"],
        "until": "2026-07-20",
        "reviewer": "sato",
    }
    done = fed(root, json.dumps(given).encode(), "accept", "1", "--json", "-")
    assert done.returncode == 0, done.stderr
    assert acceptance(root) == {**given, "decided": "2026-02-02", "basis": {"shops": 12}}
    for wrong, said in (
        ({**given, "hold_while": []}, "the key hold_while"),
        ({**given, "holds_while": "shops < 50"}, "write a list of texts"),
    ):
        again = fed(root, json.dumps(wrong).encode(), "accept", "1", "--json", "-")
        assert again.returncode == 2
        assert said in again.stderr


def test_an_owner_who_decides_is_warned_of_and_not_refused(root: Path) -> None:
    assert srr(root, "accept", "1", *FLAGS, "--by", "ura").returncode == 0
    assert "acceptance-self-approved" in srr(root, "lint").stdout


def test_a_secret_in_the_reason_is_refused_and_not_printed(root: Path) -> None:
    token = "ghp_" + "a1B2" * 9
    said = refused(root, "--because", f"It has {token}.")
    assert token not in said
    assert "safety-secret" in said


def test_a_limit_that_is_reached_keeps_nobody_from_a_visit(tmp_path: Path) -> None:
    limited = RECORD.replace("owner: ura", "breaks_when: shops >= 12\nowner: ura")
    registry(tmp_path, limited, shops="2026-01-26,12")
    assert "limit-reached" in srr(tmp_path, "lint").stdout
    flags = ("--status", "in-progress", "--note", "The plan begins.", "--by", "ura")
    done = srr(tmp_path, "visit", "1", *flags)
    assert done.returncode == 0, done.stderr
    assert "limit-reached" in srr(tmp_path, "lint").stdout
