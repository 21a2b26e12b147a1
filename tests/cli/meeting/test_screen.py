"""What is shown of a risk fits the terminal, and says why it is here."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kit.examples import record, tree
from srr.cli.meeting.screen import Turn, clock, in_a_row, lines
from srr.documents import document
from srr.insights.breaks import breaks
from srr.language import Language
from srr.records.registry import read_registry
from srr.records.risk import Risk, risk
from srr.schema.settings import Settings
from srr.text.terminal import width

PATH = "risks/SRR-0001.md"


def made(title: str = "Orders fail", action: str = "Measure it.") -> Risk:
    text = record(PATH).replace("Orders fail when the stock service is slow", title)
    text = text.replace("Measure the stock service on Friday evening.", action)
    return risk(document.read(PATH, text.encode()), Settings())


def shown(of: Risk, columns: int = 80, language: Language = "en") -> list[str]:
    return list(lines(Turn(of, ("due",), 3, 8, 130.0, date(2026, 2, 9)), language, columns))


def test_a_risk_says_where_it_stands_and_why_it_is_here() -> None:
    assert [line.replace("\x1b[1m", "").replace("\x1b[0m", "") for line in shown(made())] == [
        "[3/8] SRR-0001  Orders fail",
        "Not started · ura · next visit 2026-02-05 · 2:10",
        "why     Due by the next meeting",
        "score   6 x 2 = 12 · current impact 1",
        "visits  none yet",
        "next    Measure it.",
        "k keep (next 2026-02-09) · p in progress · w watch · m mitigated · a accept",
        "d done · o owner · r re-score · e edit · s skip · u undo · q stop",
    ]


def test_a_limit_is_said_with_its_headroom() -> None:
    files = tree("breaks_when: calls > 900\nindicators/calls.csv\ndate,value\n2026-02-01,915", PATH)
    registry = read_registry(files, Settings())
    (first,) = breaks(registry, registry.risks, date(2026, 2, 2))
    turn = Turn(first.risk, ("reached",), 1, 1, 0.0, None, first)
    assert list(lines(turn, "en", 80))[4:6] == [
        "limit   calls 915 (2026-02-01) · breaks when > 900 · 15 over (1.7 %) · reached",
        "        on 2026-02-01",
    ]


@given(
    st.text(
        st.characters(codec="utf-8", exclude_characters="\n\r:#'\"{}[]&*!|>%@`\\"), max_size=300
    ),
    st.integers(min_value=24, max_value=120),
    st.sampled_from(["en", "ja"]),
)
def test_no_line_is_wider_than_the_terminal(words: str, columns: int, language: Language) -> None:
    for line in shown(made(action=f"x{words}"), columns, language):
        bare = line.replace("\x1b[1m", "").replace("\x1b[0m", "")
        assert width(bare) <= max(columns, 40 if language == "ja" else 24), bare
        assert "\x1b" not in bare


def test_a_placeholder_is_no_next_action() -> None:
    assert "next    no next action is written" in shown(made(action="TODO"))


def test_keys_are_never_cut_in_two() -> None:
    assert list(in_a_row(["k keep", "p in progress", "q stop"], 18)) == [
        "k keep",
        "p in progress",
        "q stop",
    ]
    assert list(in_a_row(["k keep", "q stop"], 15)) == ["k keep · q stop"]


def test_the_clock_counts_minutes() -> None:
    assert [clock(seconds) for seconds in (0, 59.9, 60, 3601)] == ["0:00", "0:59", "1:00", "60:01"]
