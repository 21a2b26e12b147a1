"""srr build: make the site, or a folder of sources from which Zensical can."""

import gc
from pathlib import Path

import click

from srr.cli.arguments import open_workspace, today_option
from srr.cli.messages import say
from srr.cli.output import as_of, shown_path
from srr.cli.quiet import quiet_option, tell
from srr.language import Text, counted
from srr.lint.finding import Severity
from srr.repository.workspace import Workspace
from srr.site.mkdocs import build

_RULE = "safety-secret"
_SITE = Text("{path}: the site {as_of}", "{path}: サイト ({as_of})")
_FILES = Text("{path}: {n} files {as_of}", "{path}: {n} ファイル ({as_of})")
_HIDDEN = Text(
    "the site shows asterisks in place of {number}; srr lint --select safety says where"
    " (--fail-on never ends with 0)",
    "サイトでは秘密情報 {number} を伏せ字にした。場所は srr lint --select safety が示す"
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
    help="Exit 1 when the records hold a secret.",
)
@quiet_option("Print only what is wrong.")
@today_option
def command(out: Path | None, fail_on: str, today: str | None) -> None:
    """Build the site with MkDocs, strictly; mkdocs.yml says where.

    A registry with findings is built, too: the site shows them, and so does the last line. The site shows
    asterisks in place of a secret.

    Exit codes: 0 built, 1 built, but the records hold a secret (safety-secret), 2 cannot be built.

    \b
    Examples:
      srr build
      srr build --today 2026-04-01
      srr build --out build/zensical
      srr build --fail-on never
    """
    # main turns it off, and a site would take twice the memory to save 3 % of the time.
    gc.enable()
    opened = open_workspace(today)
    if out is not None:
        build.need_packages()
        from srr.site import zensical

        written = zensical.write(opened, out)
        if written.lost:
            say(written.lost.within(opened.settings.language))
        said = _FILES.fill(path=shown_path(out), n=written.number, as_of=as_of(opened))
        tell(said.within(opened.settings.language))
    else:
        language = opened.settings.language
        built = build.build(opened.root, today, lambda words: say(words.within(language)))
        opened = built.workspace
        said = _SITE.fill(path=shown_path(built.folder), as_of=as_of(opened))
        tell(said.within(opened.settings.language))
    if fail_on == "secret" and (secrets := _secrets(opened)):
        say(counted(secrets, *_LEFT).within(opened.settings.language))
        click.get_current_context().exit(1)


def _secrets(built: Workspace) -> int:
    """Return how many secrets the linter counts as errors, so without those that are ignored as examples."""
    return sum(
        finding.rule == _RULE and finding.severity is Severity.ERROR
        for finding in built.report.findings
    )
