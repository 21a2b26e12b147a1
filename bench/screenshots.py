"""Draws every kind of page, in both languages: light on a desk, dark on a phone.

python bench/screenshots.py OUT
"""

import argparse
import re
import sys
from pathlib import Path
from typing import Any

MAIN = Path(__file__).parents[1]
sys.path.append(str(MAIN / "tests"))

from playwright.sync_api import Browser, ViewportSize, sync_playwright  # noqa: E402

from kit import shared  # noqa: E402
from kit.browsing import ARGUMENTS, browser_path, example, kinds_of, watched  # noqa: E402

VIEWS: tuple[tuple[str, int, dict[str, Any]], ...] = (
    ("desk-light", 1280, {"color_scheme": "light", "reduced_motion": "reduce"}),
    ("phone-dark", 360, {"color_scheme": "dark", "reduced_motion": "reduce"}),
)


def draw(browser: Browser, folder: Path, address: str, out: Path) -> None:
    """Write one picture of each kind of page and view into *out*."""
    for name, width, options in VIEWS:
        size: ViewportSize = {"width": width, "height": 900}
        with watched(browser, address, viewport=size, **options) as seen:
            for path in kinds_of(folder):
                page = seen.open(path)
                page.wait_for_load_state("networkidle")
                place = re.sub(r"\W+", "-", path.strip("/")) or "home"
                page.screenshot(path=out / f"{place}.{name}.png", full_page=True)
        if seen.problems:
            print("\n".join(dict.fromkeys(seen.problems)), file=sys.stderr)


def main() -> None:
    """Build the site of this repository in each language and draw it."""
    parser = argparse.ArgumentParser(description="Draw every kind of page.")
    parser.add_argument("out", type=Path, help="the folder for the pictures")
    out = parser.parse_args().out
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        for language in ("en", "ja"):
            (out / language).mkdir(parents=True, exist_ok=True)
            with shared.folders():
                site = example(language)
                draw(browser, site.folder, site.address, out / language)
        browser.close()
    print(f"{out}: {len(list(out.rglob('*.png')))} pictures")


if __name__ == "__main__":
    main()
