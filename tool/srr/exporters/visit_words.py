"""What a line of a log changed, in words."""

from srr.language import Text, untranslated
from srr.records.visits import VISITS, Log, ValueChange


def status_words(before: str, after: str, log: Log = VISITS) -> Text:
    """Say from which status to which, or in which one it stayed; a word that is no status stays as it is."""
    labels = [log.statuses.get(each, untranslated(each)) for each in dict.fromkeys((before, after))]
    return Text(" → ".join(each.en for each in labels), " → ".join(each.ja for each in labels))


def change_words(change: ValueChange, log: Log = VISITS) -> Text:
    """Say which value went from what to what."""
    label, step = log.values[change.key], f"{change.old} → {change.new}"
    return Text(f"{label.en} {step}", f"{label.ja} {step}")
