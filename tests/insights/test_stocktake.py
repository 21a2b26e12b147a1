"""The stocktake: which risks may be cleared out, and why."""

from datetime import date

from kit.cases import each_case
from kit.examples import TODAY, tree
from srr.insights.stocktake import candidates
from srr.records.registry import read_registry
from srr.schema.settings import Settings, parse


def visited(created: str, day: str, line: str) -> str:
    return f"created: {created}\n## Visits\n- {day} ura: {line}, next 2026-02-05. Seen.\n"


def found(*fragments: str, settings: Settings | None = None) -> dict[str, list[str]]:
    files: dict[str, bytes] = {}
    for number, fragment in enumerate(fragments, start=1):
        files |= tree(fragment, f"risks/SRR-{number:04d}.md")
    chosen = settings or Settings()
    risks = read_registry(files, chosen).risks
    return {
        each.risk.id: [reason.en for reason in each.reasons]
        for each in candidates(risks, chosen, TODAY)
    }


@each_case(
    ("fragment", "reasons"),
    [
        (visited("2025-02-02", "2026-01-26", "watching -> not-started"), []),
        (
            visited("2025-02-01", "2026-01-26", "watching -> not-started"),
            ["old: recorded on 2025-02-01"],
        ),
        ("created: 2025-08-02", []),
        ("created: 2025-08-01", ["stalled: nothing changed since 2025-08-01"]),
        (visited("2025-08-01", "2025-08-02", "not-started, likelihood 1 -> 2"), []),
        (
            visited("2025-08-01", "2026-01-02", "not-started, owner a -> ura"),
            ["stalled: nothing changed since 2025-08-01"],
        ),
        ("potential_impact: 3\nlikelihood: 1", ["low: priority 3"]),
        ("potential_impact: 6\nlikelihood: 1", []),
        ("potential_impact: unknown", []),
        ("status: accepted\ncreated: 2020-01-01", []),
        ("status: done\ncreated: 2020-01-01", []),
    ],
)
def test_a_risk_is_old_stalled_or_low_by_the_day(fragment: str, reasons: list[str]) -> None:
    assert found(fragment) == ({"SRR-0001": reasons} if reasons else {})


def test_visits_that_say_the_same_are_stalled_before_their_time() -> None:
    days = ("2026-01-05", "2026-01-12", "2026-01-19")
    lines = "".join(f"- {day} ura: not-started, next {day}. No change.\n" for day in days)
    assert found(f"## Visits\n{lines}") == {"SRR-0001": ["stalled: the last visits say the same"]}


def test_the_most_reasons_come_first_then_the_least_pressing() -> None:
    old = "created: 2024-01-01"
    assert list(
        found(
            f"{old}\npotential_impact: unknown",
            old,
            f"{old}\npotential_impact: 3\nlikelihood: 1",
            "potential_impact: 3\nlikelihood: 1",
        )
    ) == ["SRR-0003", "SRR-0002", "SRR-0001", "SRR-0004"]


def test_what_is_low_follows_the_admission_of_the_settings() -> None:
    settings = parse({"admission": {"potential": 12}}, "srr.toml")
    assert found("", settings=settings) == {"SRR-0001": ["low: priority 12"]}


def test_a_risk_whose_id_names_two_is_no_candidate() -> None:
    old = "created: 2024-01-01"
    assert list(found(old, f"{old}\nid: SRR-0001", old)) == ["SRR-0003"]
    assert date(2026, 2, 2) == TODAY
