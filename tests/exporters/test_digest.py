"""The digest as text for a chat: short, in two languages, and mentioning nobody."""

from datetime import date

from kit.examples import TODAY, tree
from srr.exporters.digest import MOST, render
from srr.insights.agenda import agenda
from srr.insights.digest import digest, since_day
from srr.language import Language
from srr.records.registry import read_registry
from srr.schema.settings import Settings

QUIET = "next_visit: 2026-03-02\ncreated: 2025-12-01\n"
LOG = "- 2026-01-30 ura: not-started -> watching, likelihood 1 -> 2, next 2026-03-02. {}\n"


def said(*fragments: str, language: Language = "en") -> str:
    files: dict[str, bytes] = {}
    for number, fragment in enumerate(fragments, 1):
        files |= tree(fragment, f"risks/SRR-{number:04}.md")
    registry = read_registry(files, Settings())
    news = since_day(date(2026, 1, 28), TODAY)
    found = digest(agenda(registry, Settings(), TODAY), registry, news)
    return render(found, language, TODAY, "2026-01-28")


def test_each_kind_has_its_lines() -> None:
    moved = f"{QUIET}status: watching\ntitle: One\n## Visits\n{LOG.format('Calm.')}"
    new = "created: 2026-01-29\nnext_visit: 2026-02-05\ntitle: Two"
    assert said(moved, new) == (
        "Risks, 2026-02-02 (since 2026-01-28)\n\n"
        "New\n- SRR-0002 Two (ura, priority 12)\n\n"
        "Changed\n- SRR-0001 One: Not started → Watching, Likelihood 1 → 2. Calm.\n\n"
        "Due by the next meeting\n- SRR-0002 Two (ura, 2026-02-05)\n"
    )
    changed = "変更\n- SRR-0001 One: 未着手 → 様子見、発生可能性 1 → 2。Calm.\n"
    assert changed in said(moved, new, language="ja")


def test_there_is_no_text_where_there_is_nothing() -> None:
    assert said(QUIET) == ""


def test_a_record_mentions_nobody() -> None:
    note = LOG.format("Ask @channel and <!here>, ::error::x")
    text = said(f"{QUIET}status: watching\ntitle: '<!channel> @here'\n## Visits\n{note}")
    assert "@" not in text
    assert "<" not in text
    assert "＠channel and ‹!here›" in text


def test_a_long_list_is_cut() -> None:
    text = said(*["created: 2026-01-29\nnext_visit: 2026-03-02"] * (MOST + 3))
    assert text.count("\n- ") == MOST
    assert text.endswith("... and 3 more\n")


def test_an_occurrence_is_told_with_its_measure() -> None:
    happened = (
        f"{QUIET}title: One\n## Occurrences\n- 2026-01-30 ura: 20 minutes, 40 %. @here Hidden.\n"
    )
    assert "Happened\n- SRR-0001 One: 20 minutes, 40 % of users. ＠here Hidden.\n" in said(happened)
    assert "発生\n- SRR-0001 One: 20 分、利用者の 40 %。" in said(happened, language="ja")
