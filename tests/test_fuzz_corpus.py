"""What `make fuzz` found before, and the inputs it starts from."""

import pytest

from kit.fuzz_targets import CORPUS, TARGETS, corpus


@pytest.mark.parametrize("name", TARGETS)
def test_what_holds_for_any_input_holds_for_those_that_are_kept(name: str) -> None:
    for kept in corpus(name):
        TARGETS[name](kept)


def test_every_target_has_inputs_to_start_from() -> None:
    assert {path.stem for path in CORPUS.iterdir()} == TARGETS.keys()
    assert all(corpus(name) for name in TARGETS)
