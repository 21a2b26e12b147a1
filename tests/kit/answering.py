"""A web server on the loopback that answers with the bytes it is told, well-formed or not."""

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import IO, cast

Reply = bytes | Callable[[IO[bytes], threading.Event], None]
"""What is sent, or what sends it; the event says that the test is over."""


@dataclass
class Asked:
    """A server, and what it was asked: the first line and the headers of each request."""

    address: str
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)


def reply(
    body: str | bytes, status: str = "200 OK", kind: str = "application/json", **headers: str
) -> bytes:
    """Return a whole answer."""
    raw = body.encode() if isinstance(body, str) else body
    named = {"Content-Type": kind, "Content-Length": str(len(raw)), **headers}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items())]
    return "\r\n".join([*lines, "", ""]).encode() + raw


@contextmanager
def answering(
    replies: Mapping[str, Reply], context: ssl.SSLContext | None = None
) -> Iterator[Asked]:
    """Answer each path with its bytes, whatever its query is, and others with 404; over TLS with *context*."""
    over = threading.Event()

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            first = self.rfile.readline().decode().strip()
            headers = {}
            while line := self.rfile.readline().decode().strip():
                name, _, value = line.partition(": ")
                headers[name.lower()] = value
            if first:
                asked.requests.append((first, headers))
                self._send(replies.get(first.split(" ")[1].partition("?")[0]))

        def _send(self, found: Reply | None) -> None:
            if callable(found):
                found(cast("IO[bytes]", self.wfile), over)
            else:
                self.wfile.write(reply("", "404 Not Found") if found is None else found)

    class Server(ThreadingTCPServer):
        daemon_threads = True

        def get_request(self):  # type: ignore[no-untyped-def]
            connection, address = super().get_request()
            if context:
                connection = context.wrap_socket(connection, server_side=True)
            return connection, address

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of who hung up."""

    with Server(("127.0.0.1", 0), Handler) as server:
        scheme = "https" if context else "http"
        asked = Asked(f"{scheme}://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield asked
        finally:
            over.set()
            server.shutdown()
            thread.join()
