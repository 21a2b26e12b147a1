"""What a page tells the browser of its day."""

from dataclasses import replace

import pytest

from sites import site
from srr.pages.clock import clock


@pytest.mark.parametrize("pinned", [True, False])
def test_the_browser_is_told_whether_somebody_chose_the_day(pinned: bool) -> None:
    shown = replace(site({"risks/SRR-0001.md": ""}), pinned=pinned)
    assert ("data-pinned" in clock(shown)) is pinned
