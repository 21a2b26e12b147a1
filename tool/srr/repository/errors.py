"""The errors that end a command with exit code 2."""

import errno

from srr.documents.tree import MOST_BYTES, NotAFile
from srr.language import Refusal, Text

# What the operating system says is in English everywhere.
_REASONS = {
    errno.ENOENT: "ファイルかフォルダーがありません",
    errno.EEXIST: "同じ名前のファイルがすでにあります",
    errno.EACCES: "アクセスする権限がありません",
    errno.EPERM: "所有者が異なるため変更できません",
    errno.EROFS: "読み取り専用のディスクです",
    errno.ENOSPC: "ディスクの空きがありません",
    errno.EISDIR: "フォルダーです",
    errno.ENOTDIR: "途中のフォルダーがファイルです",
    errno.ELOOP: "シンボリックリンクです",
    errno.EBUSY: "途中でほかの変更が入りました。内容を確認して、もう一度実行してください",
    errno.EINVAL: "通常のファイルではありません",
    errno.ENAMETOOLONG: "名前が長すぎます",
}

_TOO_LARGE = Text(
    "it has {size}, more than the {most} MiB that srr reads",
    "大きさが {size} で、srr が読む {most} MiB を超えています",
)
_PLAIN = {
    "symlink": Text(
        "it is a symbolic link, which srr does not follow; put the file itself there",
        "シンボリックリンクはたどりません。ファイルそのものを置いてください",
    ),
    "directory": Text("it is a folder", "フォルダーです"),
    "submodule": Text("it is a submodule", "サブモジュールです"),
}


class CannotDo(Refusal):
    """The request cannot be carried out; what is said includes how to fix it. Exit code 2."""


class NoRegistry(CannotDo):
    """There is no registry here."""


def reason(error: OSError) -> Text:
    """Return why a file could not be read or written."""
    english = error.strerror or str(error)
    return Text(english, _REASONS.get(error.errno or 0, english))


def not_a_file(found: NotAFile) -> Text | str:
    """Return why what was found in the place of a file cannot be read."""
    if found.kind == "too-large":
        return _TOO_LARGE.fill(size=found.detail, most=MOST_BYTES // 2**20)
    return _PLAIN.get(found.kind, found.detail)
