"""What the search of the site looks through: a row for each record and page, small enough to be fetched at once.

A registry that grows loses the texts that matter least, those of closed records first; every record can still be found
by its id, its title, its names and its lever.
"""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from srr.insights.levers import WAYS, levers
from srr.records.concern import Concern
from srr.records.hints import says_something
from srr.records.postmortem import Postmortem
from srr.records.record import Record
from srr.records.risk import Risk
from srr.schema.fields import RISK_LABELS
from srr.site.kit.names import ids_of
from srr.site.kit.site import LEVERS, Site
from srr.site.pages.levers import TITLE
from srr.text.credentials import mask

PATH = "search/records.json"
LARGEST = 1_250_000
"""As many bytes as the records take at most, while there are texts that can be left out."""
TEASER = 220
"""As many characters of a text are shown with what was found."""

_RISK_TEXTS = (
    "summary",
    "next-action",
    "cause",
    "countermeasures",
    "plan",
    "log",
    "visits",
    "occurrences",
)
_POSTMORTEM_TEXTS = ("summary", "cause", "impact", "went-wrong", "follow-up", "timeline")
_CONCERN_TEXTS = ("reports",)
_LATER_WHEN_CLOSED = 4
_MARKUP = (
    # Code fences, tables and headings, list marks and quotes, links and images, emphasis, escapes.
    (re.compile(r"^\s*(?:`{3,}|~{3,}).*$|^[\s|:-]+$", re.MULTILINE), " "),
    (re.compile(r"^\s*(?:#{1,6}|[-*+]|\d+[.)]|>)\s+(?:\[[ xX]\]\s)?", re.MULTILINE), ""),
    (re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*\)"), r"\1"),
    (re.compile(r"\*\*|__|~~|`|\\(?=[!-/:-@\[-`{-~])|\|"), ""),
)
_TAG = re.compile(r"<[^>]*>")
_WIDE = re.compile(
    r"(?<=[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]) (?=[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60])"
)


class Row(NamedTuple):
    """One thing that can be found; *texts* are its texts with how early each is left out: 0 is never."""

    location: str
    id: str
    title: str
    names: str
    texts: tuple[tuple[int, str], ...]


def records(site: Site) -> Iterator[Row]:
    """Yield a row for each record, the most pressing risk first, and one for the levers of each service."""
    for risk in site.registry.ranked:
        names = (risk.owner, risk.team, risk.area, risk.service)
        yield _row(risk, names, tuple(_of_risk(risk, site)), site)
    for each in site.registry.postmortems:
        yield _row(each, (each.owner, *each.services), tuple(_of_postmortem(each)), site)
    for concern in site.registry.concerns:
        yield _row(concern, (concern.owner, concern.service), tuple(_of_concern(concern)), site)
    yield from _of_levers(site)


def with_pages(content: bytes, entries: Iterable[dict[str, str]]) -> bytes:
    """Return the file *content* with a row for each page of the theme's index, whose *entries* are sections."""
    return _dumped([*json.loads(content), *(_written(row, 0) for row in _pages(entries))])


def _pages(entries: Iterable[dict[str, str]]) -> Iterator[Row]:
    found: dict[str, tuple[str, list[str]]] = {}
    for entry in entries:
        location, _, section = entry["location"].partition("#")
        title, texts = _shown(entry["title"]), found.setdefault(location, ("", []))[1]
        if section:
            texts.append(title)
        else:
            found[location] = (title, texts)
        texts.append(_shown(entry["text"]))
    for location, (title, texts) in found.items():
        yield Row(location, "", title, "", ((0, " ".join(filter(None, texts))),))


def render(rows: Iterable[Row]) -> bytes:
    """Return the file: of each row its address, id, title and names, its text and how much of that is shown."""
    given = tuple(rows)
    left = LARGEST - len(_dumped([_written(row, 0) for row in given]))
    kept, sizes = 0, _sizes(given)
    while kept < len(sizes) and left >= sizes[kept]:
        left -= sizes[kept]
        kept += 1
    return _dumped([_written(row, kept) for row in given])


def _sizes(rows: Iterable[Row]) -> list[int]:
    """Return how many bytes the texts take that are kept first, those that are kept second, and so on."""
    sizes = [0] * (len(_RISK_TEXTS) + _LATER_WHEN_CLOSED)
    for row in rows:
        for rank, text in row.texts:
            if rank:
                sizes[rank - 1] += len(
                    json.dumps(text, ensure_ascii=False).encode(errors="replace")
                )
    return sizes


def _dumped(rows: list[list[str | int]]) -> bytes:
    # A lone surrogate cannot be encoded in UTF-8; JSON accepts it escaped.
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return text.encode(errors="backslashreplace")


def _written(row: Row, kept: int) -> list[str | int]:
    texts = [text for rank, text in row.texts if rank <= kept and text]
    shown = min(len(texts[0]), TEASER) if texts else 0
    return [row.location, row.id, row.title, row.names, " ".join(texts), shown]


def _row(
    record: Record, names: Iterable[str | None], texts: tuple[tuple[int, str], ...], site: Site
) -> Row:
    location = site.urls.of(site.page_at[record.path])
    return Row(location, record.id, record.title, " · ".join(filter(None, names)), texts)


def _of_risk(risk: Risk, site: Site) -> Iterator[tuple[int, str]]:
    ways = [(key, risk.data.get(key)) for key in WAYS]
    for key, text in ways:
        if isinstance(text, str):
            yield 0, f"{site.say(RISK_LABELS[key])}: {_plain(text)}"
    later = risk.status == "done"
    yield from _sections(risk, _RISK_TEXTS, later=later)
    # Who searches for an indicator finds what hangs on it.
    limits = [
        risk.data.get("breaks_when"),
        *(risk.acceptance.holds_while if risk.acceptance else ()),
    ]
    stated = " · ".join(limit for limit in limits if isinstance(limit, str))
    if stated:
        yield 2 + _LATER_WHEN_CLOSED * later, _plain(stated)


def _of_postmortem(each: Postmortem) -> Iterator[tuple[int, str]]:
    yield from _sections(each, _POSTMORTEM_TEXTS, later=each.status == "closed")
    yield 2, " ".join(action.do for action in each.actions if action.do)


def _of_concern(each: Concern) -> Iterator[tuple[int, str]]:
    yield from _sections(each, _CONCERN_TEXTS, later=not each.is_open)


def _sections(record: Record, keys: tuple[str, ...], *, later: bool) -> Iterator[tuple[int, str]]:
    for rank, key in enumerate(keys, start=1):
        text = record.section(key)
        if text and says_something(text):
            yield rank + _LATER_WHEN_CLOSED * later, _plain(text)


def _of_levers(site: Site) -> Iterator[Row]:
    found = levers(site.registry, site.today)
    for (service, group), name in zip(found.items(), ids_of(found, ("without",)), strict=True):
        location = f"{site.urls.of(LEVERS)}#{name}"
        symptoms = " · ".join(each.risk.title for each in group[:20])
        if service:
            names = " · ".join(
                site.say(words)
                for words in (TITLE, RISK_LABELS["containment"], RISK_LABELS["workaround"])
            )
            yield Row(location, "levers", service, names, ((0, symptoms),))


def _plain(text: str) -> str:
    for markup, instead in _MARKUP:
        text = markup.sub(instead, text)
    # Markup may have parted a secret, which is whole now.
    return mask(_WIDE.sub("", " ".join(text.split())))


def _shown(html: str) -> str:
    return mask(" ".join(unescape(_TAG.sub(" ", html)).split()))
