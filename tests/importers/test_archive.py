"""What an archive may hold, and the one sentence about what it may not."""

import struct
import zipfile
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.notion import zipped
from srr.importers import archive
from srr.importers.archive import opened
from srr.importers.source import Unreadable


def refusal(raw: bytes) -> str:
    """Return what is said of an archive, which is read to its end."""
    with pytest.raises(Unreadable) as refused:
        dict(opened("export.zip", {"export.zip": raw}))
    assert refused.value.said.ja != refused.value.said.en
    assert "\n" not in refused.value.said.en
    return refused.value.said.en


def files(raw: bytes) -> dict[str, bytes]:
    """Return what an archive holds."""
    return dict(opened("export.zip", {"export.zip": raw}))


def packed(entries: Iterable[tuple[str | ZipInfo, bytes]], method: int = ZIP_DEFLATED) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", method) as written:
        for entry, raw in entries:
            written.writestr(entry, raw)
    return held.getvalue()


def named(name: bytes, flag: int = 0) -> bytes:
    """Return an archive with a file whose name is these bytes."""
    raw = zipped({"a" * len(name): b"text"})
    raw = raw.replace(b"a" * len(name), name)
    at = raw.index(b"PK\x01\x02")
    local = raw[:6] + struct.pack("<H", flag) + raw[8:at]
    return local + raw[at : at + 8] + struct.pack("<H", flag) + raw[at + 10 :]


def marked(flag: int) -> bytes:
    """Return an archive whose one entry has a flag."""
    return named(b"a", flag)


def with_sizes(raw: bytes, size: int) -> bytes:
    """Return *raw* with another size told of its one file."""
    at = raw.index(b"PK\x01\x02")
    return (
        raw[:22]
        + struct.pack("<I", size)
        + raw[26 : at + 24]
        + struct.pack("<I", size)
        + raw[at + 28 :]
    )


@each_case(
    ("name", "flag", "path"),
    [
        ("リスク.md".encode(), 0, "リスク.md"),
        ("リスク.md".encode(), 0x800, "リスク.md"),
        ("リスク.md".encode("cp932"), 0, "リスク.md"),
        ("’s.md".encode(), 0, "’s.md"),
        ("プ".encode().join((b"", b".md")), 0, "プ.md"),
        ("プ.md".encode(), 0x800, "プ.md"),
        (b"\x81.md", 0, "ü.md"),
        (b"a\\b.md", 0, "a/b.md"),
        (b"./a//b.md", 0, "a/b.md"),
    ],
)
def test_names_are_read_in_the_encoding_that_they_are_written_in(
    name: bytes, flag: int, path: str
) -> None:
    assert files(named(name, flag)) == {path: b"text"}


@each_case(
    ("raw", "words"),
    [
        (b"", "export.zip is not a whole ZIP archive"),
        (b"Name,Status\r\n", "export.zip is not a whole ZIP archive"),
        (zipped({"a": b"text" * 100})[:-30], "export.zip is not a whole ZIP archive"),
        (zipped({"a": b"text" * 100})[:40], "export.zip is not a whole ZIP archive"),
        (named(b"../a.md"), "holds ../a.md, a path that leads out of its folder"),
        (named(b"a/../../b"), "holds a/../../b, a path that leads out"),
        (named(b"..\\a.md"), "holds ../a.md, a path that leads out"),
        (named(b"/etc/passwd"), "holds /etc/passwd, a path that leads out"),
        (named(b"C:\\a.md"), "holds C:/a.md, a path that leads out"),
        (named(b"a.md\0/../.."), "a path that leads out"),
        (marked(0x1), "is protected by a password"),
        (packed([("a", b"x")], ZIP_BZIP2), "a in export.zip is packed in a way"),
        (with_sizes(zipped({"a": b"text" * 9}), 9), "a in export.zip is damaged"),
        (zipped({"a": b"text" * 9}).replace(b"PK\x03\x04", b"PK\x03\x05"), "is damaged"),
    ],
)  # fmt: skip
def test_what_no_export_holds_is_refused_in_one_sentence(raw: bytes, words: str) -> None:
    assert words in refusal(raw)


def test_a_symbolic_link_is_refused() -> None:
    entry = ZipInfo("a.md")
    entry.external_attr = 0o120777 << 16
    raw = packed([(entry, b"/etc/passwd")])
    assert "holds a symbolic link, a.md" in refusal(raw)


def test_too_many_files_are_refused_wherever_they_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    assert archive.MOST_FILES == 20_000
    monkeypatch.setattr(archive, "MOST_FILES", 20)
    half, other = ({f"{side}{number}": b"" for number in range(11)} for side in "ab")
    message = "holds more than the 20 files that srr reads"
    assert message in refusal(zipped(half | other))
    assert message in refusal(zipped({"1.zip": zipped(half), "2.zip": zipped(other)}))
    assert len(files(zipped({"1.zip": zipped(half)}))) == 11


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_unpacked", pytest.fail)
    small = zipped({"a": b"text"})
    assert "unpacks to more than 100 times its size" in refusal(with_sizes(small, 30 * 2**20))
    assert "holds more than the 200 MiB that srr reads" in refusal(with_sizes(small, 201 * 2**20))


def test_what_the_parts_hold_counts_together() -> None:
    part = with_sizes(zipped({"a": b"text"}), 9 * 2**20)
    whole = {f"{number}.zip": part for number in range(25)}
    assert "holds more than the 200 MiB" in refusal(zipped(whole))


def test_two_files_of_one_name_must_be_the_same() -> None:
    def twice(second: bytes) -> bytes:
        with pytest.warns(UserWarning, match="Duplicate name"):
            return packed([("a", b"1"), ("a", second)])

    assert files(twice(b"1")) == {"a": b"1"}
    assert "holds two different files named a" in refusal(twice(b"2"))


def test_parts_are_opened_and_attachments_are_not() -> None:
    inner = zipped({"in.md": b"in"})
    held = files(
        zipped(
            {
                "Part.ZIP": zipped({"b.md": b"b", "deep.zip": inner}),
                "Top/Export-1-Part-2.zip": zipped({"c.md": b"c"}),
                "Page/data.zip": inner,
                "Page/sub/x-Part-1.zip": inner,
            }
        )
    )
    assert set(held) == {"b.md", "deep.zip", "c.md", "Page/data.zip", "Page/sub/x-Part-1.zip"}


def test_what_systems_add_is_not_read() -> None:
    added = ("__MACOSX/._a", "._a", "x/.DS_Store", "Thumbs.db", "desktop.ini")
    assert files(zipped(dict.fromkeys((*added, "a"), b""))) == {"a": b""}
    assert set(opened("x", dict.fromkeys((*added, "a"), b""))) == {"a"}


@given(st.binary(max_size=400), st.data())
def test_no_bytes_raise_anything_else(noise: bytes, data: st.DataObject) -> None:
    raw = zipped({"リスク.md": noise, "b.zip": zipped({"c": noise[:20]})})
    at = data.draw(st.integers(0, len(raw) - 1))
    broken = raw[:at] + data.draw(st.binary(max_size=4)) + raw[at + data.draw(st.integers(0, 4)) :]
    for given_bytes in (noise, broken):
        try:
            found = dict(opened("x", {"x.zip": given_bytes}))
        except Unreadable:
            continue
        assert all(isinstance(raw, bytes) for raw in found.values())


def test_the_limit_of_zip64_is_no_other_one() -> None:
    held = BytesIO()
    with ZipFile(held, "w") as written, written.open("a", "w", force_zip64=True) as entry:
        entry.write(b"text")
    assert files(held.getvalue()) == {"a": b"text"}
    assert zipfile.is_zipfile(BytesIO(held.getvalue()))
