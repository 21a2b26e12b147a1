"""Stands in for GitLab's API: issues, the notes of one merge request, and a user who may write them or not."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

NOTES = "/projects/5/merge_requests/12/notes"
ISSUES = "/projects/5/issues"
TOKEN = "glpat-fake"  # noqa: S105 - what the fake wants
USER = 7


class Server(ThreadingHTTPServer):
    """The server with its *notes* and *issues*, and whether the token *may_write* some."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.notes: list[dict[str, Any]] = []
        self.issues: list[dict[str, Any]] = []
        self.may_write = True

    @property
    def url(self) -> str:
        """The value of CI_API_V4_URL."""
        return f"http://127.0.0.1:{self.server_port}"

    def add(self, author: int, body: str) -> dict[str, Any]:
        """Write a note."""
        self.notes.append({"id": len(self.notes) + 1, "author": {"id": author}, "body": body})
        return self.notes[-1]

    def open(self, author: int, title: str, description: str) -> dict[str, Any]:
        """Open an issue."""
        said = {"title": title, "description": description, "state": "opened"}
        self.issues.append({"iid": len(self.issues) + 1, "author": {"id": author}, **said})
        return self.issues[-1]


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/user":
            self.answer({"id": USER})
        elif path == NOTES and query["sort"] == ["asc"] and query["per_page"] == ["100"]:
            start = 100 * (int(query["page"][0]) - 1)
            self.answer(self.server.notes[start : start + 100])
        elif path == ISSUES and query["scope"] == ["created_by_me"]:
            start = 100 * (int(query["page"][0]) - 1)
            found = [each for each in self.server.issues if each["state"] == query["state"][0]]
            self.answer(found[start : start + 100])
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        if self.path == NOTES and self.server.may_write:
            self.answer(self.server.add(USER, **self.content()))
        elif self.path == ISSUES and self.server.may_write:
            self.answer(self.server.open(USER, **self.content()))
        else:
            self.send_error(403)

    def do_PUT(self) -> None:
        kept = self.server.notes if self.path.startswith(NOTES) else self.server.issues
        found = kept[int(self.path.rpartition("/")[2]) - 1]
        found |= self.content()
        if found.pop("state_event", None) == "close":
            found["state"] = "closed"
        self.answer(found)

    def content(self) -> dict[str, str]:
        length = int(self.headers["Content-Length"])
        return dict(json.loads(self.rfile.read(length)))

    def answer(self, content: object) -> None:
        if self.headers["PRIVATE-TOKEN"] != TOKEN:
            self.send_error(401)
            return
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Server]:
    """Run the server for a test."""
    with Server() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()
