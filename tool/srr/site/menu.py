"""The menu's groups: the configuration of a site names them in English, and the site in its own language."""

from srr.language import Language, Text

GROUPS = (
    Text("Review", "レビュー"),
    Text("Overview", "全体像"),
    Text("Lessons", "教訓"),
    Text("Reference", "資料"),
)


def group(name: str, language: Language) -> str:
    """Return the name of a group of the menu in *language*; any other name as it is."""
    return next((label.within(language) for label in GROUPS if label.en == name), name)
