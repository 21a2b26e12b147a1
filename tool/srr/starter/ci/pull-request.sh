#!/bin/sh
# Checks the registry in the folder SRR_ROOT. On a pull request only what it answers for counts, and the job's
# summary shows what it does to the risks.
set -eu

root=${SRR_ROOT:-.}
if [ -z "${GITHUB_BASE_REF:-}" ]; then
    exec srr --root "$root" lint --format github
fi

status=0
srr --root "$root" diff --format markdown >>"$GITHUB_STEP_SUMMARY" || status=$?
srr --root "$root" lint --base auto --format github || status=$?
exit "$status"
