"""Secrets that a name announces: `password: ...`, `"api_key": "..."`, `?token=...`, `Authorization: Bearer ...`."""

import binascii
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from srr.language import Text
from srr.text.secret import Secret, is_meant

PASSWORD = Text("a password", "パスワード")
KEY = Text("a key", "キー")
IN_URL = Text("a token in a URL", "URL 内のトークン")
IN_HEADER = Text("a credential in a header", "ヘッダー内の認証情報")

# What may stand between a name and its value: {"name": "value"}, **name**: value, \"name\": \"value\", name => 'value',
# <name>value, | name | value |, name：value; and a value alone on the line below, also as an item, as code, or under a
# heading; `value: ...` below `name: NAME`.
_BLANK = r"[ \t\u00a0\u3000]{0,20}+"
_CLOSED = r"[\\\"'`*_\])」』“”‘’]{0,4}+"
_OPENED = r"[\\\"'`*「『“”‘’]{0,4}+"
_MORE = r"(?>(?:[a-z0-9_-]{0,19}[a-z0-9_])?)"
_BREAK = r"[ \t\u3000>]{0,20}+\r?\n"
_ALONE = r"(?=[^\s]{6,200}[ \t]{0,9}(?:[\r\n]|\Z))"
_BELOW = (
    rf"{_BREAK}(?:{_BREAK})?(?:[ \t>]{{0,20}}+(?:```|~~~)[a-z]{{0,9}}{_BREAK})?"
    rf"[ \t\u3000>]{{0,20}}+(?:[-*+][ \t]{{1,4}}(?=[^\s])|\d{{1,2}}[.)][ \t])?{_ALONE}"
)
_SIGN = r"(?:=>|:=|->|==|[:：=＝|]|>(?!@))"
_HEADED = rf"[#*]{{0,6}}{_BREAK}(?={_BREAK}){_BELOW}"
_CALLED = rf"{_BLANK},?{_BLANK}(?:{_BREAK}[ \t>]{{0,20}}+)?[\"']?value{_CLOSED}{_BLANK}[:=]{_BLANK}"
_IS = rf"{_CLOSED}(?:{_BLANK}{_SIGN}{_CLOSED}(?:{_BELOW}|{_BLANK})|{_HEADED}|{_CALLED}){_OPENED}"
_SHORT_VALUE = r"(?P<value>[!#$%&*+./0-9:=?@A-Z\[\]\\^_a-z{}~-]{6,})"
_LONG_VALUE = r"(?P<value>[A-Za-z0-9+/_.=:~-]{16,})"

_LETTER = re.compile(r"[A-Za-z]")
_DIGIT_OR_SIGN = re.compile(r"[0-9!@#$%^&*+=?~|\\]")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_JOINT = re.compile(r"[-_./+=:~]+")
# Words, numbers, and the mixtures of both that prose holds: p99, 30min, v2, oauth2.
_WORD = re.compile(r"[A-Za-z]*|\d*|[A-Za-z0-9]{1,5}|[A-Za-z]{2,12}\d{1,3}")
_KEY_BEFORE = re.compile(
    r"(?:access|account|api|app|auth|client|consumer|deploy|encryption|integration|master|private|secret"
    r"|service|shared|signing|ssh|storage|subscription|webhook)[-_ ]?\Z"
)
_PRIVATE_BEFORE = re.compile(r"(?:api|アクセス|認証|署名|シークレット|秘密|暗号化)[-_ ]?\Z")
_COMMANDS = ("curl", "mysql", "mariadb", "redis-cli", "sshpass")
_WORD_REACH, _COMMAND_REACH = 16, 300
_LINE_BREAK = re.compile(r"(?<!\\)\n")


class _Pattern(NamedTuple):
    """How a name and its value look in small letters; *accepts* gets the value as it is written.

    Where it matches, one of the *stems* is in the text. *follows* says whether what it must follow is before it.
    """

    kind: Text
    stems: tuple[str, ...]
    expression: str
    accepts: Callable[[str], bool]
    follows: Callable[[str, int], bool] | None = None


def is_password(value: str) -> bool:
    """Distinguish a password from a word of prose after `password:`."""
    if not is_meant(value) or "://" in value or value.startswith(("/", "./", "~/")):
        return False
    parts = _JOINT.split(value.rstrip("!?."))
    if len(parts) > 2 and all(map(_WORD.fullmatch, parts)):
        return False
    return (
        _LETTER.search(value) is not None
        and _DIGIT_OR_SIGN.search(value.rstrip("!?")) is not None
        and _DATE.search(value) is None
    )


def is_key(value: str) -> bool:
    """Distinguish a key from words, paths, dates and versions."""
    return (
        is_meant(value)
        and "://" not in value
        and _DATE.search(value) is None
        and _LETTER.search(value) is not None
        and not all(map(_WORD.fullmatch, _JOINT.split(value)))
    )


def _is_credential(value: str) -> bool:
    """Whether the value of a header is more than words: letters of both cases, or a digit, in no order of prose."""
    inner = value[1:]
    mixed = inner.lower() != inner and sum(map(str.isupper, value)) > 1
    return is_meant(value) and (mixed or any(map(str.isdigit, value)))


def _is_basic(value: str) -> bool:
    """Whether *value* is what a user and a password become in a header."""
    try:
        decoded = binascii.a2b_base64(value + "=" * (-len(value) % 4), strict_mode=True)
    except ValueError:
        return False
    return b":" in decoded and decoded.isascii() and decoded.decode().isprintable()


def _is_in_url(value: str) -> bool:
    letters = _LETTER.search(value)
    mixed = value.lower() != value != value.upper()
    return bool(letters and is_meant(value) and (mixed or any(map(str.isdigit, value))))


def _follows_kind(small: str, start: int) -> bool:
    """Whether a key is one of those that are kept secret, not that of a table or a keyboard."""
    return _KEY_BEFORE.search(small[max(0, start - _WORD_REACH) : start]) is not None


def _follows_japanese_kind(small: str, start: int) -> bool:
    return _PRIVATE_BEFORE.search(small[max(0, start - _WORD_REACH) : start]) is not None


def _follows_command(small: str, start: int) -> bool:
    """Whether an option belongs to a command that takes a password; a backslash continues its line."""
    begin = max(0, start - _COMMAND_REACH)
    at = max(small.rfind(command, begin, start) for command in _COMMANDS)
    return at >= 0 and _LINE_BREAK.search(small, at, start) is None


_IN_QUERY = r"[!$%*+,./0-9:;=?@A-Z\\^_a-z{|}~-]"
_URL_KEY = (
    r"(?:(?:access|auth|id|refresh|api|private|job|bot|session|x-amz-security)[-_]?)?token"
    r"|(?:x-(?:amz|goog)-)?signature|sig|(?:client_?)?secret|(?:api|subscription)[-_]?key"
)
_USER = r"[ =]{0,3}[\"']?[^\s:\"'$<{]{1,64}:(?P<value>[^\s\"'`]{3,})"
_SCHEME = r"(?:apikey|basic|bearer|bot|digest|geniekey|key|negotiate|ssws|token)[\s>]{1,9}"
_IN_HEADER = r"(?P<value>[A-Za-z0-9+/_.=:~-]{8,})"
_BASIC = r"(?P<value>[A-Za-z0-9+/]{8,}={0,2})"
# Each begins with a plain text, for which the search is fastest, and tries a place only a fixed number of times. The
# first of those that find the same gives it its kind.
_PATTERNS = (
    _Pattern(
        IN_URL,
        ("token=", "sig=", "signature=", "secret=", "key="),
        rf"[?&;#](?:{_URL_KEY})=(?P<value>{_IN_QUERY}{{6,}})",
        _is_in_url,
    ),
    _Pattern(
        IN_URL,
        ("passw", "pwd="),
        rf"[?&#](?:passw(?:or)?d|pwd)=(?P<value>{_IN_QUERY}{{4,}})",
        is_meant,
    ),
    _Pattern(IN_URL, ("key=",), rf"[?&;#]key={_LONG_VALUE}", is_key),
    _Pattern(
        IN_HEADER, ("authorization",), rf"authorization{_IS}{_SCHEME}{_IN_HEADER}", _is_credential
    ),
    _Pattern(IN_HEADER, ("authorization",), rf"authorization{_IS}{_LONG_VALUE}", is_key),
    _Pattern(IN_HEADER, ("bearer",), r"bearer[\s>]{1,9}(?P<value>[A-Za-z0-9+/_.=~-]{16,})", is_key),
    _Pattern(IN_HEADER, ("basic",), rf"basic[\s>]{{1,9}}{_BASIC}", _is_basic),
    _Pattern(IN_HEADER, ("auth",), rf"auth{_IS}{_BASIC}", _is_basic),
    _Pattern(
        PASSWORD,
        ("passw",),
        rf"passw(?:or)?ds?(?:{_IS}|[ \t]{{1,9}}(?=[\"'])[\"']){_SHORT_VALUE}",
        is_password,
    ),
    _Pattern(PASSWORD, ("passphrase",), rf"passphrase{_IS}{_SHORT_VALUE}", is_password),
    _Pattern(
        PASSWORD, ("pw",), rf"pwd?(?<![a-z0-9]pw)(?<![a-z0-9]pwd){_IS}{_SHORT_VALUE}", is_password
    ),
    _Pattern(PASSWORD, ("pass",), rf"pass(?<=[-_\"']pass){_IS}{_SHORT_VALUE}", is_password),
    _Pattern(PASSWORD, ("パスワード",), rf"パスワード{_IS}{_SHORT_VALUE}", is_password),
    _Pattern(PASSWORD, ("パスフレーズ",), rf"パスフレーズ{_IS}{_SHORT_VALUE}", is_password),
    _Pattern(PASSWORD, ("暗証番号",), rf"暗証番号{_IS}{_SHORT_VALUE}", is_password),
    _Pattern(
        PASSWORD,
        ("password",),
        rf"login[ \t]+\S{{1,64}}[ \t]+password[ \t]+{_SHORT_VALUE}",
        is_password,
    ),
    _Pattern(
        PASSWORD, ("--passw",), rf"--passw(?:or)?d[ \t]{{1,9}}[\"']?{_SHORT_VALUE}", is_password
    ),
    _Pattern(PASSWORD, _COMMANDS, rf"-u(?<=\s-u){_USER}", is_meant, _follows_command),
    _Pattern(PASSWORD, _COMMANDS, rf"--user(?<=\s--user){_USER}", is_meant, _follows_command),
    _Pattern(
        PASSWORD,
        _COMMANDS,
        rf"-p(?<=\s-p)[ =]{{0,3}}[\"']?{_SHORT_VALUE}",
        is_password,
        _follows_command,
    ),
    _Pattern(
        PASSWORD,
        _COMMANDS,
        rf"-a(?<=\s-a)[ =]{{0,3}}[\"']?{_SHORT_VALUE}",
        is_password,
        _follows_command,
    ),
    _Pattern(KEY, ("secret",), rf"secret{_MORE}{_IS}{_LONG_VALUE}", is_key),
    _Pattern(KEY, ("token",), rf"token{_MORE}{_IS}{_LONG_VALUE}", is_key),
    _Pattern(KEY, ("credential",), rf"credential{_MORE}{_IS}{_LONG_VALUE}", is_key),
    _Pattern(KEY, ("key",), rf"key{_MORE}{_IS}{_LONG_VALUE}", is_key, _follows_kind),
    _Pattern(KEY, ("シークレット",), rf"シークレット{_IS}{_LONG_VALUE}", is_key),
    _Pattern(KEY, ("トークン",), rf"トークン{_IS}{_LONG_VALUE}", is_key),
    _Pattern(KEY, ("秘密鍵",), rf"秘密鍵{_IS}{_LONG_VALUE}", is_key),
    _Pattern(KEY, ("キー",), rf"キー{_IS}{_LONG_VALUE}", is_key, _follows_japanese_kind),
    _Pattern(
        KEY, ("token",), rf"--(?:[a-z]{{1,12}}-)?token[ \t]{{1,9}}[\"']?{_LONG_VALUE}", is_key
    ),
    _Pattern(
        KEY,
        ("secret", "key"),
        rf"--(?:[a-z]{{1,12}}-)?(?:secret|key)[ \t]{{1,9}}[\"']?{_LONG_VALUE}",
        is_key,
    ),
)


def may_hold(small: str) -> bool:
    """Whether a text, in *small* letters, may hold such a secret, decided quickly."""
    ascii_stems, other_stems = _shortest_stems()
    if any(map(small.__contains__, ascii_stems)):
        return True
    return not small.isascii() and any(map(small.__contains__, other_stems))


def candidates(text: str, small: str) -> Iterator[Secret]:
    """Yield the secrets that are announced in *text*; *small* is the same in small letters."""
    for pattern in _PATTERNS:
        if not any(map(small.__contains__, pattern.stems)):
            continue
        for match in _compiled(pattern.expression).finditer(small):
            start, end = match.span("value")
            if pattern.follows and not pattern.follows(small, match.start()):
                continue
            if pattern.accepts(text[start:end]):
                yield Secret(start, end, pattern.kind)


@cache
def _shortest_stems() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the stems that hold no other one, those in ASCII apart."""
    stems = {stem for pattern in _PATTERNS for stem in pattern.stems}
    shortest = [stem for stem in stems if not any(other in stem for other in stems - {stem})]
    return (
        tuple(filter(str.isascii, shortest)),
        tuple(stem for stem in shortest if not stem.isascii()),
    )


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
