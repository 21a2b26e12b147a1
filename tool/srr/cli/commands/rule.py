"""srr rule: say what a rule wants, and why."""

from collections.abc import Iterator
from textwrap import indent
from typing import Any

import click

from srr.cli.arguments import completing, open_workspace
from srr.cli.colours import paint
from srr.exporters.summary_line import LEVELS
from srr.language import Language, Text
from srr.lint import catalogue, explanation
from srr.lint.rule import Rule
from srr.repository.errors import CannotDo, NoRegistry
from srr.schema.settings import Settings
from srr.text.spelling import meant
from srr.text.terminal import padded

_UNKNOWN = Text("no rule is called {name}; {hint}", "{name} というルールはありません。{hint}")
_LIST = Text("srr rule lists them all", "srr rule で一覧できます")


@click.command("rule")
@click.argument("name", required=False, shell_complete=completing("rules"))
def command(name: str | None) -> None:
    """Explain the rule called NAME, or list them all.

    \b
    Examples:
      srr rule
      srr rule score-priority
    """
    settings = _settings()
    rules = {rule.name: rule for rule in catalogue.all_rules()}
    if name is None:
        width = max(map(len, rules))
        for rule in rules.values():
            click.echo(_row(rule, settings, width))
    elif name in rules:
        click.echo("\n".join(_page(rules[name], settings)))
    else:
        raise CannotDo(_UNKNOWN.fill(name=name, hint=meant(name, rules, _LIST)))


def _settings() -> Settings:
    """Return the settings of the registry at hand; a rule can be read without one."""
    try:
        return open_workspace().settings
    except NoRegistry:
        return Settings()


def _row(rule: Rule[Any], settings: Settings, width: int) -> str:
    severity = settings.rules.get(rule.name, rule.severity.value)
    level = LEVELS[severity].within(settings.language)
    claim = explanation.parse(rule.page).claim.within(settings.language)
    return f"{rule.name:{width}}  {paint(padded(level, 7), severity)}  {claim}"


def _page(rule: Rule[Any], settings: Settings) -> Iterator[str]:
    language: Language = settings.language
    page = explanation.parse(rule.page)
    severity = settings.rules.get(rule.name, rule.severity.value)
    level = LEVELS[severity].within(language)
    yield f"{paint(rule.name, 'heading')} ({level})"
    yield ""
    yield page.claim.within(language)
    yield ""
    yield page.why.within(language)
    for label, example in ((explanation.BAD, page.bad), (explanation.GOOD, page.good)):
        yield ""
        yield f"{label.within(language)}:"
        yield indent(example, "    ")
