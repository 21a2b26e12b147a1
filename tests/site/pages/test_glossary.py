"""The glossary holds every word of the registry, in both languages."""

import pytest

from kit.sites import Shown, site
from srr.schema import vocabulary
from srr.schema.fields import ACCEPTANCE, ACTION, CONCERN, ESTIMATE, LINKS, POSTMORTEM, RISK
from srr.site.pages import glossary

WORD_LISTS = [
    vocabulary.STATUSES,
    vocabulary.RESOLUTIONS,
    vocabulary.VIEWPOINTS,
    vocabulary.POSTMORTEM_KINDS,
    vocabulary.POSTMORTEM_STATUSES,
    vocabulary.TRIGGERS,
    vocabulary.CAUSE_CLASSES,
    vocabulary.HORIZONS,
    vocabulary.EFFORTS,
    vocabulary.ROLLBACKS,
    vocabulary.AREAS,
]


def rows(**settings: object) -> list[list[str]]:
    page = Shown(glossary.page(site({}, settings)))
    return [row for number in range(page.html.count("<tbody>")) for row in page.rows(number)]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_field_is_explained_in_the_language_of_the_reader_and_named_in_the_other(
    language: str,
) -> None:
    listed = rows(language=language)
    for spec in (*RISK, *LINKS, *ACCEPTANCE, *ESTIMATE, *POSTMORTEM, *ACTION):
        mine, other = (0, 1) if language == "en" else (1, 0)
        words = " ".join(f"{spec.label[mine]} {spec.meaning[mine]}".split())
        assert [spec.key, words, spec.label[other]] in listed


def test_every_word_stands_in_both_languages() -> None:
    listed = rows()
    for words in WORD_LISTS:
        for value, label in words.items():
            assert [value, label.en, label.ja] in listed


def test_the_lists_are_those_of_the_settings() -> None:
    listed = rows(areas=["kitchen"])
    assert [row for row in listed if row[0] == "kitchen"]
    assert not [row for row in listed if row[0] == "batch"]


def test_the_terms_of_the_practice_are_explained() -> None:
    names = {row[0] for row in rows()}
    for name in (
        "System Risk Record",
        "Potential impact",
        "Containment",
        "Acceptance",
        "Near miss",
    ):
        assert any(first.startswith(name) for first in names)


CONCERN_WORDS = (vocabulary.CONCERN_STATUSES, vocabulary.TIERS, vocabulary.CONCERN_SECTIONS)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_words_of_a_concern_are_explained_from_the_first_one_on(language: str) -> None:
    made = site({"concerns/CN-0001.md": ""}, {"language": language})
    page = Shown(glossary.page(made))
    listed = [row for number in range(page.html.count("<tbody>")) for row in page.rows(number)]
    mine, other = (0, 1) if language == "en" else (1, 0)
    for spec in CONCERN:
        words = " ".join(f"{spec.label[mine]} {spec.meaning[mine]}".split())
        assert [spec.key, words, spec.label[other]] in listed
    for value, label in (pair for words in CONCERN_WORDS for pair in words.items()):
        assert [value, label[mine], label[other]] in listed
    assert [row for row in listed if row[0].startswith(("Concern Something", "気になる点 まだ"))]
    new = {"fields-concern", "words-concern-status", "words-concern-tier", "words-concern-sections"}
    assert new <= set(page.ids)
    assert not new & set(Shown(glossary.page(site({}))).ids)


def test_each_list_can_be_linked_to() -> None:
    ids = Shown(glossary.page(site({}))).ids
    assert len(ids) == len(set(ids))
    assert {"terms", "fields-risk", "words-status", "words-postmortem-status"} <= set(ids)


def test_the_section_of_occurrences_is_listed_from_the_first_one_on() -> None:
    row = "<td><strong>Occurrences</strong>"
    used = {"risks/SRR-0001.md": "## Occurrences\n- 2026-01-30 sato: 20 minutes, 40 %."}
    assert row in Shown(glossary.page(site(used))).html
    assert row not in Shown(glossary.page(site({"risks/SRR-0001.md": ""}))).html


def test_the_terms_of_the_error_budget_are_explained_from_the_first_objective_on() -> None:
    term = "Unallocated budget"
    assert term in Shown(glossary.page(site({}, {"slo": {"target": 99.9}}))).text
    assert term not in Shown(glossary.page(site({}))).text


def test_headroom_and_runway_are_words_from_the_first_indicator_on() -> None:
    terms = {row[0] for row in rows(language="ja")}
    used = {row[0] for row in rows(language="ja", indicators={"load": {}})}
    assert {word.split()[0] for word in used - terms} == {"指標", "余裕", "到達の見込み"}
