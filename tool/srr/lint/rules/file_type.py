"""A record or an indicator is a plain file, straight in its folder.

A link may lead out of the registry, a folder of that name hides the record, and a file in a subfolder is one
that people and links do not find. Put a plain file there; what belongs to a record goes into `assets`.

ja: 記録と指標は、フォルダー直下の通常のファイルである。

リンクはレジストリの外を指せてしまい、同名のフォルダーは記録を隠し、サブフォルダーのファイルは人からもリンクからも見つから
ない。通常のファイルを置く。記録に添える資料は `assets` に入れる。

Bad:
```
risks/2026/SRR-0003.md
id: SRR-0003
```
Good:
```
risks/SRR-0003.md
id: SRR-0003
```
"""

from collections.abc import Iterator, Mapping

from srr.documents.tree import MOST_BYTES, NotAFile
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.names import other_kind
from srr.records.registry import Registry
from srr.schema.kinds import Kind

SYMLINK = Text("{path} is a link to somewhere else", "{path} は別の場所へのリンクである")
DIRECTORY = Text("{path} is a folder, not a file", "{path} はファイルではなくフォルダーである")
SUBMODULE = Text(
    "{path} is a repository of its own, not a file", "{path} はファイルではなく別のリポジトリである"
)
UNREADABLE = Text("{path} cannot be read: {detail}", "{path} を読めない: {detail}")
TOO_LARGE = Text(
    "{path} has {detail}, more than the {most} MiB that srr reads",
    "{path} は {detail} あり、srr が読む上限の {most} MiB を超えている",
)
PLAIN_HELP = Text("put the file itself there", "ファイルそのものを置く")
READ_HELP = Text("allow the file to be read", "ファイルを読めるようにする")
SHORTEN_HELP = Text(
    "keep what people read, and link to the rest", "人が読む部分だけを残し、残りはリンクにする"
)
PLACE = Text(
    "a record lies straight in {folder}, not in a folder below",
    "記録は {folder} の直下に置き、その下のフォルダーには置かない",
)
FOLDER = Text(
    "this is the name of a {kind}, and {folder} is not its folder",
    "この名前は{kind}のもので、{folder} はその置き場所ではない",
)
MOVE_HELP = Text("move it to {path}", "{path} に移す")

_MESSAGES: Mapping[str, tuple[Text, Text]] = {
    "symlink": (SYMLINK, PLAIN_HELP),
    "directory": (DIRECTORY, PLAIN_HELP),
    "submodule": (SUBMODULE, PLAIN_HELP),
    "too-large": (TOO_LARGE, SHORTEN_HELP),
    "unreadable": (UNREADABLE, READ_HELP),
}


@rule(Registry, Severity.ERROR)
def check(registry: Registry, context: Context) -> Iterator[Problem]:
    """Report whatever is not a plain file, and files in the wrong place."""
    for path, found in registry.not_files.items():
        yield _of_not_file(path, found)
    for indicator in registry.indicators.values():
        if indicator.not_a_file:
            yield _of_not_file(indicator.path, indicator.not_a_file)
    for document in registry.documents:
        path = document.path
        kind = other_kind(path)
        if path.count("/") > 1 or kind:
            message, moved = _say(path, kind)
            yield Problem(message, document=document, help=MOVE_HELP.fill(path=moved))


def _of_not_file(path: str, found: NotAFile) -> Problem:
    message, help_text = _MESSAGES.get(found.kind, _MESSAGES["unreadable"])
    detail = found.detail or found.kind
    return Problem(
        message.fill(path=path, detail=detail, most=MOST_BYTES // 2**20),
        path=path,
        help=help_text,
    )


def _say(path: str, kind: Kind | None) -> tuple[Text, str]:
    """Say what is wrong with the place of *path*, and where it goes; *kind* has another folder."""
    folder, _, rest = path.partition("/")
    name = path.rpartition("/")[2]
    if kind is None or "/" in rest:
        return PLACE.fill(folder=folder), f"{folder}/{name}"
    return FOLDER.fill(kind=kind.noun, folder=folder), f"{kind.folder}/{name}"
