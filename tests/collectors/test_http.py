"""Where a server may lead on to, and what is left behind of an answer that takes too long."""

import threading
import time
from typing import IO
from urllib.parse import urlsplit

import pytest

from kit.answering import answering, reply
from kit.cases import each_case
from srr.collectors import http
from srr.collectors.http import Answer, Question
from srr.collectors.refusals import NotCollected
from srr.language import untranslated


def led_on(url: str, location: str) -> str:
    """Return where *location* leads; the host where it is refused."""
    try:
        return http._led_on(urlsplit(url), location, untranslated("here")).geturl()
    except NotCollected as refusal:
        return refusal.said.en.removeprefix("here leads on to ").partition(",")[0]


@each_case(
    ("url", "location", "to"),
    [
        ("https://a.example/x", "/y?z", "https://a.example/y?z"),
        ("https://a.example/x", "y", "https://a.example/y"),
        ("https://a.example/x", "//a.example/y", "https://a.example/y"),
        ("https://a.example/x", "https://A.example:443/y", "https://A.example:443/y"),
        ("http://a.example/x", "https://a.example/x", "https://a.example/x"),
        ("http://a.example:80/x", "https://a.example:443/x", "https://a.example:443/x"),
        ("http://a.example:8080/x", "https://a.example:8080/x", "https://a.example:8080/x"),
        ("https://a.example/x", "/\u00e9 y#z", "https://a.example/%C3%A9%20y"),
    ],
)
def test_a_redirect_is_followed_within_the_host(url: str, location: str, to: str) -> None:
    assert led_on(url, location) == to


@each_case(
    ("url", "location", "other"),
    [
        ("https://a.example/x", "https://b.example/x", "https://b.example"),
        ("https://a.example/x", "//b.example/x", "https://b.example"),
        ("https://a.example/x", "https://a.example.b.example/x", "https://a.example.b.example"),
        ("https://a.example/x", "https://a.example:8443/x", "https://a.example:8443"),
        ("https://a.example/x", "http://a.example/x", "http://a.example"),
        ("https://a.example:8443/x", "http://a.example:8443/x", "http://a.example:8443"),
        ("http://a.example:8080/x", "https://a.example/x", "https://a.example"),
        ("https://a.example/x", "https://ura:hunter2@a.example/x", "https://a.example"),
        ("https://a.example/x", "https://a.example@b.example/x", "https://b.example"),
        ("https://a.example/x", "ftp://a.example/x", "ftp://a.example"),
        ("https://a.example/x", "file:///etc/passwd", "file://"),
    ],
)
def test_no_other_place_is_asked(url: str, location: str, other: str) -> None:
    assert led_on(url, location) == other


def test_several_are_asked_at_once() -> None:
    both = threading.Barrier(2, timeout=5)

    def together(stream: IO[bytes], over: threading.Event) -> None:
        both.wait()
        stream.write(reply("5"))

    with answering({"/a": together, "/b": together}) as asked:
        found = http.answers([Question(f"{asked.address}/{path}", "*/*") for path in "ab"])
    assert [each.body for each in found if isinstance(each, Answer)] == [b"5", b"5"]


def test_what_is_left_behind_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def drip(stream: IO[bytes], over: threading.Event) -> None:
        stream.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not over.wait(0.01):
            stream.write(b" ")

    monkeypatch.setattr(http, "SECONDS", 0.1)
    with answering({"/": drip}) as asked:
        (found,) = http.answers([Question(asked.address + "/", "*/*")])
        assert isinstance(found, NotCollected)
        for _ in range(200):
            if not [each for each in threading.enumerate() if each.name == http._THREAD]:
                return
            time.sleep(0.02)
    pytest.fail("a thread goes on reading")


def test_a_fault_of_srr_is_not_taken_for_one_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(http, "_read", broken)
    with answering({"/": reply("5")}) as asked, pytest.raises(KeyError):
        http.answers([Question(asked.address + "/", "*/*")])
