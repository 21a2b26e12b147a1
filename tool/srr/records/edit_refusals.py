"""Why an edit was refused, in both languages; the documents know none."""

from srr.documents.edit import EditRefused
from srr.language import Text

JAPANESE = {
    "the front matter cannot be read; fix what `srr lint` reports first": (
        "フロントマターを読めません。先に srr lint の指摘を直してください"
    ),
    "a key is there twice (line {line}); fix that first": (
        "{line} 行目に同じキーが 2 つあります。先に直してください"
    ),
    "a key is not text (line {line}); fix that first": (
        "{line} 行目のキーが文字列ではありません。先に直してください"
    ),
    "a merge conflict is not resolved (line {line}); fix that first": (
        "{line} 行目にマージの競合が残っています。先に解消してください"
    ),
    "there is no `{name}` to change": "変更する `{name}` がありません",
    "`{name}` cannot be changed; do it by hand": "`{name}` を変更できません。手で変更してください",
    "`{name}` is a list or a mapping; change it by hand": (
        "`{name}` はリストかマッピングです。手で変更してください"
    ),
    "`{name}` is not a list; change it by hand": (
        "`{name}` はリストではありません。手で変更してください"
    ),
    "`{name}` cannot hold this value on one line": "`{name}` の値を 1 行で書けません",
    "`{name}` is there already": "`{name}` はすでにあります",
    "`{name}` cannot be written on one line": "`{name}` を 1 行で書けません",
    "there is no `{name}` that could be renamed": "名前を変える `{name}` がありません",
    "`{name}` is an item of a list and has no name": "`{name}` はリストの項目で、名前がありません",
    "`{name}` does not stand on a line of its own": "`{name}` が独立した行にありません",
    "there is no front matter": "フロントマターがありません",
    "one line cannot become several": "1 行を複数の行にはできません",
    "there is no such line to change": "変更する行がありません",
    "the line would change the headings of the file": "その行でファイルの見出しが変わってしまいます",
    "the line holds characters that a record may not hold": "その行に、記録に使えない文字があります",
    "the file is not UTF-8; convert it first": (
        "ファイルが UTF-8 ではありません。先に変換してください"
    ),
    "other line ends would change a value": "改行コードを変えると値が変わってしまいます",
    "the edit would change more than it should; do it by hand (line {line})": (
        "ほかの箇所まで変わってしまいます。{line} 行目を手で変更してください"
    ),
    "the value holds characters that a record may not hold": "値に、記録に使えない文字があります",
    "the value is not valid Unicode": "値が正しい Unicode ではありません",
}


def said(refusal: EditRefused) -> Text:
    """Return why the edit was refused."""
    return Text(refusal.reason, JAPANESE[refusal.reason]).fill(**refusal.values)
