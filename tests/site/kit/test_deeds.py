"""What a reader does next: commands to copy, and the file on the forge."""

from dataclasses import replace

import pytest

from kit.sites import Shown, site
from srr.site.kit.deeds import copyable
from srr.site.kit.html import Html
from srr.site.kit.site import Site
from srr.site.pages import agenda, concern, risk

PATH = "risks/SRR-0001.md"
EDIT = "https://github.com/acme/shop/edit/main/{path}"
COPY = 'data-clipboard-text="'


def copied(page: Shown) -> list[str]:
    return [part.partition('"')[0] for part in page.html.split(COPY)[1:]]


def risk_page(fragment: str = "", edit: str = "") -> Shown:
    made = replace(site({PATH: fragment}), edit=edit)
    return Shown(risk.page(made.registry.risks[0], made))


def test_a_risk_offers_its_command_its_file_and_where_the_forge_edits_it() -> None:
    page = risk_page(edit=EDIT)
    assert copied(page) == ["srr visit SRR-0001", PATH]
    assert [link for link in page.links if "github" in link] == [
        f"https://github.com/acme/shop/edit/main/{PATH}",
        f"https://github.com/acme/shop/commits/main/{PATH}",
    ]


def test_where_the_forge_is_not_known_there_is_no_link_to_it() -> None:
    assert not [link for link in risk_page().links if "://" in link]
    assert [
        link for link in risk_page(edit="https://git.example/e/{path}").links if "//" in link
    ] == [f"https://git.example/e/{PATH}"]


@pytest.mark.parametrize("fragment", ["status: done", "id: SRR-0001; reboot"])
def test_a_risk_that_is_done_or_has_no_id_offers_no_command(fragment: str) -> None:
    assert copied(risk_page(fragment)) == [PATH]


def test_the_agenda_gives_the_command_of_each_risk_once_the_most_pressing_first() -> None:
    late = "next_visit: 2026-02-01\ncreated: 2025-12-01\nstatus: in-progress\n"
    lower = f"{late}potential_impact: 3\npriority: 3\nlikelihood: 1"
    made = site({PATH: lower, "risks/SRR-0002.md": late})
    page = Shown(agenda.page(made))
    assert (
        '<pre class="copy" tabindex="0"><code>srr visit SRR-0002; \\\nsrr visit SRR-0001</code>'
        in page.html
    )
    assert "srr visit" not in Shown(agenda.page(site({}))).html


@pytest.mark.parametrize(
    ("given", "times"),
    [
        ("<code>a</code> or <code>b</code>", 2),
        ("<pre><code>a</code></pre>", 0),
        ("<a href=x><code>a</code></a>", 0),
    ],
)
def test_code_within_a_line_can_be_copied(given: str, times: int) -> None:
    made: Site = site({})
    assert copyable(Html(given), made).count("<button") == times
    assert '"A=&lt;b&gt;"' in copyable(Html("<code>A=&lt;b&gt;</code>"), made)


@pytest.mark.parametrize(
    ("fragment", "commands"),
    [("", ["srr report CN-0001"]), ("status: resolved", []), ("id: CN-0001; reboot", [])],
)
def test_a_concern_offers_the_report_as_long_as_one_is_owed(
    fragment: str, commands: list[str]
) -> None:
    made = replace(site({"concerns/CN-0001.md": fragment}), edit=EDIT)
    page = Shown(concern.page(made.registry.concerns[0], made))
    assert copied(page) == [*commands, "concerns/CN-0001.md"]
    assert "https://github.com/acme/shop/edit/main/concerns/CN-0001.md" in page.links
