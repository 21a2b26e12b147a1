"""A review for a step summary, or for one comment that is updated in place and found again by its first line.

Whatever a record says is text here: `markdown` keeps it from naming a person, closing a cell or becoming a link.
"""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from srr.exporters import review_words as words
from srr.exporters.review_words import moved
from srr.insights.review import Cell, RecordReview, Review
from srr.language import Language, Text
from srr.schema.vocabulary import level_words
from srr.text.sinks import markdown, markdown_code

MARKER = "<!-- srr-diff -->"
"""The first line, which finds a comment again; of two registries in one repository each has its own."""
LIMIT = 65_536
"""The most characters in a GitHub comment: https://github.com/orgs/community/discussions/27190"""

_TITLE = 120
_NOTE = 600
_LIST = 30
_RESERVE = 600
"""Characters kept free for the two sentences on what was left out."""


def render(
    review: Review,
    language: Language,
    today: str,
    head: str | None = None,
    limit: int = LIMIT,
    folder: str = "",
) -> str:
    """Return the review as Markdown of at most *limit* characters; the rest is counted, not shown.

    *folder* is that of the registry within its repository, empty at the top.
    """
    top = "\n".join((_marker(folder), *_top(review, language, today, head)))
    end = "\n".join(_matrix(review.matrix, language))
    budget = limit - len(top) - len(end) - _RESERVE
    table, budget = _fitting(_table(review, language) if review.rows else (), budget)
    shown = review.rows[: max(0, len(table) - 1)]
    details, budget = _fitting((_details(row, language) for row in shown), budget)
    parts = [top, *table]
    if len(shown) < len(review.rows):
        left = words.MORE_RECORDS.fill(n=len(review.rows) - len(shown))
        parts.append(f"\n{left.within(language)}")
    parts += [f"\n{detail}" for detail in details]
    if len(details) < len(shown):
        hidden = words.MORE_DETAILS.fill(n=len(shown) - len(details))
        parts.append(f"\n{hidden.within(language)}")
    return "\n".join((*parts, *([end] if end else []))) + "\n"


def _fitting(pieces: Iterable[str], budget: int) -> tuple[list[str], int]:
    """Return as many of the first *pieces* as fit the *budget*, and what is left of it."""
    kept: list[str] = []
    for piece in pieces:
        # Two line ends may come between.
        if len(piece) + 2 > budget:
            break
        kept.append(piece)
        budget -= len(piece) + 2
    return kept, budget


def _marker(folder: str) -> str:
    # Two hyphens could end the comment, and a script looks for the line by a pattern or in quotes.
    named = quote(folder).replace("-", "%2D")
    return MARKER.replace(" -->", f" {named} -->") if folder else MARKER


def _top(review: Review, language: Language, today: str, head: str | None) -> Iterator[str]:
    side = words.AT.fill(name=markdown(head)) if head else words.WORKING_TREE
    yield f"**{words.headline(review).within(language)}**"
    yield ""
    yield words.numbers(review).within(language).replace("->", "→")
    compared = words.COMPARED.fill(head=side, base=_base(review), today=markdown(today))
    yield compared.within(language)
    yield ""
    if review.settings_fault:
        fault = words.SETTINGS_FAULT.fill(fault=markdown(review.settings_fault.within(language)))
        yield f"{fault.within(language)}\n"
    if review.settings:
        yield f"{words.SETTINGS.fill(keys=markdown(', '.join(review.settings))).within(language)}\n"
    if review.weaker:
        yield f"**{words.WEAKER.within(language)}**\n"
        yield from _listed(
            [markdown(text.within(language), _TITLE) for text in review.weaker], language
        )
        yield ""


def _base(review: Review) -> str:
    return " ".join(
        (markdown(review.base), *([f"(`{review.commit[:12]}`)"] if review.commit else []))
    )


def _table(review: Review, language: Language) -> Iterator[str]:
    names = [name.within(language) for name in _HEAD]
    yield f"| {' | '.join(names)} |\n|{' --- |' * len(names)}"
    for row in review.rows:
        yield f"| {' | '.join(_cells(row, language))} |"


_HEAD = (
    Text("ID", "ID"),
    Text("Record", "記録"),
    words.CHANGE,
    words.MISSING,
    words.PRIORITY,
    words.STATUS,
    words.NEXT_VISIT,
    words.OWNER,
)


def _cells(row: RecordReview, language: Language) -> Iterator[str]:
    yield markdown(row.id, _TITLE)
    yield markdown(row.title, _TITLE) or words.NO_TITLE.within(language)
    yield words.acts(row).within(language)
    wanted = words.wanted(row)
    yield f"**{wanted.within(language)}**" if wanted else ""
    before, after = row.before, row.after
    yield _step(words.priority(before), words.priority(after), language)
    yield _step(words.status(before, row), words.status(after, row), language)
    yield _step(words.next_visit(before), words.next_visit(after), language)
    yield _step(words.owner(before), words.owner(after), language)


def _step(before: Text, after: Text, language: Language) -> str:
    """Return both sides where they differ, with a dash for a missing one."""
    old, new = (markdown(side.within(language), _TITLE) for side in (before, after))
    return new if old == new else f"{old} → {new}"


def _details(row: RecordReview, language: Language) -> str:
    title = markdown(row.title, _TITLE)
    lines = [f"<details><summary>{markdown(row.id, _TITLE)} {title}</summary>", ""]
    lines += _listed(list(_facts(row, language)), language)
    return "\n".join((*lines, "", "</details>"))


def _facts(row: RecordReview, language: Language) -> Iterator[str]:
    if row.acts == ("unreadable",):
        yield words.UNREADABLE.within(language)
    for finding in row.findings:
        message = finding.message
        if finding.ignored is not None:
            message = words.LET_PASS.fill(message=message, reason=finding.ignored)
        yield f"**{words.MISSING.within(language)}**: {markdown(message.within(language), _NOTE)}"
    for label, said in words.new_entries(row):
        yield f"{label.within(language)}: {markdown(said, _NOTE)}"
    if row.old_path:
        yield f"{words.WAS_CALLED.within(language)}: {markdown(row.old_path)}"
    for rule, reason in row.ignores:
        yield f"{words.IGNORED.within(language)}: {markdown(f'{rule}: {reason}')}"
    for field in row.shown_fields:
        old, new = (_value(side, language) for side in (field.before, field.after))
        value = f"{old} → {new}" if row.is_both_sided else new if field.after else old
        yield f"{markdown(field.label.within(language), _TITLE)}: {value}"
    if row.sections:
        names = ", ".join(markdown(section.within(language), _TITLE) for section in row.sections)
        yield f"{words.TEXT_CHANGED.within(language)}: {names}"


def _value(side: Text | None, language: Language) -> str:
    """Return a value; one with a URL is code, so that it can be copied but not followed."""
    if side is None:
        return "-"
    text = side.within(language)
    is_address = "://" in text and "`" not in text
    return markdown_code(text) if is_address else markdown(text)


def _listed(items: Sequence[str], language: Language) -> Iterator[str]:
    yield from (f"- {item}" for item in items[:_LIST])
    if len(items) > _LIST:
        yield f"- {words.MORE_LINES.fill(n=len(items) - _LIST).within(language)}"


def _matrix(cells: tuple[Cell, ...], language: Language) -> Iterator[str]:
    if not cells:
        return
    likelihoods = sorted({cell.likelihood for cell in cells})
    found = {(cell.potential_impact, cell.likelihood): cell for cell in cells}
    caption = words.MATRIX.within(language).replace("->", "→")
    yield f"\n<details><summary>{caption}</summary>\n"
    yield f"|  | {' | '.join(map(str, likelihoods))} |\n|{' --- |' * (len(likelihoods) + 1)}"
    for level in dict.fromkeys(cell.potential_impact for cell in cells):
        row = (found.get((level, likelihood)) for likelihood in likelihoods)
        counts = (moved(cell).replace("->", "→") if cell else "" for cell in row)
        yield f"| {level_words(level).within(language)} | {' | '.join(counts)} |"
    yield "\n</details>"
