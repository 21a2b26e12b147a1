"""A context of the browser that is used again holds nothing of the test before."""

from playwright.sync_api import Browser

from kit.browsing import TODAY, Served, watched

LEAVE = """() => {
  localStorage.left = sessionStorage.left = document.cookie = window.name = "left";
  document.cookie = "left=1; path=/";
}"""
FOUND = """() => [localStorage.left, sessionStorage.left, document.cookie, window.name, innerWidth,
  new Date().toISOString().slice(0, 10)]"""


def test_a_window_finds_nothing_that_another_one_left(english: Served, browser: Browser) -> None:
    used = []
    for _ in range(2):
        with watched(browser, english.address, search=False, locale="en-GB") as seen:
            page = seen.open("glossary/")
            assert page.evaluate(FOUND) == [None, None, "", "", 1280, TODAY]
            page.evaluate(LEAVE)
            page.set_viewport_size({"width": 360, "height": 740})
            seen.context.tell("2027-01-01T12:00+09:00")
            page.reload()
            assert "left" in page.evaluate(FOUND)
            used.append(seen.context)
    assert used[0] is used[1]
