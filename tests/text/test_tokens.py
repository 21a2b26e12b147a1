"""Tokens that are known by how they begin, and the quick looks that come before the search."""

import pytest

from srr.text.tokens import candidates, may_hold, may_wrap

BODY = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
TOKEN = f"ghp_{BODY}"


def found(text: str) -> list[str]:
    return [text[secret.start : secret.end] for secret in candidates(text)]


@pytest.mark.parametrize("text", [TOKEN, f"a {TOKEN}", f"{TOKEN} b", f"({TOKEN})", f"x\n{TOKEN}\n"])
def test_a_token_is_seen_at_once_wherever_it_stands(text: str) -> None:
    assert may_hold(text)
    assert found(text) == [TOKEN]


@pytest.mark.parametrize(
    "text", ["", "words", "ghp_", f"x{BODY}", f"ghp_ {BODY[:16]}", "a" * 17, f"{'x ' * 40}ghp_"]
)
def test_what_no_token_begins_or_none_goes_on_is_passed_over(text: str) -> None:
    assert not may_hold(text)


def test_a_beginning_counts_close_before_a_long_run_of_letters() -> None:
    assert may_hold("hvs." + "." * 56 + BODY)
    assert not may_hold("hvs." + "." * 57 + BODY)


def test_a_second_run_of_letters_is_looked_at_too() -> None:
    assert may_hold(f"{'z' * 17} and {'y' * 17} and {TOKEN}")


@pytest.mark.parametrize("cut", [4, 5, 10, 20, 35])
@pytest.mark.parametrize("end", ["\n", "\\\r\n", "\r\n>  "])
def test_a_token_that_goes_on_in_the_next_line_is_seen_at_once(cut: int, end: str) -> None:
    assert may_wrap(f"See {TOKEN[:cut]}{end}{TOKEN[cut:]}")
    assert may_wrap(f"First line\n{TOKEN[:cut]}{end}{TOKEN[cut:]} and more")


@pytest.mark.parametrize(
    "text",
    [
        "",
        TOKEN,
        "one line\nand another",
        f"ghp_\n{BODY[:12]}",
        f"ghp_ x\n{BODY}",
        f"ghp_\n\n{BODY}",
        f"{'z' * 20}\n{BODY}",
    ],
)
def test_other_lines_are_passed_over(text: str) -> None:
    assert not may_wrap(text)


def test_only_the_end_of_the_line_above_can_begin_a_token() -> None:
    assert may_wrap(f"hvs.{'a' * 56}\n{BODY}")
    assert not may_wrap(f"hvs.{'a' * 57}\n{BODY}")


@pytest.mark.parametrize("text", [f"{TOKEN}Z9", f"x{TOKEN}z"])
def test_a_letter_behind_a_token_is_part_of_it_or_it_is_none(text: str) -> None:
    assert found(text) in ([], [text], [text.removeprefix("x")])


@pytest.mark.parametrize("before", ["x", "9"])
def test_a_letter_before_a_beginning_that_may_end_a_word_makes_it_none(before: str) -> None:
    key = "AKIA" + "IOSFODNN7QZ3LT5W"
    assert found(f"({key})") == [key]
    assert found(f"({before}{key})") == []
    # What no word ends with is a token wherever it stands.
    assert TOKEN in found(f"{before}{TOKEN}")


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (TOKEN, ("a GitHub token", "GitHub のトークン")),
        ("AKIA" + "IOSFODNN7QZ3LT5W", ("an AWS access key", "AWS のアクセスキー")),
        ("ATBB" + BODY[:32], ("a Bitbucket token", "Bitbucket のトークン")),
        ("xai-" + BODY * 2, ("an xAI key", "xAI のキー")),
        ("AIza" + BODY[:35], ("a Google API key", "Google の API キー")),
    ],
)
def test_a_token_is_named_in_both_languages(written: str, kind: tuple[str, str]) -> None:
    (secret,) = candidates(f"({written})")
    assert secret.kind == kind


def test_the_parts_on_both_lines_count_and_not_the_space_before_them() -> None:
    assert may_wrap(f"x hvs.{'a' * 4}\n{'b' * 9}")
    assert not may_wrap(f"x hvs.{'a' * 4}\n{'b' * 8}")


def test_few_different_letters_are_a_placeholder() -> None:
    assert found("ghp_" + "xxxxxxxxxxxx1111xxxxxxxxxxxx1111xxxx") == []
