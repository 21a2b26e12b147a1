"""What lets srr in at a host, from the environment: the name of the variable is that of the host.

So whoever changes an address in srr.toml sends no secret to another host.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import urlsplit

from srr.collectors.refusals import NotCollected
from srr.language import Text

_PREFIX = "SRR_COLLECT_TOKEN_"
_LOOPBACK = re.compile(r"localhost|127(?:\.\d+){3}|::1")
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
    host = (urlsplit(url).hostname or "").replace("-", "__")
    return _PREFIX + re.sub(r"[^A-Z0-9_]", "_", host.upper())


def authorization(url: str, environment: Mapping[str, str]) -> str | None:
    """Return the header that lets srr in at the host of *url*; None where *environment* holds nothing for it.

    Raise NotCollected where what it holds cannot be sent.
    """
    name, parts = variable(url), urlsplit(url)
    token = environment.get(name, "").strip()
    if not token:
        return None
    if parts.scheme != "https" and not _LOOPBACK.fullmatch(parts.hostname or ""):
        raise NotCollected(_IN_THE_OPEN.fill(variable=name))
    if _BEARER.fullmatch(token):
        return f"Bearer {token}"
    if _BASIC.fullmatch(token):
        return f"Basic {b64encode(token.encode(errors='surrogateescape')).decode()}"
    raise NotCollected(_ODD_TOKEN.fill(variable=name))
