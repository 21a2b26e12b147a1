"""Built sites on a web server of their own, and a real browser that tells what it was asked for."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, ViewportSize, expect

from kit import shared, theme
from kit.contexts import Context, context
from srr.language import Text
from srr.site.mkdocs import build

REPO = Path(__file__).parents[2]
TODAY = "2026-11-23"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--disable-dev-shm-usage",
)
QUERY = "[data-md-component=search-query]"
SITE = "build/site"
SAMPLES = ("risks", "postmortems", "concerns", "rules", "how-to")
RISKS = len(list((REPO / "risks").glob("SRR-*.md")))
"""How many risks the registry of this repository holds."""


@dataclass(frozen=True)
class Served:
    """A built site: its folder, and where it is served."""

    folder: Path
    address: str


def browser_path() -> str | None:
    """Return the browser that is asked for, or else the one that is installed."""
    return os.environ.get("SRR_TEST_BROWSER") or shutil.which("chromium")


def example(language: str, today: str = TODAY, grace: int = 0, *, both: bool = False) -> Served:
    """Return the site of the registry of this repository, built and served once for all processes of a run.

    One of another day or grace explains few rules: nothing of it is looked at but the records.
    """

    def fill(root: Path) -> None:
        copied(root, language, grace, both=both)
        with nullcontext() if (today, grace) == (TODAY, 0) else theme.few_texts():
            built(root, shared.address_of(root / SITE), REPO / "mkdocs.yml", today)

    return kept(f"example-{'both' if both else language}-{today}-{grace}", fill)


def kept(name: str, fill: Callable[[Path], object]) -> Served:
    """Return the site of the registry *name*, which *fill* builds once for all processes of a run.

    All sites that are served in one place are opened in one process of the browser.
    """
    folder = shared.filled(name, fill) / SITE
    return Served(folder, shared.address_of(folder))


def copied(root: Path, language: str, grace: int = 0, *, both: bool = False) -> None:
    """Copy the registry of this repository to *root*, with the past that its visits tell.

    *both* gives its site the other language, too.
    """
    for folder in ("risks", "postmortems", "concerns", "indicators", "site"):
        shutil.copytree(REPO / folder, root / folder)
    subprocess.run([sys.executable, REPO / "bench/history.py", root], check=True)
    settings = (REPO / "srr.toml").read_text(encoding="utf-8")
    settings = settings.replace('language = "en"', f'language = "{language}"')
    if not both:
        settings = settings.replace('languages = ["en", "ja"]\n', "")
    (root / "srr.toml").write_text(f"grace_days = {grace}\n{settings}", encoding="utf-8")


def configured(root: Path, address: str, config: Path) -> None:
    """Write an mkdocs.yml that says what *config* says, and the address, which instant navigation needs."""
    (root / "mkdocs.yml").write_text(f"INHERIT: {config}\nsite_url: {address}\n", encoding="utf-8")


def built(root: Path, address: str, config: Path, today: str) -> Path:
    """Build the registry at *root* as *config* says, for *address*; return the folder."""
    configured(root, address, config)
    said: list[Text] = []
    # A day given as --today would stay; this one moves on with the clock of the browser.
    noon = datetime.fromisoformat(f"{today}T12:00+09:00")
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("SRR_TODAY", raising=False)
        environment.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
        folder = build.build(root, None, said.append).folder
    assert said == []
    return folder


def pages_of(folder: Path) -> list[str]:
    """Return the address of every page in *folder*."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return sorted(path.removesuffix("index.html") for path in paths)


def kinds_of(folder: Path) -> list[str]:
    """Return a page of each kind: every page but those of which there are many alike."""
    kinds: list[str] = []
    for page in pages_of(folder):
        family = page.partition("/")[0]
        alike = [kind for kind in kinds if family in SAMPLES and kind.startswith(f"{family}/")]
        if len(alike) < 2:
            kinds.append(page)
    return list(dict.fromkeys([*kinds, *_each_status(folder)]))


def _each_status(folder: Path) -> list[str]:
    """Return a risk of each status; those of done and accepted have sections of their own."""
    found: dict[str, str] = {}
    for path in sorted((REPO / "risks").glob("SRR-*.md")):
        status = path.read_text(encoding="utf-8").partition("\nstatus: ")[2].partition("\n")[0]
        found.setdefault(status.strip(), f"risks/{path.stem}/")
    return [page for page in found.values() if (folder / page).is_dir()]


@dataclass
class Watched:
    """A window of the browser, and what went wrong or left the server while it was open."""

    page: Page
    address: str
    context: Context
    problems: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Page:
        """Open a page of the site and wait until its scripts have run."""
        self.page.goto(self.address + path)
        return self.page


@contextmanager
def watched(
    browser: Browser,
    address: str,
    now: str = f"{TODAY}T12:00+09:00",
    *,
    search: bool = True,
    viewport: ViewportSize | None = None,
    **options: Any,
) -> Iterator[Watched]:
    """Open an empty window that reads the clock as *now* and notes every problem.

    Without *search* the pages cannot search, and load in half the time.
    """
    with context(browser, address, now, search=search, **options) as chosen:
        page = chosen.window()
        page.set_default_timeout(8000)
        if viewport:
            page.set_viewport_size(viewport)
        seen = Watched(page, address, chosen)

        def note_request(request: Request) -> None:
            _note_request(seen, request.url)

        chosen.made.on("request", note_request)
        page.on("console", lambda message: _note(seen, message.type, message.text))
        page.on("pageerror", lambda error: seen.problems.append(f"error: {error}"))
        page.on("dialog", lambda dialog: _note_dialog(seen, dialog))
        yield seen
        page.close()
        chosen.made.remove_listener("request", note_request)


def ask(page: Page, query: str, delay: int = 20) -> None:
    """Type *query* key by key into the search, once that has taken the key that opens it."""
    page.keyboard.press("/")
    expect(page.locator(QUERY)).to_be_focused()
    page.keyboard.type(query, delay=delay)


def switch(page: Page, language: str) -> None:
    """Choose another language at the top of the page."""
    page.locator(".md-header .md-select button").hover()
    page.locator(f".md-select__link[hreflang={language}]").click()


def follow_first_risk(page: Page) -> None:
    """Follow the first risk on the Japanese home page, which must not load the site anew."""
    page.evaluate("window.survives = true")
    page.locator(".srr-ranking__title a").first.click()
    page.wait_for_url("**/ja/risks/SRR-*/")
    assert page.evaluate("window.survives")


def _note_request(seen: Watched, url: str) -> None:
    if not url.startswith((seen.address, "data:", "blob:")):
        seen.problems.append(f"request: {url}")


def _note_dialog(seen: Watched, dialog: Dialog) -> None:
    seen.problems.append(f"dialog: {dialog.message}")
    dialog.dismiss()


def _note(seen: Watched, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        seen.problems.append(f"{kind}: {text}")


Build = Callable[..., Served]
Opened = Callable[..., Watched]
