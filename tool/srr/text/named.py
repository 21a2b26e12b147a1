"""Secrets that a name announces: `password: ...`, `the API key is ...`, `?token=...`, `Authorization: Bearer ...`."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from srr.language import Text
from srr.text.secret import Secret, is_meant
from srr.text.values import (
    is_basic,
    is_credential,
    is_in_url,
    is_key,
    is_password,
    is_password_or_number,
    is_told_password,
)

PASSWORD = Text("a password", "パスワード")
KEY = Text("a key", "キー")
IN_URL = Text("a token in a URL", "URL 内のトークン")
IN_HEADER = Text("a credential in a header", "ヘッダー内の認証情報")

# What may stand between a name and its value: {"name": "value"}, **name**: value, \"name\": \"value\", name => 'value',
# <name>value, | name | value |, name：value, name (of what): value; and a value alone on the line below, also as an
# item, as code, or under a heading; `value: ...` below `name: NAME`.
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
_NOTE = r"(?: ?[(（][^()（）\r\n]{1,30}[)）])?"
_IS = rf"{_CLOSED}(?:{_NOTE}{_BLANK}{_SIGN}{_CLOSED}(?:{_BELOW}|{_BLANK})|{_HEADED}|{_CALLED}){_OPENED}"
_SHORT_VALUE = r"(?P<value>[!#$%&*+./0-9:=?@A-Z\[\]\\^_a-z{}~-]{6,})"
_LONG_VALUE = r"(?P<value>[A-Za-z0-9+/_.=:~-]{16,})"
# And in a sentence: the password of orders was changed to VALUE, パスワードは「VALUE」.
_OF = r"(?:[ \t](?:at|for|in|of|on)[ \t](?:the[ \t])?[^\s:：=＝|]{1,40}(?:[ \t][a-z]{1,12})?)?"
_LINK = r"(?:[ \t]{1,3}(?:as|became|been|changed|has|is|just|now|re-?set|still|to|was))"
_SAYS = rf"{_CLOSED}(?:{_OF}{_LINK}{{1,4}}:?[ \t]{{1,3}}|{_NOTE}[ \t]?[はがを][ \t\u3000]?)"
_NEXT = rf"{_CLOSED}[ \t\u3000]{{1,9}}(?!v?[0-9]{{1,5}}[:.])"
_QUOTED = r"[\"'「『“‘]{1,2}+"
# Behind the digits of a password nothing is counted: `password: 83920174 attempts`.
_NO_UNIT = r"(?=[\"'`*_\]」』”’]{0,4}[ \t]{0,9}(?:[,;。、.)）}<|]|です|でした|だ|[\r\n]|\Z))"
_VALUE_OR_DIGITS = (
    rf"(?P<value>[0-9]{{6,16}}{_NO_UNIT}|(?![0-9]{{6,16}}(?:[^!-~]|\Z)){_SHORT_VALUE[10:]}"
)
# ID/PW: ura / VALUE
_PAIR_NAME = r"[/／・&+][ \t]?(?:passw(?:or)?d|pass|pwd?|パスワード)"
_PAIR_USER = r"[^\s/／:：|]{1,64}(?:[ \t]{1,3}[/|,][ \t]{1,3}|[ \t]?[／・、：][ \t]?)"
_PAIR_STEMS = tuple(
    f"{sign}{blank}{name}"
    for sign in "/／・&+"
    for blank in ("", " ", "\t")
    for name in ("pass", "pw", "パスワード")
)

_KEY_BEFORE = re.compile(
    r"(?:access|account|api|app|auth|client|consumer|deploy|encryption|integration|master|private|secret"
    r"|service|shared|signing|ssh|storage|subscription|webhook)[-_ ]?\Z"
)
_PRIVATE_BEFORE = re.compile(r"(?:api|アクセス|認証|署名|シークレット|秘密|暗号化)[-_ ]?\Z")
_COUNTED_BEFORE = re.compile(r"(?:bad|expired|failed|incorrect|invalid|leaked|weak|wrong)[-_ ]\Z")
_COOKIES_BEFORE = re.compile(
    r"cookie[\"'`*]{0,3}(?:[ \t]{0,3}[:：=]|[ \t])[ \t]{0,3}[\"'`]{0,2}"
    r"(?:[\w.$-]{1,64}+=[^\s;]{0,1000}+;[ ]?){0,30}+[\w.$-]{1,64}"
)
_SETS_USER = re.compile(r"(?:alter|create)\s{1,9}(?:role|user)\s|\bgrant\s")
_PLURAL = re.compile(r"passw(?:or)?ds")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_ASSIGNED = re.compile(r"[:：=＝|>]")
_COOKIE_REACH = 2_000
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


def _follows_cookie(small: str, start: int) -> bool:
    """Whether a value belongs to a cookie of the header in its line."""
    line = small.rfind("\n", max(0, start - _COOKIE_REACH), start) + 1
    at = small.find("cookie", max(line, start - _COOKIE_REACH), start)
    return at >= 0 and _COOKIES_BEFORE.fullmatch(small, at, start) is not None


def _follows_statement(small: str, start: int) -> bool:
    """Whether SQL sets up a user, not prose that says what somebody identified."""
    return _SETS_USER.search(small, max(0, start - _COMMAND_REACH), start) is not None


_IN_QUERY = r"[!$%*+,./0-9:;=?@A-Z\\^_a-z{|}~-]"
_URL_KEY = (
    r"(?:(?:access|auth|id|refresh|api|private|job|bot|session|x-amz-security)[-_]?)?token"
    r"|(?:x-(?:amz|goog)-)?signature|sig|(?:client_?)?secret|(?:api|subscription)[-_]?key"
)
_USER = r"[ =]{0,3}[\"']?[^\s:\"'$<{]{1,64}:(?P<value>[^\s\"'`]{3,})"
_SCHEME = r"(?:apikey|basic|bearer|bot|digest|geniekey|key|negotiate|ssws|token)[\s>]{1,9}"
_IN_HEADER = r"(?P<value>[A-Za-z0-9+/_.=:~-]{8,})"
_BASIC = r"(?P<value>[A-Za-z0-9+/]{8,}={0,2})"
_IN_SQL = r"(?P<value>[^\s\"'`;]{4,})"
_PASSWORD_NAMES = (
    ("passw", "passw(?:or)?ds?"),
    ("passphrase", "passphrase"),
    ("pw", r"pwd?(?<![a-z0-9]pw)(?<![a-z0-9]pwd)"),
    ("パスワード", "パスワード"),
    ("パスフレーズ", "パスフレーズ"),
)
_KEY_NAMES: tuple[tuple[str, Callable[[str, int], bool] | None], ...] = (
    ("secret", None),
    ("token", None),
    ("credential", None),
    ("key", _follows_kind),
    ("シークレット", None),
    ("トークン", None),
    ("秘密鍵", None),
    ("キー", _follows_japanese_kind),
)
# Each begins with a plain text, for which the search is fastest, and tries a place only a fixed number of times. The
# first of those that find the same gives it its kind.
_PATTERNS = (
    _Pattern(
        IN_URL,
        ("token=", "sig=", "signature=", "secret=", "key="),
        rf"[?&;#](?:{_URL_KEY})=(?P<value>{_IN_QUERY}{{6,}})",
        is_in_url,
    ),
    _Pattern(
        IN_URL,
        ("passw", "pwd="),
        rf"[?&#](?:passw(?:or)?d|pwd)=(?P<value>{_IN_QUERY}{{4,}})",
        is_meant,
    ),
    _Pattern(IN_URL, ("key=",), rf"[?&;#]key={_LONG_VALUE}", is_key),
    _Pattern(
        IN_HEADER, ("authorization",), rf"authorization{_IS}{_SCHEME}{_IN_HEADER}", is_credential
    ),
    _Pattern(IN_HEADER, ("authorization",), rf"authorization{_IS}{_LONG_VALUE}", is_key),
    _Pattern(IN_HEADER, ("bearer",), r"bearer[\s>]{1,9}(?P<value>[A-Za-z0-9+/_.=~-]{16,})", is_key),
    _Pattern(IN_HEADER, ("basic",), rf"basic[\s>]{{1,9}}{_BASIC}", is_basic),
    _Pattern(IN_HEADER, ("auth",), rf"auth{_IS}{_BASIC}", is_basic),
    _Pattern(
        IN_HEADER,
        ("cookie",),
        r"=(?P<value>[a-z0-9+/_.=:~%-]{12,})",
        is_key,
        _follows_cookie,
    ),
    *(
        _Pattern(PASSWORD, (stem,), f"{name}{form}", accepts)
        for stem, name in _PASSWORD_NAMES
        for form, accepts in (
            (f"{_IS}{_VALUE_OR_DIGITS}", is_password_or_number),
            (f"(?:{_SAYS}|{_NEXT}){_OPENED}{_SHORT_VALUE}", is_told_password),
            (f"(?:{_SAYS}|{_NEXT}){_QUOTED}{_SHORT_VALUE}", is_password),
        )
    ),
    _Pattern(
        PASSWORD,
        ("pass",),
        rf"pass(?<![a-z0-9]pass)(?<![a-z] pass)(?:(?<=[-_\"']pass)|(?!{_BREAK})){_IS}{_SHORT_VALUE}",
        is_password,
    ),
    _Pattern(
        PASSWORD, _PAIR_STEMS, rf"{_PAIR_NAME}{_IS}{_PAIR_USER}{_OPENED}{_SHORT_VALUE}", is_password
    ),
    _Pattern(
        PASSWORD,
        ("暗証番号",),
        rf"暗証番号{_IS}(?P<value>[0-9]{{4,16}}{_NO_UNIT}|{_SHORT_VALUE[10:]}",
        is_password_or_number,
    ),
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
    _Pattern(
        PASSWORD,
        ("identified by",),
        rf"identified by[ \t]{{1,3}}[\"'`]?{_IN_SQL}",
        is_meant,
        _follows_statement,
    ),
    _Pattern(
        PASSWORD,
        ("identified with",),
        rf"identified with \S{{1,64}} (?:as|by) [\"'`]{_IN_SQL}",
        is_meant,
        _follows_statement,
    ),
    _Pattern(
        PASSWORD,
        ("set password",),
        rf"set password(?: for \S{{1,100}})? ?= ?(?:password\()?[\"']{_IN_SQL}",
        is_meant,
    ),
    *(
        _Pattern(
            KEY,
            (name,),
            f"{name}{_MORE if name.isascii() else ''}{form}{_LONG_VALUE}",
            is_key,
            follows,
        )
        for name, follows in _KEY_NAMES
        for form in (_IS, f"{_SAYS}{_OPENED}")
    ),
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
            if pattern.accepts(text[start:end]) and not _is_prose(small, match):
                yield Secret(start, end, pattern.kind)


def _is_prose(small: str, match: re.Match[str]) -> bool:
    """Whether a name only counts something, or goes on with a commit: `The fix for the token:`, and its hash below."""
    name, (start, end) = match.start(), match.span("value")
    value, between = small[start:end], small[name:start]
    before = small[max(0, name - _WORD_REACH) : name]
    if value.isdecimal():
        return _PLURAL.match(between) is not None or _COUNTED_BEFORE.search(before) is not None
    if not _COMMIT.fullmatch(value) or ("\n" not in between and _ASSIGNED.search(between)):
        return False
    return not (_follows_kind(small, name) or _follows_japanese_kind(small, name))


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
