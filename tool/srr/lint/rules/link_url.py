"""A URL is one that a browser can open, over http or https.

A link that a program cannot open is no evidence, and one with the scheme `javascript:` or `data:` runs in the
reader's browser. Write the whole address, from https:// on. The site shows nothing else as a link.

ja: URL は http か https で開けるものである。

開けないリンクは根拠にならず、`javascript:` や `data:` のリンクは読む人のブラウザーで動いてしまう。https:// から始まる
アドレスを全部書く。それ以外はサイトでリンクにならない。

Bad:
```
links:
  metrics: [grafana.example.com/d/orders]
```
Good:
```
links:
  metrics: [https://grafana.example.com/d/orders]
```
"""

import re
from collections.abc import Iterator

from srr.documents.document import Document
from srr.documents.places import KeyPath, Span
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule, shown
from srr.records.record import Record

SCHEME = Text("{url} has the scheme {scheme}", "{url} のスキームは {scheme} である")
SCHEME_HELP = Text("link to an http or https address", "http か https のアドレスを書く")
NO_SCHEME = Text("{url} does not begin with https://", "{url} が https:// で始まっていない")
NO_SCHEME_HELP = Text(
    "write the whole address, from https:// on", "https:// から始まるアドレスを全部書く"
)
NO_HOST = Text("{url} names no host", "{url} にホスト名がない")
SPACE = Text("{url} has a space in it", "{url} に空白が入っている")
SPACE_HELP = Text(
    "write %20 for a space; put words into the body", "空白は %20 と書き、説明は本文に書く"
)
SHAPE = Text("{url} is not a URL", "{url} は URL ではない")
LIVE = Text(
    "the link to {url} would run or read something", "{url} へのリンクは何かを実行するか読み込む"
)

_URL = re.compile(r"https?://[^\s/?#<>\"\\^`{|}@]+(?:[/?#][^\s<>\"\\^`{|}]*)?", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = re.compile(r"https?:", re.IGNORECASE)
_PORT = re.compile(r"[A-Za-z0-9.-]+:\d+(?:[/?#]|$)")
_TARGET = re.compile(
    r"\]\(\s*<?(?P<inline>(?:[^\s<>()]|\([^\s<>()]*\))+)"
    r"|^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\n?[ \t]*<?(?P<reference>[^\s<>]+)"
    r"|<(?P<auto>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>",
    re.MULTILINE,
)
_LIVE_SCHEMES = ("javascript:", "data:", "vbscript:", "file:")
# Most links are web links, and most records have no others; each is found by the two signs before it.
_DOUBTFUL = re.compile(r"(?:\]\(|\]:)\s*(?!https?://|\s)|<(?!https?://|[^A-Za-z])")
_BLANK = re.compile(r"[\x00-\x20]+")


@rule(Record, Severity.ERROR)
def check(record: Record, context: Context) -> Iterator[Problem]:
    """Look at the links of the front matter and of the body."""
    data = record.data
    if "links" in data or "actions" in data:
        for path, url in _urls(record):
            if not _URL.fullmatch(url):
                yield from _problem(path, url)
    document = record.document
    if "](" in document.text or "]:" in document.text or "<" in document.text:
        yield from _in_body(document)


def _urls(record: Record) -> Iterator[tuple[KeyPath, str]]:
    links, actions = record.data.get("links"), record.data.get("actions")
    if isinstance(links, dict):
        for key, urls in links.items():
            for index, url in enumerate(urls if isinstance(urls, list) else ()):
                if isinstance(url, str):
                    yield ("links", key, index), url
    for index, action in enumerate(actions if isinstance(actions, list) else ()):
        if isinstance(action, dict) and isinstance(url := action.get("link"), str) and url.strip():
            yield ("actions", index, "link"), url


def _problem(path: KeyPath, url: str) -> Iterator[Problem]:
    if path[0] == "links" and str(path[1]).startswith("x_"):
        return
    found = _say(url)
    if found:
        message, help_text = found
        yield Problem(message.fill(url=shown(url)), key=path, value=True, help=help_text)


def _say(url: str) -> tuple[Text, Text] | None:
    if not url.strip():
        return SHAPE.fill(url='""'), NO_SCHEME_HELP
    scheme = _SCHEME.match(url.strip())
    if scheme is None or _PORT.match(url):
        return NO_SCHEME, NO_SCHEME_HELP
    if not _WEB.match(url.strip()):
        return SCHEME.fill(url=shown(url), scheme=scheme[1]), SCHEME_HELP
    if re.search(r"\s", url):
        return SPACE, SPACE_HELP
    return _of_host(url)


def _of_host(url: str) -> tuple[Text, Text] | None:
    host = re.match(r"(?i:https?):(?://)?([^/?#]*)", url)
    if host and "@" in host[1]:
        # A user name is allowed; a password is a secret, which safety-secret reports.
        without = url.replace(f"{host[1].rpartition('@')[0]}@", "", 1)
        return None if _URL.fullmatch(without) else (SHAPE, NO_SCHEME_HELP)
    if host is None or not host[1]:
        return NO_HOST, NO_SCHEME_HELP
    return SHAPE, NO_SCHEME_HELP


def _in_body(document: Document) -> Iterator[Problem]:
    if not _DOUBTFUL.search(document.text, document.body.start):
        return
    from html import unescape

    for match in _TARGET.finditer(document.prose(), document.body.start):
        group = match.lastgroup or ""
        target = _BLANK.sub("", unescape(match[group])).casefold()
        if target.startswith(_LIVE_SCHEMES):
            yield Problem(
                LIVE.fill(url=shown(match[group])), span=Span(*match.span(group)), help=SCHEME_HELP
            )
