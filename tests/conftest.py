"""What holds for every test: git ignores the settings of the machine, and what needs a browser is marked."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from kit import shared
from kit.terminal import GIT
from kit.thorough import examples

# A busy machine is slow, not wrong.
settings.register_profile("srr", deadline=None, max_examples=examples(100))
settings.load_profile("srr")

# A disk takes milliseconds to make and to remove each of the thousands of files.
MEMORY = Path("/dev/shm")  # noqa: S108
ROOM = 2 * 1024**3


def pytest_configure(config: pytest.Config) -> None:
    """Let git ignore the settings of the machine, and keep the folders of the tests in memory, where there is room."""
    os.environ.update(GIT)
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
    shared.prepare(config)


@pytest.fixture(autouse=True, scope="session")
def _theme_read_once() -> Iterator[None]:
    from kit import theme  # what MkDocs loads is for the workers alone

    with theme.read_once():
        yield


@pytest.fixture
def few_texts() -> Iterator[None]:
    """Let the site explain two rules alone: the pages of all are most of a small site."""
    from kit import theme

    with theme.few_texts():
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser, before -m chooses; nothing asks a package registry unless that is wanted."""
    unasked = pytest.mark.skip(reason="SRR_TEST_REGISTRIES is not set")
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if item.get_closest_marker("registries") and not os.environ.get("SRR_TEST_REGISTRIES"):
            item.add_marker(unasked)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what stays: thousands of tests, and the modules."""
    gc.collect()
    gc.freeze()
