"""What risks and postmortems share: which files they are, and their sections."""

from kit.cases import each_case
from srr.documents import document
from srr.records.record import is_record_path, kind_of
from srr.records.risk import Risk, risk
from srr.schema.settings import Settings


def read(text: str) -> Risk:
    return risk(document.read("risks/SRR-0001.md", text.encode()), Settings())


@each_case(
    "path",
    [
        "risks/SRR-0001.md",
        "risks/srr-0001.MD",
        "risks/notes.txt",
        "risks/old/SRR-0001.md",
        "risks/SRR-0001",
        "postmortems/PM-0001.md",
    ],
)
def test_what_looks_like_a_record_is_read_as_one(path: str) -> None:
    assert is_record_path(path)


@each_case(
    "path",
    [
        "README.md",
        "risks",
        "risks/README.md",
        "risks/.hidden.md",
        "risks/assets/SRR-0001/graph.md",
        "risks/graph.png",
        "indicators/advertisers.csv",
    ],
)
def test_anything_else_is_left_alone(path: str) -> None:
    assert not is_record_path(path)


def test_a_section_is_found_by_either_heading_and_by_an_alias() -> None:
    for heading in ("Next action", "NEXT ACTION", "next-action", "次のアクション"):
        assert (
            read(f"---\nid: SRR-0001\n---\n## {heading}\n\nMeasure.\n").section("next-action")
            == "Measure."
        )
    assert read("---\nid: SRR-0001\n---\n### Cause\n\nSlow.\n").section("cause") == ""


def test_a_record_without_id_and_title_goes_by_the_name_of_its_file() -> None:
    unnamed = read("---\nowner: ura\n---\n")
    assert (unnamed.id, unnamed.title) == ("SRR-0001", "SRR-0001")
    named = read("---\nid: SRR-0002\ntitle: Orders fail\n---\n")
    assert (named.id, named.title) == ("SRR-0002", "Orders fail")


def test_only_sections_of_the_second_level_can_be_unnamed() -> None:
    found = read(
        "---\nid: SRR-0001\n---\n# Top\n## Cause\n## Costs\n### Details\n"
    ).unnamed_sections()
    assert [section.heading for section in found] == ["Costs"]


def test_the_folder_of_a_file_says_its_kind() -> None:
    assert kind_of("risks/old/SRR-0001.md") == "risk"
    assert kind_of("postmortems/PM-0001.md") == "postmortem"


def test_links_are_the_texts_of_a_list() -> None:
    found = read("---\nrelated: [SRR-0002, 3, SRR-0004]\nduplicate_of: SRR-0005\n---\n")
    assert found.links_to("related") == ("SRR-0002", "SRR-0004")
    assert found.links_to("duplicate_of") == found.links_to("postmortems") == ()


def test_the_first_section_of_a_name_is_the_one_that_is_read() -> None:
    found = read("---\nid: SRR-0001\n---\n## Cause\n\nFirst.\n\n## 原因\n\nSecond.\n")
    assert found.section("cause") == "First."
    assert found.section("plan") == ""
    assert [section.heading for section in found.unnamed_sections()] == ["原因"]
