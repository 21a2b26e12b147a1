"""The service level objectives: what is promised of which services, over which window, and the outage that allows."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from srr.language import Refusal, Text, counted, untranslated
from srr.schema.dates import YEAR
from srr.schema.settings_errors import NO_DAY
from srr.text.spelling import normal_form

MINUTES_A_DAY = 24 * 60
LONGEST = 366
"""The most days of a window."""
RISK_SHARE = 0.25
_ONE = Text("SLO", "SLO")
_SPANS = {"month": Text("a month", "1 か月"), "quarter": Text("a quarter", "1 四半期")}
_DAYS = (Text("{n} day", "{n} 日"), Text("{n} days", "{n} 日間"))
_BUDGETS = {
    "month": Text("a month's budget", "1 か月の予算"),
    "quarter": Text("a quarter's budget", "1 四半期の予算"),
}
_OF_DAYS = (Text("a day's budget", "1 日の予算"), Text("{n} days' budget", "{n} 日間の予算"))
_NO_TARGET = Text(
    "{where}.target is missing; write a percentage such as 99.95",
    "{where}.target がありません。99.95 のような百分率を書いてください",
)
_ODD_TARGET = Text(
    "{where}.target is {target}; write a percentage between 0 and 100, such as 99.95",
    "{where}.target の {target} は使えません。99.95 のように、0 から 100 までの百分率を書いてください",
)
_TOO_LONG = Text(
    "{where} is more than {most} days; write 30d, month or quarter",
    "{where} が {most} 日を超えています。30d、month、quarter のように書いてください",
)
_TWO_WINDOWS = Text(
    "slo has both window and window_days; keep window",
    "slo に window と window_days の両方があります。window だけを残してください",
)
_NO_NAME = Text(
    "{where}.name is missing; where there are several SLOs, each needs a name",
    "{where}.name がありません。SLO が複数あるときは、それぞれに名前を付けてください",
)
_SAME_NAME = Text(
    "{where}.name is {name}, as that of {other}; give each SLO a name of its own",
    "{where}.name の {name} が {other} と同じです。SLO ごとに別の名前を付けてください",
)
_ODD_SHARE = Text(
    "budget.{key} is {share}; write a share above 0 and up to 1, such as 0.25",
    "budget.{key} の {share} は使えません。0.25 のように、0 より大きく 1 以下の割合を書いてください",
)


class SloError(Refusal):
    """An objective of the settings cannot be used; what is said is one sentence."""


class Window(NamedTuple):
    """What a budget is counted over: calendar months or quarters, or any *days* in a row.

    Where no month or quarter is named, one has 30 or 90 days.
    """

    unit: str
    days: int

    def __str__(self) -> str:
        return f"{self.days}d" if self.unit == "d" else self.unit

    @property
    def is_calendar(self) -> bool:
        """Whether it begins and ends where a month does."""
        return self.unit != "d"

    @property
    def span(self) -> Text:
        """How long it is: `a month`, `30 days`."""
        return _SPANS.get(self.unit) or counted(self.days, *_DAYS)

    @property
    def budget_words(self) -> Text:
        """What its budget is called: `a month's budget`, `30 days' budget`."""
        return _BUDGETS.get(self.unit) or counted(self.days, *_OF_DAYS)


MONTH, QUARTER = Window("month", 30), Window("quarter", 90)


class Slo(NamedTuple):
    """An uptime in percent, promised of *services*, or of everything where they are empty."""

    target: float
    window: Window = MONTH
    name: str | None = None
    services: tuple[str, ...] = ()
    rationale: str | None = None
    owner: str | None = None
    review_by: date | None = None

    @property
    def label(self) -> Text:
        """What to call it."""
        return untranslated(self.name) if self.name else _ONE

    @property
    def percentage(self) -> str:
        """The target with all of its digits, without the sign: 99.9995 is not 100."""
        return f"{self.target:.15g}"

    @property
    def window_minutes(self) -> int:
        """The minutes in a window, where no month or quarter is named."""
        return self.window.days * MINUTES_A_DAY

    @property
    def budget(self) -> float:
        """The minutes of outage in such a window: 99.95 % of 30 days leaves 21.6."""
        return self.allows(self.window_minutes)

    @property
    def budget_a_year(self) -> float:
        """The minutes of outage in an average year: 99.95 % leaves 262.98."""
        return self.allows(YEAR * MINUTES_A_DAY)

    def allows(self, minutes: float) -> float:
        """Return the minutes of outage that the target leaves in so many *minutes*; never none at all."""
        # In binary, 100 - 99.95 is not 0.05.
        return float(Decimal(str(minutes)) * (100 - Decimal(str(self.target))) / 100)

    def multiple(self, minutes: float) -> float:
        """Return how many times the budget of a window *minutes* are."""
        return minutes / self.budget

    def covers(self, services: Collection[str]) -> bool:
        """Whether it is promised of one of *services*; what names no service may be any of them."""
        if not self.services or not services:
            return True
        return not _folded(self.services).isdisjoint(_folded(tuple(services)))


# The same few services are asked about again and again, once for each record.
@lru_cache(maxsize=4096)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(normal_form, names))


class Shares(NamedTuple):
    """How much of a year's budget one *risk* may take, and of a window's one *incident* without a postmortem."""

    risk: float = RISK_SHARE
    incident: float | None = None


def shares(table: Mapping[str, float]) -> Shares:
    """Read the shares of the settings; raise SloError where one is none."""
    for key, share in table.items():
        if not 0 < share <= 1:
            raise SloError(_ODD_SHARE.fill(key=key, share=share))
    return Shares(table.get("risk_share", RISK_SHARE), table.get("incident_share"))


def slos(given: Sequence[Mapping[str, Any]] | Mapping[str, Any]) -> tuple[Slo, ...]:
    """Read the objectives of the settings, or the one that a table gives; raise SloError on the first thing wrong."""
    if isinstance(given, Mapping):
        return (_single(given),) if given else ()
    found = tuple(_slo(row, f"slo.{place}", MONTH) for place, row in enumerate(given))
    _refuse_alike(found)
    return found


def _single(table: Mapping[str, Any]) -> Slo:
    """Read the table of one objective, whose window may be `window_days`."""
    if "window" in table and "window_days" in table:
        raise SloError(_TWO_WINDOWS)
    days = table.get("window_days", MONTH.days)
    if days > LONGEST:
        raise SloError(_TOO_LONG.fill(where="slo.window_days", most=LONGEST))
    return _slo(table, "slo", Window("d", int(days)))


def _slo(row: Mapping[str, Any], where: str, window: Window) -> Slo:
    if "target" not in row:
        raise SloError(_NO_TARGET.fill(where=where))
    if not 0 < row["target"] < 100:
        raise SloError(_ODD_TARGET.fill(where=where, target=row["target"]))
    given = {key: row[key] for key in ("name", "rationale", "owner") if key in row}
    return Slo(
        row["target"],
        _window(row["window"], f"{where}.window") if "window" in row else window,
        services=tuple(row.get("services", ())),
        review_by=_day(row["review_by"], f"{where}.review_by") if "review_by" in row else None,
        **given,
    )


def _window(text: str, where: str) -> Window:
    if not text.endswith("d"):
        return MONTH if text == "month" else QUARTER
    if int(text[:-1]) > LONGEST:
        raise SloError(_TOO_LONG.fill(where=where, most=LONGEST))
    return Window("d", int(text[:-1]))


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SloError(NO_DAY.fill(where=where, text=text)) from None


def _refuse_alike(found: Sequence[Slo]) -> None:
    """Refuse several that a reader cannot tell apart."""
    if len(found) < 2:
        return
    known: dict[str, int] = {}
    for place, slo in enumerate(found):
        if slo.name is None:
            raise SloError(_NO_NAME.fill(where=f"slo.{place}"))
        first = known.setdefault(normal_form(slo.name), place)
        if first != place:
            other = f"slo.{first}"
            raise SloError(_SAME_NAME.fill(where=f"slo.{place}", name=repr(slo.name), other=other))


def unknown_services(slo: Slo, known: Collection[str]) -> Iterator[str]:
    """Yield the services that it is promised of and that none of *known* is: nothing would ever be counted."""
    names = _folded(tuple(known))
    yield from (name for name in slo.services if normal_form(name) not in names)
