"""What the text of a row leads to: other rows, which become ids, and files, which come along."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote, unquote

from srr.importers.pages.attachments import refusal
from srr.importers.pages.passages import Link, relinked
from srr.importers.source import OTHER_ROW
from srr.language import Text
from srr.schema.kinds import KINDS
from srr.text.spelling import normal_form

ASSETS = "assets"
"""The folder beside the records that holds a folder of files for each of them."""

_ADDRESS = r"(?:[^()\s]|\([^()\s]*\))+"
_LINK = re.compile(
    rf"(?P<image>!?)\[(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\((?P<address>{_ADDRESS})\)"
)
_UNFIT = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80

_LEFT = Text("{name}: {why}", "{name}: {why}")


class Attached(NamedTuple):
    """The files that come along by their path in the registry, each with the address that a text of the source uses.

    *left* says which do not.
    """

    files: Mapping[str, bytes]
    addresses: Mapping[str, str]
    left: tuple[Text, ...] = ()


def attached(files: Mapping[str, bytes], record_id: str) -> Attached:
    """Return *files*, by the address in the text, as those of the record *record_id*."""
    taken: dict[str, bytes] = {}
    addresses: dict[str, str] = {}
    left: list[Text] = []
    folder = f"{KINDS['risk'].folder}/{ASSETS}/{record_id}"
    for address, content in files.items():
        name = PurePosixPath(unquote(address)).name
        if why := refusal(name, content):
            left.append(_LEFT.fill(name=name, why=why))
            continue
        path = next(
            path
            for each in _names(name)
            if taken.get(path := f"{folder}/{each}", content) == content
            and not _is_taken_in_another_case(path, taken)
        )
        taken[path] = content
        addresses[unquote(address)] = quote(path.partition("/")[2])
    return Attached(taken, addresses, tuple(left))


def _names(name: str) -> Iterator[str]:
    """Yield the names that a file may have: its own without what a system or a shell trips over, then numbered ones."""
    stem, dot, suffix = _UNFIT.sub("-", name).lstrip(".-").rpartition(".")
    stem, ending = (stem, f".{suffix}") if dot and len(suffix) < 10 else (stem + dot + suffix, "")
    stem = stem.strip("-.")[:_LONGEST_NAME] or "file"
    yield f"{stem}{ending}"
    yield from (f"{stem}-{number}{ending}" for number in range(2, 10_000))


def _is_taken_in_another_case(path: str, taken: Mapping[str, bytes]) -> bool:
    return any(other != path and normal_form(other) == normal_form(path) for other in taken)


def with_links(text: str, ids: Mapping[str, str], found: Attached) -> str:
    """Return *text* with the ids of records for the rows that it leads to, and with the new addresses of files."""

    def said(link: Link) -> str:
        address = unquote(link.address)
        key = address.removeprefix(OTHER_ROW)
        if key != address and key in ids:
            return f"[{link.words}]({ids[key]}.md)"
        if address in found.addresses:
            return f"{'!' if link.is_image else ''}[{link.words}]({found.addresses[address]})"
        return link.whole

    return relinked(text, said) if "](" in text else text


def without_lost_links(text: str, known: Collection[str]) -> str:
    """Return *text* with the words alone of a link to a row that is not among the *known*."""

    def said(link: Link) -> str:
        key = unquote(link.address)
        is_lost = key.startswith(OTHER_ROW) and key.removeprefix(OTHER_ROW) not in known
        return link.words if is_lost else link.whole

    return relinked(text, said) if OTHER_ROW in text else text
