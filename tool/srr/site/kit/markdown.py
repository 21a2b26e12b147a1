"""The Markdown of a record, as HTML that is safe to publish.

It is rendered as on the forges, except that raw HTML stays text, nothing is loaded from
another host, and a link leads to the web or to a record.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from urllib.parse import unquote

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from srr.documents.expansion import expansion, limit
from srr.language import Language, Text
from srr.site.kit.html import Html, element, escape, is_web, printable

Resolve = Callable[[str], str | None]
"""From the id of a record to the address of its page; None where there is no such record."""

FOLDED_FROM = 40
"""A code block with more lines than this is folded."""

LONGEST = 200_000
"""A text with more characters than this is shown as it was written, not read as Markdown."""

# markdown-it leaves out all that follows a list or quote as deep as this:
# https://github.com/executablebooks/markdown-it-py/blob/v4.0.0/markdown_it/parser_block.py#L76-L80
_DEEPEST = 100

_LINES = Text("{count} lines", "{count} 行")
_HIGHEST, _LOWEST = 3, 6
_ID = r"[A-Z][A-Z0-9]{0,9}-[0-9]{1,9}"
_RECORD = re.compile(_ID)
MENTION = re.compile(
    r"(?P<url>https?://[!#-&(-;=?-\[\]-_a-~]+)|(?<![A-Za-z0-9_/-])(?P<id>"
    + _ID
    + r")(?![A-Za-z0-9_-])"
)
_PLAIN = re.compile(r"[^\W\d_](?:[^\s\\`*_\[\]<>&!~|]| )*")
_WIDE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]")
_TASK = re.compile(r"\[([ xX])\] ")
_TAGS = {
    *("a", "br", "code", "em", "s", "strong"),
    *("blockquote", "div", "hr", "p", "pre"),
    *("details", "summary"),
    *("h3", "h4", "h5", "h6"),
    *("input", "label"),
    *("li", "ol", "ul"),
    *("table", "tbody", "td", "th", "thead", "tr"),
}
# Line ends between blocks are dropped: each would be a text node of its own in the page.
_BETWEEN_BLOCKS = re.compile(
    r"(?<=>)\n(?=</?(?:blockquote|details|div|h[3-6]|hr|[ou]l|li|p|pre|t[dhr]|tbody|thead|table)\b)"
)
_ALIGNED = {"text-align:right": "srr-right", "text-align:center": "srr-center"}


def render(text: str, resolve: Resolve, language: Language) -> Html:
    """Return the Markdown *text* as HTML."""
    text = printable(text)
    if len(text) > LONGEST or expansion(text).size > limit(text):
        return _code_block(text, language)
    if _is_plain(text):
        return element("p", text.strip())
    tokens = _parser().parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return _code_block(text, language)
    _shift_headings(tokens)
    _mark_tasks(tokens)
    return _finish(_blocks(tokens, resolve, language))


def render_line(text: str, resolve: Resolve) -> Html:
    """Return one line of Markdown as HTML with no block around it."""
    text = " ".join(printable(text).split())
    if len(text) > LONGEST or _is_plain(text):
        return escape(text)
    tokens = _parser().parseInline(text)
    for token in tokens:
        token.children = list(_inline(token.children or [], resolve))
    return _finish(tokens)


def _is_plain(text: str) -> bool:
    """Whether *text* is one paragraph without markup, which shows without parsing it.

    Most paragraphs are, and parsing them takes a third of the time of a risk's page.
    """
    return _PLAIN.fullmatch(text) is not None and MENTION.search(text) is None


@cache
def _parser() -> MarkdownIt:
    options = {"html": False, "maxNesting": _DEEPEST}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    # Each link is checked after parsing; its text stays either way.
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    return parser


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        tag_attribute_values={
            "div": {"tabindex": {"0"}},
            "input": {"type": {"checkbox"}, "disabled": {""}, "checked": {""}},
            "pre": {"tabindex": {"0"}},
        },
        allowed_classes={
            "details": {"srr-fold"},
            "div": {"srr-scroll"},
            "label": {"srr-task"},
            "li": {"srr-task-item"},
            "pre": {"copy"},
            "table": {"srr-table"},
            "td": {"srr-right", "srr-center"},
            "th": {"srr-right", "srr-center"},
        },
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def _finish(tokens: Iterable[Token]) -> Html:
    parser = _parser()
    html = _cleaner().clean(parser.renderer.render(list(tokens), parser.options, {}))
    return Html(_BETWEEN_BLOCKS.sub("", html.strip()))


def _shift_headings(tokens: Sequence[Token]) -> None:
    """Put the highest heading of the text just below the headings of the page."""
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1]) for token in headings), default=_HIGHEST)
    for token in headings:
        token.tag = f"h{min(_LOWEST, int(token.tag[1]) - highest + _HIGHEST)}"


def _mark_tasks(tokens: Sequence[Token]) -> None:
    for item, _, words in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type == "list_item_open" and words.children and _TASK.match(words.content):
            item.attrSet("class", "srr-task-item")
            words.children = _task(words.children)


def _task(children: list[Token]) -> list[Token]:
    mark, first = _TASK.match(children[0].content), children[0]
    if mark is None:
        return children
    first.content = first.content[mark.end() :]
    box = element("input", type="checkbox", disabled=True, checked=mark[1] != " ")
    return [_markup(f'<label class="srr-task">{box} '), *children, _markup("</label>")]


def _blocks(tokens: Iterable[Token], resolve: Resolve, language: Language) -> Iterator[Token]:
    for token in tokens:
        if token.type == "inline":
            token.children = list(_inline(token.children or [], resolve))
        if token.type == "table_open":
            token.attrSet("class", "srr-table")
            yield _markup('<div class="srr-scroll" tabindex="0">')
        if token.type in ("fence", "code_block"):
            yield _markup(_code_block(token.content, language))
            continue
        _align(token)
        yield token
        if token.type == "table_close":
            yield _markup("</div>")


def _align(token: Token) -> None:
    style = token.attrs.pop("style", None)
    if style in _ALIGNED:
        token.attrs["class"] = _ALIGNED[str(style)]


def _code_block(text: str, language: Language) -> Html:
    # The theme gives what has this class a button that copies it:
    # https://squidfunk.github.io/mkdocs-material/reference/code-blocks/#code-copy-button
    code = element("pre", element("code", text), class_="copy", tabindex=0)
    count = text.count("\n") + (not text.endswith("\n"))
    if count <= FOLDED_FROM:
        return code
    summary = element("summary", _LINES.fill(count=count).within(language))
    return element("details", summary, code, class_="srr-fold")


def _inline(tokens: Iterable[Token], resolve: Resolve) -> Iterator[Token]:
    """Yield the tokens of one paragraph, with every link and image judged."""
    opened: list[bool] = []
    for token in _flowing(list(tokens)):
        if token.type == "link_open":
            href = _destination(str(token.attrGet("href") or ""), resolve)
            opened.append(href is not None)
            if href is not None:
                token.attrSet("href", href)
                yield token
        elif token.type == "link_close":
            if opened.pop():
                yield token
        elif token.type == "image":
            yield from _image(token, within_link=bool(opened))
        elif token.type == "text" and not opened:
            yield from _mentions(token, resolve)
        else:
            yield token


def _flowing(tokens: Sequence[Token]) -> Iterator[Token]:
    """Leave out the line ends within Japanese, where a browser would show a space between two words."""
    nothing = _text("")
    for before, token, after in zip(
        [nothing, *tokens], tokens, [*tokens[1:], nothing], strict=False
    ):
        wide = _WIDE.match(before.content[-1:]) and _WIDE.match(after.content[:1])
        if token.type != "softbreak" or not wide:
            yield token


def _destination(href: str, resolve: Resolve) -> str | None:
    if is_web(href):
        return href
    path = unquote(href.partition("#")[0])
    name = path.rpartition("/")[2].removesuffix(".md")
    inside = not path.startswith(("/", "\\")) and ":" not in path
    return resolve(name) if inside and _RECORD.fullmatch(name) else None


def _image(token: Token, *, within_link: bool) -> Iterator[Token]:
    """Yield a link in place of an image, as nothing is loaded from another host."""
    source, words = str(token.attrGet("src") or ""), token.content
    if is_web(source) and not within_link:
        yield from _link(source, words or source)
    elif words and is_web(source):
        yield _text(words)
    else:
        yield _text(f"{words} ({source})" if words else source)


def _mentions(token: Token, resolve: Resolve) -> Iterator[Token]:
    """Yield a piece of prose in which each address and each id of a record is a link."""
    text, end = token.content, 0
    for match in MENTION.finditer(text):
        words = _without_stop(match[0]) if match["url"] else match[0]
        href = words if match["url"] else resolve(words)
        if href is None or (match["url"] and not is_web(href)):
            continue
        yield _text(text[end : match.start()])
        yield from _link(href, words)
        end = match.start() + len(words)
    yield _text(text[end:])


def _without_stop(url: str) -> str:
    """Return *url* without the marks that end the sentence or the bracket around it."""
    url = url.rstrip(".,;:!?*_~")
    return url if "(" in url else url.rstrip(").,;:!?")


def _link(href: str, words: str) -> Iterator[Token]:
    yield Token("link_open", "a", 1, attrs={"href": href})
    yield _text(words)
    yield Token("link_close", "a", -1)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _markup(content: str) -> Token:
    return Token("html_inline", "", 0, content=content)
