"""The small parts that pages share: badges, chips, dates, tables, and the loud notice of a bad file."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from srr.language import Text
from srr.records.hints import says_something
from srr.records.logged import Logged
from srr.records.record import STARTER, Record
from srr.records.risk import Risk
from srr.schema import vocabulary
from srr.schema.dates import Duration
from srr.schema.scoring import Level
from srr.site.kit import shades
from srr.site.kit.clock import VISIT_DUE, day_label
from srr.site.kit.html import Html, Node, element, join
from srr.site.kit.markdown import render, render_line
from srr.site.kit.names import ids_of
from srr.site.kit.page import Heading
from srr.site.kit.site import Site
from srr.text import spelling
from srr.text.credentials import mask

NAMED_BY = Text("Named by", "この記録を挙げている記録")
NO_RISK = Text("No risk is unresolved.", "未解決のリスクはない。")
_NOTHING = Text("Nothing is written here yet.", "まだ何も書かれていない。")
_UNREAD_TITLE = Text("{n} files could not be read", "読めないファイルが {n} 件ある")
_UNREAD_WORDS = Text(
    "They stand among the records, and what they say is not shown here. srr lint says how to fix them.",
    "記録の置き場にあるが、内容をここに示せない。直し方は srr lint が示す。",
)
_FINDINGS_TITLE = Text("Lint findings", "lint の指摘")


def badge(status: str | None, words: spelling.Words, site: Site) -> Html:
    """Return the status as a badge; an unknown status is shown as written."""
    if status is None or status not in words:
        return element("span", status or "-", class_="srr-badge")
    label = words[status].within(site.language)
    return element("span", label, class_=f"srr-badge srr-{status}")


def status_badge(record: Logged, site: Site) -> Html:
    """Return the status of a risk or a concern as a badge."""
    return badge(record.status, record.log.statuses, site)


def late_badge(risk: Risk, site: Site) -> Html | None:
    """Return how late the next visit is, kept up to date in the browser; None when there is no visit."""
    return day_label(VISIT_DUE, risk.visit_due, site) if risk.visit_due else None


def days(site: Site, number: int) -> str:
    """Return a number of days in words."""
    return site.say(Duration(number, "d").words())


def level_chip(level: Level | None, site: Site) -> Html:
    """Return an impact level as a chip with its number in it."""
    words = site.say(vocabulary.level_words(level))
    return chip(words, shades.of_level(level, site.settings))


def priority_chip(priority: Level | None, site: Site, label: str = "") -> Html:
    """Return a priority as a chip with its number in it."""
    words = site.say(vocabulary.level_words(priority))
    text = f"{label} {words}" if label else words
    return chip(text, shades.of_priority(priority, site.settings))


def chip(words: str, shade: str) -> Html:
    """Return a number, or words with one, on the ground of its shade."""
    return element("span", words, class_=f"srr-chip {shade}")


def day(value: date | None) -> Html:
    """Return a date that a machine can read, too."""
    if value is None:
        return Html("-")
    return element("time", value.isoformat(), datetime=value.isoformat(), class_="srr-date")


def table(
    label: str, head: Sequence[tuple[str, ...]], rows: Iterable[Html], *, sort: str | None = None
) -> Html:
    """Return a table that scrolls by itself on a narrow screen; *head* gives label, class and key.

    With *sort* a browser lets the reader sort it, and keeps the choice under that name in the address, by
    the key of the column. A cell sorts by its text, or by its data-sort: `unknown` comes first, `-` last.
    """
    columns = [_column(*column) for column in head]
    body = element("tbody", *rows)
    # Where no column holds prose, the titles get half of the width.
    style = "srr-table" if "srr-long" in body else "srr-table srr-table--titled"
    whole = element(
        "table", element("thead", element("tr", *columns)), body, class_=style, data_sort=sort
    )
    return element("div", whole, class_="srr-scroll", tabindex=0, role="region", aria_label=label)


def title_cell(above: str, title: Node, below: Node = None, *, sort: str | None = None) -> Html:
    """Return the cell that names a row of a table, with something small *above* and perhaps *below*."""
    return element(
        "th",
        element("small", above),
        title,
        element("small", below) if below else None,
        scope="row",
        class_="srr-title",
        data_sort=sort,
    )


def fact(label: str, value: Node, *, whole: bool = False) -> Html:
    """Return a name and its value within a list of facts; a *whole* one takes the full width."""
    style = "srr-facts__whole" if whole else None
    return element("div", element("dt", label), element("dd", value), class_=style)


def _column(words: str, style: str = "", key: str | None = None) -> Html:
    return element("th", words, scope="col", class_=style or None, data_key=key)


def prose(text: str, source: str, site: Site) -> Html:
    """Return the Markdown *text* of a record as it is shown on the page *source*."""
    return render(text, lambda record: site.to_record(source, record), site.language)


def body(text: str, source: str, site: Site) -> Html:
    """Return the text of a section, without the hint that a new record came with."""
    if says_something(text):
        return prose(text, source, site)
    return element("p", site.say(_NOTHING), class_="srr-quiet")


def line(text: str, source: str, site: Site) -> Html:
    """Return one line of a record's Markdown as it is shown on the page *source*."""
    return render_line(text, lambda record: site.to_record(source, record))


def own_facts(record: Record) -> list[Html]:
    """Return the facts under the keys that only this team has."""
    return [
        fact(key.removeprefix("x_"), str(value), whole=True)
        for key, value in record.data.items()
        if key.startswith("x_") and key != STARTER
    ]


def own_sections(record: Record, taken: Iterable[str]) -> Iterator[tuple[Heading, str]]:
    """Yield the sections that only this team has: each with an id made from its heading, and its text.

    Links to one stay valid as long as its heading does not change; *taken* ids are not given again.
    """
    sections = record.unnamed_sections()
    for section, name in zip(
        sections, ids_of((each.heading for each in sections), taken), strict=True
    ):
        yield Heading(section.heading, name), record.document.text[slice(*section.body)]


def record_link(source: str, record: str, site: Site) -> Html:
    """Return the id of a record with its title, as a link where the record exists."""
    found = site.registry.find(record)
    if found is None:
        return element("code", record)
    page = site.page_of[record]
    return join(site.link(source, page, f"{record} {found.title}"))


def record_with_status(source: str, record: str, site: Site) -> Html:
    """Return the link to a record with, of a risk or a concern, its status."""
    found = site.registry.find(record)
    shown = record_link(source, record, site)
    return join(shown, " ", status_badge(found, site)) if isinstance(found, Logged) else shown


def unread_notice(source: str, site: Site) -> Html | None:
    """Return a loud notice of the files that cannot be read, each with its page."""
    if not site.unread:
        return None
    rows = [
        element("li", site.link(source, site.page_at[path], element("code", mask(path))))
        for path in site.unread
    ]
    title = element("p", site.say(_UNREAD_TITLE, n=len(site.unread)), class_="srr-callout__title")
    return element(
        "div",
        title,
        element("p", site.say(_UNREAD_WORDS)),
        element("ul", *rows),
        class_="srr-callout srr-callout--alarm",
        role="note",
    )


def findings_notice(source: str, path: str, site: Site, *, title: str | None = None) -> Html | None:
    """Return the findings on the file at *path*; None when there are none."""
    findings = site.findings_on(path)
    if not findings:
        return None
    rows = [
        element(
            "li",
            site.link(source, f"rules/{finding.rule}.md", element("code", finding.rule)),
            f" {finding.message.within(site.language)}",
        )
        for finding in findings
    ]
    head = element("p", title or site.say(_FINDINGS_TITLE), class_="srr-callout__title")
    return element(
        "div", head, element("ul", *rows), class_="srr-callout srr-callout--alarm", role="note"
    )


def listed(items: Iterable[Node]) -> Html:
    """Return a plain list."""
    return element("ul", *[element("li", item) for item in items])
