"""What may be a secret behind a name that announces one, and what is a word, a count, a version or an address."""

import binascii
import re

from srr.text.secret import is_meant

_LETTER = re.compile(r"[A-Za-z]")
_DIGIT_OR_SIGN = re.compile(r"[0-9!@#$%^&*+=?~|\\]")
_DIGIT = re.compile(r"\d")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_PLAIN_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_JOINT = re.compile(r"[-_./+=:~]+")
# Words, numbers, and the mixtures of both that prose holds: p99, 1200ms, v2, oauth2.
_WORD = re.compile(
    r"[A-Za-z]*|\d*|[A-Za-z0-9]{1,5}|[A-Za-z]{2,12}\d{1,3}|\d+(?:[kMG]i?B|[mu]s|min|sec|[rq]ps)"
)
# What is said of a password, not what it is: SHA-256, TLS1.3, AES-256-GCM, 1Password.
_STANDARD = re.compile(
    r"aes(?:128|192|256)?|argon2(?:id?|d)?|base(?:32|58|64|85)(?:url)?|bcrypt\d{0,2}|blake[23][bps]?|chacha20"
    r"|crc(?:16|32)|curve25519|3?des3?|d?tlsv?\d?|ed(?:25519|448)|[ehpr]s(?:256|384|512)k?|hkdf|hmac|https?[23]?"
    r"|iso\d{0,5}|md[245]|ntlm(?:v?2)?|oauth[12]?|p(?:256|384|521)|pbkdf2|pkcs\d{0,2}|poly1305|rfc\d{3,5}"
    r"|rsa(?:1024|2048|3072|4096)?|saml2?|scram|scrypt|secp\d{3}[kr]1|sha(?:[123]|224|256|384|512)?|ssh2?|sslv?\d?"
    r"|utf(?:8|16|32)?(?:[bl]e)?|wpa[23]?|x(?:25519|448|509)|cbc|ctr|ecb|eap|gcm|oaep|psk|1password|auth0|\d{0,5}"
)


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
        and not all(map(_STANDARD.fullmatch, map(str.lower, parts)))
    )


def is_told_password(value: str) -> bool:
    """Distinguish a password from a word of prose where no sign announces it, as in `the password is ...`."""
    return (
        is_password(value)
        and _DIGIT.search(value) is not None
        and _ADDRESS.match(value) is None
        and not all(map(_WORD.fullmatch, _JOINT.split(value.rstrip("!?"))))
    )


def is_password_or_number(value: str) -> bool:
    """Take a number for a password, too, unless it is a day or a round number."""
    if not value.isdecimal():
        return is_password(value)
    return is_meant(value) and not _PLAIN_DATE.fullmatch(value) and not value.endswith("000")


def is_key(value: str) -> bool:
    """Distinguish a key from words, paths, dates and versions."""
    return (
        is_meant(value)
        and "://" not in value
        and _DATE.search(value) is None
        and _LETTER.search(value) is not None
        and not all(map(_WORD.fullmatch, _JOINT.split(value)))
    )


def is_credential(value: str) -> bool:
    """Whether the value of a header is more than words: letters of both cases, or a digit, in no order of prose."""
    inner = value[1:]
    mixed = inner.lower() != inner and sum(map(str.isupper, value)) > 1
    return is_meant(value) and (mixed or any(map(str.isdigit, value)))


def is_basic(value: str) -> bool:
    """Whether *value* is what a user and a password become in a header."""
    try:
        decoded = binascii.a2b_base64(value + "=" * (-len(value) % 4), strict_mode=True)
    except ValueError:
        return False
    return b":" in decoded and decoded.isascii() and decoded.decode().isprintable()


def is_in_url(value: str) -> bool:
    """Distinguish a token from a word behind `?token=`."""
    letters = _LETTER.search(value)
    mixed = value.lower() != value != value.upper()
    return bool(letters and is_meant(value) and (mixed or any(map(str.isdigit, value))))
