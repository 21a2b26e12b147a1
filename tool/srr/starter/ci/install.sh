#!/bin/sh
# Installs srr for the steps that follow. SRR_REQUIREMENT is what pip is told to install.
set -eu

folder=$RUNNER_TEMP/srr
python3 -m venv "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$SRR_REQUIREMENT"
echo "$folder/bin" >>"$GITHUB_PATH"
