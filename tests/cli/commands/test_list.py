"""srr list and srr show: the index and one record, in the terminal and for programs."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from kit.examples import record
from kit.terminal import srr
from srr.records.hints import FIRST_ACTION, HINTS
from srr.text.terminal import width

PATH = "risks/SRR-0001.md"
EVIL = r'title: "=HYPERLINK(1) \x1b[31mred\x07"'


def registry(root: Path, *titles: str) -> Path:
    (root / "risks").mkdir()
    (root / "postmortems").mkdir()
    for number, title in enumerate(titles, 1):
        path = f"risks/SRR-{number:04}.md"
        text = record(path).replace("title: Orders fail when the stock service is slow", title)
        (root / path).write_text(text, encoding="utf-8")
    pm = "postmortems/PM-0001.md"
    (root / pm).write_text(record(pm), encoding="utf-8")
    return root


NUMBERS = "date,value\n2026-01-26,915\n"


def test_show_says_how_far_the_limit_is(tmp_path: Path) -> None:
    registry(tmp_path, "title: Slow\nbreaks_when: calls > 1000")
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators/calls.csv").write_text(NUMBERS, encoding="utf-8")
    shown = srr(tmp_path, "show", "1").stdout
    assert (
        "\nHeadroom: calls 915 (2026-01-26) · breaks when > 1,000 · 85 left (8.5 %)"
        " · too few values: it takes 8 weeks\n"
    ) in shown
    told = json.loads(srr(tmp_path, "show", "1", "--json").stdout)
    (row,) = json.loads(srr(tmp_path, "list", "--json").stdout)["risks"]
    assert told["headroom"] == row["headroom"]
    assert (told["headroom"]["value"], told["runway"], told["outlook"]) == (915, None, "too-short")
    assert "headroom" not in json.loads(srr(tmp_path, "show", "PM-0001", "--json").stdout)


def test_the_columns_stand_below_each_other_in_japanese(tmp_path: Path) -> None:
    registry(tmp_path, "title: 在庫サービスが遅い", "title: Slow")
    (tmp_path / "srr.toml").write_text('language = "ja"', encoding="utf-8")
    head, first, second, *rest = srr(tmp_path, "list").stdout.splitlines()
    columns = {width(head[: head.index("リスク")])}
    columns |= {width(first[: first.index("在庫")]), width(second[: second.index("Slow")])}
    assert len(columns) == 1
    assert rest == ["", "2026-02-02 (SRR_TODAY) 時点で未解決 2 件、期限切れ 0 件。"]


def test_an_empty_registry_says_so(tmp_path: Path) -> None:
    registry(tmp_path)
    done = srr(tmp_path, "list")
    assert done.returncode == 0
    assert "No record to show." in done.stdout
    assert "0 unresolved, 0 overdue" in done.stdout
    assert json.loads(srr(tmp_path, "list", "--json").stdout)["risks"] == []


def test_json_says_its_version_and_what_is_overdue(tmp_path: Path) -> None:
    registry(tmp_path, "title: Slow")
    said = json.loads(srr(tmp_path, "list", "--json", "--today", "2026-02-06").stdout)
    assert (said["version"], said["today"]) == (1, "2026-02-06")
    (row,) = said["risks"]
    assert (row["id"], row["priority"], row["overdue"]) == ("SRR-0001", 12, True)


def test_a_risk_whose_score_cannot_be_computed_is_listed_first(tmp_path: Path) -> None:
    registry(tmp_path, "title: Slow", "title: Of another scale\npriority: 64")
    path = tmp_path / "risks/SRR-0002.md"
    text = path.read_text(encoding="utf-8").replace("likelihood: 2", "likelihood: 4")
    path.write_text(text, encoding="utf-8")
    rows = json.loads(srr(tmp_path, "list", "--json").stdout)["risks"]
    assert [(row["id"], row["priority"]) for row in rows] == [("SRR-0002", None), ("SRR-0001", 12)]


def test_a_cell_is_never_a_formula(tmp_path: Path) -> None:
    for sign in "=+-@":
        root = tmp_path / str(ord(sign))
        root.mkdir()
        registry(root, f"title: '{sign}1+2'")
        rows = list(csv.DictReader(io.StringIO(srr(root, "list", "--csv").stdout)))
        assert [row["title"] for row in rows] == [f"'{sign}1+2"]


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("=x", "'=x"),
        ("'=x", "''=x"),
        ("＝HYPERLINK(1)", "'＝HYPERLINK(1)"),
        ("a\x1b[2J\x07\x9b\u202eb", "a<U+001B>[2J<U+0007><U+009B><U+202E>b"),
        ("##vso[task.complete]x", "## vso[task.complete]x"),
        ("::error::x", ": :error::x"),
    ],
)
def test_a_cell_holds_nothing_that_is_run_and_two_titles_are_two_cells(
    title: str, cell: str, tmp_path: Path
) -> None:
    registry(tmp_path, f"title: {json.dumps(title)}")
    (row,) = csv.DictReader(io.StringIO(srr(tmp_path, "list", "--csv").stdout))
    assert row["title"] == cell


def test_no_title_is_obeyed_by_the_terminal(tmp_path: Path) -> None:
    registry(tmp_path, EVIL)
    for arguments in (
        ("list",),
        ("list", "--json"),
        ("show", "SRR-0001"),
        ("show", "SRR-0001", "--json"),
    ):
        done = srr(tmp_path, *arguments)
        assert done.returncode == 0
        assert {sign for sign in done.stdout if not sign.isprintable()} <= {"\n"}


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("columns", [60, 100])
@pytest.mark.parametrize(
    "words", [("list",), ("list", "postmortems"), ("list", "--sort", "created")]
)
def test_no_line_is_wider_than_the_terminal(
    tmp_path: Path, words: tuple[str, ...], columns: int, language: str
) -> None:
    registry(tmp_path, "title: Orders fail when the stock service is slow on Friday evenings")
    (tmp_path / "srr.toml").write_text(f'language = "{language}"', encoding="utf-8")
    late = srr(tmp_path, *words, "--today", "2026-02-06", COLUMNS=str(columns)).stdout
    lines = late.partition("\n\n")[0].splitlines()
    assert max(map(width, lines)) <= columns


LONG = "Orders fail when the stock service is slow on Friday evenings"
LISTED = ["ID", "Priority", "Status", "Owner", "Next visit"]


@pytest.mark.parametrize(
    ("columns", "title", "head"),
    [
        (100, LONG, [*LISTED, "Risk"]),
        (70, LONG, [name for name in (*LISTED, "Risk") if name != "Owner"]),
        (60, LONG, LISTED),
        (48, LONG, ["ID", "Priority", "Status", "Next visit"]),
        (36, LONG, ["ID", "Priority", "Next visit"]),
        (60, "Slow", [*LISTED, "Risk"]),
    ],
)
def test_a_narrow_terminal_goes_without_what_matters_least(
    tmp_path: Path, columns: int, title: str, head: list[str]
) -> None:
    registry(tmp_path, f"title: {title}")
    first, second, *_ = srr(tmp_path, "list", COLUMNS=str(columns)).stdout.splitlines()
    assert re.split("  +", first) == head
    assert second == "  Risk" if "Risk" not in head else second.startswith("SRR-0001  ")


def test_a_title_too_long_for_its_column_stands_below_the_row(tmp_path: Path) -> None:
    registry(tmp_path, f"title: {LONG}")
    lines = srr(tmp_path, "list", COLUMNS="60").stdout.splitlines()
    assert lines[2].startswith("SRR-0001  ")
    assert lines[3] == f"  {LONG[:55]}..."


def test_a_pipe_gets_whole_titles(tmp_path: Path) -> None:
    registry(tmp_path, f"title: {LONG * 3}")
    assert f"  {LONG * 3}\n" in srr(tmp_path, "list").stdout


def test_what_is_overdue_is_marked_without_colour(tmp_path: Path) -> None:
    registry(tmp_path, "title: Slow")
    late = srr(tmp_path, "list", "--today", "2026-02-06").stdout
    assert "  2026-02-05 !  Slow\n" in late
    assert "1 unresolved, 1 overdue (!) as of 2026-02-06" in late
    assert "!" not in srr(tmp_path, "list").stdout


def test_risks_are_chosen_by_what_they_say(tmp_path: Path) -> None:
    registry(tmp_path, "title: One\nteam: Web\nservice: menu", "title: Two\narea: api")
    for words, found in (
        (("--team", "web"), ["SRR-0001"]),
        (("--service", "menu"), ["SRR-0001"]),
        (("--area", "api"), ["SRR-0002"]),
        (("--area", "api", "--team", "web"), []),
        (("--overdue",), []),
        (("--overdue", "--today", "2026-02-06"), ["SRR-0001", "SRR-0002"]),
        (("--unknown",), []),
    ):
        rows = json.loads(srr(tmp_path, "list", "--json", *words).stdout)["risks"]
        assert [row["id"] for row in rows] == found, words


def test_a_list_may_be_sorted_by_any_column_and_shows_it(tmp_path: Path) -> None:
    registry(tmp_path, "title: One\nteam: web", "title: Two\nteam: data")
    head, *rows = srr(tmp_path, "list", "--sort", "team", COLUMNS="60").stdout.splitlines()[:3]
    assert head.split()[-2:] == ["Team", "Risk"]
    assert [row.split()[0] for row in rows] == ["SRR-0002", "SRR-0001"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--json", "--csv"), "--json and --csv cannot be printed together; give one of them"),
        (("--sort", "next-visits"), "no column is called next-visits; did you mean next_visit?"),
        (("postmortems", "--team", "web"), "--team is for risks; postmortems have none"),
        (("postmortems", "--overdue"), "--overdue is for risks; postmortems have none"),
    ],
)
def test_what_cannot_be_listed_is_refused(
    tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    done = srr(registry(tmp_path, "title: Slow"), "list", *words)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"srr: {sentence}\n")


def test_what_cannot_be_read_is_counted(tmp_path: Path) -> None:
    registry(tmp_path, "title: Slow")
    (tmp_path / "risks" / "SRR-0002.md").write_text("no front matter", encoding="utf-8")
    (tmp_path / "risks" / "SRR-0003.md").symlink_to("gone")
    assert "2 files could not be read" in srr(tmp_path, "list").stdout


def test_done_risks_are_left_out_until_asked_for(tmp_path: Path) -> None:
    registry(tmp_path, "title: Open", "title: Closed\nresolution: fixed")
    closed = tmp_path / "risks" / "SRR-0002.md"
    text = closed.read_text(encoding="utf-8").replace("status: not-started", "status: done")
    closed.write_text(text, encoding="utf-8")
    assert "Closed" not in srr(tmp_path, "list").stdout
    assert "Closed" in srr(tmp_path, "list", "--all").stdout
    assert "Open" not in srr(tmp_path, "list", "--status", "done").stdout


@pytest.mark.parametrize("arguments", [("list", "--status", "paused"), ("show", "SRR-9999")])
def test_a_word_that_is_not_known_is_told(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = srr(registry(tmp_path, "title: Slow"), *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("srr: ")


def test_a_record_is_shown_with_its_arithmetic_and_its_text(tmp_path: Path) -> None:
    done = srr(registry(tmp_path, "title: Slow\ncontainment: Turn it off"), "show", "srr-0001")
    assert done.stdout.startswith(
        "SRR-0001  Slow\nContainment: Turn it off\nPriority: 6 x 2 = 12\n"
    )
    assert "## Next action" in done.stdout
    said = json.loads(srr(tmp_path, "show", "PM-0001", "--json").stdout)
    assert (said["version"], said["front_matter"]["id"]) == (1, "PM-0001")


def test_a_key_without_a_value_is_shown_as_a_dash(tmp_path: Path) -> None:
    done = srr(registry(tmp_path, "title: Slow\nteam:\nlinks:\n  metrics: [null]"), "show", "1")
    assert "\nTeam: -\n" in done.stdout
    assert "metrics: -\n" in done.stdout


def test_what_a_fresh_record_only_hints_at_is_not_shown_as_its_text(tmp_path: Path) -> None:
    root = registry(tmp_path)
    new = ("new", "risk", "--title", "Slow", "--summary", "Orders wait.", "--owner", "ura", "-q")
    srr(root, *new)
    path = root / PATH
    text = path.read_text("utf-8").replace("## Cause\n", "<!-- who? -->\n## Cause\n")
    path.write_text(text.replace("## Plan\n", "## Plan\n\n### Ways\n\n1. Wait.\n"), "utf-8")
    shown = srr(root, "show", "1").stdout.partition("\n\n")[2].partition("\n\n")[2]
    assert shown == (
        "## Summary\n\nOrders wait.\n\n"
        "## Plan\n\n### Ways\n\n1. Wait.\n\n"
        f"{HINTS['risk']['plan'].en}\n\n"
        f"## Next action\n\n{FIRST_ACTION.en}\n\n"
        "Nothing yet: Log, Cause, Countermeasures\n"
    )
    assert "<!--" not in shown
    (root / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    japanese = srr(root, "show", "1").stdout
    assert "\n潜在的なインパクト: 不明\n" in japanese
    assert japanese.endswith("\n未記入: Log, Cause, Countermeasures\n".replace(", ", "、"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *((way, "SRR-0002") for way in ("2", "0002", "srr2", "SRR-2", "srr 02", "２")),
        *((way, "PM-0001") for way in ("pm1", "PM-1", "pm_0001")),
    ],
)
def test_an_id_may_be_short(tmp_path: Path, typed: str, found: str) -> None:
    done = srr(registry(tmp_path, "title: Slow", "title: Slower"), "show", typed)
    assert done.stdout.startswith(f"{found}  ")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2", "no record is called SRR-0002; srr list --all shows them all"),
        ("pm2", "no record is called PM-0002; srr list postmortems shows them all"),
        ("SR-0001", "no record is called SR-0001; did you mean SRR-0001?"),
        ("SR-0002", "no record is called SR-0002; srr list --all shows them all"),
    ],
)
def test_an_id_of_no_record_is_refused(tmp_path: Path, typed: str, sentence: str) -> None:
    done = srr(registry(tmp_path, "title: Slow"), "show", typed)
    assert done.stderr == f"srr: {sentence}\n"


def test_a_record_that_cannot_be_read_is_named_with_what_says_why(tmp_path: Path) -> None:
    root = registry(tmp_path, "title: Slow", "title: [open")
    assert srr(root, "show", "srr-0002").stderr == (
        "srr: risks/SRR-0002.md cannot be read; srr lint risks/SRR-0002.md says why\n"
    )
    done = srr(root / "postmortems", "show", "SRR-0002")
    path = "../risks/SRR-0002.md"
    assert done.stderr == f"srr: {path} cannot be read; srr lint {path} says why\n"
    assert srr(root / "postmortems", "lint", path).returncode == 1


# --- concerns ---


def with_concerns(root: Path) -> Path:
    """Write three concerns: one of ura, an earlier one of sato, and one that ended."""
    (root / "risks").mkdir()
    (root / "concerns").mkdir()
    text = record("concerns/CN-0001.md")
    second = text.replace("CN-0001", "CN-0002").replace("owner: ura", "owner: sato\narea: api")
    ended = text.replace("CN-0001", "CN-0003").replace("status: assigned", "status: resolved")
    texts = (text, second.replace("2026-02-05", "2026-01-30"), ended)
    for number, each in enumerate(texts, 1):
        path = root / f"concerns/CN-{number:04}.md"
        path.write_text(each.replace("\nreport_due: 2026-02-05", "") if number == 3 else each)
    return root


def test_the_concerns_are_listed_by_the_day_of_their_report(tmp_path: Path) -> None:
    title = "p99 of orders 2 s -> 4 s on Fridays"
    assert srr(with_concerns(tmp_path), "list", "concerns").stdout.splitlines() == [
        "ID       Status    Owner  Report due    Concern",
        f"CN-0002  Assigned  sato   2026-01-30 !  {title}",
        f"CN-0001  Assigned  ura    2026-02-05    {title}",
        "",
        "2 to report on, 1 overdue (!) as of 2026-02-02 (SRR_TODAY).",
    ]
    (tmp_path / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    head, first, *_, last = srr(tmp_path, "list", "concerns").stdout.splitlines()
    assert head.split() == ["ID", "ステータス", "担当者", "報告期限", "気になる点"]
    assert "調査中" in first
    assert last == "2026-02-02 (SRR_TODAY) 時点で報告待ち 2 件、期限切れ 1 件 (!)。"


@pytest.mark.parametrize(
    ("flags", "ids"),
    [
        (("--all",), ["CN-0002", "CN-0001", "CN-0003"]),
        (("--status", "resolved"), ["CN-0003"]),
        (("--overdue",), ["CN-0002"]),
        (("--owner", "ura"), ["CN-0001"]),
        (("--area", "api"), ["CN-0002"]),
        (("--sort", "owner"), ["CN-0002", "CN-0001"]),
        (("--sort", "tier", "--all"), ["CN-0002", "CN-0001", "CN-0003"]),
    ],
)
def test_concerns_are_chosen_and_sorted(
    tmp_path: Path, flags: tuple[str, ...], ids: list[str]
) -> None:
    said = srr(with_concerns(tmp_path), "list", "concerns", "--json", *flags)
    assert [row["id"] for row in json.loads(said.stdout)["concerns"]] == ids
    rows = csv.DictReader(io.StringIO(srr(tmp_path, "list", "concerns", "--csv", *flags).stdout))
    assert [row["id"] for row in rows] == ids


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--team", "web"), "--team is for risks; concerns have none"),
        (("--unknown",), "--unknown is for risks; concerns have none"),
        (("--status", "watchin"), "no status is called watchin; write one of assigned, watching"),
        (("--sort", "next_visit"), "no column is called next_visit; take one of id, title, status"),
    ],
)
def test_what_no_concern_has_is_refused(tmp_path: Path, flags: tuple[str, ...], said: str) -> None:
    done = srr(with_concerns(tmp_path), "list", "concerns", *flags)
    assert done.returncode == 2
    assert done.stderr.startswith(f"srr: {said}")


def test_a_registry_without_concerns_lists_none(tmp_path: Path) -> None:
    done = srr(registry(tmp_path, "title: Slow"), "list", "concerns")
    assert done.stdout.splitlines()[1:] == [
        "No record to show.",
        "",
        "0 to report on, 0 overdue as of 2026-02-02 (SRR_TODAY).",
    ]
