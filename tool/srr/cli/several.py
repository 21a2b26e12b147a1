"""One deed for several records, done to all of them or to none."""

from collections.abc import Callable, Collection
from typing import TypeVar

from srr.cli.questions import FlagRefused
from srr.language import Text
from srr.repository.errors import CannotDo

Deed = TypeVar("Deed")


def for_each(
    record_ids: Collection[str], prepare: Callable[[str], Deed], none_written: Text
) -> list[Deed]:
    """Return what *prepare* makes of each id; raise one CannotDo with all of its refusals.

    *none_written* takes their number {n} and the refusals {listed}; of a single id, the refusal says enough. A flag
    that is wrong for every record is refused once.
    """
    prepared: list[Deed] = []
    refusals: list[Text] = []
    for record_id in record_ids:
        try:
            prepared.append(prepare(record_id))
        except FlagRefused:
            raise
        except CannotDo as refusal:
            refusals.append(refusal.said)
    if refusals and len(record_ids) == 1:
        raise CannotDo(refusals[0])
    if refusals:
        lines = Text(
            "".join(f"\n{refusal.en}" for refusal in refusals),
            "".join(f"\n{refusal.ja}" for refusal in refusals),
        )
        raise CannotDo(none_written.fill(n=len(refusals), listed=lines))
    return prepared
