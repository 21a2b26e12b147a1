"""Which source a hand-written page is made from: `x.ja.md` stands in for `x.md` in a Japanese registry."""

from collections.abc import Iterable

from srr.language import Language

_TRANSLATED = ".ja.md"


def sources(paths: Iterable[str], language: Language) -> dict[str, str]:
    """Return, from the path of each page and file to publish, the path of the source it is made from.

    Every page keeps its address, so that a link to `x.md` works in both languages. A page without a
    translation is published as it is, and a translation of nothing under the name without `.ja`.
    """
    given = sorted(paths)
    published = {path: path for path in given if not path.endswith(_TRANSLATED)}
    for path in given:
        page = _untranslated(path)
        if page != path and (language == "ja" or page not in published):
            published[page] = path
    return published


def _untranslated(path: str) -> str:
    return path.removesuffix(_TRANSLATED) + ".md" if path.endswith(_TRANSLATED) else path
