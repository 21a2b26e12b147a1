"""The rules of the `link` and `id` families."""

import pytest

from kit.cases import each_case
from kit.judging import carets, judged, messages

OTHER = "\nrisks/SRR-0002.md\ntitle: Another"
PM = "\npostmortems/PM-0001.md\n"


@each_case(
    "fine",
    [
        f"related: [SRR-0002]{OTHER}",
        f"related: [PM-0001]{PM}title: x",
        f"duplicate_of: SRR-0002{OTHER}",
        "related: [SRR-0002]\nrisks/SRR-0002.md\nid: SRR-0009",
        "related: [SRR-0002]\nrisks/SRR-0002.md\n---\nbroken: [\n---\n",
        "related: [srr-2, 5]",
        "related: SRR-0404",
    ],
)
def test_a_link_that_leads_to_a_file_or_is_no_id_is_not_broken(fine: str) -> None:
    assert judged("link-broken", fine) == ()


@each_case(
    ("written", "message", "key"),
    [
        (f"related: [SRR-0002, SRR-0404]{OTHER}", "there is no SRR-0404", "related.1"),
        ("recurrence_of: SRR-0404", "there is no SRR-0404", "recurrence_of"),
        ("related: [SRR-0001]", "SRR-0001 names itself", "related.0"),
        (
            f"postmortems: [SRR-0002]{OTHER}",
            "postmortems names postmortems, and SRR-0002 is a risk",
            "postmortems.0",
        ),
        (
            f"duplicate_of: PM-0001{PM}title: x",
            "duplicate_of names risks, and PM-0001 is a postmortem",
            "duplicate_of",
        ),
    ],
)
def test_a_broken_link_says_what_is_wrong_with_it(written: str, message: str, key: str) -> None:
    (finding,) = judged("link-broken", written)
    assert (finding.message.en, finding.key_path) == (message, key)


def test_a_link_that_is_no_list_is_pointed_at_by_its_value() -> None:
    assert carets("link-broken", "duplicate_of: SRR-0404") == ["duplicate_of: «SRR-0404»"]


def test_a_link_that_is_answered_gives_no_finding() -> None:
    assert judged("link-one-way", f"postmortems: [PM-0001]{PM}risks: [SRR-0001]") == ()


def test_a_link_to_nothing_is_not_one_way() -> None:
    assert judged("link-one-way", "postmortems: [PM-0404, 5]") == ()


def test_each_direction_is_reported_at_the_item_that_is_not_answered() -> None:
    (from_risk,) = judged("link-one-way", f"postmortems: [PM-0404, PM-0001]{PM}title: x")
    (from_postmortem,) = judged("link-one-way", f"title: x{PM}risks: [SRR-0001]")
    assert (from_risk.path, from_risk.key_path) == ("risks/SRR-0001.md", "postmortems.1")
    assert (from_postmortem.path, from_postmortem.key_path) == ("postmortems/PM-0001.md", "risks.0")


def test_both_files_of_one_id_are_reported() -> None:
    found = judged("id-duplicate", "title: a\nrisks/SRR-0002.md\nid: SRR-0001")
    assert [(finding.path, finding.message.en) for finding in found] == [
        ("risks/SRR-0001.md", "SRR-0001 is also the id of risks/SRR-0002.md"),
        ("risks/SRR-0002.md", "SRR-0001 is also the id of risks/SRR-0001.md"),
    ]


def test_of_three_files_with_one_id_the_first_other_is_named() -> None:
    found = judged(
        "id-duplicate", "title: a\nrisks/SRR-0002.md\nid: SRR-0001\nrisks/SRR-0003.md\nid: SRR-0001"
    )
    assert [finding.message.en.rpartition(" ")[2] for finding in found] == [
        "risks/SRR-0002.md",
        "risks/SRR-0001.md",
        "risks/SRR-0001.md",
    ]


@each_case(
    "url",
    [
        "https://example.com",
        "HTTPS://example.com:8443/a(b)?q=[x]#f",
        "http://localhost:3000/d/1",
        "https://例え.jp/メトリクス",
        "https://user:hunter2@example.com/",  # safety-secret
        "https://[2001:db8::1]/",
    ],
)
def test_a_web_address_gives_no_finding(url: str) -> None:
    assert judged("link-url", f'links:\n  metrics: ["{url}"]') == ()


@each_case(
    ("url", "message"),
    [
        ("javascript:alert(1)", "javascript:alert(1) has the scheme javascript"),
        (" JavaScript:x", "JavaScript:x has the scheme JavaScript"),
        ("data:text/html,x", "data:text/html,x has the scheme data"),
        ("//example.com/x", "//example.com/x does not begin with https://"),
        ("example.com:80/x", "example.com:80/x does not begin with https://"),
        ("https://", "https:// names no host"),
        ("https:///x", "https:///x names no host"),
        ("https://a.example/b c", "https://a.example/b c has a space in it"),
        (" ", '"" is not a URL'),
    ],
)
def test_what_no_browser_should_open_says_why(url: str, message: str) -> None:
    assert messages("link-url", f'links:\n  runbook: ["{url}"]') == [message]


def test_the_link_of_an_action_is_looked_at() -> None:
    (finding,) = judged("link-url", f"title: x{PM}actions:\n  - {{id: A1, do: a, link: ABC-12}}")
    assert finding.key_path == "actions.0.link"
    assert carets("link-url", f"title: x{PM}actions:\n  - {{id: A1, do: a, link: ABC-12}}") == [
        "  - {id: A1, do: a, link: «ABC-12»}"
    ]


@each_case(
    "body",
    [
        "[a](https://example.com/data:x) [b](#javascript:) <https://example.com>",
        "`[a](javascript:x)`",
        "```\n[a](javascript:x)\n```",
        "<!-- [a](javascript:x) -->",
        "data: javascript: file:",
    ],
)
def test_a_body_without_live_links_gives_no_finding(body: str) -> None:
    assert judged("link-url", f"## Plan\n{body}\n") == ()


@each_case(
    "body",
    [
        "[a](javascript:alert(1))",
        "[a]( <JaVaScRiPt:x>)",
        "[a](java&#115;cript:x)",
        "[a](&#x6a;avascript&colon;x)",
        "![a](data:image/svg+xml,x)",
        "<vbscript:x>",
        "[a][r]\n\n[r]: file:///etc/passwd",
        "- a\n\n    - [a](javascript:x)",
        "```not a block``` but\n[a](javascript:x)",
    ],
)
def test_a_live_link_in_a_body_is_found(body: str) -> None:
    (finding,) = judged("link-url", f"## Plan\n{body}\n")
    assert finding.message.en.startswith("the link to ")


def test_a_live_link_is_pointed_at_by_its_address() -> None:
    assert carets("link-url", "## Plan\nSee [a](javascript:x).\n") == ["See [a](«javascript:x»)."]


@each_case(
    ("rule", "fragment", "lines"),
    [
        ("link-broken", "related: [PM-0404, 5]", ["related: [«PM-0404», 5]"]),
        ("link-broken", "duplicate_of: SRR-0404", ["duplicate_of: «SRR-0404»"]),
        ("link-one-way", f"postmortems: [PM-0001]{PM}title: x", ["postmortems: [«PM-0001»]"]),
        ("id-duplicate", f"title: x{OTHER}\nid: SRR-0001", ["id: «SRR-0001»"] * 2),
        ("link-url", "links:\n  metrics: [a.example]", ["  metrics: [«a.example»]"]),
        ("link-url", "## Plan\n[a](javascript:x)", ["[a](«javascript:x»)"]),
        ("link-url", "## Plan\n[a][b]\n\n[b]: file:x", ["[b]: «file:x»"]),
        ("link-url", "## Plan\nSee <data:x>.", ["See <«data:x»>."]),
    ],
)
def test_it_points_at_the_link(rule: str, fragment: str, lines: list[str]) -> None:
    assert carets(rule, fragment) == lines


@pytest.mark.parametrize(
    ("written", "help_text"),
    [
        ("SRR-0404", "correct the number, or take the link out; the last one is SRR-0003"),
        ("PM-0404", "correct the number, or take the link out"),
    ],
)
def test_the_last_number_is_named_where_there_is_one(written: str, help_text: str) -> None:
    others = f"{OTHER}\nrisks/SRR-0003.md\ntitle: Third"
    (finding,) = judged("link-broken", f"related: [{written}]{others}")
    assert finding.help is not None
    assert finding.help.en == help_text


def test_the_last_number_is_the_highest() -> None:
    others = "".join(f"\nrisks/SRR-{number}.md\ntitle: x" for number in (9999, 10000))
    (finding,) = judged("link-broken", f"related: [SRR-0404]{others}")
    assert finding.help is not None
    assert finding.help.en.endswith("the last one is SRR-10000")


def test_each_list_of_ids_is_looked_at() -> None:
    fragment = (
        f"postmortems: [PM-0404]\nrelated: [SRR-0404]\nrecurrence_of: SRR-0405{PM}risks: [SRR-0406]"
    )
    assert messages("link-broken", fragment) == [
        "there is no SRR-0406",
        "there is no PM-0404",
        "there is no SRR-0404",
        "there is no SRR-0405",
    ]


def test_a_link_to_the_same_kind_is_not_one_way() -> None:
    assert judged("link-one-way", f"postmortems: [SRR-0002]{OTHER}") == ()


@each_case(
    ("url", "message"),
    [
        ("ftp://a.example/x", "ftp://a.example/x has the scheme ftp"),
        ("https://user@a.example/b|c", "https://user@a.example/b|c is not a URL"),
        ("https://a.example/<b>", "https://a.example/<b> is not a URL"),
        ("a.example", "a.example does not begin with https://"),
    ],
)
def test_an_address_of_another_shape_says_why(url: str, message: str) -> None:
    assert messages("link-url", f'links:\n  runbook: ["{url}"]') == [message]


@each_case(
    "fine",
    [
        "links:\n  x_own: [anything]",
        "links: [a.example]",
        "links:\n  metrics: a.example",
        "links:\n  metrics: [5]",
        'links:\n  metrics: ["https://user@a.example/b"]',
        f"title: x{PM}actions:\n  - {{id: A1, link: ''}}\n  - no",
        f"title: x{PM}actions: none",
    ],
)
def test_links_of_the_teams_own_and_what_is_no_list_of_text_are_left_alone(fine: str) -> None:
    assert judged("link-url", fine) == ()
