#!/bin/sh
# Checks the registry in the folder SRR_ROOT. On a pull request only what it answers for counts, and the job's
# summary and one comment show what it does to the risks.
set -eu

root=${SRR_ROOT:-.}
if [ -z "${GITHUB_BASE_REF:-}" ]; then
    exec srr --root "$root" lint --format github
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

status=0
if srr --root "$root" diff --format markdown >"$folder/diff"; then
    cat "$folder/diff" >>"$GITHUB_STEP_SUMMARY"
    sh "$(dirname "$0")/comment.sh" "$folder/diff" || status=$?
else
    status=$?
fi
srr --root "$root" lint --base auto --format github || status=$?
exit "$status"
