"""A command for several records, which is carried out for all of them or for none."""

from collections.abc import Callable, Collection
from typing import TypeVar

from srr.cli.questions import FlagRefused
from srr.language import Text
from srr.repository.errors import CannotDo

Prepared = TypeVar("Prepared")
_NONE_WRITTEN = Text(
    "nothing was written, because {n} of them cannot be:{listed}",
    "{n} 件を書き込めないため、何も書き込みませんでした:{listed}",
)


def all_or_none(record_ids: Collection[str], prepare: Callable[[str], Prepared]) -> list[Prepared]:
    """Return what *prepare* makes of each id; raise one CannotDo with all of its refusals.

    Of a single id, the refusal says enough. A flag that is wrong for every record is refused once.
    """
    prepared: list[Prepared] = []
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
        raise CannotDo(_NONE_WRITTEN.fill(n=len(refusals), listed=lines))
    return prepared
