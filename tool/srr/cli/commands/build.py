"""srr build: make the site, or a folder of sources from which Zensical can."""

from collections.abc import Iterable
from pathlib import Path

import click

from srr.cli.arguments import open_workspace, today_option
from srr.cli.messages import say
from srr.cli.output import as_of, named, shown_path
from srr.cli.quiet import quiet_option, tell
from srr.language import Text, counted
from srr.lint.baseline import SECRETS
from srr.lint.finding import Finding, Severity
from srr.site.mkdocs import build

_SITE = Text("{path}: the site {as_of}", "{path}: サイト ({as_of})")
_FILES = Text("{path}: {n} files {as_of}", "{path}: {n} ファイル ({as_of})")
_HIDDEN = Text(
    "the site shows asterisks in place of {number}; srr lint --select safety says where"
    " (--fail-on never ends with 0)",
    "サイトでは秘密情報 {number}を伏せ字にした。場所は srr lint --select safety が示す"
    " (--fail-on never で終了コードは 0 になる)",
)
_LEFT = (
    _HIDDEN.fill(number=Text("a secret", "1 件")),
    _HIDDEN.fill(number=Text("{n} secrets", "{n} 件")),
)


@click.command("build")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the sources of the site, and how Zensical builds them, into DIR.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["secret", "never"]),
    default="secret",
    show_default=True,
    help="Exit 1 when the records, the settings, or what you wrote for the site hold a secret.",
)
@quiet_option("Print only what is wrong.")
@today_option
def command(out: Path | None, fail_on: str, today: str | None) -> None:
    """Build the site with MkDocs, strictly; mkdocs.yml says where.

    A registry with findings is built, too: the site shows them, and so does the last line. The site shows
    asterisks in place of a secret.

    Exit codes: 0 built, 1 built, but the records, the settings, mkdocs.yml or your files in docs_dir hold a secret
    (safety-secret), 2 cannot be built.

    \b
    Examples:
      srr build
      srr build --today 2026-04-01
      srr build --out build/zensical
      srr build --fail-on never
    """
    opened = open_workspace(today)
    if out is not None:
        build.need_packages()
        from srr.site import zensical

        written = zensical.write(opened, out)
        by_hand = written.by_hand
        if written.lost:
            say(written.lost.within(opened.settings.language))
        line = _FILES.fill(path=shown_path(out), n=written.number, as_of=as_of(opened, by_hand))
    else:
        language = opened.settings.language
        built = build.build(opened.root, today, lambda words: say(words.within(language)))
        opened, by_hand = built.workspace, built.by_hand
        line = _SITE.fill(path=shown_path(built.folder), as_of=as_of(opened, by_hand))
    for finding in by_hand:
        say(named(finding).within(opened.settings.language))
    secrets = _errors(opened.report.findings) if fail_on == "secret" else 0
    if secrets:
        say(counted(secrets, *_LEFT).within(opened.settings.language))
    tell(line.within(opened.settings.language))
    if fail_on == "secret" and (secrets or _errors(by_hand)):
        click.get_current_context().exit(1)


def _errors(findings: Iterable[Finding]) -> int:
    """Return how many secrets count as errors, so without those that are ignored as examples."""
    return sum(
        finding.rule == SECRETS and finding.severity is Severity.ERROR for finding in findings
    )
