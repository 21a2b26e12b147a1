"""Contexts of a browser that are used again.

A new context takes a process of its own, which costs more than to open a page and to look at it. So a context stays,
with a page that keeps its process, and each test gets a window of its own beside that page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, Page

# Each page reads the whole search index, which is half of the work of loading it.
NO_SEARCH = "window.Worker = class extends EventTarget { postMessage() {} terminate() {} }"
# How many contexts wait to be used again; each takes some memory.
WAITING = 6


Asked = tuple[bool, str, str]
"""Whether pages can search, their origin, and the options of the browser."""


@dataclass
class Context:
    """A context of the browser, what it was made for, the time it tells, and the page that keeps its process."""

    made: BrowserContext
    asked: Asked
    now: str
    keeper: Page

    def tell(self, now: str) -> None:
        """Let the clock of all pages stand at *now*."""
        if now != self.now:
            self.made.clock.set_fixed_time(now)
            self.now = now

    def window(self) -> Page:
        """Open an empty window."""
        with self.keeper.expect_popup() as opened:
            self.keeper.evaluate("void open('about:blank')")
        return opened.value

    def forget(self) -> None:
        """Close all windows, and forget what their pages stored."""
        for page in self.made.pages:
            if page is not self.keeper:
                page.close()
        session = self.made.new_cdp_session(self.keeper)
        session.send("Storage.clearDataForOrigin", {"origin": self.asked[1], "storageTypes": "all"})
        session.detach()


_WAITING: WeakKeyDictionary[Browser, list[Context]] = WeakKeyDictionary()


@contextmanager
def context(
    browser: Browser, address: str, now: str, *, search: bool, **options: Any
) -> Iterator[Context]:
    """Yield a context in which nothing of another test is left; one that a failure interrupts is not used again."""
    waiting = _WAITING.setdefault(browser, [])
    parts = urlsplit(address)
    origin = f"{parts.scheme}://{parts.netloc}"
    asked = (search, origin, repr(sorted(options.items())))
    found = next((each for each in waiting if each.asked == asked), None)
    if found:
        waiting.remove(found)
    chosen = found or _made(browser, now, asked, options)
    try:
        chosen.tell(now)
        yield chosen
        chosen.forget()
    except BaseException:
        chosen.made.close()
        raise
    waiting.append(chosen)
    if len(waiting) > WAITING:
        waiting.pop(0).made.close()


def _made(browser: Browser, now: str, asked: Asked, options: dict[str, Any]) -> Context:
    made = browser.new_context(**options)
    search, origin, _ = asked
    if not search:
        made.add_init_script(NO_SEARCH)
    made.clock.set_fixed_time(now)
    keeper = made.new_page()
    # Only a page of the same origin shares its process.
    keeper.route("**", lambda route: route.fulfill(body="", content_type="text/html"))
    keeper.goto(origin)
    return Context(made, asked, now, keeper)
