"""Stands in for GitHub's command line: issues are a JSON file, and what the real one refuses is refused."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

import jq

LONGEST_BODY = 65_536


def main() -> None:
    """Do what `gh issue list|create|edit|close` does, as far as the scripts use it."""
    if not os.environ.get("GH_TOKEN") or not os.environ.get("GH_REPO"):
        sys.exit("gh: set the GH_TOKEN and GH_REPO environment variables")
    given = parsed()
    path = Path(os.environ["FORGE"]) / "issues.json"
    issues: list[dict[str, Any]] = json.loads(path.read_text("utf-8")) if path.exists() else []
    if given.verb == "list":
        listed(given, issues)
        return
    changed(given, issues)
    path.write_text(json.dumps(issues), encoding="utf-8")


def parsed() -> argparse.Namespace:
    """Read the options that the scripts use; any other one ends with an error, as it would be a slip."""
    parser = argparse.ArgumentParser(prog="gh", allow_abbrev=False)
    verbs = parser.add_subparsers(required=True).add_parser("issue").add_subparsers(dest="verb")
    listing = verbs.add_parser("list")
    for option in ("--app", "--state", "--limit", "--json", "--jq"):
        listing.add_argument(option, required=True)
    for verb in ("create", "edit"):
        written = verbs.add_parser(verb)
        written.add_argument("--title", required=True)
        written.add_argument("--body-file", required=True, type=Path)
        if verb == "edit":
            written.add_argument("number", type=int)
    closing = verbs.add_parser("close")
    closing.add_argument("number", type=int)
    closing.add_argument("--comment", required=True)
    return parser.parse_args()


def listed(given: argparse.Namespace, issues: list[dict[str, Any]]) -> None:
    """Print what the jq program makes of the issues, with strings raw, as gh does."""
    found = [
        {key: issue[key] for key in given.json.split(",")}
        for issue in issues
        if issue["state"] == given.state and issue["app"] == given.app
    ]
    for value in jq.compile(given.jq).input_value(found[: int(given.limit)]).all():
        sys.stdout.write(f"{value if isinstance(value, str) else json.dumps(value)}\n")


def changed(given: argparse.Namespace, issues: list[dict[str, Any]]) -> None:
    """Create, edit or close an issue."""
    if given.verb == "create":
        issues.append(
            {"number": len(issues) + 1, "state": "open", "app": "github-actions", "comments": []}
        )
        given.number = len(issues)
    (issue,) = (issue for issue in issues if issue["number"] == given.number)
    if given.verb == "close":
        issue["state"] = "closed"
        issue["comments"].append(given.comment)
        return
    body = given.body_file.read_text(encoding="utf-8")
    if len(body) > LONGEST_BODY:
        sys.exit("gh: Body is too long (maximum is 65536 characters)")
    issue["title"], issue["body"] = given.title, body


if __name__ == "__main__":
    main()
