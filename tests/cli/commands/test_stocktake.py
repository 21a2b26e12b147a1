"""srr stocktake: the table of real records, filled in and applied; all visits are written, or none."""

import shutil
from pathlib import Path

import pytest

from kit.cases import each_case
from kit.terminal import repository, srr

ROOT = Path(__file__).parents[3]
DAY = ("--today", "2026-11-23")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    repository(tmp_path)
    for folder in ("risks", "postmortems", "concerns", "indicators"):
        if (ROOT / folder).exists():
            shutil.copytree(ROOT / folder, tmp_path / folder, dirs_exist_ok=True)
    shutil.copy(ROOT / "srr.toml", tmp_path)
    return tmp_path


def printed(root: Path, *words: str) -> str:
    done = srr(root, "stocktake", *(words or DAY))
    assert done.returncode == 0, done.stderr
    return done.stdout


def filled(table: str, *decisions: str) -> str:
    """Return *table* with *decisions*, each `decision: words`, in the rows, the last of them in those that follow."""
    lines = table.splitlines()
    rows = [number for number, line in enumerate(lines) if line.startswith("| SRR-")]
    for place, number in enumerate(rows):
        decided, _, words = decisions[min(place, len(decisions) - 1)].partition(": ")
        lines[number] = lines[number].removesuffix("|  |  |") + f"| {decided} | {words} |"
    return "\n".join(lines) + "\n"


def contents(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "risks").glob("*.md")}


def apply(root: Path, text: str, *words: str) -> tuple[int, str]:
    (root / "stocktake.md").write_text(text, encoding="utf-8")
    done = srr(root, "stocktake", "--apply", "stocktake.md", "--by", "ura", *(words or DAY))
    return done.returncode, done.stderr or done.stdout


def test_a_table_that_is_filled_in_is_applied_and_lints_clean(root: Path) -> None:
    table = printed(root)
    assert table.count("\n| SRR-") >= 3
    text = filled(table, "keep: Still there.", "dismiss obsolete: The old server is gone.", "skip")
    code, said = apply(root, text)
    assert code == 0, said
    assert "2026-11-23 ura: watching, next 2027-" in said
    assert "-> done. The old server is gone." in said
    assert "1 row skipped" in said
    assert srr(root, "lint", *DAY).returncode == 0
    assert printed(root) != table


def test_an_old_registry_is_printed_filled_and_applied_whole(root: Path) -> None:
    late = ("--today", "2027-11-23")
    text = filled(printed(root, *late), "keep: Looked at it in the yearly stocktake.")
    code, said = apply(root, text, *late)
    assert code == 0, said
    assert said.count("Looked at it in the yearly stocktake.") == text.count("\n| SRR-")


def test_a_dry_run_shows_the_visits_and_writes_nothing(root: Path) -> None:
    before = contents(root)
    code, said = apply(root, filled(printed(root), "keep: Still there."), "--dry-run", *DAY)
    assert (code, said.count("Still there.")) == (0, 3)
    assert contents(root) == before


@each_case(
    ("decisions", "said"),
    [
        (("keep: Still there.", ""), "(line 12) has no decision; write keep, a status, dismiss"),
        (("keep: Still there.", "drop: x"), "(line 12) has the decision 'drop'; write keep, skip"),
        (("keep",), "(line 11) has no words; write why in a few words"),
        (("keep: ok",), "(line 11): what you wrote is 'ok', which says nothing"),
        (
            ("keep: Still \x1b[31mred.",),
            "(line 11): what you wrote holds U+001B, which is invisible",
        ),
        (("keep: Still there.", "dismiss duplicate: Twice."), "close-unproven"),
        (("keep: Still there.", "accepted: It is rare."), "run srr accept SRR-0001"),
    ],
)
def test_one_row_that_cannot_be_written_keeps_all_others_from_being(
    root: Path, decisions: tuple[str, ...], said: str
) -> None:
    before = contents(root)
    code, refused = apply(root, filled(printed(root), *decisions))
    assert (code, said in refused) == (2, True), refused
    assert refused.startswith("srr: nothing was written, because ")
    assert contents(root) == before


def test_a_table_of_another_day_is_refused_and_can_be_applied_as_of_it(root: Path) -> None:
    text, before = filled(printed(root), "keep: Still there."), contents(root)
    code, said = apply(root, text, "--today", "2026-11-25")
    assert code == 2
    assert said == (
        "srr: stocktake.md cannot be applied: it is of 2026-11-23, and today is 2026-11-25;"
        " apply it as of that day with --today 2026-11-23, or print a new one\n"
    )
    assert contents(root) == before
    assert apply(root, text)[0] == 0


def test_a_table_of_another_registry_is_refused(root: Path) -> None:
    text = filled(printed(root), "keep: Still there.")
    for path in (root / "risks").glob("*.md"):
        path.write_text(path.read_text("utf-8").replace("\ntitle: ", "\ntitle: Our "), "utf-8")
    before = contents(root)
    code, said = apply(root, text)
    assert (code, "it is of another registry" in said) == (2, True)
    assert contents(root) == before


@each_case(
    ("flags", "said"),
    [
        (("--dry-run",), "--by and --dry-run go with --apply FILE"),
        (("--by", "ura"), "--by and --dry-run go with --apply FILE"),
        (("--apply", "x.md", "--team", "web"), "--apply takes every row of FILE; leave out --team"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(flags: tuple[str, ...], said: str) -> None:
    done = srr(Path(), "stocktake", *flags)
    assert (done.returncode, done.stderr) == (2, f"srr: {said}\n")


def test_rows_that_are_deleted_or_doubled_are_named(root: Path) -> None:
    lines = filled(printed(root), "keep: Still there.").splitlines(keepends=True)
    code, said = apply(root, "".join(lines[:-1]))
    assert (code, "is missing; put it back, and write skip" in said) == (2, True)
    code, said = apply(root, "".join([*lines, lines[-1]]))
    assert (code, "has two rows, in lines 13 and 14; keep one of them" in said) == (2, True)


def test_a_table_that_is_applied_again_adds_what_is_missing(root: Path) -> None:
    text = filled(printed(root), "keep: Still there.", "dismiss obsolete: It is gone.", "skip")
    before = contents(root)
    assert apply(root, text)[0] == 0
    after = contents(root)
    assert apply(root, text) == (0, "2 visits were there already\n1 row skipped\n")
    assert contents(root) == after
    changed = next(name for name in before if before[name] != after[name])
    (root / "risks" / changed).write_bytes(before[changed])
    code, said = apply(root, text)
    assert (code, "1 visit was there already" in said) == (0, True)
    assert contents(root) == after


def test_a_file_that_cannot_be_read_is_one_sentence(root: Path) -> None:
    done = srr(root, "stocktake", "--apply", "none.md", *DAY)
    assert (done.returncode, done.stderr) == (
        2,
        "srr: none.md cannot be read: No such file or directory\n",
    )
    (root / "sjis.md").write_bytes("棚卸し".encode("shift-jis"))
    done = srr(root, "stocktake", "--apply", "sjis.md", *DAY)
    assert (done.returncode, "it is not UTF-8" in done.stderr) == (2, True)
    done = srr(root, "stocktake", "--apply", "/dev/zero", *DAY)
    assert (done.returncode, done.stderr) == (
        2,
        "srr: /dev/zero cannot be read: it has more than the 16 MiB that srr reads\n",
    )


def test_in_japanese_the_table_and_its_decisions_are_japanese(root: Path) -> None:
    settings = (root / "srr.toml").read_text("utf-8")
    (root / "srr.toml").write_text(
        f'language = "ja"\n{settings.replace("language = ", "#")}', "utf-8"
    )
    table = printed(root)
    assert "| ID | リスク | 担当者 | ステータス | 優先度" in table
    code, said = apply(
        root,
        filled(table, "維持: まだある。", "取り下げ 対象消滅: 古いサーバーはもうない。", "見送り"),
    )
    assert code == 0, said
    assert "1 行を見送り" in said


def test_a_team_gets_its_own_risks(root: Path) -> None:
    table = printed(root, "--team", "nobody-has-it", *DAY)
    assert "No risk is old, stalled or low." in table
    assert 0 < printed(root, "--team", "ordering", *DAY).count("\n| SRR-") < 4
    code, said = apply(root, table)
    assert (code, "it holds no table with the columns ID, Risk, Decision" in said) == (2, True)
