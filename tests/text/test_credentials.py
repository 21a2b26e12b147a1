import pytest

from kit.cases import each_case
from kit.growth import in_proportion
from kit.secrets import word
from srr.text.credentials import find, mask, may_hold_secret

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"

TOKEN = "ghp_" + word(36)

HARMLESS = [
    "the password: incorrect ones are refused",
    "password: required",
    "パスワード: 未設定",
    "password reset mails come late",
    "token: 500 tokens a minute",
    "https://example.com/search?q=token&page=2",
    "https://example.com/feed?page_token=3",
    "https://user:${PASSWORD}@example.com/",
    "https://example.com/?token=<your token>",
    "https://example.com/?token=****",
    "https://example.com:8080/@ura",
    "https://example.com:8080、担当は@ura",
    "https://example.com:8080（@ura）",
    "http://localhost:3000, @ura",
    "http://localhost:3000,see@ura",
    "https://example.com:8080;ura@example.com",
    "Reset the password:\n2026-01-14 12:00 for all shops",
    "The password:\n- must-have-8-characters\n- never 12345678",
    "the token begins with ghp_\nand goes on",
    "mail ura@example.com, see https://example.com/a:b",
    "api_key: ${API_KEY_FROM_THE_VAULT}",
    "the access key: documented-in-the-runbook",
    "AKIA is how an AWS key begins, ghp_ a GitHub token",
    "skxoxb- is no token, nor is eyJ.eyJ.x",
    "created: 2026-01-14, breaks_when: key_rows > 900",
    "the key: everything hangs on https://example.com/orders/2026-01-14",
]

SECRETS = {
    "an AWS access key": ("AKIA" + "IOSFODNN7QZ3LT5W", "ASIA" + "IOSFODNN7QZ3LT5W"),
    "a GitHub token": (
        "ghp_" + LETTERS,
        "ghs_" + LETTERS,
        "github_pat_" + LETTERS.replace("m", "_"),
    ),
    "a Slack token": ("xoxb-" + "12345678901-abcdefghij", "xoxp-" + "1234567890-abc"),
    "a Slack webhook": ("T00000000/B00000000/" + "XyXyXyXyXyXyXyXyXyXyXyXy",),
    "a Google API key": ("AIza" + LETTERS[1:],),
    "a JSON web token": (
        "eyJ" + "hbGciOiJIUzI1NiJ9.eyJ" + "zdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmN",
    ),
    "a password in a URL": ("hunter2",),
    "a token in a URL": ("abcd1234efgh",),
    "a password": ("S0mmer-2026!",),
    "a key": ("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",),
}
AROUND = {
    "a Slack webhook": ("https://hooks.slack.com/services/{}",),
    "a password in a URL": (
        "postgres://orders:{}@db.example.com/orders",
        "see https://u:{}@h/ there",
    ),
    "a token in a URL": (
        "https://example.com/d?from=1&token={}&to=2",
        "(https://example.com/d?sig={})",
        "https://s3.example.com/f?X-Amz-Signature={}",
        "https://g.example.com/f?x-goog-signature={}",
        "https://example.com/d?api_key={}",
        "https://example.com/#access_token={}",
    ),
    "a password": ("password: {}", "DB_PASSWORD={}", 'Password = "{}"', "passwd：{}"),
    "a key": ("aws_secret_access_key = {}", "api_key: {}", "client_secret={}", '"token": "{}"'),
}
CASES = [
    (kind, around, secret)
    for kind, secrets in SECRETS.items()
    for around in AROUND.get(kind, ("{}", "in a log: {}, twice", "値は{}です"))
    for secret in secrets
]


def test_prose_placeholders_and_plain_links_hold_no_secret() -> None:
    assert [text for text in HARMLESS if find(text) or mask(text) != text] == []


def test_a_secret_is_found_where_it_stands() -> None:
    found = [
        [(found.kind.en, text[found.start : found.end]) for found in find(text)]
        for text in (around.format(secret) for _, around, secret in CASES)
    ]
    assert found == [[(kind, secret)] for kind, _, secret in CASES]


def test_the_quick_look_never_misses_a_secret() -> None:
    texts = (around.format(secret) for _, around, secret in CASES)
    assert [text for text in texts if not may_hold_secret(text)] == []


def test_a_mask_hides_the_secret_and_moves_nothing() -> None:
    masked = [mask(around.format(secret)) for _, around, secret in CASES]
    assert masked == [around.format("*" * len(secret)) for _, around, secret in CASES]
    assert [mask(text) for text in masked] == masked


def test_a_private_key_is_hidden_line_by_line() -> None:
    key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIB\n-----END RSA PRIVATE KEY-----"
    assert mask(f"a\n{key}\nb") == f"a\n{'*' * 31}\n{'*' * 8}\n{'*' * 29}\nb"


def test_a_private_key_without_an_end_is_found_by_its_first_line() -> None:
    assert [found.kind.en for found in find("-----BEGIN PRIVATE KEY-----\nMIIE")] == [
        "a private key"
    ]


def test_two_secrets_in_one_line_are_both_hidden() -> None:
    text = "https://u:hunter2@example.com/?token=abcd1234 and https://example.com/"
    assert mask(text) == "https://u:*******@example.com/?token=******** and https://example.com/"


def test_a_secret_within_another_is_one() -> None:
    assert len(find(f"password: ghp_{LETTERS}")) == 1


def test_text_that_cannot_be_encoded_is_masked_too() -> None:
    assert mask("\ud800 password: S0mmer-2026") == "\ud800 password: ***********"


BELOW = (
    *("password:\n{}\n", "password:\r\n\r\n  {}", "- password:\n  - {}\n", "> password:\n> {}\n"),
    *(
        "password:\n```sh\n{}\n```",
        "**Password**:\n`{}`",
        "## Password\n\n{}\n",
        "パスワード：\n{}",
    ),
    *('{"password":\n  "{}"}', "- name: DB_PASSWORD\n  value: {}", "<password>\n{}\n</password>"),
)


@each_case("around", BELOW)
def test_a_value_on_the_line_below_its_name_is_found(around: str) -> None:
    text = around.replace("{}", "S0mmer-2026")
    assert may_hold_secret(text)
    assert mask(text) == around.replace("{}", "*" * 11)


TOKEN = "ghp_" + LETTERS


@each_case(
    "written",
    [
        TOKEN.replace("_", "\\_"),
        TOKEN.replace("_", "&#95;"),
        TOKEN.replace("_", "&lowbar;"),
        f"{TOKEN[:15]}\u200b{TOKEN[15:]}",
        f"{TOKEN[:15]}\n{TOKEN[15:]}",
        f"{TOKEN[:15]}\\\r\n>  {TOKEN[15:]}",
        f"ghp\\_\n{LETTERS}",
    ],
)
def test_a_token_is_found_however_markdown_writes_it(written: str) -> None:
    text = f"a {written} b"
    assert may_hold_secret(text)
    assert [found.kind.en for found in find(text)] == ["a GitHub token"]
    masked = mask(text)
    assert len(masked) == len(text)
    assert set(masked[2:-2]) <= set("*\r\n")


def test_a_token_that_a_name_announces_is_found_whole_over_two_lines() -> None:
    text = f"the token is {TOKEN[:30]}\n{TOKEN[30:]} b"
    assert mask(text) == f"the token is {'*' * 30}\n{'*' * (len(TOKEN) - 30)} b"


def test_a_word_below_a_whole_token_is_no_part_of_it() -> None:
    assert mask(f"{TOKEN}\nThen") == f"{'*' * len(TOKEN)}\nThen"
    assert mask(f"the token is {TOKEN}\nThen") == f"the token is {'*' * len(TOKEN)}\nThen"


LONG_ROWS = (
    *("password:\n", "\\_", "&amp;", "\u200b", "ghp_\n", "| password |\n|---|\n", "password value"),
    *(
        "eyJ",
        "eyJ" + "a" * 15 + ".",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n",
    ),
    *("-----BEGIN PRIVATE KEY-----\n" + "A" * 40 + "\n", "-----END PRIVATE KEY-----", "://a:"),
    *("://a:b@", "token=", "?token=abcdef1", "password:", "token" + "_" * 20 + " " * 20, "xox"),
    *("curl -u a:b ", "curl -u ", "glpat-", "SG." + "a" * 20 + ".", "pypi-" + "a-" * 30, "|", "\\"),
    *(
        "password is ",
        "password of x ",
        "password (a",
        "passwordは",
        "id/pw: a / ",
        "password: 123456",
    ),
    *(
        "cookie=a1b2c3d4e5f6g7",
        "cookie: a=a1b2c3d4e5f6g7; ",
        "cookie ",
        "a=a1b2c3d4e5f6g7; ",
        "a**b",
    ),
    *(
        "create user identified by x ",
        "set password for x ",
        "://a:b/",
        "://a:/@",
        "://a:b@c/",
        "a`b",
    ),
)


@pytest.mark.parametrize("piece", LONG_ROWS)
def test_a_long_row_of_beginnings_takes_time_in_proportion_to_its_length(piece: str) -> None:
    few, many = (piece * (size // len(piece)) for size in (10_000, 80_000))
    assert in_proportion(find, few, many)


def test_each_of_many_private_keys_is_found_once() -> None:
    key = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n"
    open_end = "-----BEGIN PRIVATE KEY-----\n" + "A" * 40 + "\n\nwords\n"
    text = open_end + key * 3 + open_end
    assert [text[start:end].count("BEGIN") for start, end, _ in find(text)] == [1] * 5
    assert "A" * 40 not in mask(text)
    assert "words" in mask(text)


def test_secrets_that_overlap_are_hidden_from_the_first_to_the_last_character() -> None:
    text = "https://example.com/?token=abc123;password=S0mmer-2026 done"
    assert mask(text).endswith("* done")
    assert "2026" not in mask(text)


@pytest.mark.parametrize(
    "text",
    [
        f"gh[{TOKEN[2:]}](https://example.com)",
        f"~~gh~~{TOKEN[2:]}",
        f"[gh](https://example.com/x){TOKEN[2:]}",
        f"gh![p_{TOKEN[4:20]}](a.png){TOKEN[20:]}",
    ],
)
def test_a_token_that_markdown_puts_together_is_hidden(text: str) -> None:
    assert may_hold_secret(text)
    assert TOKEN[-9:] not in mask(text)
    assert len(mask(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        (f"https://example.com/?t=ghp%5F{TOKEN[4:]}", TOKEN[4:]),
        (f"https://example.com/?next=%2F%3Ft%3Dghp%255f{TOKEN[4:]}", TOKEN[4:]),
        ("https://sso.example.com/?next=https%3A%2F%2Fuser%3As0mmer%40db", "s0mmer"),
        ("https://sso.example.com/?next=%2Fx%3Fpassword%3Ds0mmer26", "s0mmer26"),
    ],
)
def test_a_secret_that_an_address_encodes_is_hidden(text: str, hidden: str) -> None:
    assert may_hold_secret(text)
    assert hidden not in mask(text)
    assert mask(text).startswith("https://")


@pytest.mark.parametrize(
    "text",
    [
        "https://sso.example.com/?next=https%3A%2F%2Fdb.example.com%3A5432%2F%40ura",
        "https://example.com/?q=%E3%83%91%E3%82%B9%E3%83%AF%E3%83%BC%E3%83%89%3A%20reset",
        "passwords[0](see below)x, tokens[i][j]k",
    ],
)
def test_an_address_or_an_index_without_a_secret_stays(text: str) -> None:
    assert mask(text) == text
