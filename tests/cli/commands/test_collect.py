"""srr collect: what a source gives is written; what it does not give is said in a sentence, and nothing is written."""

import json
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from kit.answering import Asked, Reply, answering, reply
from kit.cases import each_case
from kit.examples import tree
from kit.terminal import srr
from srr.collectors import http
from srr.collectors.tokens import variable

QUERY = "sum(orders)"
ROWS = "date,value\n2026-01-05,40\n2026-01-12,44\n2026-02-02,52\n2026-02-09,60\n"


def vector(*samples: tuple[dict[str, str], str]) -> bytes:
    result = [{"metric": metric, "value": [1769990400, value]} for metric, value in samples]
    data = {"resultType": "vector", "result": result}
    return reply(json.dumps({"status": "success", "data": data}))


def scalar(value: str) -> bytes:
    data = {"resultType": "scalar", "result": [1769990400, value]}
    return reply(json.dumps({"status": "success", "data": data}))


def drip(stream: IO[bytes], over: threading.Event) -> None:
    stream.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while not over.wait(0.02):
        stream.write(b" ")
        stream.flush()


def silent(stream: IO[bytes], over: threading.Event) -> None:
    del stream
    over.wait(10)


def endless(stream: IO[bytes], over: threading.Event) -> None:
    stream.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not over.is_set():
        stream.write(b"2026-02-02,5\n" * 5000)


FAULTY = "nothing can be added to indicators/faulty.csv while line 2 is wrong"
MEND = "srr lint indicators/faulty.csv says how to mend it"
LINK = "it is a symbolic link, which srr does not follow; put the file itself there"
GONE_ASTRAY = "http://other.example.com/x"
REPLIES: dict[str, Reply] = {
    "/orders.csv": reply(ROWS, kind="text/csv"),
    "/bom.csv": reply(("\ufeff" + ROWS).replace("\n", "\r\n"), kind="text/csv"),
    "/moved.csv": reply("", "302 Found", Location="/orders.csv"),
    "/astray.csv": reply("", "302 Found", Location=GONE_ASTRAY),
    "/port.csv": reply("", "302 Found", Location="http://127.0.0.1:1/x"),
    "/file.csv": reply("", "302 Found", Location="file:///etc/passwd"),
    "/odd.csv": reply("", "302 Found", Location="http://[x"),
    "/circle.csv": reply("", "307 Temporary Redirect", Location="/circle.csv"),
    "/nowhere.csv": reply("", "301 Moved Permanently"),
    "/login.csv": reply("<!doctype html><title>Log in</title>", kind="text/html; charset=utf-8"),
    "/denied.csv": reply("no", "401 Unauthorized", kind="text/plain"),
    "/forbidden.csv": reply("no", "403 Forbidden", kind="text/plain"),
    "/broken.csv": reply("oops", "500 Internal Server Error", kind="text/plain"),
    "/empty.csv": reply("", kind="text/csv"),
    "/heading.csv": reply("date,value\n", kind="text/csv"),
    "/later.csv": reply("date,value\n2026-02-03,5\n", kind="text/csv"),
    "/faulty.csv": reply("date,value\n2026-02-01,5\n2026-02-02,abc\n", kind="text/csv"),
    "/utf16.csv": reply(ROWS.encode("utf-16"), kind="text/csv"),
    "/cut.csv": reply(ROWS, kind="text/csv")[:-30],
    "/chunk.csv": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1a\r\ndate,value\n2026-02",
    "/garbage.csv": b"\x00\xff garbage\r\n\r\n",
    "/closed.csv": b"",
    "/huge.csv": endless,
    "/drip.csv": drip,
    "/silent.csv": silent,
    "/headers.csv": b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 200 + b"\r\n",
    "/prom/api/v1/query": vector(({}, "52")),
    "/scalar/api/v1/query": scalar("0.25"),
    "/labelled/api/v1/query": vector(({"__name__": "orders", "shop": "a"}, "7")),
    "/none/api/v1/query": vector(),
    "/several/api/v1/query": vector(
        *(({"__name__": "orders", "shop": shop}, "7") for shop in "abcd")
    ),
    "/inf/api/v1/query": scalar("+Inf"),
    "/nan/api/v1/query": vector(({}, "NaN")),
    "/matrix/api/v1/query": reply(
        '{"status":"success","data":{"resultType":"matrix","result":[]}}'
    ),
    "/partial/api/v1/query": reply(
        '{"status":"success","isPartial":true,"data":{"resultType":"scalar","result":[1,"5"]}}'
    ),
    "/warned/api/v1/query": reply(
        '{"status":"success","warnings":["store a: gone"],"data":{"resultType":"scalar","result":[1,"5"]}}'
    ),
    "/bad/api/v1/query": reply(
        '{"status":"error","errorType":"bad_data","error":"1:5: parse error: unclosed left parenthesis"}',
        "400 Bad Request",
    ),
    "/error/api/v1/query": reply("upstream", "500 Internal Server Error", kind="text/plain"),
    "/busy/api/v1/query": reply("", "503 Service Unavailable"),
    "/half/api/v1/query": reply('{"status":"success","data":{"resultType":"vec'),
    "/other/api/v1/query": reply('{"version": "10.4", "database": "ok"}'),
    "/web/api/v1/query": reply("\n <html>Grafana</html>", kind="text/plain"),
}


@pytest.fixture(scope="module")
def stub() -> Iterator[Asked]:
    with answering(REPLIES) as asked:
        yield asked


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    (tmp_path / "risks").mkdir()
    return tmp_path


def settings(root: Path, **sources: str) -> None:
    """Write the settings: each name with the url of its source, a CSV if it ends so, else a Prometheus."""
    tables = []
    for name, url in sources.items():
        kind = "csv" if ".csv" in url else "prometheus"
        query = "" if kind == "csv" else f", query = '{QUERY}'"
        tables.append(f"[indicators.{name}]\nsource = {{kind = '{kind}', url = '{url}'{query}}}\n")
    (root / "srr.toml").write_text("".join(tables), encoding="utf-8")


def collect(root: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return srr(root, "collect", *words, **more)


def series(root: Path, name: str = "orders") -> str:
    return (root / f"indicators/{name}.csv").read_text("utf-8")


# --- what is written ---


def test_prometheus_gives_the_number_of_today(registry: Path, stub: Asked) -> None:
    settings(registry, orders=f"{stub.address}/prom/")
    done = collect(registry)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "indicators/orders.csv: 2026-02-02,52\n"
        "orders: no risk names it in breaks_when or holds_while\n"
    )
    assert series(registry) == "date,value\n2026-02-02,52\n"
    line, headers = stub.requests[-1]
    assert line.startswith("GET /prom/api/v1/query?query=sum%28orders%29")
    assert headers["accept"] == "application/json"
    assert "authorization" not in headers


@each_case(("path", "value"), [("scalar", "0.25"), ("labelled", "7")])
def test_a_scalar_and_a_single_series_are_numbers(
    tmp_path_factory: pytest.TempPathFactory, stub: Asked, path: str, value: str
) -> None:
    root = tmp_path_factory.mktemp("registry")
    settings(root, orders=f"{stub.address}/{path}")
    assert collect(root).returncode == 0
    assert series(root) == f"date,value\n2026-02-02,{value}\n"


def test_a_past_day_is_asked_for_as_it_ended_in_the_time_zone_of_the_registry(
    registry: Path, stub: Asked
) -> None:
    settings(registry, orders=f"{stub.address}/prom")
    with (registry / "srr.toml").open("r+") as file:
        file.write('timezone = "Asia/Tokyo"\n' + file.read())
    (registry / "srr.toml").write_text(
        f'timezone = "Asia/Tokyo"\n[indicators.orders]\nsource = {{kind = "prometheus", query = "1",'
        f' url = "{stub.address}/prom"}}\n'
    )
    collect(registry, "--today", "2024-02-02")
    assert stub.requests[-1][0].endswith("query=1&time=1706885999 HTTP/1.1")
    collect(registry, "--today", "2099-02-02")
    assert stub.requests[-1][0].endswith("query=1 HTTP/1.1")


def test_a_file_gives_each_row_that_is_missing_up_to_today(registry: Path, stub: Asked) -> None:
    settings(registry, orders=f"{stub.address}/orders.csv")
    (registry / "indicators").mkdir()
    (registry / "indicators/orders.csv").write_bytes(b"date,value\r\n2026-01-05,41")
    done = collect(registry)
    assert done.stdout.splitlines()[0] == (
        "indicators/orders.csv: 2 rows, 2026-01-12,44 to 2026-02-02,52"
    )
    # What is there already stays, though the source has another number for that day.
    expected = b"date,value\r\n2026-01-05,41\r\n2026-01-12,44\r\n2026-02-02,52\r\n"
    assert (registry / "indicators/orders.csv").read_bytes() == expected
    assert stub.requests[-1][1]["accept"] == "text/csv"


def test_a_file_may_have_a_mark_and_other_line_ends_and_lie_elsewhere_at_its_host(
    registry: Path, stub: Asked
) -> None:
    settings(registry, marked=f"{stub.address}/bom.csv", moved=f"{stub.address}/moved.csv")
    assert collect(registry).returncode == 0
    assert (
        series(registry, "marked") == series(registry, "moved") == ROWS.rpartition("2026-02-09")[0]
    )


def test_a_row_of_today_is_not_asked_for_again(registry: Path, stub: Asked) -> None:
    settings(registry, orders=f"{stub.address}/prom")
    collect(registry)
    before, asked = series(registry), len(stub.requests)
    again = collect(registry)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout == "indicators/orders.csv has a row for 2026-02-02 already\n"
    assert (series(registry), len(stub.requests)) == (before, asked)
    assert collect(registry, "--quiet").stdout == ""


def test_a_source_without_a_new_row_is_no_failure(registry: Path, stub: Asked) -> None:
    settings(registry, orders=f"{stub.address}/orders.csv")
    collect(registry, "--today", "2026-01-20")
    done = collect(registry, "--today", "2026-01-25")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "indicators/orders.csv: nothing new; the last row of the source is of 2026-01-12\n"
    )


def test_what_was_fetched_is_held_against_the_conditions(registry: Path, stub: Asked) -> None:
    settings(registry, orders=f"{stub.address}/prom")
    for path, content in tree(
        "breaks_when: orders > 50\nowner: ura\n", "risks/SRR-0001.md"
    ).items():
        (registry / path).write_bytes(content)
    done = collect(registry, "--quiet")
    assert done.stdout == "SRR-0001: orders > 50 is reached; the owner is ura\n"


def test_a_dry_run_shows_the_numbers_and_writes_nothing(registry: Path, stub: Asked) -> None:
    settings(registry, orders=f"{stub.address}/prom")
    done = collect(registry, "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("indicators/orders.csv: 2026-02-02,52\n")
    assert not (registry / "indicators").exists()


def test_only_those_that_are_named_are_asked(registry: Path, stub: Asked) -> None:
    settings(registry, orders=f"{stub.address}/prom", others=f"{stub.address}/scalar")
    assert collect(registry, "others", "others").returncode == 0
    assert not (registry / "indicators/orders.csv").exists()
    assert series(registry, "others") == "date,value\n2026-02-02,0.25\n"


# --- what is not ---


@each_case(
    ("path", "said"),
    [
        ("astray.csv", "leads on to http://other.example.com, and srr stays at one host"),
        ("port.csv", "leads on to http://127.0.0.1:1, and srr stays at one host"),
        ("file.csv", "leads on to file://, and srr stays at one host"),
        ("odd.csv", "the url, or a proxy of the environment, cannot be used; correct it"),
        ("circle.csv", "leads on and on; write the url of the data itself"),
        ("nowhere.csv", "leads on and on; write the url of the data itself"),
        ("login.csv", "answers with a web page, perhaps one to log in"),
        (
            "denied.csv",
            "(HTTP 401); put a token, or user:password, into SRR_COLLECT_TOKEN_127_0_0_1",
        ),
        ("forbidden.csv", "(HTTP 403); put a token"),
        ("broken.csv", "answers with HTTP 500 Internal Server Error"),
        ("absent.csv", "has nothing there (HTTP 404); correct the url"),
        ("empty.csv", "line 1 of the answer is ''; the first line is date,value"),
        ("heading.csv", "the answer has no row up to 2026-02-02; correct the url"),
        ("later.csv", "the answer has no row up to 2026-02-02; correct the url"),
        ("faulty.csv", "line 3 of the answer is '2026-02-02,abc'; the first line is date,value"),
        ("utf16.csv", "the answer is not UTF-8; save it as UTF-8"),
        ("cut.csv", "broke off before the answer was whole; try again"),
        ("chunk.csv", "broke off before the answer was whole; try again"),
        ("closed.csv", "broke off before the answer was whole; try again"),
        ("garbage.csv", "does not answer in HTTP; correct the url"),
        ("headers.csv", "does not answer in HTTP; correct the url"),
        ("huge.csv", "answers with more than 1 MiB"),
        ("none", "the query finds nothing; correct it, or where it is written once a day"),
        (
            "several",
            'the query finds 4 series: orders{shop="a"}, orders{shop="b"}, orders{shop="c"}, ...; ask for one',
        ),
        ("inf", "the query gives +Inf, which is no number to watch"),
        ("nan", "the query gives NaN, which is no number to watch"),
        ("matrix", "the query gives a matrix; ask for one number"),
        ("partial", "the number may be wrong: a part of the data is missing"),
        ("warned", "the number may be wrong: store a: gone"),
        ("bad", "the query is refused: 1:5: parse error: unclosed left parenthesis; correct it"),
        ("error", "answers with HTTP 500 Internal Server Error"),
        ("busy", "answers with HTTP 503 Service Unavailable"),
        ("half", "the answer is not what Prometheus says"),
        ("other", "the answer is not what Prometheus says"),
        ("web", "answers with a web page, perhaps one to log in"),
        ("absent", "has nothing there (HTTP 404); correct the url"),
    ],
)
def test_what_gives_no_number_is_said_in_a_sentence_and_nothing_is_written(
    tmp_path_factory: pytest.TempPathFactory, stub: Asked, path: str, said: str
) -> None:
    root = tmp_path_factory.mktemp("registry")
    settings(root, orders=f"{stub.address}/{path}")
    done = collect(root)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("srr: orders: ")
    assert said in line
    assert not (root / "indicators").exists()


@pytest.mark.parametrize("path", ["drip.csv", "silent.csv"])
def test_a_whole_answer_has_ten_seconds(
    registry: Path, stub: Asked, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    assert http.SECONDS == 10
    monkeypatch.setattr(http, "SECONDS", 0.3)
    settings(registry, orders=f"{stub.address}/{path}", others=f"{stub.address}/{path}")
    done = collect(registry)
    place = stub.address.removeprefix("http://")
    slow = f"{place} did not answer within 0.3 s; try again, or make the answer smaller"
    assert done.stderr == f"srr: orders: {slow}\nsrr: others: {slow}\n"
    assert done.returncode == 1


def test_the_query_does_not_stand_in_the_url(registry: Path) -> None:
    settings(registry, orders="http://127.0.0.1:1/api/v1/query?query=up")
    assert collect(registry).stderr == (
        "srr: orders: its url holds a ?; write that of the server alone, and the query into query\n"
    )


def test_a_port_where_nobody_listens_is_named(registry: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
        settings(registry, orders=f"http://{place}/")
        said = collect(registry).stderr
    assert said.startswith(f"srr: orders: {place} refuses the connection; ")


def test_a_host_that_is_not_found_is_named(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    settings(registry, orders="https://nowhere.example.com/")
    said = collect(registry).stderr
    assert said == "srr: orders: no host is found for nowhere.example.com; correct the url\n"


def test_one_source_that_fails_keeps_no_other_from_being_written(
    registry: Path, stub: Asked
) -> None:
    settings(
        registry,
        a=f"{stub.address}/prom",
        b=f"{stub.address}/broken.csv",
        c=f"{stub.address}/orders.csv",
    )
    done = collect(registry)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert sorted(path.name for path in (registry / "indicators").iterdir()) == ["a.csv", "c.csv"]


@each_case(
    ("words", "said"),
    [
        (("ordesr",), "no indicator is called ordesr; did you mean orders?"),
        (("typed",), "typed has no source; write one below [indicators.typed] in srr.toml"),
        (("orders", "x"), "no indicator is called x; srr indicator lists them"),
    ],
)
def test_what_has_no_source_is_refused_before_anybody_is_asked(
    tmp_path_factory: pytest.TempPathFactory, stub: Asked, words: tuple[str, ...], said: str
) -> None:
    root, asked = tmp_path_factory.mktemp("registry"), len(stub.requests)
    settings(root, orders=f"{stub.address}/prom")
    with (root / "srr.toml").open("a") as file:
        file.write("[indicators.typed]\n")
    done = collect(root, *words)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"srr: {said}\n")
    assert len(stub.requests) == asked


def test_a_registry_without_a_source_is_told_where_to_write_one(registry: Path) -> None:
    done = collect(registry)
    assert done.returncode == 2
    assert done.stderr == (
        "srr: no indicator has a source; write one below [indicators.NAME] in srr.toml\n"
    )


def test_a_file_that_no_row_can_be_added_to_is_named_and_its_source_is_not_asked(
    registry: Path, stub: Asked
) -> None:
    settings(
        registry, **dict.fromkeys(("faulty", "linked", "folder", "sound"), f"{stub.address}/prom")
    )
    place = registry / "indicators"
    (place / "folder.csv").mkdir(parents=True)
    (place / "faulty.csv").write_text("date,value\n2026-01-01,x\n", "utf-8")
    (place / "linked.csv").symlink_to("faulty.csv")
    asked = len(stub.requests)
    done = collect(registry)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"srr: faulty: {FAULTY}; {MEND}",
        "srr: folder: indicators/folder.csv cannot be read: it is a folder",
        f"srr: linked: indicators/linked.csv cannot be read: {LINK}",
    ]
    assert series(registry, "sound") == "date,value\n2026-02-02,52\n"
    assert len(stub.requests) == asked + 1


def test_a_row_that_another_run_wrote_meanwhile_is_kept(
    registry: Path, stub: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(registry, orders=f"{stub.address}/prom")
    (registry / "indicators").mkdir()
    path = registry / "indicators/orders.csv"
    path.write_text("date,value\n2026-02-01,5\n", "utf-8")
    answers = http.answers

    def meanwhile(questions: list[http.Question]) -> object:
        path.write_text("date,value\n2026-02-01,5\n2026-02-02,6\n", "utf-8")
        return answers(questions)

    monkeypatch.setattr(http, "answers", meanwhile)
    done = collect(registry)
    assert done.returncode == 1
    assert "it was changed meanwhile" in done.stderr
    assert series(registry).endswith("2026-02-01,5\n2026-02-02,6\n")


def test_in_a_japanese_registry_what_failed_is_said_in_japanese(
    registry: Path, stub: Asked
) -> None:
    settings(registry, orders=f"{stub.address}/none")
    text = (registry / "srr.toml").read_text("utf-8")
    (registry / "srr.toml").write_text(f'language = "ja"\n{text}', "utf-8")
    assert collect(registry).stderr.startswith("srr: orders: クエリーの結果がありません。")


HOSTILE = "\x1b[31m ##vso[task.complete] \r\n::error::x \u202e"


@each_case(
    "body",
    [
        {"status": "error", "error": HOSTILE},
        {"status": "success", "warnings": [HOSTILE], "data": {"resultType": "scalar"}},
        {"status": "success", "data": {"resultType": "scalar", "result": [1, HOSTILE]}},
        {
            "status": "success",
            "data": {
                "resultType": "vector",
                "result": [{"metric": {HOSTILE: HOSTILE, "__name__": HOSTILE}}] * 2,
            },
        },
    ],
)
def test_nothing_that_a_server_says_is_obeyed_or_longer_than_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, body: object
) -> None:
    root = tmp_path_factory.mktemp("registry")
    sent = json.dumps(body).replace("x \\u202e", "x" * 5000)
    with answering({"/api/v1/query": reply(sent, f"200 {HOSTILE[:4]}")}) as asked:
        settings(root, orders=asked.address)
        done = collect(root)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.isprintable()
    assert "##vso[" not in line
    assert len(line) < 1000


# --- secrets ---


@each_case(
    "url",
    [
        "https://ura:hunter2@metrics.example.com",
        "https://ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8@metrics.example.com",
        "https://ura@metrics.example.com",
        "https://metrics.example.com/x.csv?token=a1B2c3D4e5F6g7H8",
        "https://metrics.example.com/x.csv?api_key=abc",
        "https://metrics.example.com/x.csv?access_token=",
        "https://metrics.example.com/ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8/x.csv",
    ],
)
def test_a_secret_in_the_settings_is_refused_and_not_shown(
    tmp_path_factory: pytest.TempPathFactory, url: str
) -> None:
    root = tmp_path_factory.mktemp("registry")
    settings(root, orders=url)
    done = collect(root)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "srr: orders: its source in the settings holds a secret; take it out, and put it into"
        " SRR_COLLECT_TOKEN_METRICS_EXAMPLE_COM of the environment\n"
    )


@each_case(
    ("token", "header"),
    [
        ("a1B2c3D4e5F6g7H8", "Bearer a1B2c3D4e5F6g7H8"),
        ("eyJh.eyJz.c2ln==\n", "Bearer eyJh.eyJz.c2ln=="),
        ("ura:hunter2", "Basic dXJhOmh1bnRlcjI="),
    ],
)
def test_what_the_environment_holds_for_a_host_is_sent_to_it(
    tmp_path_factory: pytest.TempPathFactory, stub: Asked, token: str, header: str
) -> None:
    root = tmp_path_factory.mktemp("registry")
    settings(root, orders=f"{stub.address}/moved.csv")
    done = collect(root, SRR_COLLECT_TOKEN_127_0_0_1=token)
    assert done.returncode == 0
    assert [headers["authorization"] for _, headers in stub.requests[-2:]] == [header] * 2


@each_case(
    ("path", "token"),
    [
        ("prom", "a1B2 c3D4e5F6g7H8"),
        ("prom", "a1B2c3D4\r\nX-Evil: e5F6g7H8"),
        ("denied.csv", "a1B2c3D4e5F6g7H8"),
        ("astray.csv", "a1B2c3D4e5F6g7H8"),
        ("cut.csv", "a1B2c3D4e5F6g7H8"),
    ],
)
def test_a_token_is_never_shown(
    tmp_path_factory: pytest.TempPathFactory, stub: Asked, path: str, token: str
) -> None:
    root = tmp_path_factory.mktemp("registry")
    settings(root, orders=f"{stub.address}/{path}")
    done = collect(root, SRR_COLLECT_TOKEN_127_0_0_1=token)
    assert done.returncode == 1
    assert "a1B2" not in done.stdout + done.stderr
    assert "e5F6" not in done.stdout + done.stderr


def test_a_token_that_a_server_repeats_is_not_shown(registry: Path) -> None:
    body = '{"status": "error", "error": "no user ura:hunter2x dXJhOmh1bnRlcjJ4 hunter2x"}'
    with answering({"/api/v1/query": reply(body, "400 Bad Request")}) as asked:
        settings(registry, orders=asked.address)
        done = collect(registry, SRR_COLLECT_TOKEN_127_0_0_1="ura:hunter2x")  # noqa: S106
    assert done.stderr == ("srr: orders: the query is refused: no user *** *** ***; correct it\n")


@each_case(
    "url",
    [
        "https://metrics\u2010example.com",
        "https://metrics\u3002example.com",
        "https://metrics%2eexample.com",
        "https://metrics example.com",
        "https://metrics..example.com",
        "https://[::1",
        "https://a.example:0",
        "https://a.example:x",
    ],
)
def test_a_host_that_is_not_written_out_is_not_asked(
    tmp_path_factory: pytest.TempPathFactory, url: str
) -> None:
    root = tmp_path_factory.mktemp("registry")
    settings(root, orders=url)
    done = collect(root, SRR_COLLECT_TOKEN_METRICS_EXAMPLE_COM="a1B2c3D4e5F6g7H8")  # noqa: S106
    assert done.stderr == "srr: orders: its url cannot be used; correct it\n"


def test_a_token_is_not_sent_in_the_open_to_another_machine(registry: Path) -> None:
    settings(registry, orders="http://metrics.example.com/")
    name = variable("http://metrics.example.com/")
    done = collect(registry, **{name: "a1B2c3D4e5F6g7H8"})
    assert done.stderr == (
        f"srr: orders: {name} is set, and http would send it in the open; write the url with https://\n"
    )


# --- proxies and TLS ---


def test_a_proxy_is_used_for_other_machines_and_named_without_its_password(
    registry: Path, stub: Asked
) -> None:
    place = stub.address.removeprefix("http://")
    settings(registry, orders="http://metrics.example.com/")
    proxy = f"http://ura:hunter2@{place}"
    words = {"http_proxy": proxy, "no_proxy": "", "NO_PROXY": ""}
    done = collect(registry, **words)
    settings(registry, orders=f"{stub.address}/prom")
    within = collect(registry, **{**words, "http_proxy": "http://127.0.0.1:1"})
    assert within.returncode == 0
    assert stub.requests[-2][0].startswith("GET http://metrics.example.com/api/v1/query?")
    assert f"metrics.example.com (through the proxy {place}) has nothing there" in done.stderr
    assert "hunter2" not in done.stderr


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the files of a certificate of 127.0.0.1 that nobody has signed but itself."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl")
    folder = tmp_path_factory.mktemp("certificate")
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=stub"
    more = ("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem")
    subprocess.run(["openssl", *words.split(), *more], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def secure(certificate: Path) -> Iterator[Asked]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    down = reply("", "302 Found", Location="http://127.0.0.1/x")
    with answering({**REPLIES, "/down.csv": down}, context) as asked:
        yield asked


def test_a_certificate_is_checked_and_its_authority_can_be_named(
    registry: Path, secure: Asked, certificate: Path
) -> None:
    place = secure.address.removeprefix("https://")
    settings(registry, orders=f"{secure.address}/prom")
    # Versions of OpenSSL write it with a hyphen or a space.
    said = collect(registry).stderr.replace("self signed", "self-signed")
    assert said == (
        f"srr: orders: the certificate of {place} is not trusted (self-signed certificate);"
        " name its authority in SSL_CERT_FILE\n"
    )
    done = collect(registry, SSL_CERT_FILE=str(certificate / "cert.pem"))
    assert (done.returncode, done.stderr) == (0, "")


def test_it_is_never_led_from_https_to_http(
    registry: Path, secure: Asked, certificate: Path
) -> None:
    settings(registry, orders=f"{secure.address}/down.csv")
    done = collect(registry, SSL_CERT_FILE=str(certificate / "cert.pem"))
    assert "leads on to http://127.0.0.1, and srr stays at one host, and at https" in done.stderr


def test_a_server_without_tls_is_named(registry: Path, stub: Asked) -> None:
    settings(registry, orders=stub.address.replace("http:", "https:"))
    said = collect(registry).stderr
    assert "does not answer in TLS; does its url begin with http://?" in said
