import pytest

from kit.cases import each_case
from kit.judging import carets, judged, messages
from srr.documents.edit import SetValue


@each_case(
    "fine",
    [
        "current_impact: unknown",
        "owner: 浦",
        "breaks_when: 広告主 >= 50",
        "breaks_when: error_rate > 0.5 %",
        "links:\n  metrics: []",
        "estimate: {detect_minutes: 0.5}",
        "x_anything: {a: [1, no]}",
        'title: "404"',
    ],
)
def test_a_value_that_fits_gives_no_finding(fine: str) -> None:
    assert judged("field-value", fine) == ()


@each_case(
    "elsewhere",
    [
        "owner:",  # field-missing
        "noticed: 2025",  # field-date
        "id: SRR-0002",  # file-name
        "duplicate_of: PM-0001",  # link-broken
        "status: 完了解決\n# no resolution",  # only the status is at fault
        "status: done\nnext_visit:",  # visit-unneeded
    ],
)
def test_what_another_rule_says_is_not_said_twice(elsewhere: str) -> None:
    keys = {finding.key_path for finding in judged("field-value", elsewhere)}
    assert keys <= {"status"}


@each_case(
    ("written", "message"),
    [
        ("status: 様⼦⾒", "様⼦⾒ is the label of watching"),
        ("status: ＷＡＴＣＨＩＮＧ", "ＷＡＴＣＨＩＮＧ is another spelling of watching"),
        ("likelihood: ２", "２ is another spelling of 2"),
        ('likelihood: "2"', '"2" is text, and likelihood is a number'),
        ("likelihood: 3", "likelihood cannot be 3"),
        ("owner: [ura, kato]", "owner names more than one person: ura, kato"),
        ("owner: 浦、加藤", "owner names more than one person: 浦、加藤"),
        ("owner: Ura Taro", "Ura Taro is not a handle"),
        ("title: 404", "title is text, and 404 without quotes is read as a number"),
        (
            "title: no-title\nteam: true",
            "team is text, and true without quotes is read as true or false",
        ),
        ("title: |\n  a\n  b", "title is one line, and this is several"),
        ("noticed:", "noticed is empty"),
        (
            "resolution: fixed",
            "resolution is for a risk that is done, and the status is not-started",
        ),
        ("related: [SRR-2, SRR-2]", "related has the same entry twice"),
        ("postmortems: PM-0001", "postmortems is a list"),
        ("links: https://example.com/", "links has keys of its own"),
        ("estimate: {detect_minutes: -1}", "detect_minutes is -1, less than 0"),
        ("breaks_when: 900 < rows", "900 < rows is not a comparison"),
        ("owner: '-'", "owner cannot be -, which filters and counts take for none"),
        ("team: ' - '", "team cannot be -, which filters and counts take for none"),
        ("service: '-'", "service cannot be -, which filters and counts take for none"),
        ("area: '-'", "area cannot be -"),
        ("owner: '@me'", "@me is another spelling of me"),
        ("owner: '@-'", "@- is not a handle"),
    ],
)
def test_a_value_that_does_not_fit_is_explained(written: str, message: str) -> None:
    assert message in messages("field-value", written)


@each_case(
    ("written", "path", "meant"),
    [
        ("status: 対応中", ("status",), "in-progress"),
        ("current_impact: 不明", ("current_impact",), "unknown"),
        ("potential_impact: '6 (score >= 6)'", ("potential_impact",), 6),
        ("scope: 半数以上の顧客", ("scope",), 3),
        ("owner: '@ura'", ("owner",), "ura"),
        ("owner: '@@ura'", ("owner",), "ura"),
        ("owner: '@ ura'", ("owner",), "ura"),
        ("title: 404", ("title",), "404"),
        ("related: [srr-2]", ("related", 0), "SRR-0002"),
        ("breaks_when: rows ≧ 1,000", ("breaks_when",), "rows >= 1000"),
        ("estimate: {detect_minutes: '2.5'}", ("estimate", "detect_minutes"), 2.5),
    ],
)
def test_a_value_whose_meaning_is_plain_carries_its_fix(
    written: str, path: tuple[str | int, ...], meant: object
) -> None:
    (finding,) = judged("field-value", written)
    assert finding.fix == (SetValue(path, meant),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "message", "help_text"),
    [
        (
            "links:\n  backlog:\n    - https://example.com: the ticket",
            "the colon in https://example.com: the ticket makes it a mapping, not an item of backlog",
            "write https://example.com alone; words about it fit into the body",
        ),
        (
            "acceptance:\n  consequences:\n    - Late: by an hour",
            "the colon in Late: by an hour makes it a mapping, not an item of consequences",
            'put it into quotes: "Late: by an hour"',
        ),
    ],
)
def test_a_colon_in_an_item_of_a_list_is_named(written: str, message: str, help_text: str) -> None:
    (finding,) = judged("field-value", written)
    assert finding.help
    assert (finding.message.en, finding.help.en) == (message, help_text)


def test_a_near_miss_is_asked_about_and_not_mended() -> None:
    (finding,) = judged("field-value", "area: datbase")
    assert finding.help
    assert finding.help.en.startswith("did you mean database?")
    assert finding.fix == ()


def test_one_place_gets_one_finding_though_the_schema_has_two_objections() -> None:
    assert len(judged("field-value", "likelihood: two")) == 1


def test_a_secret_in_a_value_is_not_shown_in_the_message() -> None:
    (message,) = messages("field-value", "area: ghp_abcdefghijklmnopqrstuvwxyz0123456789")
    assert "abcdef" not in message


def test_it_points_at_the_value() -> None:
    fragment = "likelihood: 9\nrelated: [SRR-0002, no]\nlinks: {metrics: x}\n"
    assert carets("field-value", fragment) == [
        "likelihood: «9»",
        "related: [SRR-0002, «no»]",
        "links: {metrics: «x»}",
    ]


@each_case(
    ("written", "message", "help_text"),
    [
        ("owner: [ura, kato]", "owner names more than one person: ura, kato", "name the one"),
        ("service: [a, b]", "service holds one value", "write one value in one line"),
        ("title: {a: b}", "title holds one value", "write one value in one line"),
        ("related: [foo]", "foo is not an id", "write an id such as SRR-0001"),
        ("estimate: {repair_minutes: 'no'}", "repair_minutes is no, which is not a", "write a num"),
        ("estimate: {repair_minutes: true}", "repair_minutes is true, which is not", "write a num"),
        ("estimate: {repair_minutes: -0.5}", "repair_minutes is -0.5, less than 0", "write a num"),
        ("priority: high", "priority is high, which is not a number", "write a number"),
        ("priority: 0.5", "priority is 0.5, which is not a whole number", "write a number"),
        ("owner: [ura]", "owner holds one value", "write one value in one line"),
        ("resolution: Not a rsk\nstatus: done", "resolution cannot be", "did you mean not-a-risk?"),
        (
            "postmortems/PM-0001.md\ntrigger: Change at a providr",
            "trigger cannot be Change at a providr",
            "did you mean provider-change?",
        ),
        ("horizon: 2027Q5", "horizon cannot be 2027Q5", "write one of now, next, later, 2027Q1"),
        ("effort: ab", "effort cannot be ab", "write one of S, M, L"),
        ("status: In progres", "status cannot be In progres", "did you mean in-progress?"),
        ("area: ap", "area cannot be ap", "write one of api, server"),
        ("area: apj", "area cannot be apj", "did you mean api?"),
        (
            "postmortems/PM-0001.md\nactions: [a]",
            "actions has keys of its own",
            "write under it: id, do,",
        ),
    ],
)
def test_each_wrong_value_is_named_with_the_way_out(
    written: str, message: str, help_text: str
) -> None:
    (finding,) = judged("field-value", written)
    assert finding.help is not None
    assert finding.message.en.startswith(message)
    assert finding.help.en.startswith(help_text)
    assert finding.fix == ()


def test_numbers_of_the_estimate_may_be_nothing() -> None:
    assert judged("field-value", "estimate: {detect_minutes: 0}") == ()


def test_an_entry_that_says_what_another_one_says_is_not_made_the_same() -> None:
    again, first, last = "SRR-2 is SRR-0002, which related has already", "SRR-2", "srr-0002"
    assert messages("field-value", "related: [SRR-0002, SRR-2]") == [again]
    assert messages("field-value", "related: [SRR-2, SRR-0002]") == [
        "SRR-2 is another spelling of SRR-0002"
    ]
    assert messages("field-value", f"related: [{first}, {last}]") == [
        "SRR-2 is another spelling of SRR-0002",
        "srr-0002 is SRR-0002, which related has already",
    ]
    fragment = "postmortems: [PM-1]\nrelated: [SRR-0009, PM-0001]"
    assert messages("field-value", fragment) == ["PM-1 is another spelling of PM-0001"]


@each_case(
    ("written", "found"),
    [
        ("next_visit:", ["next_visit is empty"]),
        ("status: done\nresolution: fixed\nnoticed:", ["noticed is empty"]),
        ("status: done\nresolution: fixed\nnext_visit:", []),
        ("status: paused\nresolution: fixed", ["status cannot be paused"]),
        ("duplicate_of: 5", ["5 is not an id"]),
        ("duplicate_of: foo", ["foo is not an id"]),
    ],
)
def test_what_no_other_rule_speaks_of_is_reported_once(written: str, found: list[str]) -> None:
    assert messages("field-value", written) == found


def test_a_basis_holds_a_number_for_each_indicator() -> None:
    assert judged("field-value", "acceptance: {basis: {shops: 12, 店舗: 0.5, below: -3}}") == ()
    for wrong in ("12", "[12]", "shops"):
        assert messages("field-value", f"acceptance: {{basis: {wrong}}}") == [
            "basis has a number for each indicator"
        ]
    assert messages("field-value", "acceptance: {basis: {shops: many, x_y: {z: 1}}}") == [
        "basis is many, which is not a number",
        "basis holds one value",
    ]
    fragment = "acceptance: {basis: {shops: '12'}}"
    assert messages("field-value", fragment) == ['"12" is text, and basis is a number']
    assert carets("field-value", fragment) == ["acceptance: {basis: {shops: «'12'»}}"]


def test_a_limit_that_is_more_than_a_number_can_be_is_no_comparison() -> None:
    (said,) = messages("field-value", f"breaks_when: rows < 1{'0' * 400}")
    assert said.endswith("is not a comparison")
    assert messages("field-value", f"breaks_when: rows < 1{'0' * 99}") == []
