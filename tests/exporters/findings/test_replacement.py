from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.reports import TOKEN, report
from srr.documents.document import Document, read
from srr.documents.edit import AddKey, AppendLine, Edit, Normalise, RemoveKey, SetValue, apply
from srr.exporters.replacement import Replacement, replacement
from srr.language import Text
from srr.lint.catalogue import all_rules
from srr.lint.finding import Finding, Place, Severity

TEXT = "---\nid: SRR-0001\ntitle: 在庫\npriority: 10\n---\n\n## Visits\n\n- one\n"


def finding(*fix: Edit) -> Finding:
    message = Text("x", "x")
    return Finding("r.md", Place(1, 1, 1, 1), "x", Severity.ERROR, message, fix=fix)


def replaced(document: Document, change: Replacement) -> bytes:
    """Do what the replacement says, as a program that reads it would."""
    lines = [*document.text.splitlines(keepends=True), ""]
    first = sum(map(len, lines[: change.place.line - 1])) + change.place.column - 1
    last = sum(map(len, lines[: change.place.end_line - 1])) + change.place.end_column - 1
    return (document.text[:first] + change.text + document.text[last:]).encode()


@each_case(
    "edits",
    [
        (SetValue(("priority",), 12),),
        (SetValue(("priority",), "unknown"),),
        (SetValue(("title",), "在庫が遅い"), SetValue(("priority",), 3)),
        (RemoveKey("title"),),
        (AddKey("owner", "ura", "id"),),
        (AppendLine(("Visits",), "- two"),),
    ],
)
@each_case("end", ["\n", "\r\n"])
def test_the_replacement_makes_what_the_edit_makes(edits: tuple[Edit, ...], end: str) -> None:
    document = read("r.md", TEXT.replace("\n", end).encode())
    change = replacement(finding(*edits), document)
    assert change is not None
    assert replaced(document, change) == apply(document, edits)


@given(st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=9, max_size=9))
def test_line_ends_are_replaced_without_parting_a_pair(ends: list[str]) -> None:
    text = "".join(line + end for line, end in zip(TEXT.splitlines(), ends, strict=True))
    document = read("r.md", text.encode())
    change = replacement(finding(Normalise()), document)
    if change is None:
        assert apply(document, (Normalise(),)) == document.raw
    else:
        assert replaced(document, change) == apply(document, (Normalise(),))


def test_only_the_changed_stretch_is_replaced() -> None:
    change = replacement(finding(SetValue(("priority",), 12)), read("r.md", TEXT.encode()))
    assert change == Replacement(Place(4, 12, 4, 13), "2")


def test_a_line_that_goes_goes_whole() -> None:
    change = replacement(finding(RemoveKey("priority")), read("r.md", TEXT.encode()))
    assert change == Replacement(Place(4, 1, 5, 1), "")


@each_case(
    ("raw", "edit"),
    [
        (b"\xef\xbb\xbf" + TEXT.encode(), Normalise()),
        (TEXT.encode(), Normalise()),
        (TEXT.encode() + b"\xff", SetValue(("priority",), 12)),
        (TEXT.encode(), SetValue(("missing",), 12)),
        (TEXT.encode(), AddKey("x_token", TOKEN)),
    ],
    ids=["byte-order-mark", "nothing-to-change", "not-utf-8", "refused", "secret"],
)
def test_what_cannot_be_shown_is_not_suggested(raw: bytes, edit: Edit) -> None:
    assert replacement(finding(edit), read("r.md", raw)) is None


def test_nothing_is_suggested_without_a_fix_or_a_file() -> None:
    assert replacement(finding(), read("r.md", TEXT.encode())) is None
    assert replacement(finding(SetValue(("priority",), 12)), None) is None


def test_every_fix_of_a_rule_can_be_suggested() -> None:
    judged = report(rules=all_rules())
    fixable = [each for each in judged.findings if each.fix]
    assert fixable
    assert all(replacement(each, judged.documents[each.path]) for each in fixable)
