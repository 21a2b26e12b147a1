"""What a reader does next: commands and code to copy, and the file on the forge."""

import re
from collections.abc import Iterable
from html import unescape

from srr.language import Text
from srr.records.concern import Concern
from srr.records.logged import Logged
from srr.records.risk import Risk
from srr.schema.kinds import ANY_ID
from srr.site.kit.html import Html, Node, element, web_link
from srr.site.kit.site import Site
from srr.text import forge
from srr.text.credentials import mask

_COPY = Text("Copy", "コピー")
_EDIT = Text("Edit", "編集")
_HISTORY = Text("History", "変更履歴")
_VISITS = Text("A command for each visit ({n})", "確認のコマンド ({n} 件)")
_REPORTS = Text("A command for each report ({n})", "報告のコマンド ({n} 件)")
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


def command_for(record: Logged) -> str | None:
    """Return the command that visits a risk, or reports on a concern.

    None where the record is closed, or its id is none that a shell may be given.
    """
    match record:
        case Risk(status=status) if status != "done":
            verb = "visit"
        case Concern(is_open=True):
            verb = "report"
        case _:
            return None
    return f"srr {verb} {record.id}" if _ID.fullmatch(record.id) else None


def visit_commands(risks: Iterable[Risk], site: Site) -> Html | None:
    """Return the commands that visit *risks*, each once, folded, to be copied together; None for none."""
    return _commands(risks, _VISITS, site)


def report_commands(concerns: Iterable[Concern], site: Site) -> Html | None:
    """Return the commands that report on *concerns*, as `visit_commands` does."""
    return _commands(concerns, _REPORTS, site, "report-commands")


def _commands(
    records: Iterable[Logged], title: Text, site: Site, name: str | None = None
) -> Html | None:
    """Return the commands for *records* below the *title*; *name* is the id of the block.

    They are one list for a shell: on lines of their own, the questions of the first would take the others as answers.
    """
    lines = dict.fromkeys(command for command in map(command_for, records) if command)
    if not lines:
        return None
    # The theme's button copies the block of this id, and by itself it would give all blocks of a page the same.
    code = element("pre", element("code", "; \\\n".join(lines)), id=name, class_="copy", tabindex=0)
    return element(
        "details", element("summary", site.say(title, n=len(lines))), code, class_="srr-fold"
    )


def deeds(record: Logged, site: Site) -> Html:
    """Return what one can do about *record*: visit it or report on it, edit its file, see what was changed."""
    command, path = command_for(record), mask(record.path)
    rows: list[Node] = [_code(command, site)] if command else []
    rows += [
        web_link(forge.address(template, record.path), site.say(words))
        for words, template in ((_EDIT, site.edit), (_HISTORY, forge.history_template(site.edit)))
        if template
    ]
    rows.append(_code(path, site))
    items = [element("li", row) for row in rows]
    return element("ul", *items, class_="srr-deeds", aria_label=site.say(_DEEDS))


def _code(text: str, site: Site) -> tuple[Html, Html]:
    return element("code", text), copy_button(text, site)
