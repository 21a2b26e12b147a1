"""srr meeting at a real pseudo-terminal: what a person types and sees, and what is in the files afterwards."""

import fcntl
import os
import re
import signal
import time
from pathlib import Path

import pytest

from kit.console import steps
from kit.meeting import Terminal, due, visits
from kit.secrets import word
from kit.terminal import git, repository, srr
from srr.language import Language
from srr.text.terminal import width

pytestmark = [
    pytest.mark.long,
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]
NOTE = "Peak 715, the product side answers on Friday."
PAGES = Path(__file__).parents[3] / "tool/srr/site/how-to"
PATH = "risks/SRR-0001.md"
JAPANESE = "ピーク時の呼び出しは毎時七百十五件で、警告まで百八十五件残っている。"


def names(count: int, first: int = 1) -> set[str]:
    return {f"SRR-{number:04}" for number in range(first, first + count)}


def test_a_key_and_a_note_decide_and_the_end_commits_minutes(tmp_path: Path) -> None:
    terminal = Terminal(due(tmp_path, 3))
    terminal.asked("1/3")
    terminal.decide("k")
    terminal.asked("2/3")
    terminal.decide("p", NOTE)
    terminal.asked("3/3")
    terminal.type("s")
    terminal.wait("2 decided today (kept 1, In progress 1), 1 skipped")
    terminal.wait("> ")
    terminal.type("y")
    assert terminal.end() == 0
    found = visits(tmp_path)
    assert (
        found["SRR-0001"].note == "Nothing new. Next: Measure the stock service on Friday evening."
    )
    assert (found["SRR-0002"].by, found["SRR-0002"].after) == ("ura-taro", "in-progress")
    assert found["SRR-0002"].note == NOTE
    assert git(tmp_path, "status", "--porcelain") == ""
    message, _, files = git(tmp_path, "show", "--name-only", "--format=%B%x00").partition("\0")
    assert message.startswith("Risk review, 2026-02-02\n\nSRR-0001: Not started, next visit ")
    assert files.split() == ["reviews/2026-02-02.md", PATH, "risks/SRR-0002.md"]
    assert srr(tmp_path, "lint", "--select", "visit,section,score").returncode == 0


def test_reports_of_the_day_are_in_the_minutes_and_the_commit(tmp_path: Path) -> None:
    due(tmp_path, 1)
    assert srr(tmp_path, "note", "p99 rises on Fridays").returncode == 0
    terminal = Terminal(tmp_path)
    terminal.asked("1/1")
    terminal.decide("k", NOTE)
    terminal.wait("> ")
    terminal.type("y")
    assert terminal.end() == 0
    minutes = (tmp_path / "reviews/2026-02-02.md").read_text(encoding="utf-8")
    assert "## Reports (1)\n\n- **CN-0001** p99 rises on Fridays" in minutes
    files = git(tmp_path, "show", "--name-only", "--format=").split()
    assert files == ["concerns/CN-0001.md", "reviews/2026-02-02.md", PATH]


def test_no_key_is_lost_of_ten_risks_typed_at_once(tmp_path: Path) -> None:
    terminal = Terminal(due(tmp_path, 10))
    terminal.type("".join(f"k{NOTE} {number}.\r" for number in range(10)) + "n")
    assert terminal.end() == 0
    found = visits(tmp_path)
    assert [found[name].note for name in sorted(names(10))] == [
        f"{NOTE} {number}." for number in range(10)
    ]


def test_bytes_that_arrive_one_by_one_are_one_note(tmp_path: Path) -> None:
    terminal = Terminal(due(tmp_path, 1))
    terminal.asked("1/1")
    for byte in f"k{JAPANESE}\x7f。\x1b[D\x1b[3~\rn".encode():
        terminal.type(bytes((byte,)))
        time.sleep(0.002)
    assert terminal.end() == 0
    assert visits(tmp_path)["SRR-0001"].note == JAPANESE


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "unmarked"])
def test_two_hundred_japanese_characters_are_pasted_as_one_note(
    tmp_path: Path, marked: bool
) -> None:
    words = (JAPANESE * 8)[:199] + "。"
    pasted = f"\x1b[200~{words[:90]}\r\n{words[90:]}\n\x1b[201~" if marked else words
    terminal = Terminal(due(tmp_path, 2))
    terminal.asked("1/2")
    terminal.type("k")
    terminal.wait("note: ")
    terminal.type(pasted)
    terminal.wait(words[-40:])
    terminal.type("\r")
    terminal.asked("2/2")
    terminal.type("qn")
    assert terminal.end() == 0
    written = f"{words[:90]}  {words[90:]}" if marked else words
    assert visits(tmp_path)["SRR-0001"].note == " ".join(written.split())


def test_what_was_typed_can_be_taken_back(tmp_path: Path) -> None:
    terminal = Terminal(due(tmp_path, 1))
    terminal.asked("1/1")
    terminal.decide(
        "k", f"Nonsense\x15Peak seven hundred\x17\x17六\x7f\x7f 715 calls{'あ' * 60}\x15{NOTE}"
    )
    terminal.wait("decided today")
    terminal.wait("> ")
    assert [line for line in terminal.lines if line == f"note: {NOTE}"]
    terminal.type("n")
    assert terminal.end() == 0
    assert visits(tmp_path)["SRR-0001"].note == NOTE


def test_backspace_on_an_empty_note_goes_back_to_the_keys(tmp_path: Path) -> None:
    terminal = Terminal(due(tmp_path, 1))
    terminal.asked("1/1")
    terminal.type("p")
    terminal.wait("note: ")
    terminal.type("\x7f")
    terminal.wait("\n> ")
    terminal.type("q")
    terminal.wait("nothing was decided today")
    assert terminal.end() == 0
    assert git(tmp_path, "status", "--porcelain") == ""


STEPS = {
    "start": "",
    "key": "w",
    "note": "wHalf a no",
    "another": "wSeen.\rk",
    "owner": "wSeen.\rosa",
    "score": "wSeen.\rr10",
    "undo": "wSeen.\ru",
    "end": "wSeen.\rssq",
}


STOPS = [
    *((step, how) for step in STEPS for how in (signal.SIGINT, signal.SIGKILL)),
    *(("another", how) for how in (signal.SIGTERM, signal.SIGHUP)),
]


@pytest.mark.parametrize(("step", "how"), STOPS, ids=lambda each: getattr(each, "name", each))
def test_who_is_stopped_loses_the_note_in_hand_at_most_and_goes_on(
    tmp_path: Path, step: str, how: signal.Signals
) -> None:
    keys, is_decided = STEPS[step], "\r" in STEPS[step] and step != "undo"
    terminal = Terminal(due(tmp_path, 3))
    terminal.asked("1/3")
    terminal.type(keys)
    if "\r" in keys:
        terminal.wait("watching, next")
    time.sleep(0.3)
    if how == signal.SIGINT:
        terminal.type("\x03")
    else:
        terminal.kill(how)
    assert terminal.end() == (2 if how == signal.SIGHUP else 128 + how)
    assert set(visits(tmp_path)) == ({"SRR-0001"} if is_decided else set())
    again = Terminal(tmp_path)
    again.asked("1/2" if is_decided else "1/3")
    again.type("q")
    if is_decided:
        again.wait("1 decided today")
        again.type("n")
    assert again.end() == 0
    assert (tmp_path / "reviews").exists() == is_decided
    assert not list((tmp_path / "risks").glob(".srr-*"))


def test_a_kill_at_any_moment_of_a_write_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    due(tmp_path, 10)
    before = (tmp_path / "risks/SRR-0010.md").read_bytes()
    for milliseconds in (0, 4, 8, 15, 30):
        terminal = Terminal(tmp_path)
        terminal.wait("q stop")
        terminal.wait("> ")
        terminal.type("kSeen.\r")
        terminal.wait("note: Seen.")
        time.sleep(milliseconds / 1000)
        terminal.kill(signal.SIGKILL)
        assert terminal.end() == 128 + signal.SIGKILL
        assert {visit.note for visit in visits(tmp_path).values()} <= {"Seen."}
    assert (tmp_path / "risks/SRR-0010.md").read_bytes() == before


def test_a_closed_window_says_so_where_somebody_can_read_it(tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    terminal = Terminal(due(tmp_path, 2), errors=errors)
    terminal.asked("1/2")
    terminal.decide("k", NOTE)
    terminal.asked("2/2")
    terminal.close()
    while terminal.is_running:
        time.sleep(0.05)
    assert errors.read_text() == (
        "srr: the terminal is gone; 1 decision is written, and srr meeting goes on with the rest\n"
    )
    assert set(visits(tmp_path)) == {"SRR-0001"}


def test_undo_gives_back_the_bytes_also_of_the_last_decision(tmp_path: Path) -> None:
    due(tmp_path, 2)
    before = {path.name: path.read_bytes() for path in (tmp_path / "risks").iterdir()}
    terminal = Terminal(tmp_path)
    terminal.asked("1/2")
    terminal.decide("w")
    terminal.asked("2/2")
    terminal.decide("w")
    terminal.wait("· u undo\r\n> ")
    terminal.type("u")
    terminal.asked("2/2")
    terminal.type("u")
    terminal.asked("1/2")
    terminal.type("u")
    terminal.wait("nothing can be undone")
    terminal.asked("1/2")
    terminal.type("ssu")
    terminal.wait("nothing was decided today")
    assert terminal.end() == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "risks").iterdir()} == before
    assert not (tmp_path / "reviews").exists()


def test_an_undo_never_takes_back_what_somebody_else_wrote(tmp_path: Path) -> None:
    terminal = Terminal(due(tmp_path, 2))
    terminal.asked("1/2")
    terminal.decide("w")
    terminal.asked("2/2")
    path = tmp_path / PATH
    path.write_text(theirs := path.read_text().replace("Not known yet.", "A slow disk."))
    terminal.type("u")
    terminal.wait("it was changed meanwhile")
    terminal.asked("2/2")
    terminal.type("qn")
    assert terminal.end() == 0
    assert path.read_text() == theirs


def test_a_colleagues_change_is_kept_and_shown_and_the_note_is_proposed_again(
    tmp_path: Path,
) -> None:
    terminal = Terminal(due(tmp_path, 1))
    terminal.asked("1/1")
    path = tmp_path / PATH
    path.write_text(path.read_text().replace("Orders fail when", "Orders stop when"))
    terminal.decide("w", NOTE)
    terminal.wait("it was changed meanwhile")
    terminal.wait("Orders stop when")
    terminal.wait("\n> ")
    terminal.type("w")
    terminal.wait(f"Enter writes: {NOTE}")
    terminal.type("\rn")
    assert terminal.end() == 0
    assert "title: Orders stop when" in path.read_text()
    assert visits(tmp_path)["SRR-0001"].note == NOTE


def test_what_a_colleague_removed_or_visited_is_passed_over(tmp_path: Path) -> None:
    terminal = Terminal(due(tmp_path, 4))
    terminal.asked("1/4")
    (tmp_path / "risks/SRR-0002.md").unlink()
    assert srr(tmp_path, "visit", "3", "--note", "Seen by mei.", "--by", "mei").returncode == 0
    terminal.decide("k")
    terminal.wait("SRR-0002.md was removed meanwhile")
    terminal.wait("SRR-0003.md was visited today")
    terminal.asked("4/4")
    terminal.type("q")
    terminal.wait("2 decided today")
    terminal.type("n")
    assert terminal.end() == 0
    assert "mei: " in (tmp_path / "reviews/2026-02-02.md").read_text()


def test_a_write_waits_for_another_srr_and_says_so(tmp_path: Path) -> None:
    terminal = Terminal(due(tmp_path, 1))
    terminal.asked("1/1")
    folder = os.open(tmp_path / "risks", os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    terminal.decide("k")
    terminal.wait("srr: waiting for another srr that is writing ...")
    assert visits(tmp_path) == {}
    os.close(folder)
    terminal.wait("1 decided today")
    terminal.type("n")
    assert terminal.end() == 0


def test_a_file_that_cannot_be_written_costs_neither_the_note_nor_the_meeting(
    tmp_path: Path,
) -> None:
    terminal = Terminal(due(tmp_path, 1))
    terminal.asked("1/1")
    (tmp_path / "risks").rename(tmp_path / "elsewhere")
    (tmp_path / "risks").symlink_to("elsewhere")
    terminal.decide("k", NOTE)
    terminal.wait("risks/SRR-0001.md cannot be written: a symbolic link is not written through")
    terminal.wait("\n> ")
    (tmp_path / "risks").unlink()
    (tmp_path / "elsewhere").rename(tmp_path / "risks")
    terminal.type("k")
    terminal.wait(f"Enter writes: {NOTE}")
    terminal.type("\rn")
    assert terminal.end() == 0
    assert visits(tmp_path)["SRR-0001"].note == NOTE


def test_a_new_size_of_the_window_shows_the_risk_again_and_keeps_the_note(tmp_path: Path) -> None:
    terminal = Terminal(due(tmp_path, 1))
    terminal.asked("1/1")
    terminal.resize(40)
    terminal.asked("1/1")
    block = terminal.transcript.rpartition("[1/1]")[2].splitlines()
    assert len(block) > 8
    assert max(map(width, block)) <= 40
    terminal.type("kPeak 71")
    terminal.wait("Peak 71")
    terminal.resize(100)
    terminal.wait("note: Peak 71")
    terminal.type("5.\rn")
    assert terminal.end() == 0
    assert visits(tmp_path)["SRR-0001"].note == "Peak 715."


def test_a_return_from_the_background_shows_the_risk_again(tmp_path: Path) -> None:
    terminal = Terminal(due(tmp_path, 1))
    terminal.asked("1/1")
    terminal.kill(signal.SIGSTOP)
    terminal.kill(signal.SIGCONT)
    terminal.asked("1/1")
    terminal.type("k\rn")
    assert terminal.end() == 0
    assert set(visits(tmp_path)) == {"SRR-0001"}


def test_a_dumb_terminal_gets_characters_alone_and_no_colour_means_none(tmp_path: Path) -> None:
    due(tmp_path, 2)
    for term, no_colour, colours, marks in (
        ("dumb", "", False, False),
        ("xterm", "1", False, True),
        ("xterm", "", True, True),
    ):
        terminal = Terminal(tmp_path, TERM=term, NO_COLOR=no_colour)
        terminal.asked("1/2")
        terminal.type("kSeen\x15\x7fq")
        assert terminal.end() == 0
        assert (b"\x1b[1m" in terminal.printed) == colours
        assert (b"\x1b[?2004h" in terminal.printed) == marks
        assert (b"\x1b" in terminal.printed) == (colours or marks)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_all_of_a_risk_is_on_one_screen_of_80_by_24(tmp_path: Path, language: str) -> None:
    due(tmp_path, 2)
    (tmp_path / "srr.toml").write_text(f'language = "{language}"\n')
    long = JAPANESE * 20 if language == "ja" else f"{NOTE} " * 20
    for path in (tmp_path / "risks").iterdir():
        text = path.read_text().replace("Orders fail when the stock service is slow", long[:150])
        text = text.replace("Measure the stock service on Friday evening.", long)
        visit = "- 2026-01-{} ura: not-started, next 2026-02-02. {}\n"
        log = "".join(visit.format(day, long) for day in (26, 27, 28))
        path.write_text(f"{text}\n## Visits\n\n{log}")
    terminal = Terminal(tmp_path)
    question = "見たこと: " if language == "ja" else "note: "
    for place in ("1/2", "2/2"):
        terminal.wait(f"[{place}]")
        terminal.wait("> ")
        terminal.type("p")
        terminal.wait(question)
        terminal.type("あ" * 60)
        terminal.wait("あ" * 60)
        top = next(n for n, line in enumerate(terminal.lines) if line.startswith(f"[{place}]"))
        shown = "".join("".join(terminal.lines[top:]).split())
        assert "q終わる" in shown or "qstop" in shown
        assert "あ" * 60 in shown
        terminal.type("\r")
    terminal.wait("> ")
    terminal.type("n")
    assert terminal.end() == 0
    assert len(visits(tmp_path)) == 2


def test_a_japanese_registry_has_its_meeting_and_minutes_in_japanese(tmp_path: Path) -> None:
    due(tmp_path, 2)
    (tmp_path / "srr.toml").write_text('language = "ja"\n')
    terminal = Terminal(tmp_path)
    terminal.wait("対象 2 件")
    terminal.wait("未着手 · ura · 次回確認日 2026-02-02")
    terminal.type("ｋ")
    terminal.wait("見たこと: ")
    terminal.type("\r")
    terminal.wait("[2/2]")
    terminal.type("s")
    terminal.wait("今日の決定 1 件 (維持 1)、見送り 1 件")
    terminal.type("y")
    assert terminal.end() == 0
    text = (tmp_path / "reviews/2026-02-02.md").read_text()
    assert text.startswith("# リスクレビュー 2026-02-02\n\n決めた人: ura-taro\n\n## 決定 (1)\n")
    assert "ura-taro: 未着手、次回確認日 2026-02-" in text
    assert "## 見送り (1)\n" in text
    assert git(tmp_path, "log", "-1", "--format=%s") == "リスクレビュー 2026-02-02\n"


ACCEPTING = (
    ("Who decides to live with it (best not ura, who owns it):", "kato"),
    ("Why living with it is right today:", "A second service costs more."),
    ("What happens when it happens:", "Orders wait."),
    ("What else (empty: nothing):", ""),
    ("(empty: said above):", ""),
    ("It holds while, such as advertisers < 50 (empty: no condition):", "shops < 50"),
    ("And while (empty: no other):", ""),
    ("Until when, at the latest [2026-08-02]:", "2026-07-20"),
    ("Who looks at the decision again:", "sato"),
    ("[2026-05-11]:", ""),
)


def test_accepting_asks_what_srr_accept_asks_and_going_back_loses_nothing(tmp_path: Path) -> None:
    due(tmp_path, 2)
    terminal = Terminal(tmp_path)
    terminal.asked("1/2")
    terminal.type("o")
    terminal.wait("Owner [ura]: ")
    terminal.type("mori\r")
    terminal.wait("\n> ")
    terminal.type("a")
    for question, answer in ACCEPTING:
        terminal.wait(question)
        terminal.type(f"{answer}\r")
    terminal.wait("Words for the visit [Accepted by kato: A second service costs more.]:")
    terminal.type("\x04")
    terminal.wait("\n> ")
    terminal.type("a")
    for question in ("[kato]:", "[A second service costs more.]:", "[Orders wait.]:"):
        terminal.wait(question)
        terminal.type("\r")
    for question in ("(empty: nothing):", "[shops < 50]:", "(empty: no other):"):
        terminal.wait(question)
        terminal.type("\r")
    for question in ("[2026-07-20]:", "[sato]:", "[2026-05-11]:"):
        terminal.wait(question)
        terminal.type("\r")
    terminal.wait("Words for the visit")
    terminal.type("Decided in the review.\r")
    terminal.asked("2/2")
    terminal.type("q")
    terminal.wait("1 decided today (Accepted 1)")
    terminal.type("n")
    assert terminal.end() == 0
    line = visits(tmp_path)["SRR-0001"]
    assert str(line) == (
        "- 2026-02-02 ura-taro: not-started -> accepted, owner ura -> mori, next 2026-05-11."
        " Decided in the review."
    )
    assert srr(tmp_path, "lint", "--select", "acceptance,visit,field").returncode == 0
    text = (tmp_path / PATH).read_text()
    assert "  consequences:\n    - Orders wait.\n  holds_while:\n    - shops < 50\n" in text


def test_an_acceptance_that_no_answer_would_save_is_refused_before_the_questions(
    tmp_path: Path,
) -> None:
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators/shops.csv").write_text("date,value\n2026-02-01,12\n")
    terminal = Terminal(due(tmp_path, 2, "breaks_when: shops >= 12\n"))
    terminal.asked("1/2")
    terminal.type("aSkip and keep, done.\r")
    terminal.wait("SRR-0001 breaks when shops >= 12, and shops was 12 on 2026-02-01")
    terminal.wait("\n> ")
    terminal.type("q")
    terminal.wait("nothing was decided today")
    assert terminal.end() == 0
    assert "[2/2]" not in terminal.transcript, "what was typed ahead was taken for keys"


def test_a_risk_is_closed_with_a_reason_and_handed_over_and_scored_again(tmp_path: Path) -> None:
    due(tmp_path, 2)
    path = tmp_path / PATH
    filled = path.read_text().replace("Not known yet.", "A slow disk: https://example.com/1")
    path.write_text(
        filled.replace("owner: ura", "links: {metrics: ['https://example.com/m']}\nowner: ura")
    )
    terminal = Terminal(tmp_path)
    terminal.asked("1/2")
    terminal.type("d")
    terminal.wait("f fixed")
    terminal.type("o")
    terminal.wait("Enter writes: Closed in the review: Obsolete.")
    terminal.type("\r")
    terminal.asked("2/2")
    terminal.type("osato\r")
    terminal.wait("owner ura -> sato")
    terminal.type("r3\r\r\r")
    terminal.wait("current_impact 1 -> 3, owner ura -> sato")
    terminal.type("p\r")
    terminal.wait("decided today")
    terminal.type("n")
    assert terminal.end() == 0
    found = visits(tmp_path)
    assert (found["SRR-0001"].after, found["SRR-0001"].next) == ("done", None)
    assert "resolution: obsolete" in path.read_text()
    assert list(map(str, found["SRR-0002"].changes)) == [
        "current_impact 1 -> 3",
        "owner ura -> sato",
    ]
    other = (tmp_path / "risks/SRR-0002.md").read_text()
    assert "owner: sato" in other
    assert "current_impact: 3" in other


def test_the_editor_comes_back_with_what_lint_says(tmp_path: Path) -> None:
    due(tmp_path, 1)
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nread -r line\nsed -i "$line" "$1"\n')
    editor.chmod(0o755)
    terminal = Terminal(tmp_path, EDITOR=str(editor))
    terminal.asked("1/1")
    terminal.type("es/likelihood: 2/likelihood: 9/\n")
    terminal.wait("risks/SRR-0001.md: srr lint finds:")
    terminal.wait("field-value")
    terminal.asked("1/1")
    terminal.type("es/likelihood: 9/likelihood: 2/\n")
    terminal.wait("risks/SRR-0001.md: srr lint finds no error")
    terminal.asked("1/1")
    visit = "- 2026-02-02 ura: not-started, next 2026-02-05. Seen in the editor."
    terminal.type(f"es/next_visit: .*/next_visit: 2026-02-05/;$a \\\\n## Visits\\n\\n{visit}\n")
    terminal.wait("risks/SRR-0001.md: srr lint finds no error")
    terminal.wait("risks/SRR-0001.md was visited today")
    terminal.wait("1 decided today")
    terminal.type("n")
    assert terminal.end() == 0
    assert visits(tmp_path)["SRR-0001"].note == "Seen in the editor."


def test_an_editor_that_fails_leaves_the_meeting_where_it_was(tmp_path: Path) -> None:
    terminal = Terminal(due(tmp_path, 1), EDITOR="/no/such/editor")
    terminal.asked("1/1")
    terminal.type("e")
    terminal.wait("the editor failed: ")
    terminal.wait("\n> ")
    terminal.type("k\rn")
    assert terminal.end() == 0
    assert set(visits(tmp_path)) == {"SRR-0001"}


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (': > "$1"', "risks/SRR-0001.md: srr lint finds:"),
        (r'printf "\377\376" > "$1"', "risks/SRR-0001.md: srr lint finds:"),
        ('rm "$1"', "e\r\nrisks/SRR-0001.md was removed meanwhile"),
        ('rm "$1"; mkdir "$1"', "e\r\nrisks/SRR-0001.md was removed meanwhile"),
    ],
)
def test_a_risk_that_the_editor_leaves_unreadable_is_passed_over(
    tmp_path: Path, edit: str, said: str
) -> None:
    due(tmp_path, 2)
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\n{edit}\n")
    editor.chmod(0o755)
    terminal = Terminal(tmp_path, EDITOR=str(editor))
    terminal.asked("1/2")
    terminal.type("e")
    terminal.wait(said)
    terminal.asked("2/2")
    assert "finds no error" not in terminal.transcript
    terminal.type("k\rn")
    assert terminal.end() == 0


def test_minutes_keep_the_line_ends_of_their_file(tmp_path: Path) -> None:
    due(tmp_path, 1)
    path = tmp_path / "reviews/2026-02-02.md"
    path.parent.mkdir()
    path.write_bytes(b"By hand.\r\n\r\nTwo lines.\r\n")
    for keys, code in (("k\rn", 0), ("", 0)):
        terminal = Terminal(tmp_path)
        terminal.wait("\n> ")
        terminal.type(keys or "n")
        assert terminal.end() == code
        text = path.read_bytes()
        assert text.startswith(b"By hand.\r\n\r\nTwo lines.\r\n\r\n# Risk review")
        assert text.count(b"\n") == text.count(b"\r\n")
        assert text.count(b"# Risk review") == 1


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("folder", "it is a folder"),
        ("link", "it is a symbolic link, which srr does not follow"),
        ("bytes", "it is not UTF-8 text"),
    ],
)
def test_minutes_that_cannot_be_added_to_say_why_and_that_the_decisions_are_written(
    tmp_path: Path, place: str, why: str
) -> None:
    due(tmp_path, 1)
    path = tmp_path / "reviews/2026-02-02.md"
    path.parent.mkdir()
    match place:
        case "folder":
            path.mkdir()
        case "link":
            path.symlink_to("../elsewhere.md")
        case _:
            path.write_bytes(b"\xff\xfe")
    terminal = Terminal(tmp_path, columns=200)
    terminal.asked("1/1")
    terminal.type("k\r")
    terminal.wait(f"reviews/2026-02-02.md cannot be read: {why}")
    terminal.wait("The decisions are written; srr meeting offers the minutes again")
    assert terminal.end() == 2
    assert set(visits(tmp_path)) == {"SRR-0001"}


def test_a_git_that_cannot_answer_at_the_end_is_one_sentence(tmp_path: Path) -> None:
    due(tmp_path, 1)
    terminal = Terminal(tmp_path)
    terminal.asked("1/1")
    terminal.type("k\rn")
    assert terminal.end() == 0
    (tmp_path / ".git/index").write_bytes(b"no index at all, but bytes")
    terminal = Terminal(tmp_path)
    terminal.wait("everything is written, but not committed: git says: ")
    assert terminal.end() == 2


def test_minutes_that_are_there_are_added_to_and_never_repeated(tmp_path: Path) -> None:
    due(tmp_path, 2)
    (tmp_path / "reviews").mkdir()
    path = tmp_path / "reviews/2026-02-02.md"
    path.write_text("Written by hand.\n")
    for place, kept in (("1/2", "Written by hand.\n\n# Risk review"), ("1/1", "# Risk review")):
        before = path.read_text()
        terminal = Terminal(tmp_path)
        terminal.asked(place)
        terminal.type("k\rqn")
        assert terminal.end() == 0
        assert path.read_text().startswith(before.rstrip() + "\n\n# Risk review")
        assert kept in path.read_text()
    assert path.read_text().count("**SRR-0001**") == 1
    terminal = Terminal(tmp_path)
    terminal.wait("no risk asks for a decision on 2026-02-02")
    terminal.wait("2 decided today")
    terminal.type("y")
    assert terminal.end() == 0
    assert git(tmp_path, "status", "--porcelain") == ""
    terminal = Terminal(tmp_path)
    terminal.wait("2 decided today, and reviews/2026-02-02.md holds them all")
    assert terminal.end() == 0


def test_the_commit_holds_the_meeting_alone_and_its_failure_is_one_sentence(tmp_path: Path) -> None:
    due(tmp_path, 1)
    (tmp_path / "other.txt").write_text("staged\n")
    git(tmp_path, "add", "other.txt")
    hook = tmp_path / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'not on a Monday' >&2\nexit 1\n")
    hook.chmod(0o755)
    terminal = Terminal(tmp_path)
    terminal.asked("1/1")
    terminal.type("k\ry")
    terminal.wait("everything is written, but not committed: git says: not on a Monday")
    assert terminal.end() == 2
    assert (tmp_path / "reviews/2026-02-02.md").exists()
    hook.unlink()
    terminal = Terminal(tmp_path)
    terminal.wait("1 decided today")
    terminal.type("\r")
    assert terminal.end() == 0
    assert git(tmp_path, "status", "--porcelain") == "A  other.txt\n"


def test_a_team_has_its_own_meeting(tmp_path: Path) -> None:
    due(tmp_path, 3)
    path = tmp_path / "risks/SRR-0002.md"
    path.write_text(path.read_text().replace("owner: ura", "team: ordering\nowner: ura"))
    terminal = Terminal(tmp_path, "--team", "ordering", "--by", "mei")
    terminal.asked("1/1")
    terminal.type("k\rn")
    assert terminal.end() == 0
    assert {name: visit.by for name, visit in visits(tmp_path).items()} == {"SRR-0002": "mei"}
    assert "Risk review of ordering, " in (tmp_path / "reviews/2026-02-02.md").read_text()


def test_a_meeting_over_nothing_says_so(tmp_path: Path) -> None:
    terminal = Terminal(due(tmp_path, 1), "--today", "2026-01-20")
    terminal.wait("no risk asks for a decision on 2026-01-20; srr agenda shows what else comes up")
    assert terminal.end() == 0
    assert "minutes" not in terminal.transcript


def test_concerns_whose_report_is_due_are_named_at_the_start(tmp_path: Path) -> None:
    due(tmp_path, 1)
    for words in ("p99 of orders 2 s -> 4 s on Fridays", "The queue is long on Mondays"):
        done = srr(tmp_path, "note", words, "--owner", "ura", "--url", "https://example.com/m")
        assert done.returncode == 0, done.stderr
    terminal = Terminal(tmp_path)
    terminal.wait("reports due: CN-0001, CN-0002; srr report ID --note TEXT takes each")
    terminal.asked("1/1")
    terminal.type("q")
    assert terminal.end() == 0


def test_files_that_cannot_be_read_are_counted_at_the_start(tmp_path: Path) -> None:
    due(tmp_path, 1)
    (tmp_path / "risks/SRR-0002.md").write_text("---\ntitle: [\n---\n")
    terminal = Terminal(tmp_path)
    terminal.wait("Files that cannot be read: 1.")
    terminal.asked("1/1")
    terminal.type("q")
    assert terminal.end() == 0


def test_without_git_minutes_are_written_and_no_commit_is_offered(tmp_path: Path) -> None:
    due(tmp_path, 1)
    (tmp_path / ".git").rename(tmp_path / "git")
    terminal = Terminal(tmp_path)
    terminal.asked("1/1")
    terminal.type("k\r")
    terminal.wait("y or Enter writes the minutes · u undo")
    terminal.type("\r")
    assert terminal.end() == 0
    assert visits(tmp_path)["SRR-0001"].by == "ura"
    assert (tmp_path / "reviews/2026-02-02.md").exists()


def test_what_a_record_holds_is_shown_and_never_obeyed_and_secrets_are_not_shown(
    tmp_path: Path,
) -> None:
    due(tmp_path, 1)
    (tmp_path / "srr.toml").write_text('[rules]\nsafety-secret = "off"\nfile-encoding = "off"\n')
    token = "ghp_" + word(36)
    path = tmp_path / PATH
    text = path.read_text().replace("title: Orders", f'title: "\\e]0;title\\a\\u202e{token} Orders')
    text = text.replace("service is slow\nstatus", 'service is slow"\nstatus')
    text = text.replace("Measure the", f"\u200b::error::\x9b31m {token} Measure the")
    path.write_text(
        text + f"\n## Visits\n\n- 2026-02-01 ura: not-started, next 2026-02-02. {token}\n"
    )
    terminal = Terminal(tmp_path, TERM="dumb", NO_COLOR="1")
    terminal.asked("1/1")
    terminal.type("k\rn")
    assert terminal.end() == 0
    assert "<U+001B>]0;title<U+0007><U+202E>" in terminal.transcript
    assert token not in terminal.transcript
    assert "".join(terminal.transcript.split("\r\n")).isprintable()
    minutes = (tmp_path / "reviews/2026-02-02.md").read_text()
    assert token not in minutes
    assert "U+202E" in minutes


def test_ten_due_risks_take_less_than_five_minutes_of_a_person(tmp_path: Path) -> None:
    """A person reads each risk for 15 seconds, and types four keys a second; the machine's part is measured."""
    terminal = Terminal(due(tmp_path, 10))
    started, typed = time.monotonic(), 0
    for number in range(1, 11):
        terminal.asked(f"{number}/10")
        note = NOTE if number % 2 else ""
        terminal.type("kpw"[number % 3])
        terminal.wait("note: ")
        for key in f"{note}\r":
            terminal.type(key)
            time.sleep(0.004)
        typed += len(note) + 2
    terminal.wait("10 decided today")
    terminal.type("y")
    assert terminal.end() == 0
    machine = time.monotonic() - started
    assert 10 * 15 + typed / 4 + machine < 5 * 60
    assert set(visits(tmp_path)) == names(10)


def cost_of_a_step(root: Path, risks: int) -> float:
    """Return the seconds of the processor that a key or a note takes among so many risks."""
    root.mkdir()
    terminal = Terminal(due(root, risks))
    terminal.asked(f"1/{risks}")
    used = terminal.processor_seconds
    for number in range(2, 12):
        terminal.decide("k")
        terminal.asked(f"{number}/{risks}")
    used = terminal.processor_seconds - used
    terminal.type("\x03")
    terminal.end()
    assert set(visits(root)) == names(10)
    return used / 20


def test_a_step_costs_about_as_much_among_a_thousand_risks_as_among_twenty(tmp_path: Path) -> None:
    few, many = (cost_of_a_step(tmp_path / str(risks), risks) for risks in (20, 1000))
    # To judge all of them anew would cost some forty times as much.
    assert many < 5 * few + 0.01


@pytest.mark.parametrize("arguments", [(), ("--team", "x"), ("--by", "ura")])
def test_without_a_terminal_the_commands_that_serve_there_are_named(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = srr(due(tmp_path, 1), "meeting", *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.fullmatch(
        r"srr: srr meeting needs a terminal; .*srr agenda .*srr visit .*\n", done.stderr
    )


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "Nobody is on it yet. The pool is on the dashboard now."),
        ("ja", "まだ誰も着手していない。接続数はダッシュボードで見られる。"),
    ],
)
def test_the_how_to_page_shows_what_is_seen(tmp_path: Path, language: Language, note: str) -> None:
    git(repository(tmp_path), "config", "user.name", "Ada Lovelace")
    git(tmp_path, "config", "user.email", "ada@example.com")
    suffix = ".ja.md" if language == "ja" else ".md"
    start, review = ((PAGES / f"{name}{suffix}").read_text("utf-8") for name in ("start", "review"))
    new = next(step for step in steps(start) if step.words[1:3] == ["new", "risk"])
    for words in (["init", "--language", language], new.words[1:]):
        assert srr(tmp_path, *words, SRR_TODAY="2026-11-23").returncode == 0
    (tmp_path / "risks/SRR-0001.md").unlink()
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=start")
    terminal = Terminal(tmp_path, SRR_TODAY="2026-11-30")
    terminal.wait("\n> ")
    terminal.type("k")
    terminal.wait(": ")
    terminal.type(f"{note}\r")
    terminal.wait("\n> ")
    terminal.type("y")
    assert terminal.end() == 0
    seen = re.sub(r"\d+:\d\d", "0:12", terminal.transcript.replace("\r\n", "\n"))
    assert f"```text\n$ srr meeting\n{seen}```\n" in review
