"""The errors that end a command with exit code 2."""

import errno

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


class CannotDo(Refusal):
    """The request cannot be carried out; what is said includes how to fix it. Exit code 2."""


class NoRegistry(CannotDo):
    """There is no registry here."""


def reason(error: OSError) -> Text:
    """Return why a file could not be read or written."""
    english = error.strerror or str(error)
    return Text(english, _REASONS.get(error.errno or 0, english))
