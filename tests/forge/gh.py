"""Stands in for GitHub's command line: issues and comments are JSON files, and what the real one refuses is refused."""

import argparse
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import jq

LONGEST_BODY = 65_536


def main() -> None:
    """Do what `gh issue list|create|edit|close` and `gh api` do, as far as the scripts use them."""
    if not os.environ.get("GH_TOKEN"):
        sys.exit("gh: set the GH_TOKEN environment variable")
    given = parsed()
    if given.noun == "api":
        comment(given)
        return
    if not os.environ.get("GH_REPO"):
        sys.exit("gh: set the GH_REPO environment variable")
    issues = read("issues.json")
    if given.verb == "list":
        listed(given, issues)
        return
    changed(given, issues)
    write("issues.json", issues)


def read(name: str) -> list[dict[str, Any]]:
    path = Path(os.environ["FORGE"]) / name
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8")) if path.exists() else []
    return found


def write(name: str, content: list[dict[str, Any]]) -> None:
    (Path(os.environ["FORGE"]) / name).write_text(json.dumps(content), encoding="utf-8")


def parsed() -> argparse.Namespace:
    """Read the options that the scripts use; any other one ends with an error, as it would be a slip."""
    parser = argparse.ArgumentParser(prog="gh", allow_abbrev=False)
    nouns = parser.add_subparsers(required=True, dest="noun")
    api = nouns.add_parser("api")
    api.add_argument("path")
    api.add_argument("--paginate", action="store_true")
    api.add_argument("--silent", action="store_true")
    api.add_argument("--method", default="GET")
    api.add_argument("--jq", default=".")
    api.add_argument("--field", default="")
    verbs = nouns.add_parser("issue").add_subparsers(dest="verb")
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


def comment(given: argparse.Namespace) -> None:
    """List the comments of pull request 12 of a/b, page by page, or write one; FORGE_MAY names what the token may."""
    comments, may = read("comments.json"), os.environ.get("FORGE_MAY", "read write")
    if given.method == "GET":
        if given.path != "repos/a/b/issues/12/comments?per_page=100" or "read" not in may:
            sys.exit(f"gh: Not Found (HTTP 404): {given.path}")
        for start in range(0, len(comments) if given.paginate else 1, 100):
            for value in jq.compile(given.jq).input_value(comments[start : start + 100]).all():
                sys.stdout.write(f"{value}\n")
        return
    if "write" not in may:
        sys.exit("gh: Resource not accessible by integration (HTTP 403)")
    key, _, file = given.field.partition("=@")
    body = Path(file).read_text(encoding="utf-8")
    if key != "body" or len(body) > LONGEST_BODY:
        sys.exit("gh: Validation Failed (HTTP 422)")
    found = re.fullmatch(r"repos/a/b/issues/(?:comments/(\d+)|12/comments)", given.path)
    if found is None or (given.method == "PATCH") is not bool(found[1]):
        sys.exit(f"gh: Not Found (HTTP 404): {given.path}")
    if found[1]:
        (old,) = (each for each in comments if each["id"] == int(found[1]))
        old["body"] = body
    else:
        user = {"login": "github-actions[bot]"}
        comments.append({"id": 100 + len(comments), "user": user, "body": body})
    write("comments.json", comments)


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
