"""The stories of the generated records, read from subjects.toml."""

import tomllib
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path

from draws import Draw

SERVICES = (
    "order-api",
    "kitchen-screen",
    "payment-gateway",
    "menu-api",
    "table-call",
    "print-gateway",
    "booking-web",
    "shop-admin",
    "report-export",
    "loyalty-api",
    "stock-sync",
    "notice-sender",
)


@dataclass(frozen=True, slots=True)
class Subject:
    """One story: what may break, how it was found, and what is done about it."""

    area: str
    indicator: str
    title: str
    scale_driver: str
    workaround: str
    containment: str
    summary: str
    log: str
    cause: str
    plan: str
    countermeasure: str
    next_action: str


def subject(draw: Draw, language: str, service: str, limit: int) -> Subject:
    """Return one story of *language* with its blanks filled in."""
    chosen = draw.pick("subject", _subjects()[language])
    blanks = {"service": service, "limit": str(limit), "number": str(draw.number("number", 4, 96))}
    texts = {field.name: getattr(chosen, field.name).strip() for field in fields(Subject)}
    return replace(chosen, **{name: text.format(**blanks) for name, text in texts.items()})


def indicator_names() -> list[str]:
    """Return the indicators that the limits of generated risks name."""
    return sorted({row.indicator for rows in _subjects().values() for row in rows})


@cache
def _subjects() -> dict[str, list[Subject]]:
    tables = tomllib.loads(Path(__file__).with_name("subjects.toml").read_text(encoding="utf-8"))
    return {language: [Subject(**row) for row in rows] for language, rows in tables.items()}
