"""The maps that ship with srr, for registers that are the same everywhere: Jira's issues and GitHub's."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from srr.importers.import_map import ImportMap
from srr.importers.source import Source

_OPEN = "not-started"
_STATUSES: Mapping[str, str] = {
    **dict.fromkeys(("To Do", "Open", "New", "Backlog", "Reopened", "未対応", "オープン"), _OPEN),
    "Selected for Development": _OPEN,
    **dict.fromkeys(("In Progress", "In Review", "In Development", "進行中"), "in-progress"),
    **dict.fromkeys(("Done", "Closed", "Resolved", "完了", "クローズ", "解決済み"), "done"),
}

# What is left out says nothing of a risk: who looked on, what other programs call it, how long it took.
_JIRA_LEFT_OUT = (
    *("Issue key", "Issue id", "Issue Type", "Project key", "Project name", "Project type"),
    *("Project lead", "Project lead id", "Project description", "Project url"),
    *("Status Category", "Status Category Changed", "Assignee Id", "Reporter Id", "Creator"),
    *("Creator Id", "Updated", "Last Viewed", "Resolved", "Votes", "Watchers", "Watchers Id"),
    *("Parent id", "Parent summary", "Sprint", "Log Work", "Original estimate", "Rank"),
    *("Remaining Estimate", "Time Spent", "Work Ratio", "Security Level", "Development"),
    *("Σ Original Estimate", "Σ Remaining Estimate", "Σ Time Spent"),
    *(
        "課題キー",
        "課題 ID",
        "課題タイプ",
        "プロジェクト キー",
        "プロジェクト名",
        "更新日",
        "解決日",
    ),
)
JIRA = ImportMap(
    name="Jira",
    key="Issue key",
    columns={
        **dict.fromkeys(_JIRA_LEFT_OUT),
        **dict.fromkeys(("Summary", "要約"), "title"),
        **dict.fromkeys(("Status", "ステータス"), "status"),
        **dict.fromkeys(("Resolution", "解決状況"), "resolution"),
        **dict.fromkeys(("Assignee", "担当者"), "owner"),
        **dict.fromkeys(("Created", "作成日"), "created"),
        **dict.fromkeys(("Description", "説明"), "body:summary"),
        **dict.fromkeys(("Comment", "Comments", "コメント"), "body:log"),
        **dict.fromkeys(("Environment", "環境"), "body:Environment"),
        **dict.fromkeys(("Attachment", "Attachments", "添付ファイル"), "body:Attachments"),
        **dict.fromkeys(("Priority", "優先度"), "x_priority"),
        **dict.fromkeys(("Reporter", "報告者"), "x_reporter"),
        **dict.fromkeys(("Due date", "Due Date", "期限"), "x_due"),
        **dict.fromkeys(("Labels", "ラベル"), "x_labels"),
        **dict.fromkeys(("Component/s", "Components", "コンポーネント"), "x_components"),
        **dict.fromkeys(("Fix Version/s", "Fix versions"), "x_fix_versions"),
        **dict.fromkeys(("Affects Version/s", "Affects versions"), "x_affects_versions"),
        **dict.fromkeys(("Parent", "Parent key", "Custom field (Epic Link)"), "x_parent"),
    },
    values={
        "status": _STATUSES,
        "resolution": {
            **dict.fromkeys(("Unresolved", "未解決")),
            **dict.fromkeys(("Done", "Fixed", "Resolved", "完了", "修正済み"), "fixed"),
            **dict.fromkeys(("Duplicate", "重複"), "duplicate"),
            **dict.fromkeys(("Not a Bug", "Invalid"), "not-a-risk"),
            "Obsolete": "obsolete",
            "Moved": "moved",
        },
    },
)

_GITHUB_LEFT_OUT = (
    *("number", "id", "closed", "closedAt", "updatedAt", "isPinned", "issueType"),
    *("projectCards", "projectItems", "reactionGroups"),
)
GITHUB = ImportMap(
    name="GitHub",
    columns={
        **dict.fromkeys(_GITHUB_LEFT_OUT),
        "title": "title",
        "state": "status",
        "stateReason": "resolution",
        "assignees": "owner",
        "createdAt": "created",
        "url": "links.backlog",
        "closedByPullRequestsReferences": "links.pull_requests",
        "comments": "body:log",
        "author": "x_author",
        "labels": "x_labels",
        "milestone": "x_milestone",
    },
    values={
        "status": {"OPEN": _OPEN, "CLOSED": "done"},
        "resolution": {"COMPLETED": "fixed", "DUPLICATE": "duplicate", "REOPENED": None},
    },
)

# Jira has a column for each kind of link: `Outward issue link (Blocks)`.
_LINKED = re.compile(r"(?:Out|In)ward issue link \(")
# The heads that a source must have for a map to be its own.
_MAPS: tuple[tuple[Collection[str], ImportMap], ...] = (
    ({"Issue key", "Summary"}, JIRA),
    ({"課題キー", "要約"}, replace(JIRA, key="課題キー")),
    ({"number", "title", "url"}, GITHUB),
)


def shipped(source: Source) -> ImportMap | None:
    """Return the map that ships for *source*, with those of its columns that are there; None where there is none."""
    here = set(source.columns)
    found = next((each for heads, each in _MAPS if here.issuperset(heads)), None)
    if found is None:
        return None
    columns = {name: key for name, key in found.columns.items() if name in here}
    linked = (name for name in source.columns if found.key and _LINKED.match(name))
    return replace(found, columns={**columns, **dict.fromkeys(linked, "body:Related issues")})


def completed(wanted: ImportMap, source: Source) -> ImportMap:
    """Return *wanted* with what the map that ships for *source* says beside."""
    found = shipped(source)
    if found is None:
        return wanted
    keys = {*found.values, *wanted.values}
    return replace(
        wanted,
        columns={**found.columns, **wanted.columns},
        values={key: {**found.values.get(key, {}), **wanted.values.get(key, {})} for key in keys},
        name=wanted.name or found.name,
        key=wanted.key or found.key,
    )
