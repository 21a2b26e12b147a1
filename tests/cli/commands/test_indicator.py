"""srr indicator: a number more, and what it means; the numbers that there are."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from kit.cases import each_case
from kit.examples import tree
from kit.terminal import process, srr
from srr.cli.saving import save

HEADER = "date,value\n"
ACCEPTED = """\
owner: ura
status: accepted
next_visit: 2026-03-02
acceptance:
  by: kato
  decided: 2026-01-26
  because: A second stock service costs more than the orders we lose.
  consequences: [Guests wait for up to ten seconds.]
  holds_while: [advertisers < 50]
  until: 2026-07-20
  reviewer: kenta
risks/SRR-0002.md
owner: mei
breaks_when: calls_per_hour > 900
"""


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    for path, content in tree(ACCEPTED, "risks/SRR-0001.md").items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


def series(root: Path, name: str = "advertisers") -> str:
    return (root / f"indicators/{name}.csv").read_bytes().decode()


def write(root: Path, content: str, name: str = "advertisers") -> None:
    (root / "indicators").mkdir(exist_ok=True)
    (root / f"indicators/{name}.csv").write_bytes(content.encode())


# --- a number more ---


def test_the_first_number_makes_the_file(registry: Path) -> None:
    done = srr(registry, "indicator", "advertisers", "48")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "indicators/advertisers.csv: 2026-02-02,48\n"
        "SRR-0001: advertisers < 50 holds, 2 left (4 %); the reviewer is kenta\n"
    )
    assert series(registry) == f"{HEADER}2026-02-02,48\n"


@each_case(
    ("name", "value", "said"),
    [
        ("advertisers", "50", "SRR-0001: advertisers < 50 no longer holds; the reviewer is kenta"),
        (
            "advertisers",
            "49.5",
            "SRR-0001: advertisers < 50 holds, 0.5 left (1 %); the reviewer is kenta",
        ),
        ("calls_per_hour", "901", "SRR-0002: calls_per_hour > 900 is reached; the owner is mei"),
        (
            "calls_per_hour",
            "900",
            "SRR-0002: calls_per_hour > 900 is not reached, 0 left (0 %); the owner is mei",
        ),
        ("temperature", "-5", "temperature: no risk names it in breaks_when or holds_while"),
    ],
)
def test_what_becomes_of_the_risks_is_said_at_once(
    tmp_path_factory: pytest.TempPathFactory, name: str, value: str, said: str
) -> None:
    root = tmp_path_factory.mktemp("registry")
    for path, content in tree(ACCEPTED, "risks/SRR-0001.md").items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(content)
    done = srr(root, "indicator", name, value)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [f"indicators/{name}.csv: 2026-02-02,{value}", said]


def test_when_the_limit_may_be_reached_is_said_where_there_is_a_trend(registry: Path) -> None:
    days = [date(2025, 8, 4) + timedelta(7 * week) for week in range(26)]
    write(
        registry,
        HEADER + "".join(f"{day},{400 + 12 * week}\n" for week, day in enumerate(days)),
        "calls_per_hour",
    )
    said = srr(registry, "indicator", "calls_per_hour", "712").stdout.splitlines()[-1]
    assert said.startswith(
        "SRR-0002: calls_per_hour > 900 is not reached, 188 left (20.9 %), expected in 2026-0"
    )
    assert said.endswith("; the owner is mei")


def test_with_quiet_only_what_asks_for_a_decision_is_said(registry: Path) -> None:
    assert srr(registry, "indicator", "advertisers", "48", "-q", "--on", "2026-02-01").stdout == ""
    assert srr(registry, "indicator", "advertisers", "52", "-q").stdout == (
        "SRR-0001: advertisers < 50 no longer holds; the reviewer is kenta\n"
    )


def test_of_an_old_number_nothing_is_said_about_today(registry: Path) -> None:
    said = srr(registry, "indicator", "advertisers", "48", "--on", "2025-11-02").stdout
    assert said.splitlines()[1] == (
        "SRR-0001: advertisers < 50 cannot be judged, as 2025-11-02 is more than 35d ago; the reviewer is kenta"
    )


@each_case(
    ("typed", "written"),
    [
        ("52", "52"),
        ("52.0", "52"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("-0.5e-3", "-0.0005"),
        ("５２", "52"),
        ("1_200", "1200"),
        ("4.5%", "4.5"),
        ("1e21", "1e+21"),
    ],
)
def test_a_number_may_be_typed_as_in_a_condition(
    tmp_path_factory: pytest.TempPathFactory, typed: str, written: str
) -> None:
    root = tmp_path_factory.mktemp("registry")
    (root / "risks").mkdir()
    assert srr(root, "indicator", "advertisers", typed, "-q").returncode == 0
    assert series(root) == f"{HEADER}2026-02-02,{written}\n"


@each_case("typed", ["indicators/advertisers.csv", "advertisers.csv", " advertisers\n"])
def test_the_path_of_its_file_names_an_indicator(
    tmp_path_factory: pytest.TempPathFactory, typed: str
) -> None:
    root = tmp_path_factory.mktemp("registry")
    (root / "risks").mkdir()
    assert srr(root, "indicator", typed, "52").returncode == 0
    assert series(root) == f"{HEADER}2026-02-02,52\n"
    assert srr(root, "indicator", typed).stdout.startswith("advertisers\n")


def test_line_ends_and_byte_order_mark_are_kept(registry: Path) -> None:
    before = "\ufeffdate,value\r\n2026-01-26,47"
    write(registry, before)
    srr(registry, "indicator", "advertisers", "48")
    assert series(registry) == f"{before}\r\n2026-02-02,48\r\n"


def test_a_number_that_is_there_already_is_not_written_again(registry: Path) -> None:
    write(registry, f"{HEADER}2026-02-01,48\n2026-02-02,52.0\n")
    before = (registry / "indicators/advertisers.csv").stat()
    for words in (("52",), ("48", "--on", "2026-02-01")):
        done = srr(registry, "indicator", "advertisers", *words)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("indicators/advertisers.csv has ")
        assert "SRR-0001: advertisers < 50 no longer holds; the reviewer is kenta\n" in done.stdout
    assert (registry / "indicators/advertisers.csv").stat() == before


def test_tomorrow_has_come_somewhere(registry: Path) -> None:
    assert srr(registry, "indicator", "advertisers", "52", "--on", "2026-02-03").returncode == 0
    assert srr(registry, "lint", "--select", "indicator").returncode == 0


FILE = f"{HEADER}2026-01-26,47\n2026-02-01,48\n"


@each_case(
    ("words", "said"),
    [
        (
            ("advertisers", "52", "--on", "2026-02-04"),
            "--on is 2026-02-04, which is after tomorrow",
        ),
        (("advertisers", "52", "--on", "soon"), "--on is 'soon'; write an existing date"),
        (("advertisers", "NaN"), "VALUE is 'NaN'; write a plain number, such as 1204 or 0.25"),
        (("advertisers", "inf"), "VALUE is 'inf'; write a plain number"),
        (("advertisers", "1e999"), "VALUE is '1e999'; write a plain number"),
        (("advertisers", "-inf"), "VALUE is '-inf'; write a plain number"),
        (("advertisers", "-1e999"), "VALUE is '-1e999'; write a plain number"),
        (("advertisers", "-1,204"), "VALUE is '-1,204'; write a plain number"),
        (("advertisers", "1,204"), "VALUE is '1,204'; write a plain number"),
        (("advertisers", ""), "VALUE is ''; write a plain number"),
        (("a/b", "52"), "NAME is 'a/b'; write one word, such as advertisers"),
        (("../risks", "52"), "NAME is '../risks'; write one word"),
        ((".x", "52"), "NAME is '.x'; write one word"),
        (("a b", "52"), "NAME is 'a b'; write one word"),
        (("a\u202eb", "52"), "NAME holds U+202E, which is invisible; type it without"),
        (("", "52"), "NAME is empty; say something"),
        (
            ("advertsiers", "52"),
            "no indicator is called advertsiers; did you mean advertisers? A new one begins",
        ),
        (
            ("ａｄｖｅｒｔｉｓｅｒｓ", "52"),
            "no indicator is called ａｄｖｅｒｔｉｓｅｒｓ; did you mean advertisers? A new one begins",
        ),
        (
            ("advertisers", "52", "--on", "2026-02-01"),
            "indicators/advertisers.csv has 48 for 2026-02-01 already, and rows stay",
        ),
        (
            ("advertisers", "52", "--on", "2026-01-30"),
            "2026-01-30 is before the last row of indicators/advertisers.csv, 2026-02-01",
        ),
        (("advertisers", "--on", "2026-02-01"), "--on goes with a number"),
        (("--on", "2026-02-01"), "--on goes with a number"),
        (("orders",), "no indicator is called orders; srr indicator lists them"),
        (("advertiser",), "no indicator is called advertiser; did you mean advertisers?"),
        (("advertisers", "52", "53"), "srr indicator does not take 53"),
        (("advertisers", "--jsno"), "srr indicator has no option --jsno; did you mean --json?"),
        (
            ("x" * 300, "52"),
            "indicators/" + "x" * 300 + ".csv cannot be written: File name too long",
        ),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_written(
    tmp_path_factory: pytest.TempPathFactory, words: tuple[str, ...], said: str
) -> None:
    root = tmp_path_factory.mktemp("registry")
    (root / "risks").mkdir()
    write(root, FILE)
    done = srr(root, "indicator", *words)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"srr: {said}")
    assert series(root) == FILE
    assert [path.name for path in (root / "indicators").iterdir()] == ["advertisers.csv"]


@each_case(
    ("content", "line"),
    [
        ("date,value\n2026-01-26,x\n", 2),
        ("2026-01-26,5\n", 1),
        ("date,value\n2026-01-26,5\n2026-01-25,5\n", 3),
        ("date,value\n<<<<<<< HEAD\n", 2),
    ],
)
def test_a_file_with_a_fault_is_not_added_to(
    tmp_path_factory: pytest.TempPathFactory, content: str, line: int
) -> None:
    root = tmp_path_factory.mktemp("registry")
    (root / "risks").mkdir()
    write(root, content)
    done = srr(root, "indicator", "advertisers", "52")
    assert done.returncode == 2
    assert done.stderr == (
        f"srr: nothing can be added to indicators/advertisers.csv while line {line} is wrong;"
        " srr lint indicators/advertisers.csv says how to mend it\n"
    )
    assert series(root) == content


def test_what_is_no_file_is_not_written_through(registry: Path) -> None:
    (registry / "indicators/calls_per_hour.csv").mkdir(parents=True)
    (registry / "elsewhere").write_text(HEADER, "utf-8")
    (registry / "indicators/advertisers.csv").symlink_to("../elsewhere")
    for name, why in (
        ("calls_per_hour", "it is a folder"),
        ("advertisers", "it is a symbolic link"),
    ):
        done = srr(registry, "indicator", name, "52")
        assert done.returncode == 2
        assert done.stderr.startswith(f"srr: indicators/{name}.csv cannot be read: {why}")
    assert (registry / "elsewhere").read_text("utf-8") == HEADER


def test_a_folder_that_is_a_link_is_not_written_through(registry: Path) -> None:
    (registry / "elsewhere").mkdir()
    (registry / "indicators").symlink_to("elsewhere")
    done = srr(registry, "indicator", "advertisers", "52")
    assert done.returncode == 2
    assert done.stderr.startswith("srr: indicators/advertisers.csv cannot be written: ")
    assert not list((registry / "elsewhere").iterdir())


@each_case("blank", ["", "\n", "\ufeff", "date,value"])
def test_a_file_without_a_row_gets_its_first(
    tmp_path_factory: pytest.TempPathFactory, blank: str
) -> None:
    root = tmp_path_factory.mktemp("registry")
    (root / "risks").mkdir()
    write(root, blank)
    assert srr(root, "indicator", "advertisers", "52").returncode == 0
    assert series(root).replace("\ufeff", "").strip() == f"{HEADER}2026-02-02,52"


def test_a_number_that_another_run_wrote_meanwhile_is_kept(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(registry, FILE)

    def meanwhile(*words: object) -> None:
        write(registry, f"{FILE}2026-02-02,49\n")
        save(*words)  # type: ignore[arg-type]

    monkeypatch.setattr("srr.cli.indicator_rows.save", meanwhile)
    done = srr(registry, "indicator", "advertisers", "52")
    assert (done.returncode, done.stdout) == (2, "")
    assert "it was changed meanwhile" in done.stderr
    assert series(registry) == f"{FILE}2026-02-02,49\n"


@pytest.mark.long
def test_of_runs_at_once_each_is_written_or_refused(registry: Path) -> None:
    def run(value: int) -> int:
        return process(registry, "indicator", "advertisers", str(value)).returncode

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(run, range(10, 16)))
    assert sorted(codes) == [0, 2, 2, 2, 2, 2]
    assert series(registry) == f"{HEADER}2026-02-02,{10 + codes.index(0)}\n"


def test_a_condition_makes_a_name_known(registry: Path) -> None:
    """A name like another one is no misspelling where a risk asks for it."""
    path = registry / "risks/SRR-0002.md"
    path.write_text(path.read_text("utf-8").replace("calls_per_hour", "advertiser"), "utf-8")
    assert srr(registry, "indicator", "advertiser", "5").returncode == 0


def test_in_a_japanese_registry_all_is_said_in_japanese(registry: Path) -> None:
    (registry / "srr.toml").write_text('language = "ja"\n', "utf-8")
    assert srr(registry, "indicator", "advertisers", "52").stdout == (
        "indicators/advertisers.csv: 2026-02-02,52\n"
        "SRR-0001: advertisers < 50 が成り立たなくなった。見直し担当は kenta\n"
    )
    done = srr(registry, "indicator", "advertisers", "1,204")
    assert done.stderr == (
        "srr: VALUE: '1,204' は使えません。1204 や 0.25 のように、数だけを書いてください\n"
    )


# --- the numbers that there are ---


@pytest.fixture
def watched(registry: Path) -> Path:
    (registry / "srr.toml").write_text(
        '[indicators.advertisers]\nlabel = "Advertisers"\nunit = "shops"\nowner = "ishii"\n'
        '[indicators.p99]\nsource = {kind = "prometheus", url = "https://a.example", query = "q"}\n',
        "utf-8",
    )
    write(registry, f"{HEADER}2026-01-26,47\n2026-02-02,52\n")
    write(registry, f"{HEADER}2025-11-02,12\n", "old")
    return registry


def test_alone_it_lists_them_with_what_hangs_on_them(watched: Path) -> None:
    done = srr(watched, "indicator")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "Indicator       Value     Day           Risks       Label\n"
        "advertisers     52 shops  2026-02-02    SRR-0001 !  Advertisers\n"
        "calls_per_hour  -         -             SRR-0002    -\n"
        "old             12        2025-11-02 !  -           -\n"
        "p99             -         -             -           -\n"
        "\n"
        "2026-02-02 (SRR_TODAY): indicators 4, stale 1, conditions crossed 1.\n"
    )


def test_with_a_name_it_shows_one(watched: Path) -> None:
    assert srr(watched, "indicator", "advertisers").stdout == (
        "advertisers  Advertisers\n"
        "Unit        shops\n"
        "Owner       ishii\n"
        "Counts for  35d\n"
        "Rows        2\n"
        "2026-01-26  47\n"
        "2026-02-02  52\n"
        "SRR-0001: advertisers < 50 no longer holds; the reviewer is kenta\n"
    )
    assert "Source      prometheus https://a.example q\n" in srr(watched, "indicator", "p99").stdout


def test_as_json_it_says_the_same(watched: Path) -> None:
    told = json.loads(srr(watched, "indicator", "--json").stdout)
    assert (told["version"], told["today"]) == (1, "2026-02-02")
    assert [row["name"] for row in told["indicators"]] == [
        *("advertisers", "calls_per_hour", "old", "p99"),
    ]
    advertisers = told["indicators"][0]
    assert advertisers == {
        "name": "advertisers",
        "label": "Advertisers",
        "unit": "shops",
        "owner": "ishii",
        "value": 52,
        "on": "2026-02-02",
        "rows": 2,
        "faults": 0,
        "max_age": "35d",
        "stale": False,
        "source": None,
        "conditions": [
            {
                "id": "SRR-0001",
                "key": "acceptance.holds_while.0",
                "condition": "advertisers < 50",
                "crossed": True,
                "headroom": {
                    "indicator": "advertisers",
                    "value": 52,
                    "on": "2026-02-02",
                    "limit": 50,
                    "share": -0.04,
                },
                "runway": None,
                "owner": "ura",
                "reviewer": "kenta",
            }
        ],
    }
    (calls,) = told["indicators"][1]["conditions"]
    assert (calls["crossed"], calls["headroom"]) == (None, None)
    assert told["indicators"][2]["stale"] is True


def test_of_a_stale_number_json_says_nothing(watched: Path) -> None:
    write(watched, f"{HEADER}2025-11-02,1200\n", "calls_per_hour")
    (row,) = json.loads(srr(watched, "indicator", "calls_per_hour", "--json").stdout)["indicators"]
    assert (row["stale"], row["conditions"][0]["crossed"]) == (True, None)


def test_only_what_somebody_has_to_act_on_is_red(watched: Path) -> None:
    write(watched, f"{HEADER}2025-11-02,1200\n", "calls_per_hour")
    lines = srr(
        watched, "indicator", COLUMNS="200", NO_COLOR="", FORCE_COLOR="1"
    ).stdout.splitlines()
    red = [line for line in lines if "\x1b[31m" in line]
    assert [line.split("m")[2].split()[0] for line in red] == ["advertisers", "calls_per_hour"]


def test_a_number_written_with_json_is_shown_as_json(watched: Path) -> None:
    done = srr(watched, "indicator", "calls_per_hour", "890", "--json")
    (row,) = json.loads(done.stdout)["indicators"]
    assert (row["value"], row["conditions"][0]["crossed"]) == (890, False)


def test_a_registry_without_indicators_learns_how_to_begin(tmp_path: Path) -> None:
    (tmp_path / "risks").mkdir()
    assert srr(tmp_path, "indicator").stdout == (
        "No indicator yet. Write the first number with srr indicator NAME VALUE.\n"
    )
    assert json.loads(srr(tmp_path, "indicator", "--json").stdout)["indicators"] == []


def test_a_year_of_days_is_added_to_without_writing_it_anew(registry: Path) -> None:
    days = [date(2025, 2, 2) + timedelta(n) for n in range(365)]
    before = HEADER + "".join(f"{day},{n}\n" for n, day in enumerate(days))
    write(registry, before, "calls_per_hour")
    assert srr(registry, "indicator", "calls_per_hour", "400").returncode == 0
    assert series(registry, "calls_per_hour") == f"{before}2026-02-02,400\n"
