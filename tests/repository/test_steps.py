"""The step that a run is in: watchers get the innermost one."""

import pytest

from srr.language import Text, untranslated
from srr.repository.steps import step, watched


def test_who_watches_gets_each_step_and_when_it_is_over() -> None:
    reported: list[Text | None] = []
    with watched(reported.append), step(untranslated("building")):
        with step(untranslated("reading")):
            pass
        with step(untranslated("judging")):
            pass
    with step(untranslated("unwatched")):
        pass
    words = [each and each.en for each in reported]
    assert words == ["building", "reading", "building", "judging", "building", None]


def test_a_step_that_fails_is_over() -> None:
    reported: list[Text | None] = []
    with (
        watched(reported.append),
        pytest.raises(OSError, match="disk"),
        step(untranslated("reading")),
    ):
        raise OSError("disk")
    assert reported == [untranslated("reading"), None]
