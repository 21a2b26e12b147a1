"""Text in the two languages that srr speaks."""

from typing import Literal, NamedTuple

Language = Literal["en", "ja"]

NAMES: dict[Language, str] = {"en": "English", "ja": "日本語"}
"""What each language calls itself."""


class Text(NamedTuple):
    """One thing to say, in English and in Japanese."""

    en: str
    ja: str

    def within(self, language: Language) -> str:
        """Return the wording of *language*."""
        return self.ja if language == "ja" else self.en

    def fill(self, **values: object) -> "Text":
        """Return this text with the {named} places filled; a value that is itself a Text keeps its language."""
        return Text(
            self.en.format(**{key: _within(value, "en") for key, value in values.items()}),
            self.ja.format(**{key: _within(value, "ja") for key, value in values.items()}),
        )


def untranslated(words: str) -> Text:
    """Return words that are the same in both languages: a name, or what another program says."""
    return Text(words, words)


class Refusal(Exception):
    """Something cannot be done or used; *said* says why."""

    def __init__(self, said: Text) -> None:
        self.said = said
        super().__init__(said.en)


def counted(number: int, one: Text, many: Text) -> Text:
    """Return *one* or *many*, whichever *number* calls for, with the number for {n}."""
    return (one if number == 1 else many).fill(n=number)


def _within(value: object, language: Language) -> object:
    return value.within(language) if isinstance(value, Text) else value
