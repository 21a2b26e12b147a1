"""A small SVG that says how many risks are unresolved and how many visits are overdue, for a README."""

from srr.language import Language, Text
from srr.text.terminal import width

PATH = "badge.svg"

_NAME = Text("risks", "リスク")
_OPEN = Text("{n} open", "未解決 {n} 件")
_OVERDUE = Text("{n} overdue", "期限切れ {n} 件")
# White text on each has a contrast of 4.5:1 or more.
_QUIET, _CALM, _ALARM = "#4b5563", "#1d6fb8", "#c62828"
_COLUMN, _MARGIN, _HEIGHT = 7, 8, 20


def render(unresolved: int, overdue: int, language: Language) -> bytes:
    """Return the badge; it needs no font and no other file."""
    name = _NAME.within(language)
    parts = [_OPEN.fill(n=unresolved).within(language)]
    parts += [_OVERDUE.fill(n=overdue).within(language)] if overdue else []
    words = ", ".join(parts) if language == "en" else "・".join(parts)
    left, right = _field_width(name), _field_width(words)
    colour = _ALARM if overdue else _CALM
    font = "Verdana,DejaVu Sans,Noto Sans CJK JP,sans-serif"
    size = f'width="{left + right}" height="{_HEIGHT}"'
    edge = left - 3
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{name}: {words}">',
        f"<title>{name}: {words}</title>",
        f'<rect {size} rx="3" fill="{colour}"/>',
        f'<path d="M3 0h{edge}v{_HEIGHT}h-{edge}a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="{_QUIET}"/>',
        f'<g fill="#fff" font-family="{font}" font-size="11" text-anchor="middle">',
        _text(name, left / 2, left),
        _text(words, left + right / 2, right),
        "</g>",
        "</svg>",
    )
    return "\n".join(lines).encode() + b"\n"


def _field_width(words: str) -> int:
    return width(words) * _COLUMN + 2 * _MARGIN


def _text(words: str, middle: float, field_width: int) -> str:
    # textLength keeps the words inside their field in any font.
    length = field_width - 2 * _MARGIN
    return f'<text x="{middle:g}" y="14" textLength="{length}">{words}</text>'
