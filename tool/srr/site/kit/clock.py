"""Texts that depend on the date, and the data with which a browser updates them on the day of reading."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from srr.language import Text, counted
from srr.schema.dates import is_overdue
from srr.site.kit.html import Attribute, Html, element
from srr.site.kit.site import Site

OLD = 7
"""A site that was built more days ago than this says so."""

SOON = 7
"""A visit is due soon within so many days."""


class Kind(NamedTuple):
    """A kind of day that comes and passes: the words for one day and for many after it, and for the day itself.

    *near* are the words for the *reach* days before it. A *plain* one is shown without a badge.
    """

    name: str
    late: tuple[Text, Text]
    today: Text
    near: tuple[Text, Text] | None = None
    reach: int = 0
    plain: bool = False


VISIT_DUE = Kind(
    "visit",
    (Text("Overdue by {n} day", "{n} 日超過"), Text("Overdue by {n} days", "{n} 日超過")),
    Text("Due today", "本日期限"),
)
ACCEPTANCE_END = Kind(
    "acceptance",
    (Text("Expired {n} day ago", "{n} 日前に失効"), Text("Expired {n} days ago", "{n} 日前に失効")),
    Text("Ends today", "本日まで"),
    (Text("Ends in {n} day", "あと {n} 日"), Text("Ends in {n} days", "あと {n} 日")),
    reach=30,
)
ACTION_DUE = Kind(
    "action",
    (Text("{n} day late", "{n} 日超過"), Text("{n} days late", "{n} 日超過")),
    Text("Due today", "本日期限"),
)
REPORT_DUE = Kind(
    "report-due",
    (Text("Overdue by {n} day", "{n} 日超過"), Text("Overdue by {n} days", "{n} 日超過")),
    Text("Due today", "本日期限"),
)
LAST_REPORT = Kind(
    "report",
    (Text("· {n} day ago", "· {n} 日前"), Text("· {n} days ago", "· {n} 日前")),
    Text("· today", "· 本日"),
    plain=True,
)
WHEN = Kind(
    "when",
    (Text("{n} day ago", "{n} 日前"), Text("{n} days ago", "{n} 日前")),
    Text("today", "本日"),
    (Text("in {n} day", "{n} 日後"), Text("in {n} days", "{n} 日後")),
    reach=36_500,
    plain=True,
)
"""Any day: how far off it is."""
_SAID_BY_A_BADGE = Text("", "")
AHEAD = WHEN._replace(name="ahead", late=(_SAID_BY_A_BADGE,) * 2, today=_SAID_BY_A_BADGE)
"""The next visit, before it is due; a badge says the rest."""
_KINDS = (VISIT_DUE, ACCEPTANCE_END, ACTION_DUE, LAST_REPORT, WHEN, AHEAD)

_OLD_TITLE = Text("This site is {n} days old", "このサイトは {n} 日前のもの")
_OLD_WORDS = Text(
    "It shows the registry as of {day}; what was written since is not in it.",
    "{day} 時点のレジストリを示す。それより後の変更は含まれない。",
)


def clock(site: Site) -> Html:
    """Return the day of the build, the words for a later day, and a notice that waits for the build to be old."""
    notice = element(
        "div",
        element("p", class_="srr-callout__title"),
        element("p", site.say(_OLD_WORDS, day=site.today)),
        class_="srr-callout srr-callout--caution",
        role="note",
        hidden=True,
    )
    return element(
        "div",
        notice,
        *[_handed(kind, site) for kind in _kinds(site)],
        data_built=str(site.today),
        data_pinned=site.pinned,
        data_zone=site.settings.timezone,
        data_soon=SOON,
        data_old=OLD,
        data_old_title=_OLD_TITLE.within(site.language),
    )


def _kinds(site: Site) -> tuple[Kind, ...]:
    return (*_KINDS, REPORT_DUE) if site.registry.concerns else _KINDS


def _handed(kind: Kind, site: Site) -> Html:
    """Return the data of *kind* for the browser."""
    one, many = (words.within(site.language) for words in kind.late)
    near = [words.within(site.language) for words in kind.near] if kind.near else (None, None)
    return element(
        "span",
        hidden=True,
        data_name=kind.name,
        data_grace=_grace(kind, site),
        data_one=one,
        data_many=many,
        data_today=kind.today.within(site.language),
        data_reach=kind.reach or None,
        data_near_one=near[0],
        data_near_many=near[1],
        data_plain=kind.plain,
    )


def day_of_reading(site: Site) -> Html:
    """Return the day of the site; in the browser it is the day of reading."""
    return element("span", str(site.today), class_="srr-date", data_now=True)


def is_late(kind: Kind, day: date, site: Site) -> bool:
    """Whether *day*, with the grace of its kind, has passed on the day of the site."""
    return is_overdue(day, site.today, _grace(kind, site))


def _grace(kind: Kind, site: Site) -> int:
    return site.settings.grace_days if kind is VISIT_DUE else 0


def day_label(kind: Kind, day: date, site: Site) -> Html:
    """Return how far off *day* is, in words; a browser updates it on the day of reading."""
    words = _words(kind, day, site)
    return element("span", words, class_="srr-late", data_day=str(day), data_kind=kind.name)


def _words(kind: Kind, day: date, site: Site) -> Html | None:
    late = (site.today - day).days
    if is_late(kind, day, site):
        words, style = kind.late[late != 1], "srr-overdue"
    elif late == 0:
        words, style = kind.today, "srr-due-soon"
    elif kind.near and 0 < -late <= kind.reach:
        words, style = kind.near[late != -1], "srr-due-soon"
    else:
        return None
    shown = site.say(words, n=abs(late))
    return element("span", shown, class_=None if kind.plain else f"srr-badge {style}")


def count(
    tag: str,
    kind: Kind,
    days: Iterable[date | None],
    site: Site,
    *,
    words: tuple[Text, Text] | None = None,
    **attributes: Attribute,
) -> Html:
    """Return an element with the number of *days* that are late, which a browser counts again.

    *words* are for one and for many; without them only the number is shown.
    """
    given = [day for day in days if day is not None]
    late = sum(is_late(kind, day, site) for day in given)
    one, many = (text.within(site.language) for text in words) if words else (None, None)
    return element(
        tag,
        site.say(counted(late, *words)) if words else str(late),
        data_days=" ".join(map(str, given)),
        data_kind=kind.name,
        data_n=late,
        data_one=one,
        data_many=many,
        **attributes,
    )
