"""The body of a record out of the passages of a page and the columns of a table."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from srr.documents.body import blocks
from srr.documents.places import Span
from srr.importers.mapping.columns import plain_head
from srr.importers.source import Passage
from srr.language import Language
from srr.records.hints import HINTS
from srr.records.occurrences import parse_occurrence
from srr.records.visits import parse_visit
from srr.schema.columns import SECTION
from srr.schema.settings import Settings
from srr.schema.synonyms import SECTIONS
from srr.schema.vocabulary import RISK_SECTIONS
from srr.text.spelling import normal_form

_LOGS: Mapping[str, Callable[[str], object]] = {
    "visits": parse_visit,
    "occurrences": parse_occurrence,
}
_LEVEL, _DEEPEST = 2, 6
# Only what may hold a heading, code or a comment can swallow what stands behind it.
_MAY_SWALLOW = re.compile(r"```|~~~|<|^ {0,3}(?:#|=|-)|^[ >*+0-9.)-]*[#<`~]", re.MULTILINE)
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})", re.MULTILINE)
_TICKS = re.compile(r"`+")
_NUMBERED = re.compile(r"^\d{1,2}[.)．、:]?\s+|^[①-⑳]\s*")


class Part(NamedTuple):
    """A section: its *key* is that of the registry, `body:log`, or holds its own heading, `body:Impact on shops`."""

    key: str
    text: str


def parts(
    passages: Sequence[Passage], texts: Iterable[Part], settings: Settings
) -> tuple[Part, ...]:
    """Return the sections that *texts*, of the columns, and *passages*, of the page, make, in the order of a record."""
    found: dict[str, list[str]] = {}
    for key, text in (*texts, *_of_page(passages, settings)):
        found.setdefault(key, []).append(text)
    whole = {
        key: "\n\n".join(filter(None, (text.strip() for text in held)))
        for key, held in found.items()
    }
    return tuple(Part(key, whole[key]) for key in _in_order(whole) if whole[key])


def _in_order(keys: Iterable[str]) -> list[str]:
    """Return *keys* as they follow in a record: the headings of a source come before the logs."""
    order = {f"{SECTION}{key}": at for at, key in enumerate(RISK_SECTIONS)}
    foreign = order[f"{SECTION}visits"] - 0.5
    return sorted(keys, key=lambda key: order.get(key, foreign))


def _of_page(passages: Sequence[Passage], settings: Settings) -> Iterable[Part]:
    top = _top_level(passages, settings)
    key, seen = f"{SECTION}summary", set[str]()
    for passage in passages:
        if not passage.heading.strip():
            yield Part(key, passage.text)
            continue
        heading = " ".join(passage.heading.split())
        if passage.level > top and seen:
            deeper = "#" * min(_DEEPEST, _LEVEL + passage.level - top)
            yield Part(key, f"{deeper} {heading}\n\n{passage.text}")
            continue
        key = section_of(heading, settings)
        log = key.removeprefix(SECTION)
        if log in _LOGS and not _is_log(passage.text, log):
            key = f"{SECTION}log"
            yield Part(key, f"### {heading}\n\n{passage.text}")
        elif key in seen:
            yield Part(key, f"### {heading}\n\n{passage.text}")
        else:
            yield Part(key, passage.text)
        seen.add(key)


def _top_level(passages: Sequence[Passage], settings: Settings) -> int:
    """Return the level of the headings that make sections: the highest of those that the registry knows."""
    headed = [each for each in passages if each.heading.strip()]
    known = [each.level for each in headed if _known(each.heading, settings)]
    return min(known or [each.level for each in headed], default=0)


def section_of(heading: str, settings: Settings) -> str:
    """Return the key of the section that *heading* names: one of the registry's, or the heading itself."""
    known = _known(heading, settings)
    return f"{SECTION}{known or heading}"


def _known(heading: str, settings: Settings) -> str | None:
    for form in (normal_form(heading), plain_head(_NUMBERED.sub("", heading.strip()))):
        for key in settings.headings.get(form.replace("-", " "), settings.headings.get(form, ())):
            if key in RISK_SECTIONS:
                return key
        if SECTIONS.get(form) in RISK_SECTIONS:
            return SECTIONS[form]
    return None


def _is_log(text: str, key: str) -> bool:
    """Whether every line of *text* is an entry of the log *key*."""
    lines = [line for line in text.splitlines() if line.strip()]
    return all(line.startswith("- ") and _LOGS[key](line[2:]) for line in lines)


def heading_of(key: str, language: Language) -> str:
    """Return the heading of the section *key*."""
    word = key.removeprefix(SECTION)
    return RISK_SECTIONS[word].within(language) if word in RISK_SECTIONS else word


def body(found: Sequence[Part], language: Language) -> str:
    """Return the body of a record: each section that a risk has, without text where nothing is said, and the others."""
    texts = {**dict.fromkeys((f"{SECTION}{key}" for key in HINTS["risk"]), ""), **dict(found)}
    return "\n\n".join(
        f"## {heading_of(key, language)}\n\n{texts[key]}".rstrip() for key in _in_order(texts)
    )


def fitting(text: str) -> str:
    """Return *text* as it can stand below a heading of a record: no heading in it ends the section.

    What would swallow the sections behind it, such as code that is not closed, is shown as code.
    """
    text = text.strip()
    if not _MAY_SWALLOW.search(text):
        return text
    lowered = _lowered(text)
    return lowered if _stays_within(lowered) else _fenced(text)


def _lowered(text: str) -> str:
    """Return *text* with its headings below those of the sections."""
    pieces, place = [], 0
    for block in blocks(text, Span(0, len(text))):
        if block.kind == "heading" and not block.depth and block.level <= _LEVEL:
            pieces += [text[place : block.span.start], f"### {block.text}".rstrip()]
            place = block.span.end
    return "".join((*pieces, text[place:]))


def _stays_within(text: str) -> bool:
    if _CONFLICT.search(text):
        return False
    whole = f"{text}\n\n## Next\n"
    found = blocks(whole, Span(0, len(whole)))
    tops = [
        block.text
        for block in found
        if block.kind == "heading" and not block.depth and block.level <= _LEVEL
    ]
    return tops == ["Next"]


def _fenced(text: str) -> str:
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
