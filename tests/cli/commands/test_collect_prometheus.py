"""srr collect from a real Prometheus."""

import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kit import prometheus
from kit.cases import each_case
from kit.examples import tree
from kit.terminal import srr

TODAY = "2024-02-02"
DAYS = [date(2024, 1, 31), date(2024, 2, 1), date(2024, 2, 2)]
DAILY = "last_over_time(shops[1d])"
PAGES = Path(__file__).parents[3] / "tool/srr/site/how-to"
# What the tools record, as of the last minute of the day.
RECORDED = {
    'slo:period_error_budget_remaining:ratio{sloth_id="a",sloth_service="orders",sloth_slo="availability"}': 0.5,
    'pyrra_availability{slo="orders"}': 0.9995,
    'pyrra_objective{slo="orders"}': 0.999,
}
ACCEPTED = """\
status: accepted
acceptance:
  decided: 2024-01-26
  holds_while: [shops < 50]
  reviewer: sato
"""


def samples() -> str:
    """Return one sample a day of each series, at noon, as a nightly job writes them."""
    noons = [
        int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp()) for day in DAYS
    ]
    series = {
        "shops": ["shops"],
        "orders": ['orders{region="east"}', 'orders{region="west"}'],
    }
    lines = []
    for one, value in RECORDED.items():
        lines += [f"# TYPE {one.partition('{')[0]} gauge", f"{one} {value} {noons[-1] + 43140}"]
    for name, labelled in series.items():
        lines.append(f"# TYPE {name} gauge")
        for one in labelled:
            lines += [f"{one} {n} {noon}" for n, noon in enumerate(noons, 50)]
    return "".join(f"{line}\n" for line in lines)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    programs = prometheus.folder()
    if programs is None:
        pytest.skip("there is no Prometheus, and SRR_TEST_PROMETHEUS names none")
    with prometheus.running(programs, samples(), tmp_path_factory.mktemp("prometheus")) as address:
        yield address


def collected(
    root: Path, address: str, query: str, day: str = TODAY, user: str = prometheus.USER
) -> subprocess.CompletedProcess[str]:
    """Run srr collect as of *day* for the one indicator `shops`, which *query* gives."""
    (root / "risks").mkdir(exist_ok=True)
    (root / "srr.toml").write_text(
        f'[indicators.shops]\nsource = {{kind = "prometheus", url = "{address}", query = """{query}"""}}\n',
        "utf-8",
    )
    return srr(root, "collect", "--today", day, SRR_COLLECT_TOKEN_127_0_0_1=user)


@each_case(
    ("query", "value"),
    [
        (DAILY, "52"),
        ("sum(last_over_time(orders[1d]))", "104"),
        ("last_over_time((sum(orders) / 3)[1d:])", "34.666666666666664"),
        ("scalar(last_over_time(shops[1d])) + 0.5", "52.5"),
        ('last_over_time(orders{region="west"}[1d])', "52"),
        ("max_over_time(shops[30d])", "52"),
        ("1e21", "1e+21"),
        ("-0.25", "-0.25"),
    ],
)
def test_one_number_is_written(
    tmp_path_factory: pytest.TempPathFactory, server: str, query: str, value: str
) -> None:
    root = tmp_path_factory.mktemp("registry")
    done = collected(root, server, query)
    assert (done.returncode, done.stderr) == (0, "")
    written = (root / "indicators/shops.csv").read_text("utf-8")
    assert written == f"date,value\n{TODAY},{value}\n"


@each_case("language", ["", ".ja"])
def test_each_query_of_the_page_for_slo_tools_gives_what_is_left(
    tmp_path_factory: pytest.TempPathFactory, server: str, language: str
) -> None:
    page = (PAGES / f"indicators{language}.md").read_text("utf-8")
    queries = re.findall(r"^\| \[[^|]*\| `([^`]*)` \|$", page, re.MULTILINE)
    assert len(queries) == 2
    for query in queries:
        root = tmp_path_factory.mktemp("registry")
        assert collected(root, server, query).returncode == 0
        (row,) = (root / "indicators/shops.csv").read_text("utf-8").splitlines()[1:]
        assert float(row.partition(",")[2]) == pytest.approx(0.5)


@each_case(
    ("query", "said"),
    [
        ("shosp", "the query finds nothing; correct it, or where it is written once a day"),
        ("shops", "the query finds nothing; correct it, or where it is written once a day"),
        ("1/0", "the query gives +Inf, which is no number to watch; correct it"),
        ("-1/0", "the query gives -Inf, which is no number to watch; correct it"),
        ("0/0", "the query gives NaN, which is no number to watch; correct it"),
        ("scalar(orders)", "the query gives NaN, which is no number to watch; correct it"),
        (
            "last_over_time(orders[1d])",
            'the query finds 2 series: orders{region="east"}, orders{region="west"}; ask for one',
        ),
        ("shops[1d]", "the query gives a matrix; ask for one number"),
        ("'52'", "the query gives a string; ask for one number"),
        ("sum(", 'the query is refused: invalid parameter "query": 1:5: parse error: unclosed'),
        ("sum(shops[1d])", "the query is refused: invalid parameter"),
        (
            "sum_over_time(vector(1)[1d:1s])",
            "the query is refused: query processing would load too many",
        ),
    ],
)
def test_what_is_not_one_number_is_said_in_a_sentence_and_nothing_is_written(
    tmp_path_factory: pytest.TempPathFactory, server: str, query: str, said: str
) -> None:
    root = tmp_path_factory.mktemp("registry")
    done = collected(root, server, query)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"srr: shops: {said}")
    assert not (root / "indicators").exists()


def test_past_days_are_caught_up_in_their_order(tmp_path: Path, server: str) -> None:
    for day in DAYS:
        assert collected(tmp_path, server, DAILY, day.isoformat()).returncode == 0
    series = (tmp_path / "indicators/shops.csv").read_text("utf-8")
    assert series == "date,value\n2024-01-31,50\n2024-02-01,51\n2024-02-02,52\n"


def test_who_is_not_let_in_learns_where_the_password_goes(tmp_path: Path, server: str) -> None:
    for user in ("", "ura:wrong", "a1B2c3D4e5F6g7H8"):
        done = collected(tmp_path, server, DAILY, user=user)
        assert done.returncode == 1
        assert done.stderr.endswith(
            "lets srr not in (HTTP 401); put a token, or user:password, into"
            " SRR_COLLECT_TOKEN_127_0_0_1\n"
        )


@each_case("path", ["/api/v1", "/api/v1/query", "/graph", "/metrics"])
def test_an_address_that_is_not_that_of_the_server_is_said(
    tmp_path_factory: pytest.TempPathFactory, server: str, path: str
) -> None:
    done = collected(tmp_path_factory.mktemp("registry"), f"{server}{path}", DAILY)
    assert done.returncode == 1
    assert "correct the url" in done.stderr


def test_a_number_that_trips_an_acceptance_names_the_reviewer_at_once_and_in_lint(
    tmp_path: Path, server: str
) -> None:
    for path, content in tree(ACCEPTED, "risks/SRR-0001.md").items():
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_bytes(content)
    done = collected(tmp_path, server, DAILY)
    assert done.stdout == (
        f"indicators/shops.csv: {TODAY},52\nSRR-0001: shops < 50 no longer holds; the reviewer is sato\n"
    )
    lint = srr(tmp_path, "lint", "--today", TODAY, "--select", "acceptance-tripped")
    assert lint.returncode == 1
    assert f"shops was 52 on {TODAY}, but the acceptance holds while shops < 50" in lint.stdout
    assert "the reviewer is sato" in lint.stdout
