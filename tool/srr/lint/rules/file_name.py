"""A file is named by its id, and by nothing else.

With the bare id as the name, two branches that take the same number collide in git on the spot. With words
behind it both would merge, and leave two records of one id. Rename the file, or correct its `id`.

ja: ファイル名は ID そのものである。

ファイル名が ID だけなら、同じ番号を取った二つのブランチは git でその場で衝突する。後ろに言葉を付けると両方が
マージされ、同じ ID の記録が二つ残る。ファイル名か `id` を直す。

Bad:
```
risks/SRR-0003-memory.md
id: SRR-0003
```
Good:
```
risks/SRR-0003.md
id: SRR-0003
```
"""

from collections.abc import Iterator

from srr.documents.document import Document
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule, shown
from srr.records.names import is_well_named, other_kind

MESSAGE = Text("{name} is not the name of a record", "{name} は記録のファイル名ではない")
HELP = Text("rename it to {name}", "{name} に名前を変える")
ID_MESSAGE = Text(
    "the id is {id}, and the file is {name}", "ID は {id} だが、ファイル名は {name} である"
)
ID_HELP = Text("write id: {stem}, or rename the file", "id: {stem} と書くか、ファイル名を変える")


@rule(Document, Severity.ERROR)
def check(document: Document, context: Context) -> Iterator[Problem]:
    """Compare the name with the pattern, and the id with the name."""
    path = document.path
    if not is_well_named(path):
        if not other_kind(path):
            name = shown(path.rpartition("/")[2])
            help_text = HELP.fill(name=f"{context.registry.proposed_names[path]}.md")
            yield Problem(MESSAGE.fill(name=name), help=help_text)
        return
    stem = path[path.rindex("/") + 1 : -3]
    stated = document.data.get("id")
    if stated == stem or stated is None or (isinstance(stated, str) and not stated.strip()):
        return
    if not _is_of_another(str(stated), path, context):
        yield Problem(
            ID_MESSAGE.fill(id=shown(stated), name=f"{stem}.md"),
            key=("id",),
            value=True,
            help=ID_HELP.fill(stem=stem),
        )


def _is_of_another(stated: str, path: str, context: Context) -> bool:
    """Whether another file has this id, which id-duplicate reports."""
    return any(record.path != path for record in context.registry.named(stated))
