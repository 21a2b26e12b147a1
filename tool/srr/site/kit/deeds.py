"""What a reader does next: commands and code to copy, and the file on the forge."""

import re
from collections.abc import Iterable
from html import unescape

from srr.language import Text
from srr.records.risk import Risk
from srr.schema.kinds import ANY_ID
from srr.site.kit.html import Html, Node, element, web_link
from srr.site.kit.site import Site
from srr.text import forge
from srr.text.credentials import mask

_COPY = Text("Copy", "コピー")
_EDIT = Text("Edit", "編集")
_HISTORY = Text("History", "変更履歴")
_COMMANDS = Text("A command for each visit ({n})", "確認のコマンド ({n} 件)")
_DEEDS = Text("Work on it", "次の操作")
_ID = re.compile(ANY_ID)
# A link or a block of code is passed over whole: the theme gives blocks a button of their own.
_CODE = re.compile(r"<(a|pre)\b.*?</\1>|<code>([^<]*)</code>", re.DOTALL)


def copy_button(text: str, site: Site) -> Html:
    """Return a button that copies *text*: the theme listens to every button with this attribute."""
    words = f"{site.say(_COPY)}: {text}"
    return element(
        "button",
        type="button",
        class_="srr-copy",
        title=site.say(_COPY),
        aria_label=words,
        data_clipboard_text=text,
    )


def copyable(html: Html, site: Site) -> Html:
    """Return *html* with a button after each piece of code within a line."""

    def with_button(found: re.Match[str]) -> str:
        code = found[2]
        return found[0] if not code else f"{found[0]}{copy_button(unescape(code), site)}"

    return Html(_CODE.sub(with_button, html))


def visit_command(risk: Risk) -> str | None:
    """Return the command that visits *risk*; None where it is done, or its id is none that a shell may be given."""
    return f"srr visit {risk.id}" if risk.status != "done" and _ID.fullmatch(risk.id) else None


def visit_commands(risks: Iterable[Risk], site: Site) -> Html | None:
    """Return the commands that visit *risks*, each once, folded, to be copied together; None for none.

    They are one list for a shell: on lines of their own, the questions of the first would take the others as answers.
    """
    lines = dict.fromkeys(command for command in map(visit_command, risks) if command)
    if not lines:
        return None
    code = element("pre", element("code", "; \\\n".join(lines)), class_="copy", tabindex=0)
    return element(
        "details", element("summary", site.say(_COMMANDS, n=len(lines))), code, class_="srr-fold"
    )


def deeds(risk: Risk, site: Site) -> Html:
    """Return what one can do about *risk*: visit it, edit its file, see what was changed."""
    visit, path = visit_command(risk), mask(risk.path)
    rows: list[Node] = [_code(visit, site)] if visit else []
    rows += [
        web_link(forge.address(template, risk.path), site.say(words))
        for words, template in ((_EDIT, site.edit), (_HISTORY, forge.history_template(site.edit)))
        if template
    ]
    rows.append(_code(path, site))
    items = [element("li", row) for row in rows]
    return element("ul", *items, class_="srr-deeds", aria_label=site.say(_DEEDS))


def _code(text: str, site: Site) -> tuple[Html, Html]:
    return element("code", text), copy_button(text, site)
