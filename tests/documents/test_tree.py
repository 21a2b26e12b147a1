"""What stands in a folder in the place of a file that is not read."""

import pytest

from srr.documents.tree import MOST_BYTES, NotAFile, too_large

MIB = 1024 * 1024


@pytest.mark.parametrize(
    ("size", "shown"),
    [(MIB, "1 MiB"), (MIB + 1, "2 MiB"), (2 * MIB, "2 MiB"), (200_000_000, "191 MiB")],
)
def test_a_large_file_is_measured_in_whole_mebibytes_rounded_up(size: int, shown: str) -> None:
    assert too_large(size) == NotAFile("too-large", shown)


def test_a_file_just_too_large_to_read_is_not_said_to_be_of_the_size_that_is() -> None:
    assert too_large(MOST_BYTES + 1).detail == "17 MiB"
    assert too_large(MOST_BYTES).detail == "16 MiB"


def test_what_is_no_file_may_say_no_more_than_its_kind() -> None:
    assert NotAFile("directory").detail == ""
