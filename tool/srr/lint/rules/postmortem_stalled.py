"""A postmortem is written and reviewed while people remember.

What happened fades within weeks, and what is not written down is not learned. The time counts from `resolved`:
two weeks for the draft, four until the review is done. The settings `draft_for` and `review_for` below
`[postmortem]` change it.

ja: ポストモーテムは、記憶が新しいうちに書いてレビューする。

何が起きたかは数週間で忘れられ、書かれなかったことからは学べない。期間は `resolved` から数え、下書きは 2 週間、
レビューの完了までは 4 週間である。設定の `[postmortem]` にある `draft_for` と `review_for` で変えられる。

Bad:
```
status: draft
started: 2026-01-10T10:00+09:00
detected: 2026-01-10T10:05+09:00
mitigated: 2026-01-10T10:30+09:00
resolved: 2026-01-10T10:40+09:00
```
Good:
```
status: in-review
started: 2026-01-10T10:00+09:00
detected: 2026-01-10T10:05+09:00
mitigated: 2026-01-10T10:30+09:00
resolved: 2026-01-10T10:40+09:00
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.postmortem import Postmortem

DRAFT_MESSAGE = Text(
    "still a draft; the review was due to begin by {until}, {limit} after the incident was resolved",
    "まだ下書きである。レビューを始める期限は、解決から {limit}後の {until} だった",
)
REVIEW_MESSAGE = Text(
    "still in review; the review was due to end by {until}, {limit} after the incident was resolved",
    "まだレビュー中である。レビューを終える期限は、解決から {limit}後の {until} だった",
)
DRAFT_HELP = Text(
    "finish the draft and set status: in-review", "書き終えて status: in-review にする"
)
REVIEW_HELP = Text(
    "finish the review and set status: reviewed", "レビューを終えて status: reviewed にする"
)


@rule(Postmortem, Severity.ERROR, dated=True)
def check(postmortem: Postmortem, context: Context) -> Iterator[Problem]:
    """Compare the time since the incident was resolved with what the status is given."""
    settings = context.settings
    until = postmortem.finish_by(settings)
    if until is None or context.today <= until:
        return
    is_draft = postmortem.status == "draft"
    message = DRAFT_MESSAGE if is_draft else REVIEW_MESSAGE
    limit = settings.draft_for if is_draft else settings.review_for
    yield Problem(
        message.fill(until=until, limit=limit.words()),
        key=("status",),
        value=True,
        related=(("resolved",),),
        help=DRAFT_HELP if is_draft else REVIEW_HELP,
    )
