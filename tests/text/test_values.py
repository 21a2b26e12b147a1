"""What may be a secret behind a name that announces one."""

from base64 import b64encode

from kit.cases import each_case
from srr.text.values import is_basic


@each_case(
    ("written", "is_one"),
    [
        (b64encode(b"ura:moon-42").decode(), True),
        (b64encode(b"ura:moon-42").decode().rstrip("="), True),
        (b64encode(b"no user and no password").decode(), False),
        (b64encode(b"ura:\x00\x01").decode(), False),
        (b64encode("浦:月".encode()).decode(), False),
        ("authentication", False),
        ("a b", False),
    ],
)
def test_a_user_and_a_password_in_a_header_are_told_from_words(written: str, is_one: bool) -> None:
    assert is_basic(written) is is_one
