"""How many of the common secrets are found, and how many lines without one are taken for one."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import secrets
from kit.cases import each_case
from kit.thorough import examples, some
from srr.text import named, tokens
from srr.text.credentials import find, mask, may_hold_secret

VALUE = secrets.word(22)
SHORT = "S0mmer-2026"
KEY_NAMES = (
    *(
        "api_key",
        "apiKey",
        "API-KEY",
        "api key",
        "access_key",
        "secret_key",
        "private-key",
        "token",
    ),
    *("auth_token", "client_secret", "aws_secret_access_key", "AccountKey", "SECRET_KEY_BASE"),
    *(
        "credentials",
        "signing key",
        "encryption_key",
        "トークン",
        "APIキー",
        "シークレット",
        "秘密鍵",
    ),
)
PASSWORD_NAMES = (
    *("password", "Password", "DB_PASSWORD", "passwd", "passphrase", "pwd", "MYSQL_PWD", "db_pass"),
    *("pw", "パスワード", "パスフレーズ", "暗証番号"),
)
SIGNS = (":", "=", "：", "=>", ":=", "->", "==", "|", "＝")
BEFORE = ("", " ", "\t", "  ", "\u3000", "\u00a0")
AFTER = ("", " ", "\t", "   ", "\u3000")
WRAPPED = (
    ("{}", "{}"),
    ('"{}"', '"{}"'),
    ("'{}'", "'{}'"),
    ("`{}`", "`{}`"),
    ("**{}**", "{}"),
    ("__{}__", "`{}`"),
    ('\\"{}\\"', '\\"{}\\"'),
    ("[{}]", "'{}'"),
    ("「{}」", "「{}」"),
    ("“{}”", "“{}”"),
)


def spellings() -> Iterator[tuple[str, str]]:
    """Yield a secret in each spelling of its name, and the secret."""
    for names, value in ((KEY_NAMES, VALUE), (PASSWORD_NAMES, SHORT)):
        for name in names:
            for sign in SIGNS:
                for before in BEFORE:
                    for after in AFTER:
                        for around, inside in WRAPPED:
                            yield (
                                f"{around.format(name)}{before}{sign}{after}{inside.format(value)}",
                                value,
                            )


def test_the_common_secrets_are_found() -> None:
    missed = [name for name, text in secrets.SHAPES.items() if not find(text)]
    assert len(secrets.SHAPES) == 119
    assert missed == []


def test_lines_without_a_secret_are_left_alone() -> None:
    flagged = [text for text in secrets.BENIGN if find(text)]
    assert len(secrets.BENIGN) >= 280
    assert flagged == []


@each_case("shape", secrets.SHAPES)
def test_a_common_secret_is_gone_from_the_masked_text(shape: str) -> None:
    text = f"値は {secrets.SHAPES[shape]} です。"
    masked = mask(text)
    assert len(masked) == len(text)
    assert "****" in masked
    assert find(masked) == []


def test_a_name_announces_a_secret_in_every_spelling() -> None:
    missed = [text for text, value in some(list(spellings()), most=4_000) if value in mask(text)]
    assert missed == []


def test_a_line_of_json_in_a_record_is_searched() -> None:
    text = f'{{"api_key": "{VALUE}"}}'
    assert mask(text) == f'{{"api_key": "{"*" * len(VALUE)}"}}'


def test_the_quick_look_accepts_every_spelling_and_every_shape() -> None:
    texts = (*(text for text, _ in some(list(spellings()), most=4_000)), *secrets.SHAPES.values())
    assert [text for text in texts if not may_hold_secret(text)] == []


@pytest.mark.parametrize(
    "token", some(tokens._tokens()), ids=lambda token: f"{token.begin}{token.rest}"
)
@settings(max_examples=examples(10))
@given(data=st.data())
def test_the_quick_look_accepts_whatever_a_rule_for_a_token_accepts(
    token: tokens._Token, data: st.DataObject
) -> None:
    if token.lead:
        text = data.draw(st.from_regex(r"[a-f0-9]{40}")) + token.begin + secrets.word(40)
    else:
        text = data.draw(st.from_regex(tokens._expression(token)))
    around = data.draw(st.sampled_from(("{}", "は{}です", "x {} y", "\n{}\n", "({})")))
    text = around.format(text)
    assert not list(tokens.candidates(text)) or tokens.may_hold(text)


@pytest.mark.parametrize(
    "pattern", some(named._PATTERNS), ids=lambda pattern: pattern.expression[:40]
)
@settings(max_examples=examples(20))
@given(data=st.data())
def test_the_quick_look_accepts_whatever_a_name_announces(
    pattern: named._Pattern, data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(named._compiled(pattern.expression)))
    if pattern.follows:
        text = f"{data.draw(st.sampled_from(pattern.stems))} {text}"
    assert named.may_hold(text)


PIECES = st.sampled_from(
    (
        *(
            "password",
            "token",
            "api_key",
            "sig",
            "?",
            "&",
            "=",
            ":",
            "：",
            " ",
            "\n",
            '"',
            "'",
            "://",
        ),
        *(
            "@",
            "ura",
            "curl -u ",
            "Bearer ",
            "Authorization",
            "AKIA",
            "ghp_",
            "xoxb-",
            "eyJ",
            ".",
            "-",
        ),
        *(
            "_",
            "\u0130",
            "\u212a",
            "パスワード",
            "S0mmer-2026",
            VALUE,
            VALUE[:9],
            "{",
            "}",
            "*",
            "/",
        ),
        *(
            *("**", "`", " is ", "は", "「", "83920174", "pass", "ID/", " / ", "Cookie", "; "),
            *("identified by ", "create user ", "set password", VALUE[9:]),
        ),
    )
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_is_found_is_what_the_quick_look_accepts_and_is_gone_when_masked(text: str) -> None:
    found = find(text)
    assert may_hold_secret(text) or not found
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(set(masked[start:end]) <= {"*", "\n"} for start, end, _ in found)
