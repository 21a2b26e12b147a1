#!/bin/sh
# Keeps one comment on the pull request up to date: the file $1, whose first line finds the comment again. Where the
# token may not write, as on a pull request from a fork, the job's summary says the same.
set -eu

body=$1
if [ -z "${GH_TOKEN:-}" ] || [ "${SRR_HEAD:-}" != "$GITHUB_REPOSITORY" ]; then
    exit 0
fi

case ${SRR_LANGUAGE:-en} in
ja) refused='プルリクエストにコメントを書けないので、リスクの差分はジョブのサマリーだけにあります。ワークフローに pull-requests: write を書いてください。' ;;
*) refused="the comment on the pull request could not be written, so the job's summary alone shows the risks; the job needs pull-requests: write" ;;
esac

give_up() {
    echo "::notice::$refused"
    exit 0
}

number=${GITHUB_REF#refs/pull/}
number=${number%%/*}

# Only a comment that Actions itself wrote is taken for ours: anybody may write the marker.
comments=repos/$GITHUB_REPOSITORY/issues
marker=$(head -n 1 "$body")
ours=".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$marker\"))) | .id"
found=$(gh api --paginate "$comments/$number/comments?per_page=100" --jq "$ours") || give_up
comment=$(printf '%s\n' "$found" | head -n 1)

if [ -n "$comment" ]; then
    gh api --silent --method PATCH "$comments/comments/$comment" --field "body=@$body" || give_up
# Six lines say that nothing changed, which is no news on a pull request about something else.
elif [ "$(wc -l <"$body")" -gt 6 ]; then
    gh api --silent --method POST "$comments/$number/comments" --field "body=@$body" || give_up
fi
