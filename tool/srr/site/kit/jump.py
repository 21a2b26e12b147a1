"""Where the record of an id is, for a browser that leads to it as soon as the id is typed."""

import re
from collections.abc import Iterable

from srr.schema.kinds import KINDS
from srr.site.kit.html import Html, element, join
from srr.site.kit.page import Urls
from srr.site.kit.site import Site

_FEWEST_DIGITS = 4


def jumps(site: Site) -> Html:
    """Return, for each kind of record, the address of such a page and the numbers that there are."""
    urls = Urls(site.urls.directories)
    rows = []
    for kind in KINDS.values():
        numbers = sorted(_numbers(site, kind.prefix, kind.folder))
        place = urls.of(f"{kind.folder}/{kind.prefix}-0000.md")
        if numbers:
            rows.append(
                element(
                    "span",
                    hidden=True,
                    data_ids=kind.prefix,
                    data_place=place,
                    data_numbers=ranges(numbers),
                )
            )
    return join(*rows)


def _numbers(site: Site, prefix: str, folder: str) -> Iterable[int]:
    shape = re.compile(rf"{folder}/{prefix}-([0-9]{{{_FEWEST_DIGITS},9}})\.md")
    for path in site.registry.by_path:
        found = shape.fullmatch(path)
        if found and site.page_at[path] == path and f"{int(found[1]):04}" == found[1]:
            yield int(found[1])


def ranges(numbers: Iterable[int]) -> str:
    """Return sorted *numbers* in short, such as `1-16 18`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return " ".join("-".join(map(str, run)) for run in runs)
