"""The page of what postmortems promised."""

from kit.sites import Shown, site
from srr.site.pages import actions

ACTIONS = (
    "actions:\n"
    "  - {id: A1, do: Later, viewpoint: prevent, owner: kato, due: 2026-03-01}\n"
    "  - {id: A2, do: Late, viewpoint: prevent, owner: ura, due: 2026-01-31,"
    " link: 'https://example.com/1'}\n"
    "  - {id: A3, do: Kept, viewpoint: detect-sooner, owner: ura, due: 2026-01-31, done: 2026-01-30}\n"
    "  - {do: Bare}\n"
)


def shown(fragments: dict[str, str], **settings: object) -> Shown:
    return Shown(actions.page(site(fragments, settings)))


def test_open_actions_stand_by_due_date_the_overdue_first() -> None:
    page = shown({"postmortems/PM-0001.md": ACTIONS})
    title = "Orders failed for forty minutes"
    assert page.rows() == [
        [
            "2026-01-31 2 days late",
            f"PM-0001 · A2 Late {title} · Ticket",
            "ura",
            "Prevent a recurrence",
        ],
        ["2026-03-01", f"PM-0001 · A1 Later {title}", "kato", "Prevent a recurrence"],
        ["-", f"PM-0001 · 4 Bare {title}", "-", "-"],
    ]
    assert "https://example.com/1" in page.links
    assert "../postmortems/PM-0001/#actions" in page.links


def test_open_overdue_and_done_are_counted() -> None:
    page = shown({"postmortems/PM-0001.md": ACTIONS})
    assert "3 open, 1 of them overdue, 1 done" in page.text
    assert page.rows(1) == [["-", "1", "0", "0"], ["kato", "1", "0", "0"], ["ura", "1", "1", "1"]]
    assert page.rows(2) == [
        ["Prevent a recurrence", "2", "1", "0"],
        ["Detect sooner", "0", "0", "1"],
        ["-", "1", "0", "0"],
    ]


def test_a_link_that_cannot_be_followed_is_no_link() -> None:
    hostile = "actions:\n  - {id: A1, do: x, owner: '<b>', link: 'javascript:alert(1)'}\n"
    page = shown({"postmortems/PM-0001.md": hostile})
    assert not [link for link in page.links if "javascript" in link]
    assert "<b>" not in page.html


def test_nothing_promised_and_everything_kept_are_told_apart() -> None:
    assert "No postmortem promises an action" in shown({}).text
    kept = "actions:\n  - {id: A1, do: x, owner: ura, done: 2026-01-30}\n"
    assert "Every action is done." in shown({"postmortems/PM-0001.md": kept}).text


def test_the_page_speaks_japanese() -> None:
    page = shown({"postmortems/PM-0001.md": ACTIONS}, language="ja")
    assert page.rows()[0][0] == "2026-01-31 2 日超過"
    assert "未完了 3 件、うち期限切れ 1 件、完了 1 件" in page.text
