"""The Content Security Policy in the head of each page: no request to another host, no foreign script."""

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256

_HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
# Template placeholders: an address, a name, a JSON value. None of them is code.
_FILLED_IN = r"""[\w\s.,:/"\[\]{}\\?&%-]*"""
_RULES = (
    "default-src 'none'",
    # The width of a bar, and what the theme shows and hides, are inline styles.
    "style-src-attr 'unsafe-inline'",
    # The theme's stylesheet holds its icons as data URLs.
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
)


def unseen() -> str:
    """Return the policy for pages that only their generator sees whole.

    The theme's inline scripts and styles are not known then, so all those of the page itself are allowed; a handler in
    an attribute is not, and nothing is asked of another host all the same.
    """
    return _metas(
        "style-src-elem 'self' 'unsafe-inline'",
        "script-src-elem 'self' 'unsafe-inline'",
        "script-src-attr 'none'",
    )


def scripts(templates: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for each inline script in *templates*."""
    found = dict.fromkeys(script for each in templates for script in _INLINE.findall(each))
    return re.compile("|".join(map(_look, found)) or "(?!)")


def _look(script: str) -> str:
    return _FILLED_IN.join(map(re.escape, _JINJA.split(script)))


def guarded(page: str, theme: re.Pattern[str]) -> str:
    """Return the HTML of *page* with its policy, and with a meta tag that keeps search engines away.

    The inline scripts of the *theme* are allowed by their hash, and no others: a theme does not escape titles and
    descriptions.
    """
    own = filter(theme.fullmatch, _INLINE.findall(page))
    hashes = dict.fromkeys(map(_hash, own))
    metas = _metas("style-src-elem 'self'", " ".join(("script-src 'self'", *hashes)))
    return _HEAD.sub(lambda head: f"{head[0]}{metas}", page, count=1)


def _metas(*rules: str) -> str:
    return (
        f'<meta http-equiv="Content-Security-Policy" content="{"; ".join((*_RULES, *rules))}">'
        '<meta name="robots" content="noindex">'
    )


@cache
def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
