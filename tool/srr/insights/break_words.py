"""Headroom and runway in words: what is left up to a limit, and the months in which it is expected to be reached."""

from srr.insights.breaks import Break
from srr.language import Text, untranslated
from srr.records.conditions import Condition
from srr.records.headroom import Headroom
from srr.records.runway import NoRunway, Runway
from srr.records.runway_words import months

HEADROOM = Text("Headroom", "余裕")
RUNWAY = Text("Runway", "到達の見込み")
_LEFT = Text("{distance} left", "残り {distance}")
_OVER = Text("{distance} over", "{distance} 超過")
_SHARE = Text("{words} ({percent} %)", "{words} ({percent} %)")
_AT_THE_LIMIT = Text("at the limit", "限界ちょうど")
_REACHED = Text("reached on {since}", "{since} に到達")
_TRIPPED = Text("tripped on {since}", "{since} に前提が崩れた")
_STALE = Text("no value since {last}: cannot be judged", "{last} を最後に値がなく、判断できない")
_WITHOUT: dict[NoRunway, Text] = {
    "no-row": Text("no value yet", "値がまだない"),
    "no-side": Text("== and != have no runway", "== と != からは見込みを出せない"),
    "too-short": Text("too few values: it takes 8 weeks", "値が足りない (8 週分が必要)"),
    "no-trend": Text("no trend", "傾向なし"),
    "leads-away": Text("moves away from the limit", "限界から遠ざかっている"),
    "far": Text("not within ten years", "10 年以内には達しない見込み"),
}
_MANY = 10**15
_BREAKS_WHEN = Text("breaks when {sign} {limit}", "{sign} {limit} で顕在化")
_HOLDS_WHILE = Text("holds while {sign} {limit}", "{sign} {limit} の間は有効")


def amount(value: float, unit: str | None = None) -> str:
    """Return a number with six digits at most where it has a fraction, and with its *unit*."""
    is_whole = value.is_integer() and abs(value) < _MANY
    number = f"{int(value):,}" if is_whole else f"{value:,.6g}"
    return f"{number} {unit}" if unit else number


def headroom_words(found: Headroom) -> Text | None:
    """Say how much is left up to the limit, or how much it is over; None where the limit has no side."""
    if found.share is None:
        return None
    distance = abs(found.limit - found.value)
    if not distance:
        return _AT_THE_LIMIT
    words = (_OVER if found.share < 0 else _LEFT).fill(distance=amount(distance))
    percent = abs(found.share) * 100
    return _SHARE.fill(
        words=words, percent=f"{percent:,.0f}" if percent >= 10 else f"{percent:.2g}"
    )


def runway_words(found: Break) -> Text:
    """Say when the limit is expected to be reached, or why nothing is expected."""
    match found.runway:
        case Runway() as runway:
            return months(runway)
        case "reached":
            words = _REACHED if found.condition.is_limit else _TRIPPED
            return words.fill(since=found.since)
        case "stale":
            return _STALE.fill(last=found.headroom.on if found.headroom else "-")
        case reason:
            return _WITHOUT[reason]


def said(found: Break) -> tuple[Text, ...]:
    """Say all of it in parts: the value and its day, the condition, what is left, and when it is reached."""
    name = found.condition.name
    if found.headroom is None:
        return untranslated(name), _bound(found.condition), runway_words(found)
    value = amount(found.headroom.value, found.about.unit)
    parts = (
        untranslated(f"{name} {value} ({found.headroom.on})"),
        _bound(found.condition),
        headroom_words(found.headroom),
        runway_words(found),
    )
    return tuple(part for part in parts if part)


def _bound(condition: Condition) -> Text:
    words = _BREAKS_WHEN if condition.is_limit else _HOLDS_WHILE
    _, sign, limit = condition.comparison
    return words.fill(sign=sign, limit=amount(limit))
