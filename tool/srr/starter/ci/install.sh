#!/bin/sh
# Installs srr for the steps that follow. SRR_REQUIREMENT is what pip installs.
set -eu

if [ -z "${SRR_REQUIREMENT:-}" ]; then
    case ${SRR_LANGUAGE:-en} in
    ja) echo "::error::SRR_REQUIREMENT が空なので、.github/workflows/srr*.yml のそれぞれに、pip でインストールするものを srr @ git+https://git.example.com/srr.git@COMMIT のように書いてください (srr-site.yml では srr[site])" ;;
    *) echo "::error::SRR_REQUIREMENT is empty; in each .github/workflows/srr*.yml, set it to what pip should install, such as srr @ git+https://git.example.com/srr.git@COMMIT (srr[site] in srr-site.yml)" ;;
    esac
    exit 2
fi

folder=$RUNNER_TEMP/srr
python3 -m venv "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$SRR_REQUIREMENT"
echo "$folder/bin" >>"$GITHUB_PATH"
