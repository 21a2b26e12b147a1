"""The entries of the feed: from the commits, or from the records where git has no history.

Words that were taken out of a record are still in its commits, but no longer on the site, so the feed leaves them out.
Of earlier values it shows the status, numbers and dates.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from srr.documents.body import without_comments
from srr.documents.places import KeyPath, Value
from srr.exporters import review_words as review_words
from srr.exporters.data.feed import Entry, at_midnight
from srr.exporters.occurrence_words import measure_words
from srr.insights import review
from srr.insights.changed_fields import FieldRow, by_id
from srr.insights.commits import BulkChange, Commit
from srr.insights.review import RecordReview
from srr.insights.review_acts import Act
from srr.language import Text
from srr.records.change import Change
from srr.records.concern import Concern
from srr.records.logged import Logged
from srr.records.occurrences import Occurrence
from srr.records.record import Record
from srr.records.risk import Risk
from srr.records.values import day, instant
from srr.records.visits import Visit, VisitEntry
from srr.schema.fields import Kind
from srr.schema.kinds import KINDS, RecordKind
from srr.schema.scoring import UNKNOWN
from srr.site.kit.markdown import MENTION
from srr.site.kit.site import AGENDA, CONCERNS, POSTMORTEMS, RISKS, Site

_STEP = Text("{before} -> {after}", "{before} → {after}")
_VALUE = Text("{label}: {value}.", "{label}: {value}。")
_CHANGED = Text("Changed: {names}.", "変更箇所: {names}。")
_NEXT = {
    "visits": Text("Next visit {day}.", "次回確認 {day}。"),
    "reports": Text("Next report {day}.", "次回報告 {day}。"),
}
_CROWD = Text("{n} records changed at once", "{n} 件の記録をまとめて変更")
_COUNT = Text("{act}: {n}", "{act} {n} 件")
_BEGUN = {
    "recorded": Text("recorded", "起票"),
    "happened": Text("happened", "発生"),
    "noticed": Text("noticed", "認知"),
}
_SENTENCE = Text("{measure}. {note}", "{measure}。{note}")
_NONE = Text("-", "-")
_NOBODY = "srr"

_NUMBERS: frozenset[Kind] = frozenset(("number", "score", "level", "priority"))
_IMPLIED_BY_STATUS: frozenset[Act] = frozenset(
    ("moved", "closed", "accepted", "reopened", "visited", "reported")
)
_SECTIONS = frozenset(label for kind in KINDS.values() for label in kind.sections.values())
_CROWD_ACTS: tuple[Act, ...] = ("added", "edited", "renamed", "deleted")


def entries(site: Site) -> Iterator[Entry]:
    """Yield the entries up to the day of the site; the feed takes the newest."""
    if site.commits is None:
        yield from _from_records(site)
    else:
        yield from _from_commits(site.commits, site)


# --- from the commits, the newest first ---


class _News(NamedTuple):
    """A change with the data of its entry; *shown* is the record on the site, None where it is not there."""

    change: Change
    row: RecordReview
    shown: Record | None
    page: str

    def visits(self) -> tuple[VisitEntry, ...]:
        """Return the new visits, as far as the site still shows them."""
        visits = self.shown.visits if isinstance(self.shown, Logged) else ()
        shown = {entry.words for entry in visits}
        return tuple(entry for entry in self.row.visits if entry.words in shown)

    def occurrences(self) -> tuple[Occurrence, ...]:
        """Return the new occurrences, as far as the site still shows them."""
        shown = self.shown.happened if isinstance(self.shown, Risk) else ()
        new = (entry.occurrence for entry in self.row.occurrences)
        return tuple(each for each in new if each and each in shown)


def _from_commits(commits: tuple[Commit, ...], site: Site) -> Iterator[Entry]:
    records = {record.path: record for record in site.registry.records}
    here = {path: path for path in site.page_at}
    for commit in commits:
        if commit.bulk:
            yield _of_bulk(commit, commit.bulk, site)
        for change in commit.changes:
            row = review.describe(change, site.settings)
            if row.acts != ("reformatted",):
                path = _place(change, here)
                news = _News(change, row, records.get(path or ""), _page(path, row, site))
                yield _of_change(commit, news, site)
        _go_back(commit, here)


def _place(change: Change, here: Mapping[str, str]) -> str | None:
    """Return where the record of *change* is now."""
    return here.get(change.after.path) if change.after else None


def _go_back(commit: Commit, here: dict[str, str]) -> None:
    """Turn *here*, from a path after *commit* to the one of today, into that from before it."""
    places = [(change, _place(change, here)) for change in commit.changes]
    for change, _ in places:
        here.pop(change.record.path, None)
    for change, path in places:
        if change.before and path:
            here[change.before.path] = path


def _page(path: str | None, row: RecordReview, site: Site) -> str:
    return site.urls.of(site.page_at[path] if path else _listing(row.kind, site))


def _listing(kind: RecordKind, site: Site) -> str:
    match kind:
        case "risk":
            return RISKS
        case "postmortem":
            return POSTMORTEMS
        case "concern":
            # After the last concern its page goes, too.
            return CONCERNS if site.registry.concerns else AGENDA


def _of_change(commit: Commit, news: _News, site: Site) -> Entry:
    new = news.change.new_visits()
    visitors = [each.by for each in news.occurrences()]
    visitors += [entry.visit.by for entry in news.visits() if entry.visit and entry in new]
    return Entry(
        key=f"{commit.name} {news.row.path}",
        at=commit.at,
        title=_title(news, site),
        words="".join(map(_spaced, _content(news, site))).strip(),
        author=visitors[-1] if visitors else _name(commit),
        page=news.page,
    )


def _spaced(sentence: str) -> str:
    return sentence if sentence.endswith("。") else f"{sentence} "


def _title(news: _News, site: Site) -> str:
    what = review_words.joined(list(_what(news)))
    if news.shown is None:
        return f"{_id_of_gone(news.row, site)} {site.say(what)}"
    return _titled(news.shown, what, site)


def _id_of_gone(row: RecordReview, site: Site) -> str:
    """Return the id of a record that the site does not have; any other word in its place is left out."""
    known = MENTION.fullmatch(row.id)
    return row.id if known and known["id"] else site.say(KINDS[row.kind].label)


def _what(news: _News) -> Iterator[Text]:
    """Yield what was done, in the words of a review; what follows from the rest is left out."""
    acts = [act for act in news.row.acts if act != "postponed" or "visited" not in news.row.acts]
    before, after = news.change.before, news.change.after
    if before and after and before.status != after.status:
        yield _STEP.fill(before=_status(before), after=_status(after))
        acts = [act for act in acts if act not in _IMPLIED_BY_STATUS]
    yield from (review_words.WORDS[act] for act in acts)


def _status(record: Record) -> Text:
    return KINDS[record.record_kind].statuses.get(record.status or "", _NONE)


def _content(news: _News, site: Site) -> Iterator[str]:
    if news.shown is None:
        return
    if news.change.before is None:
        yield _summary(news.shown)
    for entry in news.visits():
        yield entry.visit.note if entry.visit else entry.text
    yield from (_happened(each, site) for each in news.occurrences())
    if news.change.before:
        yield from _edits(news, news.shown, site)


def _edits(news: _News, shown: Record, site: Site) -> Iterator[str]:
    """Yield the values that changed, then the names of other changed parts."""
    named = []
    for field in news.row.fields:
        value = _value(field, shown)
        if field.key == ("status",) or not _is_shown(field, shown):
            continue
        if value:
            yield site.say(_VALUE, label=field.label, value=value)
        else:
            named.append(field.label)
    named += [name for name in news.row.sections if name in _SECTIONS]
    if named:
        yield site.say(_CHANGED, names=review_words.joined(list(dict.fromkeys(named))))


def _is_shown(field: FieldRow, shown: Record) -> bool:
    """Whether the site has a place for the field: one that srr knows, or one of the team's own.

    The team's own name of it is shown as long as the record has it.
    """
    is_known = field.kind is not None or str(field.key[0]).startswith("x_")
    return is_known and (not field.own or _at(shown.data, field.own) is not None)


def _value(field: FieldRow, shown: Record) -> Text | None:
    """Return the words of a value that may be shown; None where it may not."""
    old, new = _is_measure(field.old, field.kind), _is_measure(field.new, field.kind)
    after = field.after if new or _at(shown.data, field.key) == field.new else None
    if old and (after or field.new is None):
        return _STEP.fill(before=field.before or _NONE, after=after or _NONE)
    return after


def _is_measure(value: Value, kind: Kind | None) -> bool:
    """Whether *value* is a number or a date, and meant as one."""
    if kind in _NUMBERS:
        return value == UNKNOWN or isinstance(value, int | float)
    known = day(value) if kind == "date" else instant(value) if kind == "instant" else None
    return known is not None


def _at(data: Mapping[str, Value], key: KeyPath) -> Value:
    """Return the value at *key*, which names a thing in a list as the rows of a change do."""
    found: Value = dict(data)
    for part in map(str, key):
        inner = found if isinstance(found, dict) else by_id(found)
        found = inner.get(part)
    return found


def _of_bulk(commit: Commit, bulk: BulkChange, site: Site) -> Entry:
    counts = [
        _COUNT.fill(act=review_words.WORDS[act], n=number)
        for act, number in zip(_CROWD_ACTS, bulk, strict=True)
        if number
    ]
    title = site.say(_CROWD, n=sum(bulk))
    words = site.say(review_words.joined(counts))
    return Entry(commit.name, commit.at, title, words, _name(commit), site.urls.of(RISKS))


def _name(commit: Commit) -> str:
    """Return the name of the author, without the address that some have in the place of one."""
    words = (word for word in commit.author.split() if "@" not in word)
    return " ".join(words) or _NOBODY


# --- from the records ---


def _from_records(site: Site) -> Iterator[Entry]:
    for risk in site.registry.risks:
        if risk.created and risk.created <= site.today:
            yield _of_beginning(risk, at_midnight(risk.created), "recorded", site)
        yield from _of_visits(risk, site)
        yield from _of_occurrences(risk, site)
    for postmortem in site.registry.postmortems:
        if postmortem.started and postmortem.started.date() <= site.today:
            yield _of_beginning(postmortem, postmortem.started, "happened", site)
    for concern in site.registry.concerns:
        if concern.noticed and concern.noticed <= site.today:
            yield _of_beginning(concern, at_midnight(concern.noticed), "noticed", site)
        yield from _of_visits(concern, site)


def _of_beginning(record: Record, at: datetime, word: str, site: Site) -> Entry:
    title, who = _titled(record, _BEGUN[word], site), record.owner or _NOBODY
    page = site.urls.of(site.page_at[record.path])
    return Entry(f"{record.path} {word}", at, title, _summary(record), who, page)


def _of_visits(record: Logged, site: Site) -> Iterator[Entry]:
    seen: dict[str, int] = {}
    for entry, visit in ((each, each.visit) for each in record.visits if each.visit):
        key = f"{record.path} visited {visit.on} {visit.by}"
        seen[key] = seen.get(key, 0) + 1
        if visit.on <= site.today:
            looked: Act = "reported" if isinstance(record, Concern) else "visited"
            what = review_words.WORDS["reassigned" if entry.is_handover else looked]
            yield _of_visit(f"{key} {seen[key]}", visit, what, record, site)


def _of_visit(key: str, visit: Visit, what: Text, record: Logged, site: Site) -> Entry:
    names, section = record.log.statuses, record.log.section
    before, after = (names.get(name, Text(name, name)) for name in (visit.before, visit.after))
    same = visit.before == visit.after
    done = what if same else _STEP.fill(before=before, after=after)
    following = site.say(_NEXT[section], day=visit.next) if visit.next else ""
    words, page = f"{visit.note} {following}".strip(), site.urls.of(site.page_at[record.path])
    return Entry(key, at_midnight(visit.on), _titled(record, done, site), words, visit.by, page)


def _of_occurrences(risk: Risk, site: Site) -> Iterator[Entry]:
    title, page = _titled(risk, review_words.WORDS["occurred"], site), site.page_at[risk.path]
    seen: dict[str, int] = {}
    for each in risk.happened:
        key = f"{risk.path} occurred {each.on} {each.by}"
        seen[key] = seen.get(key, 0) + 1
        if each.on <= site.today:
            words, at = _happened(each, site), at_midnight(each.on)
            yield Entry(f"{key} {seen[key]}", at, title, words, each.by, site.urls.of(page))


def _happened(occurrence: Occurrence, site: Site) -> str:
    return site.say(_SENTENCE, measure=measure_words(occurrence), note=occurrence.note).strip()


def _titled(record: Record, what: Text, site: Site) -> str:
    return f"{record.id} {site.say(what)}: {record.title}"


def _summary(record: Record) -> str:
    text = without_comments(record.section("summary"))
    return text.replace("\r\n", "\n").strip().partition("\n\n")[0]
