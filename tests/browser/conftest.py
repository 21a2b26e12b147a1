"""One browser and a few built sites for all tests of the pages."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from kit import browsing
from kit.browsing import Build, Opened, Served, Watched


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = browsing.browser_path()
    if path is None:
        pytest.skip("there is no Chromium, and SRR_TEST_BROWSER names none")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=browsing.ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def build(browser: Browser) -> Build:
    """Build and serve the example registry, each variant once."""
    del browser
    return browsing.example


@pytest.fixture(params=["en", "ja"])
def site(request: pytest.FixtureRequest, build: Build) -> Served:
    served: Served = build(request.param)
    return served


@pytest.fixture
def english(build: Build) -> Served:
    return build("en")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Opened]:
    """Open pages that must ask nothing of another host and complain of nothing."""
    opened: list[Watched] = []
    with ExitStack() as stack:

        def start(served: Served, **options: Any) -> Watched:
            opened.append(stack.enter_context(browsing.watched(browser, served.address, **options)))
            return opened[-1]

        yield start
    assert [problem for watched in opened for problem in watched.problems] == []
