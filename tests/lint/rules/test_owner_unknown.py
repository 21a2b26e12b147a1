"""Owners whom people.toml does not know, or who left; only of what is not finished."""

from pathlib import Path

import pytest

from kit.cases import each_case
from kit.dated import commit_on
from kit.examples import TODAY, record
from kit.judging import RULES, carets, judged, messages
from kit.terminal import repository, srr
from srr.lint.engine import check
from srr.records.registry import read_registry
from srr.schema.settings import Settings

PEOPLE = "\npeople.toml\n[sato]\n[mei]\nuntil = 2026-02-01\n[ken]\nuntil = 2026-02-02\n"


@each_case(
    ("front", "said"),
    [
        ("owner: sato", []),
        ("owner: ken", []),
        ("owner: mei", ["the owner mei left: people.toml says until 2026-02-01"]),
        ("owner: satou", ["people.toml does not know the owner satou; did you mean sato?"]),
        ("owner: ura", ["people.toml does not know the owner ura; write [ura] into it"]),
        ("status: accepted\nowner: mei", ["the owner mei left: people.toml says until 2026-02-01"]),
        ("status: done\nowner: mei", []),
        ("# no owner", []),
    ],
)
def test_the_owner_of_a_risk_is_looked_up_until_it_is_done(front: str, said: list[str]) -> None:
    assert messages("owner-unknown", front + PEOPLE) == said


def test_without_people_nothing_is_asked_and_with_an_empty_file_everybody_is_unknown() -> None:
    assert messages("owner-unknown", "owner: ura") == []
    assert len(messages("owner-unknown", "owner: ura\npeople.toml\n")) == 1


def test_open_actions_count_also_where_the_postmortem_is_closed() -> None:
    rows = (
        "  - {id: A1, do: Look, viewpoint: prevent, owner: mei, due: 2026-03-02}\n"
        "  - {id: A2, do: Look, viewpoint: prevent, owner: mei, due: 2026-03-02, done: 2026-01-29}\n"
    )
    for status, own in (("closed", []), ("in-review", ["owner: «ura»"])):
        fragment = f"status: {status}\nactions:\n{rows}{PEOPLE}"
        lines = carets("owner-unknown", fragment, folder="postmortems")
        assert [line.strip() for line in lines] == [
            *own,
            "- {id: A1, do: Look, viewpoint: prevent, owner: «mei», due: 2026-03-02}",
        ]


def test_a_concern_has_an_owner_while_reports_are_due() -> None:
    settings = Settings(people={})
    for status, count in (("assigned", 1), ("watching", 1), ("resolved", 0), ("promoted", 0)):
        text = f"---\nid: CN-0001\ntitle: Odd\nowner: mei\nstatus: {status}\n---\n"
        registry = read_registry({"concerns/CN-0001.md": text.encode()}, settings)
        report = check(registry, settings, TODAY, (RULES["owner-unknown"],))
        assert len(report.findings) == count


def test_the_help_hands_a_risk_over() -> None:
    (finding,) = judged("owner-unknown", f"owner: mei{PEOPLE}")
    assert finding.help is not None
    assert finding.help.en == "hand it over: srr assign SRR-0001 HANDLE --note WORDS"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    repository(tmp_path)
    names = ("risks/SRR-0001.md", "risks/SRR-0002.md")
    commit_on(tmp_path, "2026-01-28", {"people.toml": "[ura]\n", **{n: record(n) for n in names}})
    return tmp_path


def test_who_leaves_is_an_error_in_touched_files_and_a_warning_elsewhere(root: Path) -> None:
    (root / "people.toml").write_text("[ura]\nuntil = 2026-02-01\n", "utf-8")
    text = record("risks/SRR-0001.md").replace("Orders fail", "Orders are lost")
    (root / "risks/SRR-0001.md").write_text(text, "utf-8")
    words = ("lint", "--select", "owner-unknown", "--format", "concise")
    found = srr(root, *words, "--base", "HEAD")
    assert found.returncode == 1
    assert "risks/SRR-0001.md:5:8: error[owner-unknown]" in found.stdout
    assert "risks/SRR-0002.md:5:8: warning[owner-unknown]" in found.stdout
    assert srr(root, *words).stdout.count(": error[") == 2


def test_a_risk_is_not_handed_over_to_somebody_unknown(root: Path) -> None:
    words = ("--note", "She knows the service.", "--by", "ura")
    done = srr(root, "assign", "1", "sato", *words)
    assert (done.returncode, "owner-unknown: people.toml does not" in done.stderr) == (2, True)
    (root / "people.toml").write_text("[sato]\n", "utf-8")
    assert srr(root, "assign", "1", "sato", *words).returncode == 0
