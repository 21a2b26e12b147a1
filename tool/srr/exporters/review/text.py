"""A review for a terminal: a summary in two lines, then one block a record."""

from collections.abc import Iterator

from srr.exporters import review_words as words
from srr.exporters.review_words import moved
from srr.insights.review import Cell, RecordReview, Review
from srr.language import Language, Text
from srr.schema.vocabulary import level_words
from srr.text.sinks import visible
from srr.text.terminal import Paint, cut, plain, width

_LOUD = ("deleted", "unreadable", "renamed", "rewritten", "lowered", "ignored")
_WIDEST = 400


def render(
    review: Review, language: Language, today: str, head: str | None = None, *, paint: Paint = plain
) -> str:
    """Return the whole review; *today* is the date used with its source, *head* None for the working tree."""
    return "\n".join(_lines(review, language, today, head, paint))


def _lines(
    review: Review, language: Language, today: str, head: str | None, paint: Paint
) -> Iterator[str]:
    yield paint(words.headline(review).within(language), "heading")
    yield words.numbers(review).within(language)
    side = words.AT.fill(name=visible(head)) if head else words.WORKING_TREE
    base = visible(named(review))
    yield words.COMPARED.fill(head=side, base=base, today=today).within(language)
    yield from _settings(review, language, paint)
    for row in review.rows:
        yield ""
        yield from _block(row, language, paint)
    if review.matrix:
        yield ""
        yield words.MATRIX.within(language)
        yield from _matrix(review.matrix, language)


def named(review: Review) -> str:
    """Return the name of the base with the beginning of its commit."""
    return f"{review.base} ({review.commit[:12]})" if review.commit else review.base


def _settings(review: Review, language: Language, paint: Paint) -> Iterator[str]:
    if review.settings_fault:
        fault = words.SETTINGS_FAULT.fill(fault=visible(review.settings_fault.within(language)))
        yield paint(fault.within(language), "warning")
    if review.settings:
        yield words.SETTINGS.fill(keys=visible(", ".join(review.settings))).within(language)
    if review.weaker:
        yield paint(f"{words.WEAKER.within(language)}:", "warning")
        yield from (f"  {visible(text.within(language))}" for text in review.weaker)


def _block(row: RecordReview, language: Language, paint: Paint) -> Iterator[str]:
    acts = words.acts(row).within(language)
    role = "error" if row.acts[0] in _LOUD or row.objections else "info"
    title = visible(row.title) or words.NO_TITLE.within(language)
    yield f"{paint(visible(row.id), 'heading')}  {paint(acts, role)}  {title}"
    lines = list(_facts(row, language, paint))
    widest = max((width(label) for label, _ in lines), default=0)
    for label, value in lines:
        yield f"  {label}{' ' * (widest - width(label))}  {value}"


def _facts(row: RecordReview, language: Language, paint: Paint) -> Iterator[tuple[str, str]]:
    """Yield each label with its text."""
    if row.acts == ("unreadable",):
        yield words.MISSING.within(language), paint(words.UNREADABLE.within(language), "error")
    if row.old_path:
        yield words.WAS_CALLED.within(language), visible(row.old_path)
    before, after = (words.priority(side).within(language) for side in (row.before, row.after))
    if before != after:
        step = _step(before, after, paint)
        one = after if row.after else before
        yield words.PRIORITY.within(language), step if row.is_both_sided else one
    for field in row.shown_fields:
        old, new = (_shown(side, language) for side in (field.before, field.after))
        step = _step(old, new, paint) if row.is_both_sided else new if field.after else old
        yield visible(field.label.within(language)), step
    if row.sections:
        names = ", ".join(visible(section.within(language)) for section in row.sections)
        yield words.TEXT_CHANGED.within(language), names
    for label, said in words.new_entries(row):
        yield label.within(language), visible(said)
    for rule, reason in row.ignores:
        yield words.IGNORED.within(language), visible(f"{rule}: {reason}")
    for finding in row.findings:
        message = finding.message
        if finding.ignored is not None:
            message = words.LET_PASS.fill(message=message, reason=finding.ignored)
        role = "error" if finding.ignored is None else "info"
        yield words.MISSING.within(language), paint(visible(message.within(language)), role)


def _shown(side: Text | None, language: Language) -> str:
    return cut(visible(side.within(language)), _WIDEST) if side else "-"


def _step(old: str, new: str, paint: Paint) -> str:
    return f"{paint(old, 'removed')} -> {paint(new, 'added')}"


def _matrix(cells: tuple[Cell, ...], language: Language) -> Iterator[str]:
    likelihoods = sorted({cell.likelihood for cell in cells})
    found = {(cell.potential_impact, cell.likelihood): cell for cell in cells}
    yield f"  {'':>8}" + "".join(f"{likelihood:>10}" for likelihood in likelihoods)
    for level in dict.fromkeys(cell.potential_impact for cell in cells):
        row = (found.get((level, likelihood)) for likelihood in likelihoods)
        name = level_words(level).within(language)
        yield f"  {' ' * (8 - width(name))}{name}" + "".join(
            f"{moved(cell) if cell else '':>10}" for cell in row
        )
