"""Measures the list of risks and the search in headless Chromium: what a screen holds, what a page weighs, how long a
reader waits.

Where it says so, time is that of the processor on the page's main thread, which a busy machine does not lengthen.

python bench/table.py [-n 16 -n 400 -n 2000 -n 10000] [--runs 7]
"""

import argparse
import gzip
import json
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

MAIN = Path(__file__).parents[1]
sys.path.append(str(MAIN / "tests"))

import yaml  # noqa: E402
from mkdocs.commands.build import build  # noqa: E402
from mkdocs.config import load_config  # noqa: E402
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright  # noqa: E402

from generate import generate  # noqa: E402
from kit.browsing import ARGUMENTS, browser_path, built  # noqa: E402
from kit.serving import served  # noqa: E402
from srr.site import search_index  # noqa: E402
from srr.site.kit.risk_data import DATA  # noqa: E402

SIZES = (16, 400, 2000, 10_000)
SLOWER = 4
STARTER = MAIN / "tool/srr/starter/mkdocs.yml"

# The actions, each with the one that undoes it without being timed.
PRESS = "document.querySelector('th[data-key={}] button').click()"
TYPE = """const box = document.querySelector('.srr-filter [name=text]');
box.value = '{}'; box.dispatchEvent(new Event('input', {{ bubbles: true }}))"""
CHOOSE = """const list = document.querySelector('select[data-facet=status]');
list.value = 'open'; list.dispatchEvent(new Event('change', { bubbles: true }))"""
CLEAR = "document.querySelector('.srr-filter .srr-clear').click()"
FILTERS = {
    "a word": (TYPE.format("api"), TYPE.format("")),
    "nothing": (TYPE.format("zzz"), TYPE.format("")),
    "all again": (TYPE.format(""), TYPE.format("zzz")),
    "a status": (CHOOSE, CLEAR),
}
SORTS = {key: (PRESS.format(key), "") for key in ("priority", "title", "next_visit")}
TIMED = """async (act) => {
  const run = new Function(act), start = performance.now();
  run();
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""
LONG_MS = 50
SETTLED_MS = 1500
TRACED = ["toplevel", "disabled-by-default-devtools.timeline"]
READY = """count => document.querySelector('.srr-filter [role=status]')?.textContent.includes(String(count))"""
ROWS = """screen => [...document.querySelectorAll('.srr-list tbody tr')].filter(row => {
  const box = row.getBoundingClientRect();
  return box.top >= screen * innerHeight && box.bottom <= (screen + 1) * innerHeight;
}).length"""
NODES = "document.querySelectorAll('*').length"
FIRST = """async (word) => {
  const status = () => document.querySelector('.srr-filter [role=status]')?.textContent ?? '';
  while (!document.querySelector('.srr-filter:not([hidden])')) await new Promise(done => setTimeout(done, 5));
  const box = document.querySelector('.srr-filter [name=text]');
  box.value = word;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  while (!/^\\d/.test(status())) await new Promise(done => setTimeout(done, 5));
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now();
}"""

KEY_MS = 60
FOUND = """async (record) => {
  const start = performance.now();
  while (!document.querySelector('.md-search-result__link')?.href.includes(record)) {
    await new Promise(done => setTimeout(done, 5));
  }
  return performance.now() - start;
}"""


class Times(NamedTuple):
    """The first and the median time of an action, in milliseconds: of the processor, and as the clock says."""

    first: float
    median: float
    first_waited: float
    median_waited: float


def main() -> None:
    """Build a site of each size and print a table of what it measures."""
    parser = argparse.ArgumentParser(description="Measure the list of risks in a browser.")
    parser.add_argument("-n", dest="sizes", type=int, action="append", help="how many risks")
    parser.add_argument("--runs", type=int, default=7, help="how often each action is timed")
    args = parser.parse_args()
    columns = [measured(size, args.runs) for size in args.sizes or SIZES]
    names = list(columns[0])
    for name in names:
        print(f"| {name} | " + " | ".join(column[name] for column in columns) + " |")
        if name == names[0]:
            print("| --- |" + " ---: |" * len(columns))


def measured(size: int, runs: int) -> dict[str, str]:
    """Return the figures of a list of *size* risks by what they measure."""
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        root = Path(place)
        generate(root, size)
        folder = root / "build/site"
        folder.mkdir(parents=True)
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        with served(folder) as address:
            # A site of an earlier day begins with a notice that it is old.
            built(root, address, STARTER, datetime.now(tz=UTC).date().isoformat())
            found = {"risks": f"{size:,}"} | weighed(folder) | looked(browser, address, size, runs)
        browser.close()
    return found


def weighed(folder: Path) -> dict[str, str]:
    """Return what the page and its data weigh, as they are and compressed."""
    files = {
        "page": folder / "risks/index.html",
        "data": folder / DATA,
        "search": folder / search_index.PATH,
    }
    return {
        f"{name}, KB (gzip)": _weight(path.read_bytes()) if path.is_file() else "-"
        for name, path in files.items()
    }


def _weight(content: bytes) -> str:
    return f"{len(content) / 1000:,.0f} ({len(gzip.compress(content)) / 1000:,.0f})"


def looked(browser: Browser, address: str, size: int, runs: int) -> dict[str, str]:
    """Return what a browser shows, and how long it takes."""
    found: dict[str, str] = {}
    for width, height, screen in ((1440, 900, 0), (1920, 1080, 0), (360, 740, 1)):
        with opened(browser, address, size, width=width, height=height) as page:
            name = "cards on the second screen" if screen else "rows on the first screen"
            found[f"{name}, {width} x {height}"] = str(page.evaluate(ROWS, screen))
            found["DOM nodes"] = f"{page.evaluate(NODES):,}"
    slow, empty = long_tasks(browser, address, size), long_tasks_of_the_theme(browser)
    for name, sum_of in (("longest task", partial(max, default=0)), ("long tasks in sum", sum)):
        found[
            f"{name} at load, {SLOWER} x slower, ms of the processor (of an empty page of the theme)"
        ] = f"{sum_of(slow):.0f} ({sum_of(empty):.0f})"
    for slower in (1, SLOWER):
        with opened(browser, address, None, slower=slower) as page:
            name = f"first filter after the start of the page{', 4 x slower' * (slower > 1)}, ms"
            found[name] = f"{page.evaluate(FIRST, 'api'):.0f}"
    found[f"search for an ID at {KEY_MS} ms a key: it is first after the last one, ms"] = (
        f"{search(browser, address, size):.0f}"
    )
    for name, acts in (("filter", FILTERS), ("sort", SORTS)):
        times = [timed(browser, address, size, act, runs) for act in acts.values()]
        first, median, first_waited, median_waited = map(max, zip(*times, strict=True))
        found[f"{name}, slowest: first / median, ms of the processor"] = (
            f"{first:.0f} / {median:.0f}"
        )
        found[f"{name}, slowest: first / median, ms"] = f"{first_waited:.0f} / {median_waited:.0f}"
    return found


def search(browser: Browser, address: str, size: int) -> float:
    """Return how many milliseconds after the last key of its id the last record is the first that is found."""
    record = f"SRR-{size:04}"
    with opened(browser, address, None) as page:
        page.locator("[data-md-component=search-query]").click()
        page.keyboard.type(record, delay=KEY_MS)
        return float(page.evaluate(FOUND, record))


def long_tasks_of_the_theme(browser: Browser) -> list[float]:
    """Return the same of a page with nothing on it, on a site without srr."""
    with TemporaryDirectory() as place:
        root = Path(place)
        (root / "docs/risks").mkdir(parents=True)
        (root / "docs/risks/index.md").write_text("# Nothing\n", encoding="utf-8")
        theme = yaml.safe_load(STARTER.read_text(encoding="utf-8"))["theme"]
        config = {"site_name": "Plain", "theme": theme, "plugins": ["search"]}
        (root / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        build(load_config(str(root / "mkdocs.yml")))
        with served(root / "site") as address:
            return long_tasks(browser, address, None)


def long_tasks(browser: Browser, address: str, size: int | None) -> list[float]:
    """Return the milliseconds of the processor that each long task of the main thread took while the page loaded."""
    browser.start_tracing(categories=TRACED)
    with opened(browser, address, size, slower=SLOWER) as page:
        page.wait_for_timeout(2 * SETTLED_MS)
        events = json.loads(browser.stop_tracing())["traceEvents"]
    main = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    tasks = (
        event.get("tdur", 0) / 1000
        for event in events
        # The outermost of those that lie in one another.
        if event["name"] == "ThreadControllerImpl::RunTask" and (event["pid"], event["tid"]) in main
    )
    return [task for task in tasks if task > LONG_MS]


def timed(browser: Browser, address: str, size: int, act: tuple[str, str], runs: int) -> Times:
    """Time *act* until the next frame is drawn; its counterpart goes before it."""
    do, undo = act
    with opened(browser, address, size) as page:
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        spent: list[float] = []
        waited: list[float] = []
        for _ in range(runs):
            page.evaluate(TIMED, undo)
            page.wait_for_timeout(150)
            before = _busy(session)
            waited.append(page.evaluate(TIMED, do))
            spent.append(1000 * (_busy(session) - before))
    return Times(spent[0], statistics.median(spent), waited[0], statistics.median(waited))


def _busy(session: CDPSession) -> float:
    """Return how many seconds of the processor the page's main thread has had."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


@contextmanager
def opened(
    browser: Browser,
    address: str,
    size: int | None,
    *,
    slower: int = 1,
    width: int = 1440,
    height: int = 900,
) -> Iterator[Page]:
    """Open the list, and wait until all of its *size* risks are there."""
    # The scripts are evaluated from text, which the policy of the site forbids.
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": height})
    page = context.new_page()
    page.set_default_timeout(120_000)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    if size is None:
        page.goto(f"{address}risks/", wait_until="commit")
    else:
        page.goto(f"{address}risks/")
        page.wait_for_function(READY, arg=size)
        page.wait_for_timeout(SETTLED_MS)
    yield page
    context.close()


if __name__ == "__main__":
    main()
