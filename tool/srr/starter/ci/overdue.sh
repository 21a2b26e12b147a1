#!/bin/sh
# Checks the whole registry in the folder SRR_ROOT as of today, and keeps one issue about what is overdue or wrong:
# opened, brought up to date, and closed when nothing is left. GH_TOKEN must be allowed to write issues.
set -eu

root=${SRR_ROOT:-.}
marker='<!-- srr-overdue -->'
# Of two registries in one repository each has its own issue. A checksum says which, as a name may hold anything.
if [ "$root" != . ]; then
    marker="<!-- srr-overdue $(printf %s "$root" | cksum | tr ' ' -) -->"
fi
run=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID
export GH_REPO="${GH_REPO:-$GITHUB_REPOSITORY}"

case ${SRR_LANGUAGE:-en} in
ja)
    title='リスクレジストリ: 期限切れの確認、または記録のエラーがあります'
    intro="\`srr lint\` が次の指摘を出しています ($run)。この一覧は実行のたびに更新され、指摘がなくなると閉じます。"
    more='一覧は途中までです。全件は上の実行にあります。'
    settled="指摘がなくなりました: $run"
    ;;
*)
    title='Risk registry: visits are overdue, or records have errors'
    intro="\`srr lint\` finds this ($run). Each run brings the list up to date, and closes the issue when nothing is left."
    more='The list is cut here; the run above has all of it.'
    settled="Nothing is left: $run"
    ;;
esac

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

status=0
srr --root "$root" lint --format github --format "concise=$folder/found" --format "mentions=$folder/owners" || status=$?
if [ "$status" -gt 1 ]; then
    exit "$status"
fi

# Only an issue that Actions itself opened is taken for ours: anybody may write the marker.
number=$(gh issue list --app github-actions --state open --limit 500 --json number,body \
    --jq "map(select(.body | startswith(\"$marker\"))) | .[0].number // empty")

if [ "$status" -eq 0 ]; then
    if [ -n "$number" ]; then
        gh issue close "$number" --comment "$settled"
    fi
    exit 0
fi

# Four spaces make each line code: nothing in it is a mention, a link or HTML, and a line that is no code comes before,
# or it would belong to the list. The owners are mentioned above it, as people.toml maps them. An issue holds 65,536 characters:
# https://github.com/orgs/community/discussions/27190
sed 's/^/    /' "$folder/found" >"$folder/code"
{
    printf '%s\n%s\n\n' "$marker" "$intro"
    cat "$folder/owners"
    echo
    # A character that the cut leaves in halves is dropped, which iconv reports as a failure.
    head -c 45000 "$folder/code" | iconv -c -f UTF-8 -t UTF-8 2>/dev/null || true
    if [ "$(wc -c <"$folder/code")" -gt 45000 ]; then
        printf '\n\n%s\n' "$more"
    fi
} >"$folder/body"

if [ -n "$number" ]; then
    gh issue edit "$number" --title "$title" --body-file "$folder/body"
else
    gh issue create --title "$title" --body-file "$folder/body"
fi
exit "$status"
