"""An export of Jira: repeated columns, comments in one cell, and what a team calls its own fields."""

from srr.importers.import_map import ImportMap
from srr.importers.source import Source
from srr.importers.table import read

HEAD = (
    "Summary,Issue key,Issue id,Status,Created,Labels,Labels,Comment,Comment,Description,"
    "Custom field (Likelihood),Custom field (Status),Outward issue link (Blocks),Attachment"
)


def table(*rows: str, head: str = HEAD) -> Source:
    raw = "\ufeff" + "\r\n".join((head, *rows))
    return read("Jira.csv", {"Jira.csv": raw.encode()}, ImportMap())


def test_an_export_is_read_into_markdown() -> None:
    done = table(
        "Orders are slow,SRE-12,10012,In Progress,02/Jan/26 3:04 PM,risk,api,"
        '"03/Jan/26 9:00 AM;ura;Seen *again*.\n* twice",04/Jan/26 9:00 AM;mei;Yes; no,'
        '"h2. Cause\n{code}\n*x*\n{code}",2,Blocked,SRE-9,'
        '"03/Jan/26 9:00 AM;ura;graph.png;https://j.example/secure/attachment/1/graph.png"'
    )
    assert done.rows[0].values == {
        "Summary": "Orders are slow",
        "Issue key": "SRE-12",
        "Issue id": "10012",
        "Status": "In Progress",
        "Created": "02/Jan/26 3:04 PM",
        "Labels": "risk, api",
        "Comment": "- 2026-01-03 ura: Seen **again**.\n\n  - twice\n- 2026-01-04 mei: Yes; no",
        "Description": "## Cause\n\n```\n*x*\n```",
        "Likelihood": "2",
        "Custom field (Status)": "Blocked",
        "Outward issue link (Blocks)": "- Blocks: SRE-9",
        "Attachment": "- [graph.png](https://j.example/secure/attachment/1/graph.png)",
    }
    assert done.keys == ("Issue key", "Issue id")


def test_a_due_date_is_a_day_where_it_can_only_be_one() -> None:
    done = table("a,SRE-1,01/Mar/26", "b,SRE-2,1/2/2026", head="Summary,Issue key,Due date")
    assert [row.values["Due date"] for row in done.rows] == ["2026-03-01", "1/2/2026"]


def test_a_comment_of_another_shape_is_kept() -> None:
    done = table("a,SRE-1,1,Open,,,,no date at all,?????????;x;words,,,,,plain")
    assert done.rows[0].values["Comment"] == "- no date at all\n- ????????? x: words"
    assert done.rows[0].values["Attachment"] == "- plain"


def test_any_other_table_keeps_its_cells() -> None:
    done = table("*a*,*b*", head="Description,Comment")
    assert done.rows[0].values == {"Description": "*a*", "Comment": "*b*"}
