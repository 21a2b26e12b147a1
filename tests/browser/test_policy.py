"""A page that tries to reach another host is stopped by the browser, whatever put the attempt there."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from kit.browsing import Build, Opened, Served, Watched, ask, pages_of

ELSEWHERE = "http://elsewhere/"
ATTEMPTS = {
    "image": f"<img src='{ELSEWHERE}x.png'>",
    "script": f"<script src='{ELSEWHERE}x.js'></script>",
    "inline script": "<script>window.stolen = 1</script>",
    "handler": "<img src='data:,' onerror='window.stolen = 1'>",
    "stylesheet": f"<link rel='stylesheet' href='{ELSEWHERE}x.css'>",
    "style": f"<style>body {{ background: url({ELSEWHERE}x.png) }}</style>",
    "style of an element": f"<p style='background: url({ELSEWHERE}x.png)'>x</p>",
    "frame": f"<iframe src='{ELSEWHERE}'></iframe>",
    "object": f"<object data='{ELSEWHERE}'></object>",
    "video": f"<video src='{ELSEWHERE}x.mp4' autoplay></video>",
    "base": f"<base href='{ELSEWHERE}'><img src='x.png'>",
}
CALLS = {
    "fetch": f"fetch('{ELSEWHERE}')",
    "beacon": f"navigator.sendBeacon('{ELSEWHERE}', 'x')",
    "socket": f"new WebSocket('{ELSEWHERE}'.replace('http', 'ws'))",
    "image": f"new Image().src = '{ELSEWHERE}x.png'",
}


def test_every_page_has_the_policy_and_stays_out_of_search_engines(site: Served) -> None:
    for path in pages_of(site.folder):
        file = site.folder / (f"{path}index.html" if path.endswith("/") or not path else path)
        html = file.read_text(encoding="utf-8")
        head = html[: html.index("<title>")]
        assert "default-src 'none'" in head.partition("<link")[0], path
        assert '<meta name="robots" content="noindex">' in head, path
        assert "unsafe-eval" not in head
        assert "script-src 'self' 'sha256-" in head


class Answer(BaseHTTPRequestHandler):
    """Counts what it is asked; a browser may connect ahead of a frame that it then refuses to ask for."""

    timeout = 2

    def parse_request(self) -> bool:
        """Count the request, whatever it asks for."""
        assert isinstance(self.server, Other)
        self.server.asked += 1
        self.close_connection = True
        return False


class Other(ThreadingHTTPServer):
    """Another host, which counts how often it is asked for something."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked = 0

    def heard(self, text: str) -> str:
        """Return *text* with the address of this host in it."""
        return text.replace("http://elsewhere/", f"http://127.0.0.1:{self.server_port}/")


@pytest.fixture
def other() -> Iterator[Other]:
    server = Other()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_what_a_page_tries_to_bring_in_is_stopped(
    english: Served, visit: Opened, other: Other
) -> None:
    seen = visit(english, search=False)
    html = (english.folder / "glossary/index.html").read_text(encoding="utf-8")
    part = ""
    seen.page.route(
        f"{english.address}glossary/",
        lambda route: route.fulfill(
            body=html.replace("<h1>", f"{part}<h1>", 1), content_type="text/html"
        ),
    )
    for attempt, markup in ATTEMPTS.items():
        part = other.heard(markup)
        page = seen.open("glossary/")
        page.wait_for_timeout(100)
        assert page.evaluate("window.stolen") is None, attempt
        assert (_is_stopped(seen), other.asked) == (True, 0), attempt


def test_what_a_script_asks_of_another_host_is_stopped(
    english: Served, visit: Opened, other: Other
) -> None:
    seen = visit(english, search=False)
    page = seen.open("glossary/")
    for name, call in CALLS.items():
        page.evaluate(f"() => {{ try {{ {other.heard(call)} }} catch {{}} }}")
        page.wait_for_timeout(50)
        assert (_is_stopped(seen), other.asked) == (True, 0), name


def _is_stopped(seen: Watched) -> bool:
    """Whether the policy stopped something since this was asked last."""
    stopped = [problem for problem in seen.problems if "Content Security Policy" in problem]
    seen.problems.clear()
    return bool(stopped)


def test_without_the_policy_the_other_host_is_reached(
    english: Served, visit: Opened, other: Other
) -> None:
    seen = visit(english, bypass_csp=True)
    page = seen.open("glossary/")
    # The other host hangs up, and the browser says so.
    with page.expect_console_message():
        page.evaluate(f"() => {{ {other.heard(CALLS['image'])} }}")
    assert other.asked == 1
    seen.problems.clear()


def test_the_theme_works_under_the_policy(build: Build, visit: Opened) -> None:
    page = visit(build("ja")).open("risks/?status=open&sort=owner")
    ask(page, "SRR-0012")
    expect(page.locator(".md-search-result__item").first).to_be_attached()
