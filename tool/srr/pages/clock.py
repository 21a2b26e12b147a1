"""What each page hands to the reader's browser, so that it can tell what is late on the day of reading."""

from collections.abc import Sequence
from datetime import date

from srr.language import Text
from srr.pages.html import Attribute, Html, element
from srr.pages.parts import DAYS, DUE_TODAY, OVERDUE
from srr.pages.site import Site

OLD = 7
"""A site that was built more days ago than this says so."""

SOON = 7
"""A visit is due soon within so many days."""

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
    one, many = (OVERDUE.fill(days=words).within(site.language) for words in DAYS)
    return element(
        "div",
        notice,
        data_built=str(site.today),
        data_pinned=site.pinned,
        data_zone=site.settings.timezone,
        data_grace=site.settings.grace_days,
        data_soon=SOON,
        data_old=OLD,
        data_old_title=_OLD_TITLE.within(site.language),
        data_one=one,
        data_many=many,
        data_due_today=site.say(DUE_TODAY),
    )


def counted(
    days: Sequence[date], grace: int, words: tuple[Text, Text], site: Site
) -> dict[str, Attribute]:
    """Return the attributes of a box whose title counts those of *days* that are late.

    The days ascend. *words* are the titles for one and for many; `data-due-title` marks the title in the box,
    and `data-due-item` each item, in the order of the days.
    """
    one, many = (title.within(site.language) for title in words)
    listed = " ".join(map(str, days))
    return {"data_due": listed, "data_grace": grace, "data_one": one, "data_many": many}
