"""The rules of the `file` and `front-matter` families."""

from datetime import date

import pytest

from kit.cases import each_case
from kit.examples import record, tree
from kit.judging import RULES, carets, judged, messages
from srr.documents.edit import Normalise
from srr.documents.tree import NotAFile, Tree
from srr.language import Text
from srr.lint.engine import check
from srr.lint.finding import Finding, Place, Severity
from srr.lint.rules import front_matter_missing, front_matter_syntax
from srr.records.registry import read_registry
from srr.schema.settings import Settings

TODAY = date(2026, 2, 2)


def judge(name: str, files: Tree) -> tuple[Finding, ...]:
    return check(read_registry(files, Settings()), Settings(), TODAY, (RULES[name],)).findings


@each_case(
    "path",
    ["risks/SRR-0001.md", "risks/SRR-12345.md", "postmortems/PM-0001.md", "risks/a/SRR-0001.md"],
)
def test_a_file_that_is_named_by_its_id_gives_no_finding(path: str) -> None:
    assert judge("file-name", tree("title: x", path)) == ()


@each_case(
    ("path", "said"),
    [
        ("risks/SRR-0003-memory.md", "rename it to SRR-0003.md"),
        ("risks/srr-0003.md", "rename it to SRR-0003.md"),
        ("risks/SRR-0003.MD", "rename it to SRR-0003.md"),
        ("risks/SRR-0003.txt", "rename it to SRR-0003.md"),
        ("risks/SRR-3.md", "rename it to SRR-0003.md"),
        ("risks/ＳＲＲ－０００３.md", "rename it to SRR-0003.md"),
        ("risks/memory.md", "rename it to SRR-0003.md"),
        ("postmortems/2026-01-20.md", "rename it to PM-0001.md"),
    ],
)
def test_another_name_is_told_the_right_one(path: str, said: str) -> None:
    (finding,) = judge("file-name", {path: record("risks/SRR-0003.md").encode()})
    assert finding.help
    assert finding.help.en == said


def test_each_badly_named_file_is_told_a_name_of_its_own() -> None:
    files = {
        f"risks/{name}": record(f"risks/{named}.md").encode()
        for name, named in (
            ("a.md", "old-1"),
            ("b.md", "SRR-0005"),
            ("c.md", "SRR-0005"),
            ("SRR-0007.md", "SRR-0007"),
            ("SRR-7-copy.md", "SRR-7"),
            ("d.md", "no"),
        )
    }
    found = {finding.path: finding.help for finding in judge("file-name", files)}
    assert {path: said.en for path, said in found.items() if said} == {
        "risks/a.md": "rename it to SRR-0009.md",
        "risks/b.md": "rename it to SRR-0005.md",
        "risks/c.md": "rename it to SRR-0010.md",
        "risks/SRR-7-copy.md": "rename it to SRR-0008.md",
        "risks/d.md": "rename it to SRR-0011.md",
    }


def test_an_id_that_is_not_the_files_name_is_reported_at_the_id() -> None:
    (finding,) = judged("file-name", "id: SRR-0002")
    assert (finding.key_path, finding.message.en) == (
        "id",
        "the id is SRR-0002, and the file is SRR-0001.md",
    )
    assert carets("file-name", "id: SRR-0002") == ["id: «SRR-0002»"]


def test_an_id_that_two_files_have_is_left_to_the_rule_about_that() -> None:
    assert judged("file-name", "title: a\nrisks/SRR-0002.md\nid: SRR-0001") == ()


@each_case("kind", ["symlink", "directory", "submodule", "unreadable"])
def test_what_is_no_plain_file_is_reported_under_its_path(kind: str) -> None:
    (finding,) = judge("file-type", {"risks/SRR-0001.md": NotAFile(kind, "why")})
    assert finding.path == "risks/SRR-0001.md"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("risks/2026/SRR-0001.md", "move it to risks/SRR-0001.md"),
        ("risks/PM-0001.md", "move it to postmortems/PM-0001.md"),
        ("postmortems/SRR-0001.md", "move it to risks/SRR-0001.md"),
    ],
)
def test_a_file_in_the_wrong_place_is_told_the_right_one(path: str, said: str) -> None:
    (finding,) = judge("file-type", {path: b""})
    assert finding.help
    assert finding.help.en == said


@each_case(
    ("raw", "message", "mended"),
    [
        (b"\xef\xbb\xbf---\nid: a\n---\n", "the file begins with a byte order mark, U+FEFF", True),
        (b"---\r\nid: a\n---\n", "the line endings are mixed: CRLF 1, LF 2", True),
        (b"---\nid: a\x00\n---\n", "there is a NUL character, U+0000", False),
        (
            "---\nid: a\u202e\n---\n".encode(),
            "there is a character that turns the direction of text, U+202E",
            False,
        ),
        (
            "---\nid: a\u200b\n---\n".encode(),
            "there is a character that nobody sees, U+200B",
            False,
        ),
        ("概要".encode("cp932"), "the file is not UTF-8; it looks like Shift_JIS", False),
        (b"\xff", "the file is not UTF-8", False),
    ],
)
def test_bytes_that_are_no_plain_text_are_told_and_mended_where_safe(
    raw: bytes, message: str, mended: bool
) -> None:
    (finding,) = judge("file-encoding", {"risks/SRR-0001.md": raw})
    assert finding.message.en == message
    assert finding.fix == ((Normalise(),) if mended else ())


def test_one_kind_of_line_ending_and_emoji_are_plain_text() -> None:
    assert (
        judge("file-encoding", {"risks/SRR-0001.md": "---\r\nid: 👩‍💻\r\n---\r\n".encode()}) == ()
    )


@each_case("sign", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_each_character_that_turns_the_direction_of_text_is_told_as_such(sign: str) -> None:
    raw = f"---\nid: a{sign}\n---\n".encode()
    (finding,) = judge("file-encoding", {"risks/SRR-0001.md": raw})
    assert finding.message.en == (
        f"there is a character that turns the direction of text, U+{ord(sign):04X}"
    )


@each_case("sign", "\u2028\u2029\u2060\u2065\u206a")
def test_the_invisible_ones_beside_them_are_told_as_that(sign: str) -> None:
    raw = f"---\nid: SRR-0001\n---\na{sign}\n".encode()
    (finding,) = judge("file-encoding", {"risks/SRR-0001.md": raw})
    assert finding.message.en == f"there is a character that nobody sees, U+{ord(sign):04X}"


def escaped(front_matter: str) -> list[str]:
    return messages("file-encoding", front_matter)


@pytest.mark.parametrize(
    ("front_matter", "said"),
    [
        (
            r'title: "pay \u202e 001"',
            ["stands for a character that turns the direction of text, U+202E"],
        ),
        (
            r'title: "pay \u200b 001 \x1b"',
            ["stands for a character that nobody sees, U+001B", "that nobody sees, U+200B"],
        ),
        (r'team: "nul\0"', ["stands for a character that nobody sees, U+0000"]),
        (r'owner: "a\u202eb"', ["that turns the direction of text, U+202E"]),
        (r'links: {chat: ["https://example.com/\x7f"]}', ["that nobody sees, U+007F"]),
        (r'"x_a\u200bb": 1', ["that nobody sees, U+200B"]),
    ],
)
def test_an_escape_for_a_character_that_nobody_sees_is_told_as_the_character_is(
    front_matter: str, said: list[str]
) -> None:
    found = escaped(front_matter)
    assert len(found) == len(said)
    assert all(words in message for message, words in zip(found, said, strict=True))


def test_the_key_of_an_escape_is_pointed_at() -> None:
    assert carets("file-encoding", r'team: "nul\0"') == [r'«team»: "nul\0"']


@pytest.mark.parametrize(
    "front_matter",
    [
        r'title: "a\tb \"c\" \\ \u3000 \u00e9"',
        r'title: "\U0001F469\u200d\U0001F4BB works"',
        r'scale_driver: "one\ntwo"',
        r"title: 'pay \u202e'",
        r"title: pay \u202e",
    ],
)
def test_other_escapes_are_plain_text(front_matter: str) -> None:
    assert escaped(front_matter) == []


def test_a_character_that_stands_there_as_it_is_is_told_once() -> None:
    assert escaped('title: "a{U+202E}b \\u202e"') == [
        "there is a character that turns the direction of text, U+202E"
    ]


def sized(body: str, **settings: int) -> list[str]:
    return messages("file-size", f"## Log\n{body}\n", settings=settings)


def test_the_limits_themselves_are_not_too_long() -> None:
    lines = "\n".join("a" for _ in range(200))
    assert sized("x" * 2000) == []
    assert sized(f"```\n{lines}\n```") == []


def test_what_is_longer_than_its_limit_is_measured() -> None:
    lines = "\n".join("a" for _ in range(201))
    assert sized("x" * 2001) == ["this line has 2001 characters, more than 2000"]
    assert sized(f"```\n{lines}\n```") == ["this block has 201 lines, more than 200"]
    assert carets("file-size", f"## Log\n```sh\n{lines}\n```\n") == ["«```»sh"]
    assert sized("line\n" * 400, size_limit=1) == ["the file has 3 KiB, more than 1"]
    assert carets("file-size", "## Log\n" + "line\n" * 400, settings={"size_limit": 1}) == ["«---»"]


def test_a_file_that_is_too_large_is_an_error_and_long_parts_are_not() -> None:
    (large,) = judged("file-size", f"## Log\n{'line ' * 400}\n", settings={"size_limit": 1})
    (long,) = judged("file-size", f"## Log\n{'x' * 2001}\n")
    assert (large.severity, long.severity) == (Severity.ERROR, Severity.WARNING)


def test_what_multiplies_when_rendered_is_measured() -> None:
    address = f"https://example.com/{'x' * 1000}"
    (found,) = judged("file-size", f"## Log\n\n[a]: {address}\n\n{'[a]' * 100}\n")
    assert (
        found.message.en == f"rendered, this adds {len(address) * 100} characters, more than 100000"
    )
    assert found.severity is Severity.WARNING
    fragment = f"## Log\n\n[a]: {address}\n\n{'[a]' * 100}\n"
    assert carets("file-size", fragment) == [f"«[»a]: {address}"]
    assert sized(f"\n[a]: {address}\n\n{'[a]' * 90}") == []


def test_a_conflict_is_reported_once_and_not_in_code() -> None:
    conflict = "<<<<<<< a\n1\n=======\n2\n>>>>>>> b"
    assert len(judged("file-conflict", f"## Plan\n{conflict}\n")) == 1
    assert judged("file-conflict", f"## Plan\n```\n{conflict}\n```\n\nTitle\n=======\n") == ()


@each_case(
    ("raw", "message"),
    [
        ("", "the file is empty"),
        ("# Title\n", "the file has no front matter"),
        ("\n---\nid: a\n---\n", "there is something before the first ---"),
        ("+++\nid = 1\n+++\n", "the front matter is TOML"),
        ("----\nid: a\n----\n", "---- is not a line of exactly three hyphens"),
        ("---\nid: a\n", "the front matter has no end"),
        ("---\nid: a\n...\n", "the front matter ends with ... instead of ---"),
        ("---\n---\n", "the front matter is empty"),
        ("---\n- a\n---\n", "the front matter is a list, not keys with values"),
    ],
)
def test_what_stands_instead_of_front_matter_is_named(raw: str, message: str) -> None:
    (finding,) = judge("front-matter-missing", {"risks/SRR-0001.md": raw.encode()})
    assert finding.message.en == message


@each_case(
    ("line", "message"),
    [
        ("owner: @ura", "a value cannot begin with @"),
        ("title: %CPU", "a value cannot begin with %"),
        ("title: `SELECT`", "a value cannot begin with a backtick"),
        ("title: API: limit", "the value contains ': '"),
        ('title: "open', "a quote is opened here and not closed"),
        ("title: [open", "a bracket is opened here and not closed"),
        (
            "title: issue #42 leak",
            "the value of title ends here: a # after a space begins a comment",
        ),
        (
            "holds_while: [a]\nrelated:\n  - SRR-0002\n  - SRR-0003 #42",
            "item 2 of related ends here: a # after a space begins a comment",
        ),
        ("status：未着手", "the colon after status is full-width"),
        ("status:\u00a0done", "the space here is U+00A0, which YAML does not know"),
        ("a: &x 1", "& makes an anchor, which a record cannot have"),
        ("a: !!python/x 1", "! makes a tag, which a record cannot have"),
        ("<<: {a: 1}", "<< merges other keys in, which a record cannot do"),
        ("404: x", "a key is a word, and 404 is none"),
    ],
)
def test_yaml_trouble_is_said_in_plain_words(line: str, message: str) -> None:
    raw = f"---\nid: SRR-0001\n{line}\n---\n".encode()
    assert message in [
        finding.message.en for finding in judge("front-matter-syntax", {"risks/SRR-0001.md": raw})
    ]


def test_every_word_about_front_matter_is_said_in_both_languages() -> None:
    tables = (
        front_matter_missing._MESSAGES,
        front_matter_syntax._SYNTAX,
        front_matter_syntax._FAULTS,
    )
    texts = [text for table in tables for pair in table.values() for text in pair]
    for text in (*texts, *front_matter_missing._SHAPES.values()):
        assert isinstance(text, Text)
        assert text.en.isascii()
        assert not text.ja.isascii()


@each_case(
    ("rule", "fragment", "line"),
    [
        ("file-name", "id: SRR-0002", "id: «SRR-0002»"),
        ("file-conflict", "## Plan\n<<<<<<< a\n=======\n>>>>>>> b", "«<<<<<<< a»"),
        ("file-encoding", "## Plan\na{U+200B}b", "a«\u200b»b"),
        ("file-size", "## Plan\n{U+0061 x 2001}", "«a»" + "a" * 2000),
        ("file-size", "## Plan\n```\n{U+000A x 201}```", "«```»"),
        ("front-matter-missing", "---\n- a\n---\n", "«- a»"),
        ("front-matter-missing", "---\nid: a\n...\n", "«...»"),
        ("front-matter-syntax", "---\nowner: @ura\n---\n", "owner: «@»ura"),
    ],
)
def test_it_points_at_the_place(rule: str, fragment: str, line: str) -> None:
    assert carets(rule, fragment) == [line]


@pytest.mark.parametrize("path", ["risks/SRR-3.md", "risks/2026/SRR-0003.md"])
def test_a_file_whose_place_or_name_is_wrong_is_reported_at_its_start(path: str) -> None:
    rule = "file-name" if path.count("/") == 1 else "file-type"
    (finding,) = judge(rule, {path: record("risks/SRR-0003.md").encode()})
    assert (finding.path, finding.place) == (path, Place(1, 1, 1, 4))


@each_case(
    ("kind", "message", "help_text"),
    [
        ("symlink", "risks/SRR-0001.md is a link to somewhere else", "put the file itself there"),
        ("directory", "risks/SRR-0001.md is a folder, not a file", "put the file itself there"),
        ("unreadable", "risks/SRR-0001.md cannot be read: why", "allow the file to be read"),
        ("socket", "risks/SRR-0001.md cannot be read: why", "allow the file to be read"),
        (
            "too-large",
            "risks/SRR-0001.md has why, more than the 16 MiB that srr reads",
            "keep what people read, and link to the rest",
        ),
    ],
)
def test_what_is_there_instead_of_a_file_is_named(kind: str, message: str, help_text: str) -> None:
    (finding,) = judge("file-type", {"risks/SRR-0001.md": NotAFile(kind, "why")})
    assert finding.help is not None
    assert (finding.message.en, finding.help.en) == (message, help_text)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("risks/a/SRR-0001.md", "a record lies straight in risks, not in a folder below"),
        ("risks/PM-0001.md", "this is the name of a postmortem, and risks is not its folder"),
        (
            "postmortems/SRR-0001.md",
            "this is the name of a risk, and postmortems is not its folder",
        ),
    ],
)
def test_why_a_file_is_in_the_wrong_place_is_said(path: str, message: str) -> None:
    (finding,) = judge("file-type", {path: b""})
    assert finding.message.en == message


def test_lines_that_together_are_long_are_no_long_line() -> None:
    assert sized("\n".join(["x" * 2000] * 3)) == []
    assert sized("x" * 1999 + "\n" + "x" * 2001) == [
        "this line has 2001 characters, more than 2000"
    ]


def test_a_file_of_exactly_the_limit_is_not_too_large() -> None:
    text = record("risks/SRR-0001.md")
    for extra, count in ((0, 0), (1, 1)):
        raw = (text + "\n" * (64 * 1024 - len(text) + extra)).encode()
        found = judge("file-size", {"risks/SRR-0001.md": raw})
        assert [finding.message.en for finding in found] == (
            ["the file has 65 KiB, more than 64"] * count
        )


def test_an_empty_id_is_left_to_the_rule_on_missing_fields() -> None:
    for written in ("id:", "id: ''", "id: ' '", "# no id"):
        assert judged("file-name", written) == ()
    assert messages("file-name", "id: 5") == ["the id is 5, and the file is SRR-0001.md"]
