"""The hosts that may be asked: how they are written, and which of them are this machine."""

import re
from urllib.parse import urlsplit

# What a resolver takes as it is written: any other sign may turn into the name of another host.
_WRITTEN_OUT = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?|[0-9a-f:.]+")
_LOOPBACK = re.compile(r"localhost|127(?:\.\d{1,3}){3}|::1")


def is_usable(url: str) -> bool:
    """Whether the host and the port of *url* are written out in plain signs."""
    try:
        parts = urlsplit(url)
        return parts.port != 0 and _WRITTEN_OUT.fullmatch(parts.hostname or "") is not None
    except ValueError:
        return False


def is_this_machine(url: str) -> bool:
    """Whether *url* stays within this machine."""
    return _LOOPBACK.fullmatch(urlsplit(url).hostname or "") is not None
