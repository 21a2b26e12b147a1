"""Draws the pictures of the how-to pages on imports: the site of a registry that came in by their commands.

python bench/pictures.py
"""

import sys
from pathlib import Path

MAIN = Path(__file__).parents[1]
sys.path.append(str(MAIN / "tests"))

from playwright.sync_api import ViewportSize, sync_playwright  # noqa: E402

from kit import shared  # noqa: E402
from kit.browsing import ARGUMENTS, Served, browser_path, built, kept, watched  # noqa: E402
from kit.imported_pages import NAMES, PAGES, TODAY, Name, followed, started  # noqa: E402
from srr.language import Language  # noqa: E402

SHOWN: dict[Name, tuple[str, str, int]] = {
    "import-notion": ("import-list", "risks/", 420),
    "import-a-sheet": ("import-risk", "risks/SRR-0001/", 510),
}
"""The picture of each page, and the page of the site that it shows, so many pixels high."""
WIDTH = 1000
LANGUAGES: tuple[Language, ...] = ("en", "ja")


def site(name: Name, language: Language) -> Served:
    """Return the site of the registry to which the page *name* leads."""

    def fill(root: Path) -> None:
        started(root, language)
        for step, _, _ in followed(root, name, language):
            if "--write" in step.words:
                break
        config = (root / "mkdocs.yml").rename(root / "base.yml")
        built(root, shared.address_of(root / "build/site"), config, TODAY)

    return kept(f"pictures-{name}-{language}", fill)


def main() -> None:
    """Write the pictures beside the pages."""
    with sync_playwright() as playwright, shared.folders():
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        for name in NAMES:
            picture, path, height = SHOWN[name]
            size: ViewportSize = {"width": WIDTH, "height": height}
            for language in LANGUAGES:
                served = site(name, language)
                with watched(browser, served.address, viewport=size, color_scheme="light") as seen:
                    page = seen.open(path)
                    page.wait_for_load_state("networkidle")
                    suffix = ".ja" if language == "ja" else ""
                    page.screenshot(path=PAGES / f"{picture}{suffix}.png")
                print("\n".join(seen.problems))
        browser.close()


if __name__ == "__main__":
    main()
