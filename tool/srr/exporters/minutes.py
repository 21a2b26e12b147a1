"""The minutes of a review meeting as Markdown, and as the message of the commit that records it."""

from collections.abc import Iterator

from srr.exporters.visit_words import change_words, status_words
from srr.insights.agenda import POINTS
from srr.insights.minutes import Decision, Minutes, Skipped
from srr.language import Language, Text
from srr.records.risk import Risk
from srr.records.visits import Visit
from srr.text.sinks import markdown, visible

_TITLE = Text("Risk review, {today}", "リスクレビュー {today}")
_TITLE_OF_TEAM = Text("Risk review of {team}, {today}", "リスクレビュー {team} {today}")
_BY = Text("Decided by: {people}", "決めた人: {people}")
_DECIDED = Text("Decided ({n})", "決定 ({n})")
_SKIPPED = Text("Skipped ({n})", "見送り ({n})")
_NEXT = Text("next visit {day}", "次回確認日 {day}")
_REASONS = {point.key: point.title for point in POINTS}


def path(minutes: Minutes) -> str:
    """Return the path of the file that holds the minutes."""
    return f"reviews/{minutes.today}.md"


def render(minutes: Minutes, language: Language, before: str = "") -> str:
    """Return what is added to the file of the minutes; empty where *before*, its text so far, says it all."""
    decided = [
        item for each in minutes.decisions if (item := _decided(each, language)) not in before
    ]
    skipped = [item for each in minutes.skipped if (item := _skipped(each, language)) not in before]
    if not decided and (before or not skipped):
        return ""
    parts = [f"# {markdown(_title(minutes).within(language))}"]
    if minutes.people:
        people = ", ".join(minutes.people)
        parts.append(markdown(_BY.fill(people=people).within(language)))
    for title, items in ((_DECIDED, decided), (_SKIPPED, skipped)):
        if items:
            heading = title.fill(n=len(items)).within(language)
            parts.append("\n".join((f"## {heading}\n", *items)))
    return "\n\n".join(parts) + "\n"


def message(minutes: Minutes, language: Language) -> str:
    """Return the message of the commit: a title, and a line for each decision."""
    lines = (f"{each.risk.id}: {_outcome(each.visit, language)}" for each in minutes.decisions)
    return "\n".join((visible(_title(minutes).within(language)), "", *map(visible, lines))) + "\n"


def _title(minutes: Minutes) -> Text:
    title = _TITLE if minutes.team is None else _TITLE_OF_TEAM
    return title.fill(today=minutes.today, team=minutes.team)


def _decided(decision: Decision, language: Language) -> str:
    visit = decision.visit
    words = f"{visit.by}: {_outcome(visit, language)}{_stop(language)}{visit.note}"
    return _item(decision.risk, words)


def _skipped(skipped: Skipped, language: Language) -> str:
    titles = [_REASONS[key].within(language) for key in skipped.reasons]
    return _item(skipped.risk, _comma(language).join(titles))


def _item(risk: Risk, words: str) -> str:
    return f"- **{markdown(risk.id)}** {markdown(risk.title)}  \n  {markdown(words, None)}"


def _outcome(visit: Visit, language: Language) -> str:
    """Return what a visit changed, in words."""
    return _comma(language).join(_parts(visit, language))


def _parts(visit: Visit, language: Language) -> Iterator[str]:
    yield status_words(visit.before, visit.after).within(language)
    yield from (change_words(change).within(language) for change in visit.changes)
    if visit.next:
        yield _NEXT.fill(day=visit.next).within(language)


def _comma(language: Language) -> str:
    return Text(", ", "、").within(language)


def _stop(language: Language) -> str:
    return Text(". ", "。").within(language)
