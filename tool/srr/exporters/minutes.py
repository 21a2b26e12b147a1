"""The minutes of a review meeting as Markdown, and as the message of the commit that records it."""

from collections.abc import Iterator

from srr.exporters.visit_words import change_words, status_words
from srr.insights.agenda import REASONS
from srr.insights.minutes import Minutes, Skipped
from srr.language import Language, Text
from srr.records.logged import Logged
from srr.records.visits import Visit
from srr.text.sinks import markdown, visible

_TITLE = Text("Risk review, {today}", "リスクレビュー {today}")
_TITLE_OF_TEAM = Text("Risk review of {team}, {today}", "リスクレビュー {team} {today}")
_BY = Text("Decided by: {people}", "決めた人: {people}")
_REPORTED = Text("Reports ({n})", "報告 ({n})")
_DECIDED = Text("Decided ({n})", "決定 ({n})")
_SKIPPED = Text("Skipped ({n})", "見送り ({n})")
_NEXT = {
    "next_visit": Text("next visit {day}", "次回確認日 {day}"),
    "report_due": Text("next report {day}", "報告期限 {day}"),
}


def path(minutes: Minutes) -> str:
    """Return the path of the file that holds the minutes."""
    return f"reviews/{minutes.today}.md"


def render(minutes: Minutes, language: Language, before: str = "") -> str:
    """Return what is added to the file of the minutes; empty where *before*, its text so far, says it all."""
    reported, decided, skipped = (
        [item for item in items if item not in before]
        for items in (
            [_line(*each, language) for each in minutes.reports],
            [_line(*each, language) for each in minutes.decisions],
            [_skipped(each, language) for each in minutes.skipped],
        )
    )
    if not (reported or decided) and (before or not skipped):
        return ""
    parts = [f"# {markdown(_title(minutes).within(language))}"]
    if minutes.people:
        people = ", ".join(minutes.people)
        parts.append(markdown(_BY.fill(people=people).within(language)))
    for title, items in ((_REPORTED, reported), (_DECIDED, decided), (_SKIPPED, skipped)):
        if items:
            heading = title.fill(n=len(items)).within(language)
            parts.append("\n".join((f"## {heading}\n", *items)))
    return "\n\n".join(parts) + "\n"


def message(minutes: Minutes, language: Language) -> str:
    """Return the message of the commit: a title, and a line for each report and decision."""
    of_day: list[tuple[Logged, Visit]] = [*minutes.reports, *minutes.decisions]
    lines = (f"{record.id}: {_outcome(record, line, language)}" for record, line in of_day)
    return "\n".join((visible(_title(minutes).within(language)), "", *map(visible, lines))) + "\n"


def _title(minutes: Minutes) -> Text:
    title = _TITLE if minutes.team is None else _TITLE_OF_TEAM
    return title.fill(today=minutes.today, team=minutes.team)


def _line(record: Logged, line: Visit, language: Language) -> str:
    words = f"{line.by}: {_outcome(record, line, language)}{_stop(language)}{line.note}"
    return _item(record, words)


def _skipped(skipped: Skipped, language: Language) -> str:
    titles = [REASONS[key].within(language) for key in skipped.reasons]
    return _item(skipped.risk, " · ".join(titles))


def _item(record: Logged, words: str) -> str:
    return f"- **{markdown(record.id)}** {markdown(record.title)}  \n  {markdown(words, None)}"


def _outcome(record: Logged, line: Visit, language: Language) -> str:
    """Return what a line of the log of *record* changed, in words."""
    return _comma(language).join(_parts(record, line, language))


def _parts(record: Logged, line: Visit, language: Language) -> Iterator[str]:
    log = record.log
    yield status_words(line.before, line.after, log).within(language)
    yield from (change_words(change, log).within(language) for change in line.changes)
    if line.next:
        yield _NEXT[log.upcoming].fill(day=line.next).within(language)


def _comma(language: Language) -> str:
    return Text(", ", "、").within(language)


def _stop(language: Language) -> str:
    return Text(". ", "。").within(language)
