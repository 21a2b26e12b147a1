"""Secrets that people paste into records: found and masked.

What is found here is never shown whole: `mask` is used on everything that srr itself prints.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from srr.language import Text


class Secret(NamedTuple):
    """A secret in a text, from *start* up to *end*."""

    start: int
    end: int
    kind: Text


class _Pattern(NamedTuple):
    """How one kind of secret looks; the group is the secret itself."""

    kind: Text
    expression: re.Pattern[str]
    accepts: Callable[[str], bool]


def may_hold_secret(raw: bytes) -> bool:
    """Whether these bytes may hold a secret, decided quickly."""
    if b"ecret" in raw or b"oken" in raw or b"assw" in raw or (b"@" in raw and b"://" in raw):
        return True
    left = raw.translate(None, _DROPPED)
    if any(trace in left and word in raw for trace, word in _TRACES):
        return True
    return any(map(_names_secret, raw.split(b"=")[:-1]))


def find(text: str) -> list[Secret]:
    """Return the secrets in *text*, in order; none overlaps another."""
    found: list[Secret] = []
    for secret in sorted(_candidates(text), key=lambda secret: (secret.start, -secret.end)):
        if not found or secret.start >= found[-1].end:
            found.append(secret)
    return found


def mask(text: str) -> str:
    """Return *text* with asterisks for its secrets; nothing moves, so that a caret still points right."""
    if not may_hold_secret(text.encode(errors="replace")):
        return text
    parts, place = [], 0
    for start, end, _ in find(text):
        parts += [text[place:start], _VISIBLE.sub("*", text[start:end])]
        place = end
    return "".join([*parts, text[place:]])


_VISIBLE = re.compile(r"[^\r\n]")

# Most records hold no secret, and a search for dozens of words takes long. The text and the words that betray a
# secret are boiled down by the same letters: a word that was in the text is then still in what is left of it.
_KEPT = b"ghkpxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_:."
_DROPPED = bytes(set(range(256)) - set(_KEPT))
_WORDS = (
    *("AKIA", "ASIA", "AIza", "eyJ", "hooks.slack.", "ghp_", "gho_", "ghs_", "ghr_", "ghu_"),
    *("xox", "github_pat_"),
    *("TOKEN", "SECRET", "PASSW", "KEY", "key:", "Key:"),
)
_TRACES = tuple((word.encode().translate(None, _DROPPED), word.encode()) for word in _WORDS)


def _names_secret(before: bytes) -> bool:
    """Whether the name before an equals sign calls for a secret."""
    return before[-12:].rstrip(b"\"' :").lower().endswith((b"key", b"sig", b"signature"))


def _candidates(text: str) -> Iterator[Secret]:
    for kind, expression, accepts in _PATTERNS:
        for match in expression.finditer(text):
            if accepts(match[1]):
                yield Secret(*match.span(1), kind)


# Placeholders for a secret: <token>, ${TOKEN}, {{ token }}, %s, ****, xxxx, YOUR_TOKEN.
_PLACEHOLDER = re.compile(
    r"[<$%{\[].*|.*\*{3}.*|.*\.{3}.*|(.)\1*|(?i:your|my)[-_].*|(?i:redacted).*"
)
_LETTER = re.compile(r"[A-Za-z]")
_DIGIT_OR_SIGN = re.compile(r"[0-9!@#$%^&*+=?~|\\]")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def _is_meant(value: str) -> bool:
    return _PLACEHOLDER.fullmatch(value) is None


def _is_random(value: str) -> bool:
    """Distinguish a secret from a word of prose after `password:`."""
    return (
        _is_meant(value)
        and "://" not in value
        and _LETTER.search(value) is not None
        and _DIGIT_OR_SIGN.search(value.rstrip("!?")) is not None
        and _DATE.search(value) is None
    )


_KEY_BLOCK = r"(?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----"
_IS = r"[\"']?[ \t]*(?:[:：=]|:=|=>)[ \t]*[\"'`]?"
_QUERY_KEY = (
    r"(?:(?:access|auth|id|refresh|api|x-amz-security)[-_]?)?token|(?:x-(?:amz|goog)-)?signature|sig"
    r"|(?:client_?)?secret|api[-_]?key|passw(?:or)?d"
)
_NAMED_KEY = r"(?:secret|token|(?:secret|access|api|private|signing)[-_ ]?key)"

_PATTERNS = tuple(
    _Pattern(Text(english, japanese), re.compile(expression), accepts)
    for english, japanese, expression, accepts in (
        (
            *("an AWS access key", "AWS のアクセスキー"),
            *(r"(A(?<![A-Za-z0-9]A)(?:KIA|SIA)[0-9A-Z]{16})(?![A-Za-z0-9])", _is_meant),
        ),
        (
            *("a GitHub token", "GitHub のトークン"),
            *(r"((?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{22,}))", _is_meant),
        ),
        (
            *("a Slack token", "Slack のトークン"),
            *(r"(xox[abeoprs]-[A-Za-z0-9-]{10,})", _is_meant),
        ),
        (
            *("a Slack webhook", "Slack の Webhook"),
            *(
                r"hooks\.slack\.com/(?:services|workflows|triggers)/([A-Za-z0-9/_-]{16,})",
                _is_meant,
            ),
        ),
        (
            *("a Google API key", "Google の API キー"),
            *(r"(AIza[0-9A-Za-z_-]{35})", _is_meant),
        ),
        (
            *("a private key", "秘密鍵"),
            *(rf"(-----BEGIN {_KEY_BLOCK}(?:[^-]{{0,20000}}-----END {_KEY_BLOCK})?)", bool),
        ),
        (
            *("a JSON web token", "JSON Web Token"),
            *(
                r"(eyJ(?<![A-Za-z0-9_-]eyJ)[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{6,})",
                bool,
            ),
        ),
        (
            *("a password in a URL", "URL 内のパスワード"),
            *(r"://[^\s/?#@:]*:([^\s/?#@]+)@", _is_meant),
        ),
        (
            *("a token in a URL", "URL 内のトークン"),
            *(rf"[?&;#](?i:{_QUERY_KEY})=([^\s&#\"'`<>()\[\]]{{4,}})", _is_meant),
        ),
        (
            *("a password", "パスワード"),
            *(rf"(?i:passw(?:or)?d){_IS}([^\s\"'`,;<>()]{{6,}})", _is_random),
        ),
        (
            *("a key", "キー"),
            *(rf"(?i:{_NAMED_KEY}){_IS}([A-Za-z0-9+/_.=-]{{16,}})", _is_random),
        ),
    )
)
