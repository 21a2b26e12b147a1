"""The workflow that the how-to page on indicators shows."""

import re
from pathlib import Path

from srr.language import Language

PAGES = Path(__file__).parents[2] / "tool/srr/site/how-to"


def weekly_numbers(language: Language) -> str:
    """Return the workflow that collects numbers every week."""
    suffix = ".ja.md" if language == "ja" else ".md"
    text = (PAGES / f"indicators{suffix}").read_text(encoding="utf-8")
    found: str = re.findall(r"```yaml\n(name: .*?)```", text, re.DOTALL)[0]
    return found
