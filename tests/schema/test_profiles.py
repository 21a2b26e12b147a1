"""The scores of the published scales."""

import pytest

from srr.schema.profiles import PROFILES


@pytest.mark.parametrize("name", PROFILES)
def test_the_profiles_differ_in_words_and_not_in_scores(name: str) -> None:
    profile = PROFILES[name]
    scores = {
        scale: [grade.score for grade in getattr(profile, scale)]
        for scale in ("scope", "severity", "likelihood")
    }
    assert scores == {"scope": [1, 2, 3], "severity": [1, 3, 5], "likelihood": [1, 2]}
