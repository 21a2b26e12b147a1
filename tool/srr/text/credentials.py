"""Secrets that people paste into records: found and masked.

What is found here is never shown whole: `mask` is used on everything that srr itself prints.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from srr.language import Text
from srr.text import columns, named, tokens, unescaped
from srr.text.secret import Secret, is_meant


def may_hold_secret(text: str) -> bool:
    """Whether *text* may hold a secret, decided quickly; never wrong where there is one."""
    plain = unescaped.plain(text)
    return _may_hold(text) or (plain != text and _may_hold(plain)) or tokens.may_wrap(plain)


def _may_hold(text: str) -> bool:
    return (
        ("@" in text and "://" in text)
        or _KEY_BEGIN in text
        or tokens.may_hold(text)
        or named.may_hold(_small(text))
    )


def find(text: str) -> list[Secret]:
    """Return the secrets in *text*, in order; those that overlap are one."""
    plain = unescaped.plain(text)
    found = [*_candidates(text), *_escaped(text, plain)]
    return _apart([*found, *_going_on(_wrapped(text, plain), found)])


def _going_on(wrapped: Iterable[Secret], found: list[Secret]) -> Iterator[Secret]:
    """Yield those of *wrapped* that are not whole before their line ends; a name may have *found* the first half."""
    wrapped = list(wrapped)
    kinds = {secret.kind for secret in wrapped}
    whole = _apart([secret for secret in found if secret.kind in kinds])
    yield from (secret for secret in wrapped if not _meets(secret, whole))


def _apart(secrets: list[Secret]) -> list[Secret]:
    """Return *secrets* in order; those that overlap become one."""
    found: list[Secret] = []
    for secret in sorted(secrets, key=lambda secret: (secret.start, -secret.end)):
        if not found or secret.start >= found[-1].end:
            found.append(secret)
        elif secret.end > found[-1].end:
            found[-1] = found[-1]._replace(end=secret.end)
    return found


def _meets(secret: Secret, found: list[Secret]) -> bool:
    """Whether *secret* overlaps one of *found*, which are apart and in order."""
    at = bisect_left(found, secret.end, key=lambda other: other.start)
    return at > 0 and found[at - 1].end > secret.start


def _escaped(text: str, plain: str) -> Iterator[Secret]:
    """Yield the secrets of *text* as Markdown shows it, and as an address is read; *plain* is both."""
    if plain == text or not _may_hold(plain):
        return
    for shown in (unescaped.shown(text), unescaped.decoded(text)):
        if shown:
            yield from _placed(_candidates(shown.text), shown)


def _wrapped(text: str, plain: str) -> Iterator[Secret]:
    """Yield the tokens that go on in the next line of *text*, which is shown as *plain*."""
    if not tokens.may_wrap(plain):
        return
    joined = unescaped.joined(text)
    if joined:
        yield from _placed(tokens.candidates(joined.text), joined)


def _placed(secrets: Iterable[Secret], shown: unescaped.Shown) -> Iterator[Secret]:
    """Yield *secrets* of a text as it is shown where they are written."""
    for start, end, kind in secrets:
        first, last = shown.source(start, end)
        yield Secret(first, last, kind)


def mask(text: str) -> str:
    """Return *text* with asterisks for its secrets; nothing moves, so that a caret still points right."""
    if not may_hold_secret(text):
        return text
    parts, place = [], 0
    for start, end, _ in find(text):
        parts += [text[place:start], starred(text[start:end])]
        place = end
    return "".join([*parts, text[place:]])


def starred(text: str) -> str:
    """Return *text* with an asterisk for each character; its lines stay."""
    return _VISIBLE.sub("*", text)


_VISIBLE = re.compile(r"[^\r\n]")
# A password may hold a letter such as é. What Japanese writes after a port is none, nor is a list: `host:8080, @ura`.
_URL_PASSWORD = re.compile(r"://([^\s/?#@:]*):([^\s/?#\x7f-\xa0\u0250-\U0010ffff]+)@")
# A slash in a password cannot be told from that behind a port, or from that behind the host.
_PASSWORD_WITH_SLASH = re.compile(
    r"://[^\s/?#@:]*:([^\s/?#\x7f-\xa0\u0250-\U0010ffff]{0,64}"
    r"(?:/[^\s/?#\x7f-\xa0\u0250-\U0010ffff]{1,64}){1,4})@(?=[\w\[])"
)
_BEHIND_PORT = re.compile(r"(?:\d{1,5}|(?i:port))/")
_BEHIND_HOST = re.compile(r"@(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d{1,5})?/")
_PORT = re.compile(r"\d{1,5}(?:[^\w!-~].*|[,;)\]>\"'|].*)")
_IN_URL = Text("a password in a URL", "URL 内のパスワード")
_KEY_BEGIN = "-----BEGIN "
_KEY_FIRST_LINE = re.compile(r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----")
_KEY_END = re.compile(r"-----END (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----")
_KEY_LINES = re.compile(r"(?:(?:\s|\\n){1,40}[A-Za-z0-9+/=]{16,})*")


def _small(text: str) -> str:
    # The only letter that becomes two in small letters; places in both texts are the same without it.
    return text.replace("\u0130", "i").lower()


def _candidates(text: str) -> Iterator[Secret]:
    if tokens.may_hold(text):
        yield from tokens.candidates(text)
    if _KEY_BEGIN in text:
        yield from _private_keys(text)
    for match in _URL_PASSWORD.finditer(text):
        is_port = ("." in match[1] or match[1] == "localhost") and _PORT.fullmatch(match[2])
        if not is_port and is_meant(match[2]):
            yield Secret(*match.span(2), _IN_URL)
    for match in _PASSWORD_WITH_SLASH.finditer(text):
        is_path = _BEHIND_PORT.match(match[1]) or _BEHIND_HOST.search(match[1])
        if not is_path and is_meant(match[1]):
            yield Secret(*match.span(1), _IN_URL)
    small = _small(text)
    if named.may_hold(small):
        yield from named.candidates(text, small)
        yield from columns.candidates(text, small)


def _private_keys(text: str) -> Iterator[Secret]:
    """Yield each private key, up to its last line where it has one before the next key begins."""
    kind = Text("a private key", "秘密鍵")
    ends = [match.span() for match in _KEY_END.finditer(text)]
    begins = [match.span() for match in _KEY_FIRST_LINE.finditer(text)]
    at = 0
    for number, (start, inside) in enumerate(begins):
        following = begins[number + 1][0] if number + 1 < len(begins) else len(text)
        while at < len(ends) and ends[at][0] < inside:
            at += 1
        if at < len(ends) and ends[at][0] < following:
            yield Secret(start, ends[at][1], kind)
        else:
            lines = _KEY_LINES.match(text, inside, following)
            yield Secret(start, lines.end() if lines else inside, kind)
