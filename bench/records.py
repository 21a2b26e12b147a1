"""The text of one generated risk: front matter of 20 to 25 keys and all seven sections."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from draws import Draw
from subjects import SERVICES, Subject, subject
from visiting import Past, past

STATUSES = (
    "not-started",
    "in-progress",
    "in-progress",
    "watching",
    "mitigated",
    "accepted",
    "done",
)
OWNERS = {
    "en": ("ura", "kato", "sato", "li", "garcia", "novak", "mori-k", "o.jones"),
    "ja": ("浦", "加藤", "佐藤", "森", "田中", "鈴木"),
}
TEAMS = ("platform", "shop", "payments", "data")
RATINGS = ((1, 3), (1, 5), (2, 3), (2, 5), (3, 1), (3, 3), (3, 5))
LEVELS = (10, 6, 3, 1, 0)
RESOLUTIONS = ("fixed", "fixed", "not-a-risk", "obsolete", "moved")
HEADINGS = {
    "en": ("Summary", "Log", "Cause", "Plan", "Countermeasures", "Next action", "Visits"),
    "ja": (
        "概要",
        "リスクの認知〜原因特定までのログ",
        "原因",
        "対策方針",
        "対策ログ",
        "次のアクション",
        "確認履歴",
    ),
}
NOTES = {
    "en": (
        "Numbers read; they are where we expected them.",
        "Went through the plan with the team.",
        "One more week of numbers is needed before we decide.",
        "The panel is quiet since the change.",
    ),
    "ja": (
        "メトリクスを確認した。想定の範囲内である。",
        "対策方針をチームで確認した。",
        "判断にはもう 1 週間分の数値が必要である。",
        "変更後は落ち着いている。",
    ),
}
CLOSED = {
    "en": "Nothing more to do here; the log stays for whoever meets it again.",
    "ja": "これ以上の作業はない。再発したときのためにログを残す。",
}
ACCEPTED = {
    "en": (
        "The cure costs a quarter of work and the trigger is far away",
        "Affected shops work by hand for up to an hour",
    ),
    "ja": (
        "対策には四半期分の作業が必要で、顕在化の条件はまだ遠い",
        "影響を受けた店舗は最大 1 時間手作業になる",
    ),
}


@dataclass(frozen=True, slots=True)
class Ties:
    """The ids that a record names and that name it back."""

    postmortems: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """All choices for one risk."""

    id: str
    draw: Draw
    language: str
    status: str
    owner: str
    service: str
    limit: int
    subject: Subject
    past: Past
    ties: Ties


def risk(seed: int, number: int, today: date, ties: Ties) -> str:
    """Return the whole file of risk *number*; every tenth is in Japanese."""
    story = _story(seed, number, today, ties)
    return "\n".join(["---", *_front_matter(story, today), "---", "", *_body(story)]) + "\n"


def risk_id(number: int) -> str:
    """Return the id of risk *number*."""
    return f"SRR-{number:04}"


def level(score: int) -> int:
    """Return the highest level that *score* reaches."""
    return next(step for step in LEVELS if score >= step)


def _story(seed: int, number: int, today: date, ties: Ties) -> Story:
    draw = Draw(seed, risk_id(number))
    language = "en" if number % 10 else "ja"
    status = draw.pick("status", STATUSES)
    service = draw.pick("service", SERVICES)
    limit = draw.number("limit", 12, 240) * 10
    owner = draw.pick("owner", OWNERS[language])
    topic = subject(draw, language, service, limit)
    before = past(draw, status, today)
    return Story(
        risk_id(number), draw, language, status, owner, service, limit, topic, before, ties
    )


def _front_matter(story: Story, today: date) -> list[str]:
    return [
        "# yaml-language-server: $schema=../.srr/risk.schema.json",
        *_identity(story),
        *_dates(story),
        *_score(story, today),
        f"scale_driver: {story.subject.scale_driver}",
        f"breaks_when: {story.subject.indicator} > {story.limit}",
        f"workaround: {story.subject.workaround}",
        f"containment: {story.subject.containment}",
        *_links(story),
        *_ties(story.ties),
        *_acceptance(story),
        *_outlook(story),
    ]


def _identity(story: Story) -> list[str]:
    closing = [f"resolution: {_resolution(story)}"] if story.status == "done" else []
    return [
        f"id: {story.id}",
        f"title: {story.subject.title}",
        f"status: {story.status}",
        *closing,
        f"owner: {story.owner}",
        f"team: {story.draw.pick('team', TEAMS)}",
        f"area: {story.subject.area}",
        f"service: {story.service}",
    ]


def _resolution(story: Story) -> str:
    return story.draw.pick("resolution", RESOLUTIONS)


def _dates(story: Story) -> list[str]:
    upcoming = story.past.next_visit
    return [
        f"noticed: {story.past.noticed}",
        f"created: {story.past.created}",
        *([f"next_visit: {upcoming}"] if upcoming else []),
    ]


def _score(story: Story, today: date) -> list[str]:
    scope, severity = story.draw.pick("rating", RATINGS)
    potential, likelihood = level(scope * severity), story.draw.number("likelihood", 1, 2)
    if _is_new(story, today) and story.draw.number("unknown", 1, 4) == 1:
        unknown = ["current_impact: 0", "potential_impact: unknown"]
        return [*unknown, f"likelihood: {likelihood}", "priority: unknown"]
    possible = [step for step in LEVELS if step < potential]
    current = 0 if story.status == "done" else story.draw.pick("current", possible)
    return [
        f"current_impact: {current}",
        f"potential_impact: {potential}",
        f"scope: {scope}",
        f"severity: {severity}",
        f"likelihood: {likelihood}",
        f"priority: {potential * likelihood}",
    ]


def _is_new(story: Story, today: date) -> bool:
    return story.status == "not-started" and (today - story.past.created).days <= 14


def _links(story: Story) -> list[str]:
    panel = story.draw.number("panel", 1, 40)
    ticket = story.draw.number("ticket", 100, 4999)
    return [
        "links:",
        f"  metrics: [https://metrics.example.com/d/{story.service}/panel/{panel}]",
        f"  backlog: [https://tickets.example.com/{story.service}/{ticket}]",
        f"  pull_requests: [{_pull_request(story)}]",
    ]


def _pull_request(story: Story) -> str:
    number = story.draw.number("pull request", 100, 4999)
    return f"https://git.example.com/shop/{story.service}/pull/{number}"


def _ties(ties: Ties) -> list[str]:
    named = {"postmortems": ties.postmortems, "related": ties.related}
    return [f"{key}: [{', '.join(ids)}]" for key, ids in named.items() if ids]


def _acceptance(story: Story) -> list[str]:
    if story.status != "accepted":
        return []
    others = [name for name in OWNERS[story.language] if name != story.owner]
    because, consequence = ACCEPTED[story.language]
    on = story.past.reached
    return [
        "acceptance:",
        f"  by: {others[0]}",
        f"  decided: {on}",
        f"  because: {because}",
        "  consequences:",
        f"    - {consequence}",
        f"  holds_while: [{story.subject.indicator} < {story.limit - 20}]",
        f"  until: {on + timedelta(weeks=25)}",
        f"  reviewer: {others[1]}",
    ]


def _outlook(story: Story) -> list[str]:
    if story.status in {"done", "accepted"}:
        return []
    horizon = story.draw.pick("horizon", ("now", "next", "later"))
    return [f"horizon: {horizon}", f"effort: {story.draw.pick('effort', 'SML')}"]


def _body(story: Story) -> list[str]:
    topic = story.subject
    closed = story.status == "done"
    texts = (
        topic.summary,
        topic.log,
        topic.cause,
        topic.plan,
        f"[{story.service}]({_pull_request(story)}) {topic.countermeasure}",
        CLOSED[story.language] if closed else topic.next_action,
        "\n".join(_visit_lines(story)),
    )
    sections = zip(HEADINGS[story.language], texts, strict=True)
    return "\n\n".join(f"## {heading}\n\n{text}" for heading, text in sections).split("\n")


def _visit_lines(story: Story) -> Iterator[str]:
    notes = NOTES[story.language]
    first = story.draw.number("note", 0, len(notes) - 1)
    for index, visit in enumerate(story.past.visits):
        changed = visit.before != visit.after
        status = f"{visit.before} -> {visit.after}" if changed else visit.after
        upcoming = f", next {visit.next_day}" if visit.next_day else ""
        note = notes[(first + index) % len(notes)]
        yield f"- {visit.day} {story.owner}: {status}{upcoming}. {note}"
