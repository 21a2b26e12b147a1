"""A real Prometheus on the loopback, filled with the samples of past days."""

import os
import shutil
import socket
import subprocess
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

USER = "ura:hunter2"
# bcrypt of the least cost: the server hashes the password anew for each request.
_WEB = "basic_auth_users: {ura: $2b$04$abcdefghijklmnopqrstuuV3duMsC0HpUex6N9qapiuOHHWkwRXVm}\n"


def folder() -> Path | None:
    """Return the folder of prometheus and promtool that is asked for, or else of those that are installed."""
    named, installed = os.environ.get("SRR_TEST_PROMETHEUS"), shutil.which("prometheus")
    if named:
        return Path(named)
    return Path(installed).parent if installed else None


@contextmanager
def running(programs: Path, samples: str, place: Path) -> Iterator[str]:
    """Serve *samples*, in the format of OpenMetrics, to USER; yield the address."""
    (place / "samples").write_text(f"{samples}# EOF\n", "utf-8")
    (place / "config.yml").write_text("global: {}\n", "utf-8")
    (place / "web.yml").write_text(_WEB, "utf-8")
    fill = ("tsdb", "create-blocks-from", "openmetrics", "samples", "data")
    subprocess.run([programs / "promtool", *fill], cwd=place, check=True, capture_output=True)
    port = _free_port()
    words = (
        "--config.file=config.yml",
        "--web.config.file=web.yml",
        "--storage.tsdb.path=data",
        "--storage.tsdb.retention.time=100y",
        "--query.max-samples=20000",
        f"--web.listen-address=127.0.0.1:{port}",
    )
    with (place / "log").open("wb") as log:
        server = subprocess.Popen(
            [programs / "prometheus", *words], cwd=place, stdout=log, stderr=log
        )
        try:
            _wait_for(server, port, place / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def _wait_for(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    known = {"Authorization": f"Basic {b64encode(USER.encode()).decode()}"}
    for _ in range(600):
        if server.poll() is not None:
            break
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/-/ready", headers=known)
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.05)
    raise AssertionError(log.read_text("utf-8", errors="replace"))
