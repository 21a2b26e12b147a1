"""Secrets in a file of a registry: in its text, behind escapes and folds, and in what may be shown of it."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.examples import record, tree
from kit.secrets import hexes, word
from srr.documents.document import Document, read
from srr.documents.places import Span, Value
from srr.records.registry import masked_record, read_registry
from srr.records.risk import Risk
from srr.records.secrets import conceal, leaks, masked, meet, telling_words
from srr.schema.settings import Settings

PATH = "risks/SRR-0001.md"
TOKEN = "ghp_" + word(36)
PASSWORD = "S0mmer-" + hexes(6) + "Z"
FRONT = [
    f"x_note: {TOKEN}",
    f"x_note: '{TOKEN}'",
    f'x_note: "{TOKEN}"',
    f'x_note: "\\x67hp_{TOKEN[4:]}"',
    f'x_note: "ghp\\u005f{TOKEN[4:]}"',
    f'x_note: "{TOKEN[:20]}\\\n  {TOKEN[20:]}"',
    f"x_note: >\n  the token is\n  {TOKEN}",
    f"x_note: |\n  the token is\n  {TOKEN}",
    f"x_note: [one, {TOKEN}]",
    f"x_note: {{deep: [{{deeper: {TOKEN}}}]}}",
    f"x_note:\n  - one\n  - '{TOKEN}'",
    f"{TOKEN}: x",
    f'"x_\\x67hp_{TOKEN[4:]}": x',
    f'x_table:\n  "\\x67hp_{TOKEN[4:]}": x',
    f"x_note: >\n  the token is {TOKEN[:20]}\n  {TOKEN[20:]}",
]
PASSWORDS = [
    f"x_password: {PASSWORD}",
    f"x_password:\n  {PASSWORD}",
    f"x_password: >-\n  {PASSWORD}",
    f'x_password: "{PASSWORD[:3]}\\x{ord(PASSWORD[3]):02x}{PASSWORD[4:]}"',
    f"x_note: >\n  the password:\n  {PASSWORD}",
    f"x_note: 'the\n  password:\n  {PASSWORD}'",
    f'x_note: "the p\\x61ssword: {PASSWORD}"',
    f"x_note: ['password: {PASSWORD}']",
    f"x_password: [{PASSWORD}]",
    f"x_password:\n  orders: {PASSWORD}",
    f"x_env:\n  - name: DB_PASSWORD\n    value: {PASSWORD}",
    f"x_note: |\n  password:\n    {PASSWORD}",
]


def document(fragment: str) -> Document:
    return read(PATH, tree(fragment, PATH)[PATH])


def texts(value: Value) -> Iterator[str]:
    """Yield every text in a value, keys too."""
    match value:
        case dict():
            for key, item in value.items():
                yield key
                yield from texts(item)
        case list():
            for item in value:
                yield from texts(item)
        case _:
            yield str(value)


def shown(found: Document) -> str:
    """Return everything that can be read out of a document."""
    fields = (part for field in found.fields.values() for part in (field.text, *texts(field.value)))
    return "\n".join((found.text, found.raw.decode(), *texts(found.data), *fields))


@each_case("fragment", FRONT)
def test_a_token_is_found_and_masked_however_yaml_writes_it(fragment: str) -> None:
    source = document(fragment)
    assert source.readable
    assert [leak.kind.en for leak in leaks(source)] == ["a GitHub token"]
    assert TOKEN[4:20] not in shown(masked(source))


@each_case("fragment", PASSWORDS)
def test_a_password_is_found_and_masked_however_far_its_name_stands(fragment: str) -> None:
    source = document(fragment)
    assert source.readable
    assert {leak.kind.en for leak in leaks(source)} == {"a password"}
    assert PASSWORD[-6:] not in shown(masked(source))


def test_a_value_keeps_the_words_around_a_secret() -> None:
    source = masked(document(f"x_note: 'run it with {TOKEN} twice'\nx_other: [{PASSWORD}]"))
    assert source.data["x_note"] == f"run it with {'*' * len(TOKEN)} twice"
    assert source.data["x_other"] == [PASSWORD]
    folded = masked(document(f"x_note: >\n  run it\n  with {TOKEN}\n  twice"))
    assert folded.data["x_note"] == f"run it with {'*' * len(TOKEN)} twice\n"


def test_every_place_stays_valid() -> None:
    source = document(f"x_note: {TOKEN}\n## Plan\nUse {TOKEN}.\n")
    hidden = masked(source)
    assert len(hidden.text) == len(source.text)
    assert hidden.text.splitlines()[0] == "---"
    assert [field.span for field in hidden.fields.values()] == [
        field.span for field in source.fields.values()
    ]


def test_a_secret_is_one_wherever_it_stands_again() -> None:
    source = document(
        f"## Plan\nThe password: {PASSWORD}\n\n## Cause\nSomebody typed {PASSWORD}.\n"
    )
    assert [leak.words for leak in leaks(source)] == [PASSWORD, PASSWORD]
    assert PASSWORD not in masked(source).text


def test_a_short_secret_is_masked_where_it_is_announced_alone() -> None:
    source = document(
        "## Plan\nSee https://ura:abc@db.example.com.\n\n## Cause\nThe abc is known.\n"
    )
    text = masked(source).text
    assert "https://ura:***@db.example.com" in text
    assert "The abc is known" in text


def test_a_file_without_a_secret_is_the_same_and_so_is_its_registry() -> None:
    source = document("x_note: nothing")
    assert masked(source) is source
    registry = read_registry(tree("x_note: nothing", PATH), Settings())
    assert registry.shown is registry


def test_a_registry_is_shown_with_asterisks_and_stays_readable() -> None:
    fragment = (
        f"title: Orders {TOKEN} fail\nowner: {TOKEN}\n"
        f"## Visits\n- 2026-01-27 ura: in-progress, next 2026-02-10. password: {PASSWORD}\n"
    )
    registry = read_registry(tree(fragment, PATH), Settings())
    (risk,) = registry.shown.risks
    stars = "*" * len(TOKEN)
    assert (risk.title, risk.owner) == (f"Orders {stars} fail", stars)
    assert risk.last_visit
    assert PASSWORD not in risk.last_visit.note
    assert TOKEN in registry.risks[0].title


def test_an_unreadable_file_is_masked_too() -> None:
    registry = read_registry({PATH: f"---\nbroken: [{TOKEN}\n---\n".encode()}, Settings())
    (unreadable,) = registry.shown.unreadable
    assert TOKEN not in shown(unreadable)


def test_what_was_read_out_of_the_text_before_is_masked_too() -> None:
    comment = f"<!-- srr: ignore[safety-html] see {TOKEN} -->"
    hidden = masked(document(f"## About {TOKEN}\n{comment}\n<b>\n"))
    told = (*(section.heading for section in hidden.sections), *(i.reason for i in hidden.ignores))
    assert f"About {'*' * len(TOKEN)}" in told
    assert f"see {'*' * len(TOKEN)}" in told
    assert TOKEN not in " ".join(told)


def test_a_message_that_quotes_the_file_is_concealed() -> None:
    found = leaks(document(f"x_password: {PASSWORD}"))
    assert conceal(f"it says {PASSWORD}", telling_words(found)) == f"it says {'*' * len(PASSWORD)}"


@given(st.sampled_from(FRONT), st.sampled_from(PASSWORDS), st.sampled_from(("\n", "\r\n")))
def test_masking_leaves_nothing_to_find(one: str, other: str, line_end: str) -> None:
    text = record(PATH).replace(
        "likelihood: 2", f"likelihood: 2\n{one}\n{other.replace('x_', 'x_b')}"
    )
    hidden = masked(read(PATH, text.replace("\n", line_end).encode()))
    words = shown(hidden)
    assert TOKEN[4:20] not in words
    assert PASSWORD[-6:] not in words
    assert not [leak for leak in leaks(hidden) if set(leak.words) != {"*"}]


def test_a_record_in_its_meaning_is_masked_too() -> None:
    registry = read_registry(tree(f"x_note: {TOKEN}", PATH), Settings())
    again = masked_record(registry.risks[0], Settings())
    assert isinstance(again, Risk)
    assert again.data["x_note"] == "*" * len(TOKEN)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf"])
def test_a_masked_file_keeps_its_places_behind_any_byte_order_mark(mark: bytes) -> None:
    written = read(PATH, mark + tree(f'x_note: "\\x67hp_{TOKEN[4:]}"', PATH)[PATH])
    shown = masked(written)
    assert len(shown.text) == len(written.text)
    assert [section.line for section in shown.sections] == [
        section.line for section in written.sections
    ]
    assert {path: field.span for path, field in shown.fields.items()} == {
        path: field.span for path, field in written.fields.items()
    }


def test_what_is_masked_holds_no_secret_behind_an_escape_any_more() -> None:
    shown = masked(document(f'x_note: "\\x67hp_{TOKEN[4:]}"'))
    assert TOKEN not in repr(shown)
    assert masked(shown) is shown


def test_a_secret_that_stands_again_at_the_very_start_is_masked() -> None:
    source = read(PATH, f"{PASSWORD}\n\nThe password: {PASSWORD}\n".encode())
    assert min(leak.span.start for leak in leaks(source)) == 0
    assert PASSWORD not in masked(source).text


@each_case(
    ("one", "other", "is_met"),
    [
        ((0, 2), (1, 3), True),
        ((0, 2), (2, 3), False),
        ((2, 3), (0, 2), False),
        ((0, 3), (1, 2), True),
    ],
)
def test_stretches_meet_where_they_have_a_part_in_common(
    one: tuple[int, int], other: tuple[int, int], is_met: bool
) -> None:
    assert meet(Span(*one), Span(*other)) is is_met
