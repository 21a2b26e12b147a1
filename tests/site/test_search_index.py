"""What the search looks through: every record, its lever first, and no more than a reader should have to load."""

import json

import pytest

from kit.secrets import word
from kit.sites import site
from srr.site import search_index
from srr.site.search_index import Row, records, render, with_pages

LEVER = "containment: Set `MENU=cached`.\nworkaround: Use **paper**.\nservice: menu\nteam: shops\narea: api"


def rows(fragments: dict[str, str], **settings: object) -> dict[str, list[str | int]]:
    written = json.loads(render(records(site(fragments, settings))))
    return {row[0]: row for row in written}


def test_a_risk_is_found_by_its_names_and_shown_with_its_lever() -> None:
    _, id_, title, names, text, shown = rows({"risks/SRR-0001.md": LEVER})["risks/SRR-0001/"]
    assert (id_, names) == ("SRR-0001", "ura · shops · api · menu")
    assert str(title).startswith("Orders fail")
    lever = "Containment: Set MENU=cached."
    assert str(text).startswith(f"{lever} Workaround: Use paper. ")
    assert shown == len(lever)


def test_without_a_lever_the_summary_is_shown() -> None:
    row = rows({"risks/SRR-0001.md": "## Summary\n\n- It [waits](https://example.com/x) `long`.\n"})
    assert str(row["risks/SRR-0001/"][4]).startswith("It waits long. ")


def test_a_token_that_is_whole_without_its_markup_is_hidden() -> None:
    token = "ghp_" + word(36)
    row = rows({"risks/SRR-0001.md": f"## Summary\n\nIt needs gh__{token[2:]}.\n"})
    assert str(row["risks/SRR-0001/"][4]).startswith(f"It needs {'*' * 40}.")


def test_a_risk_is_found_by_the_indicators_of_its_limit_and_its_acceptance() -> None:
    front = (
        "breaks_when: api_calls > 900\nstatus: accepted\nacceptance:\n  holds_while: [shops < 50]\n"
    )
    row = rows({"risks/SRR-0001.md": front})["risks/SRR-0001/"]
    assert "api_calls > 900 · shops < 50" in str(row[4])


def test_the_levers_of_a_service_are_found_by_the_words_on_call_types() -> None:
    row = rows({"risks/SRR-0001.md": LEVER})["levers/#menu"]
    assert row[1:4] == ["levers", "menu", "Levers · Containment · Workaround"]
    japanese = rows({"risks/SRR-0001.md": LEVER}, language="ja")["levers/#menu"]
    assert "被害を食い止める手段" in str(japanese[3])


def test_the_most_pressing_risk_comes_first_then_postmortems() -> None:
    low = "potential_impact: 3\nscope: 1\nseverity: 3\npriority: 6"
    found = rows({"risks/SRR-0001.md": low, "risks/SRR-0002.md": "", "postmortems/PM-0001.md": ""})
    assert list(found) == ["risks/SRR-0002/", "risks/SRR-0001/", "postmortems/PM-0001/"]


def test_texts_are_left_out_from_the_last_until_the_rest_is_small_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = Row(
        "x/", "SRR-0001", "Title", "ura", ((0, "lever"), (1, "a" * 40), (2, "b" * 40), (1, "c"))
    )
    sizes = []
    for largest in (1000, 120, 40):
        monkeypatch.setattr(search_index, "LARGEST", largest)
        content = render([row])
        sizes.append(json.loads(content)[0][4])
    assert sizes == [f"lever {'a' * 40} {'b' * 40} c", f"lever {'a' * 40} c", "lever"]


def test_closed_records_lose_their_texts_before_open_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    log = "## Log\n\nNeedle.\n"
    fragments = {"risks/SRR-0001.md": log, "risks/SRR-0002.md": f"status: done\n{log}"}
    full = render(records(site(fragments)))
    assert full.count(b"Needle.") == 2
    monkeypatch.setattr(search_index, "LARGEST", len(full) - 1)
    short = render(records(site(fragments)))
    assert short.count(b"Needle.") == 1
    assert "Needle." in json.loads(short)[0][4]


def test_2000_risks_take_less_than_a_megabyte_and_a_half() -> None:
    texts = tuple((rank, f"{rank} {'word ' * 40}") for rank in range(8))
    given = [
        Row(f"risks/SRR-{n}/", f"SRR-{n}", "A title " * 10, "ura · shop", texts)
        for n in range(2000)
    ]
    assert 1_000_000 < len(render(given)) < 1_500_000


def test_a_page_of_the_theme_is_one_row_whatever_its_sections() -> None:
    entries = [
        {"location": "start/", "title": "Start &amp; go", "text": ""},
        {"location": "start/#a", "title": "First", "text": "<p>Write <code>x &lt; 1</code>.</p>"},
    ]
    assert json.loads(with_pages(b"[]", entries)) == [
        ["start/", "", "Start & go", "", "First Write x < 1 .", 19]
    ]


def test_a_token_in_a_page_of_the_theme_is_hidden() -> None:
    token = "ghp_" + word(36)
    entries = [{"location": "a/", "title": token, "text": f"<p>gh&#112;{token[3:]}</p>"}]
    assert token.encode() not in with_pages(b"[]", entries)


def test_a_concern_is_found_by_its_names_and_shown_with_its_reports() -> None:
    row = rows({"concerns/CN-0001.md": "service: orders", "risks/SRR-0001.md": ""})
    assert list(row) == ["risks/SRR-0001/", "concerns/CN-0001/"]
    _, id_, title, names, text, _ = row["concerns/CN-0001/"]
    assert (id_, names) == ("CN-0001", "ura · orders")
    assert title == "p99 of orders 2 s -> 4 s on Fridays"
    assert str(text).endswith("The p99 rose from 2 s to 4 s.")
