"""What a browser is told in the head of each page: nothing is asked of another host, and no foreign script runs."""

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256

_HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
# What a template fills in: an address, a name, a value in JSON. None of it calls anything.
_FILLED_IN = r"""[\w\s.,:/"\[\]{}\\?&%-]*"""
_RULES = (
    "default-src 'none'",
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


def unseen() -> str:
    """Return what belongs into the head of pages that only their generator sees whole.

    What the theme's inline scripts and styles say is not known then, so those of the page itself are let
    through; a handler in an attribute is not, and nothing is asked of another host all the same.
    """
    return _metas(
        "style-src-elem 'self' 'unsafe-inline'",
        "script-src-elem 'self' 'unsafe-inline'",
        "script-src-attr 'none'",
    )


def scripts(templates: Iterable[str]) -> re.Pattern[str]:
    """Return what the inline scripts look like that stand in *templates*."""
    found = dict.fromkeys(script for each in templates for script in _INLINE.findall(each))
    return re.compile("|".join(map(_look, found)) or "(?!)")


def _look(script: str) -> str:
    return _FILLED_IN.join(map(re.escape, _JINJA.split(script)))


def guarded(page: str, theme: re.Pattern[str]) -> str:
    """Return the HTML of *page* with its policy, and with a word to search engines to stay away.

    The inline scripts of the *theme* are let through by what they say. No other one is, wherever on the page
    it stands: a theme prints a title or a description as it is.
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
