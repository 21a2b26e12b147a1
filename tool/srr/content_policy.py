"""What a browser is told in the head of each page: nothing is asked of another host, and no foreign script runs."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256

_HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_RULES = (
    "default-src 'none'",
    "style-src-elem 'self'",
    # The share of a bar, and what the theme shows and hides, are styles of an element.
    "style-src-attr 'unsafe-inline'",
    # The icons of the theme's stylesheet are data.
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
)


def guarded(page: str, content: str = "") -> str:
    """Return the HTML of *page* with its policy, and with a word to search engines to stay away.

    The theme's own inline scripts are let through by what they say; *content*, which comes from people,
    gets no script past it.
    """
    theme = page.replace(content, "") if content else page
    hashes = dict.fromkeys(_hash(script) for script in _INLINE.findall(theme))
    rules = "; ".join((*_RULES, " ".join(("script-src 'self'", *hashes))))
    metas = (
        f'<meta http-equiv="Content-Security-Policy" content="{rules}">'
        '<meta name="robots" content="noindex">'
    )
    return _HEAD.sub(lambda head: f"{head[0]}{metas}", page, count=1)


@cache
def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
