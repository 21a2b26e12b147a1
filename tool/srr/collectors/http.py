"""The only place that opens a connection: GET, with a limit on time, on size and on the hosts that are asked."""

import socket
import ssl
import time
from collections.abc import Sequence
from http.client import HTTPException, HTTPResponse, IncompleteRead
from importlib.metadata import version
from queue import Empty, SimpleQueue
from threading import Thread
from typing import NamedTuple
from urllib.error import URLError
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit
from urllib.request import (
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    getproxies,
    proxy_bypass,
)

from srr.collectors.hosts import is_this_machine
from srr.collectors.refusals import NotCollected
from srr.language import Text

SECONDS = 10.0
"""For a whole answer, from the look-up of the host to the last byte."""
MOST_BYTES = 2**20
AT_ONCE = 20
"""As many queries as Prometheus answers at once: https://prometheus.io/docs/prometheus/latest/command-line/prometheus/"""
_THREAD = "srr collect"
_MOST_REDIRECTS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PORTS = {"http": 80, "https": 443}
_KEPT = "%/:=&?~+!$,;'@()*[]"

_TOO_SLOW = Text(
    "{place} did not answer within {n} s; try again, or make the answer smaller",
    "{place} から {n} 秒以内に応答がありませんでした。もう一度試すか、応答を小さくしてください",
)
_TOO_LONG = Text(
    "{place} answers with more than {n} MiB; name what gives the number alone",
    "{place} の応答が {n} MiB を超えています。数値だけを返すものを指定してください",
)
_NO_HOST = Text(
    "no host is found for {place}; correct the url",
    "{place} というホストが見つかりません。url を直してください",
)
_REFUSED = Text(
    "{place} refuses the connection; is it running, and is the port right?",
    "{place} に接続を拒否されました。動いているか、ポートが正しいかを確認してください",
)
_BROKE_OFF = Text(
    "{place} broke off before the answer was whole; try again",
    "{place} の応答が途中で切れました。もう一度試してください",
)
_UNTRUSTED = Text(
    "the certificate of {place} is not trusted ({why}); name its authority in SSL_CERT_FILE",
    "{place} の証明書を信頼できません({why})。認証局を SSL_CERT_FILE に指定してください",
)
_NO_TLS = Text(
    "{place} does not answer in TLS; does its url begin with http://?",
    "{place} は TLS で応答しません。url が http:// で始まるものかを確認してください",
)
_NO_HTTP = Text(
    "{place} does not answer in HTTP; correct the url",
    "{place} は HTTP で応答しません。url を直してください",
)
_UNREACHED = Text("{place} cannot be reached: {why}", "{place} に接続できません: {why}")
_ODD_URL = Text(
    "the url, or a proxy of the environment, cannot be used; correct it",
    "url、または環境変数のプロキシが使えません。直してください",
)
_ELSEWHERE = Text(
    "{place} leads on to {other}, and srr stays at one host, and at https; write the url of the data itself",
    "{place} から {other} に転送されます。ほかのホストや https 以外へは移りません。"
    "データそのものの url を書いてください",
)
_CIRCLE = Text(
    "{place} leads on and on; write the url of the data itself",
    "{place} の転送が終わりません。データそのものの url を書いてください",
)
_THROUGH = Text("{place} (through the proxy {proxy})", "{place} (プロキシ {proxy} 経由)")

# The first that fits an error; some are of two kinds.
_SENTENCES = (
    (socket.gaierror, _NO_HOST),
    (ssl.SSLError, _NO_TLS),
    (ConnectionRefusedError, _REFUSED),
    (ConnectionError, _BROKE_OFF),
    (IncompleteRead, _BROKE_OFF),
    (HTTPException, _NO_HTTP),
)


class Question(NamedTuple):
    """What is asked for, and how whoever asks is known; *authorization* goes to the host of *url* alone."""

    url: str
    accept: str
    authorization: str | None = None


class Answer(NamedTuple):
    """What a server said, and who it is."""

    place: Text
    status: int
    reason: str
    kind: str
    body: bytes


def answers(questions: Sequence[Question]) -> list[Answer | NotCollected]:
    """Return the answer to each of *questions*, or why there is none."""
    found: list[Answer | NotCollected] = []
    for start in range(0, len(questions), AT_ONCE):
        found += _asked_together(questions[start : start + AT_ONCE])
    return found


def _asked_together(questions: Sequence[Question]) -> list[Answer | NotCollected]:
    # A look-up of a host and a server that sends byte after byte cannot be stopped, only left behind.
    deadline = time.monotonic() + SECONDS
    results: list[SimpleQueue[Answer | Exception]] = [SimpleQueue() for _ in questions]
    for question, result in zip(questions, results, strict=True):
        arguments = (question, deadline, result)
        Thread(target=_put_outcome, args=arguments, name=_THREAD, daemon=True).start()
    return [
        _outcome(question, deadline, result)
        for question, result in zip(questions, results, strict=True)
    ]


def _put_outcome(
    question: Question, deadline: float, result: "SimpleQueue[Answer | Exception]"
) -> None:
    try:
        result.put(_answer(question, deadline))
    except Exception as error:  # raised again where somebody waits for it
        result.put(error)


def _outcome(
    question: Question, deadline: float, result: "SimpleQueue[Answer | Exception]"
) -> Answer | NotCollected:
    try:
        found = result.get(timeout=max(0.0, deadline - time.monotonic()))
    except Empty:
        return _too_slow(question.url)
    match found:
        case Answer() | NotCollected():
            return found
        case OSError() | HTTPException() | ValueError():
            return NotCollected(_why(found, question.url))
        case _:
            raise found


def _answer(question: Question, deadline: float) -> Answer:
    """Ask, and again where the server leads on to another place at the same host."""
    parts, place = _quoted(urlsplit(question.url)), _place(question.url)
    for _ in range(_MOST_REDIRECTS):
        with _opened(parts, question) as response:
            if response.status not in _REDIRECTS:
                return _read(response, question.url, deadline)
            parts = _led_on(parts, response.headers.get("Location", ""), place)
    raise NotCollected(_CIRCLE.fill(place=place))


def _opened(parts: SplitResult, question: Question) -> HTTPResponse:
    headers = {"Accept": question.accept, "User-Agent": f"srr/{version('srr')}"}
    if question.authorization:
        headers["Authorization"] = question.authorization
    # No other scheme, no redirect that is followed unseen, no password out of a file.
    opener = OpenerDirector()
    proxies = ProxyHandler({} if is_this_machine(question.url) else None)
    for handler in (proxies, HTTPHandler(), HTTPSHandler()):
        opener.add_handler(handler)
    request = Request(urlunsplit(parts), headers=headers)  # noqa: S310 the scheme is one of _PORTS
    response: HTTPResponse = opener.open(request, timeout=SECONDS)
    return response


def _read(response: HTTPResponse, url: str, deadline: float) -> Answer:
    body = bytearray()
    while chunk := response.read1(2**16):
        body += chunk
        if len(body) > MOST_BYTES:
            raise NotCollected(_TOO_LONG.fill(place=_place(url), n=MOST_BYTES // 2**20))
        if time.monotonic() > deadline:
            raise _too_slow(url)
    if response.length:
        raise IncompleteRead(b"", response.length)
    kind = response.headers.get_content_type()
    return Answer(_place(url), response.status, response.reason, kind, bytes(body))


def _led_on(before: SplitResult, location: str, place: Text) -> SplitResult:
    """Return where *location* leads; raise NotCollected where that is another host, or no longer https."""
    after = _quoted(urlsplit(urljoin(urlunsplit(before), location)))
    is_near = after.hostname == before.hostname and _port(after) in _near_ports(before, after)
    if not is_near or after.scheme not in (before.scheme, "https") or "@" in after.netloc:
        other = f"{after.scheme}://{after.netloc.rpartition('@')[2]}"
        raise NotCollected(_ELSEWHERE.fill(place=place, other=other))
    return after


def _near_ports(before: SplitResult, after: SplitResult) -> set[int | None]:
    """Return the ports of the same server: the one that was asked; from that of http also that of https."""
    is_upgrade = (before.scheme, after.scheme, _port(before)) == ("http", "https", 80)
    return {443} if is_upgrade else {_port(before)}


def _port(parts: SplitResult) -> int | None:
    return parts.port or _PORTS.get(parts.scheme)


def _quoted(parts: SplitResult) -> SplitResult:
    return parts._replace(
        path=quote(parts.path, safe=_KEPT), query=quote(parts.query, safe=_KEPT), fragment=""
    )


def _place(url: str) -> Text:
    """Say whom *url* asks, and through whom."""
    parts = urlsplit(url)
    place = Text(parts.netloc, parts.netloc)
    proxy = getproxies().get(parts.scheme)
    if not proxy or proxy_bypass(parts.netloc) or is_this_machine(url):
        return place
    # What stands before the @ is a password.
    return _THROUGH.fill(place=place, proxy=proxy.rpartition("@")[2].rpartition("//")[2])


def _too_slow(url: str) -> NotCollected:
    return NotCollected(_TOO_SLOW.fill(place=_place(url), n=f"{SECONDS:g}"))


def _why(error: Exception, url: str) -> Text:
    """Say why there is no answer; the words of an error are not shown, for they may hold what was sent."""
    place = _place(url)
    while isinstance(error, URLError) and isinstance(error.reason, Exception):
        error = error.reason
    if isinstance(error, TimeoutError):
        return _too_slow(url).said
    if isinstance(error, ssl.SSLCertVerificationError):
        return _UNTRUSTED.fill(place=place, why=error.verify_message)
    for kind, sentence in _SENTENCES:
        if isinstance(error, kind):
            return sentence.fill(place=place)
    if isinstance(error, OSError) and not isinstance(error, URLError):
        return _UNREACHED.fill(place=place, why=error.strerror or error)
    return _ODD_URL
