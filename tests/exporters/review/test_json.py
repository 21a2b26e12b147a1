import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kit.reports import golden
from kit.reviews import replayed, reviewed
from srr.exporters.review import json as review_json
from srr.insights.review_acts import ACTS

PAGES = Path(__file__).parent.parent.parent.parent / "tool" / "srr" / "site" / "how-to"


def told(before: str, after: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(review_json.render(reviewed(before, after), "en"))
    return found


def test_a_review_is_told_as_in_the_golden_file() -> None:
    assert review_json.render(replayed("2-review", "3-hide"), "en") == golden("review.json")


def test_no_change_is_an_empty_list_beside_what_was_compared() -> None:
    found = told("team: web\n", "team: web\n")
    assert found["records"] == []
    assert found["base"]["name"] == "main"
    assert found["head"] is None


def test_a_commit_that_was_compared_is_named() -> None:
    same = reviewed("team: web\n", "team: web\n")
    found = json.loads(review_json.render(same, "en", {"name": "v2", "commit": "abc"}))
    assert found["head"] == {"name": "v2", "commit": "abc"}


def test_values_are_those_of_the_file_and_words_speak_the_language() -> None:
    told = reviewed("area: api\n", "area: batch\n## Cause\nA.\n")
    (row,) = json.loads(review_json.render(told, "ja"))["records"]
    assert row["fields"] == [{"key": "area", "label": "領域", "old": "api", "new": "batch"}]
    assert row["sections"] == ["原因"]


def test_a_secret_is_masked_wherever_it_stands() -> None:
    found = json.dumps(told("title: a\n", "links: {slo: ['https://u:hunter22@x.example']}\n"))
    assert "x.example" in found
    assert "hunter22" not in found


def names(value: Any) -> Iterator[str]:
    """Yield every field of an object and of the objects in it; what is below a value of a record is no field."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from () if name in ("old", "new") else names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names(inner)


@pytest.mark.parametrize("page", ["diff.md", "diff.ja.md"])
def test_the_page_tells_every_field_and_everything_that_can_be_done(page: str) -> None:
    after = "# srr: ignore[score-priority] we know\npotential_impact: 3\n"
    fields = set(names(told("potential_impact: 6\n", after)))
    text = (PAGES / page).read_text(encoding="utf-8")
    assert fields | set(ACTS) <= set(re.findall(r"`(\w+)`", text))


def test_what_a_terminal_or_a_ci_job_obeys_is_escaped_and_read_back() -> None:
    title = "admin\u202eonly ##vso[task.complete]"
    review = reviewed("title: a\n", f"title: {json.dumps(title)}\n")
    written = review_json.render(review, "en")
    assert "\\u202eonly #\\u0023vso[task.complete]" in written
    assert json.loads(written)["records"][0]["title"] == title
