"""The step that a run is in: watchers get the innermost one."""

import pytest

from srr.repository.steps import step, watched


def test_who_watches_gets_each_step_and_when_it_is_over() -> None:
    reported: list[str | None] = []
    with watched(reported.append), step("building"):
        with step("reading"):
            pass
        with step("judging"):
            pass
    with step("unwatched"):
        pass
    assert reported == ["building", "reading", "building", "judging", "building", None]


def test_a_step_that_fails_is_over() -> None:
    reported: list[str | None] = []
    with watched(reported.append), pytest.raises(OSError, match="disk"), step("reading"):
        raise OSError("disk")
    assert reported == ["reading", None]
