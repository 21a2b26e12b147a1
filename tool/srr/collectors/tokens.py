"""What lets srr in at a host, from the environment: the name of the variable is that of the host.

So whoever changes an address in srr.toml sends no secret to another host.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import urlsplit

from srr.collectors.hosts import is_this_machine
from srr.collectors.refusals import NotCollected
from srr.language import Text

_SIGNS = {"-": "__", "_": "___"}
_PREFIX = "SRR_COLLECT_TOKEN_"
# No token holds a colon: https://www.rfc-editor.org/rfc/rfc6750#section-2.1
_BEARER = re.compile(r"[\w.~+/-]+=*", re.ASCII)
_BASIC = re.compile(r"[^:\x00-\x1f\x7f]+:[^\x00-\x1f\x7f]+")
_ODD_TOKEN = Text(
    "{variable} holds neither a token nor user:password; set it again",
    "{variable} がトークンでも user:password でもありません。設定し直してください",
)
_IN_THE_OPEN = Text(
    "{variable} is set, and http would send it in the open; write the url with https://",
    "{variable} を http で送ると盗み見られるおそれがあります。url を https:// で書いてください",
)


def variable(url: str) -> str:
    """Return the name of the variable for the host of *url*: SRR_COLLECT_TOKEN_PROMETHEUS_EXAMPLE_COM.

    A hyphen is two signs, so that no other host has the same name.
    """
    host = (urlsplit(url).hostname or "").upper()
    return _PREFIX + re.sub(r"[^A-Z0-9]", lambda sign: _SIGNS.get(sign[0], "_"), host)


def authorization(url: str, environment: Mapping[str, str]) -> str | None:
    """Return the header that lets srr in at the host of *url*; None where *environment* holds nothing for it.

    Raise NotCollected where what it holds cannot be sent.
    """
    name, token = variable(url), _token(url, environment)
    if not token:
        return None
    if urlsplit(url).scheme != "https" and not is_this_machine(url):
        raise NotCollected(_IN_THE_OPEN.fill(variable=name))
    if _BEARER.fullmatch(token):
        return f"Bearer {token}"
    if _BASIC.fullmatch(token):
        return f"Basic {b64encode(token.encode(errors='surrogateescape')).decode()}"
    raise NotCollected(_ODD_TOKEN.fill(variable=name))


def without_token(said: Text, url: str, environment: Mapping[str, str]) -> Text:
    """Return *said* with asterisks where a server repeats what let srr in."""
    token = _token(url, environment)
    encoded = b64encode(token.encode(errors="surrogateescape")).decode()
    parts = sorted((token, encoded, token.rpartition(":")[2]), key=len, reverse=True)
    for part in filter(None, parts):
        said = Text(said.en.replace(part, "***"), said.ja.replace(part, "***"))
    return said


def _token(url: str, environment: Mapping[str, str]) -> str:
    return environment.get(variable(url), "").strip()
