from kit.cases import each_case
from kit.judging import carets, judged, messages


@each_case(
    "fine",
    [
        "status: done\nresolution: obsolete",
        "status: 完了",
        "postmortems/PM-0001.md\nkind: drill\n# no detected\n# no score",
        "postmortems/PM-0001.md\nstatus: draft\n# no detected",
        "titel: Orders fail\n# no title",
    ],
)
def test_what_is_not_asked_for_is_not_missing(fine: str) -> None:
    assert judged("field-missing", fine) == ()


@each_case(
    ("written", "message", "key"),
    [
        ("# no created", "created is missing", "created"),
        ("created:", "created is empty", "created"),
        ("title: ''", "title is empty", "title"),
        ("status: done", "resolution is missing; the status done asks for it", "status"),
        (
            "status: done\nresolution:",
            "resolution is empty; the status done asks for it",
            "resolution",
        ),
        (
            "postmortems/PM-0001.md\n# no trigger",
            "trigger is missing; the status in-review asks for it",
            "status",
        ),
        ("postmortems/PM-0001.md\nactions: [{id: A1}]", "do is missing", "actions.0.do"),
    ],
)
def test_what_is_missing_is_named_with_what_asks_for_it(
    written: str, message: str, key: str
) -> None:
    (finding,) = judged("field-missing", written)
    assert (finding.message.en, finding.key_path) == (message, key)


def test_every_missing_field_is_named() -> None:
    assert messages("field-missing", "# no owner\n# no likelihood") == [
        "likelihood is missing",
        "owner is missing",
    ]


def test_it_points_at_the_key_that_is_empty_or_asks_for_another() -> None:
    assert carets("field-missing", "owner:\n# no title") == ["«---»", "«owner»:"]
    assert carets("field-missing", "status: done\n# no next_visit") == ["«status»: done"]
    assert carets("field-missing", "status: done\n# no next_visit\nresolution:") == [
        "«resolution»:"
    ]


def test_the_status_is_named_only_where_it_asks_for_the_field() -> None:
    closed = "status: done\nresolution: fixed\n# no next_visit\n# no owner"
    assert messages("field-missing", closed) == ["owner is missing"]


def test_a_misspelt_key_within_an_action_is_not_missing_as_well() -> None:
    action = "postmortems/PM-0001.md\nactions: [{idd: A1, do: It, viewpoint: prevent}]"
    assert messages("field-missing", action) == []
