"""Bytes to text, and the characters that a reader would not see."""

import pytest

from srr.documents.encoding import decode


@pytest.mark.parametrize("code", [0x08, 0x0B, 0x0E, 0x1F, 0x7F])
def test_a_control_character_is_a_fault_in_plain_ascii(code: int) -> None:
    text, faults, _ = decode(b"a" + bytes([code]) + b"b\n")
    assert text == f"a{chr(code)}b\n"
    assert [fault.span.start for fault in faults] == [1]


def test_what_is_printed_and_ends_lines_is_none() -> None:
    assert decode(b" ~\t\n") == (" ~\t\n", [], True)
