from kit.cases import each_case
from kit.judging import carets, judged, messages

URL = "https://example.com/pull/12"
MITIGATED = "status: mitigated\n"
EMPTY = "\n## Countermeasures\nIt is better."
PROVEN = f"\n## Countermeasures\n{URL}"


@each_case("status", ["not-started", "watching", "accepted", "done\nresolution: moved"])
def test_other_statuses_need_no_proof(status: str) -> None:
    assert judged("section-unproven", f"status: {status}\n{EMPTY}\n\n## Cause\nTODO") == ()


@each_case("link", [URL, f"<{URL}>", f"[the change]({URL})", "HTTP://example.com"])
def test_a_link_is_proof_however_it_is_written(link: str) -> None:
    assert judged("section-unproven", f"{MITIGATED}\n## Countermeasures\n- {link}") == ()


def test_a_pull_request_among_the_links_is_proof() -> None:
    links = f"links:\n  pull_requests: [{URL}]\n"
    assert judged("section-unproven", f"{MITIGATED}{links}{EMPTY}") == ()
    metrics = f"links:\n  metrics: [{URL}]\n"
    assert len(judged("section-unproven", f"{MITIGATED}{metrics}{EMPTY}")) == 1


@each_case("written", ["It is better.", f"<!-- {URL} -->", "https://", "ftp://a.b/c"])
def test_anything_else_is_not(written: str) -> None:
    fragment = f"{MITIGATED}\n## Countermeasures\n{written}"
    assert messages("section-unproven", fragment) == [
        'nothing shows that the countermeasure worked, and the status is "Mitigated"'
    ]


def test_a_fixed_risk_names_its_cause() -> None:
    fragment = f"status: done\nresolution: fixed\n{PROVEN}\n\n## Cause\n〇〇"
    assert messages("section-unproven", fragment) == [
        'the cause is not written down, and the status is "Done"'
    ]
    assert carets("section-unproven", fragment) == ["«## Cause»"]
    (finding,) = judged("section-unproven", fragment)
    assert finding.help is not None
    assert finding.help.en == "write why it happens"


def test_a_section_that_is_not_there_is_left_to_its_own_rule() -> None:
    assert judged("section-unproven", f"{MITIGATED}# no Cause\n# no Countermeasures") == ()


def test_it_points_at_the_section() -> None:
    fragment = f"{MITIGATED}{EMPTY}\n\n## Cause\nTODO"
    assert carets("section-unproven", fragment) == ["«## Cause»", "«## Countermeasures»"]


def test_a_fixed_risk_needs_proof_too() -> None:
    fragment = f"status: done\nresolution: fixed\n{EMPTY}"
    assert len(judged("section-unproven", fragment)) == 1


def test_links_of_another_shape_are_no_proof() -> None:
    assert len(judged("section-unproven", f"{MITIGATED}links: none\n{EMPTY}")) == 1
