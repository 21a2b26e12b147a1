"""The scales as published, each a starting point that a registry may name and change.

The two variants of 2024 differ in wording and in where half of the customers belongs; the numbers are equal,
so records stay valid when a registry moves from one to the other.
"""

from collections.abc import Mapping
from typing import NamedTuple

from srr.language import Text


class Grade(NamedTuple):
    """One step of a scale."""

    score: int
    label: Text


class Profile(NamedTuple):
    """The wording of the scales under one name."""

    title: Text
    scope: tuple[Grade, ...]
    severity: tuple[Grade, ...]
    likelihood: tuple[Grade, ...]


_LIKELIHOOD = (
    Grade(1, Text("May happen", "起こるかもしれない")),
    Grade(
        2,
        Text(
            "Can happen any time, or is certain with scale",
            "いつ起きてもおかしくない、または規模が大きくなれば確実に起きる",
        ),
    ),
)

PROFILES: Mapping[str, Profile] = {
    "dinii-2024-08": Profile(
        Text("System Risk Records, August 2024", "システムリスクレコード(2024年8月)"),
        scope=(
            Grade(1, Text("A few customers", "少数の顧客")),
            Grade(2, Text("Under half of the customers", "半数未満の顧客")),
            Grade(3, Text("Half of the customers or more", "半数以上の顧客")),
        ),
        severity=(
            Grade(1, Text("Only work behind the scenes is affected", "店舗外の業務にのみ影響")),
            Grade(
                3,
                Text(
                    "Work with customers is hindered; there is a substitute",
                    "店舗内の業務に支障があるが、代替手段がある",
                ),
            ),
            Grade(
                5,
                Text("Work with customers can hardly be done", "店舗内の業務の遂行が困難"),
            ),
        ),
        likelihood=_LIKELIHOOD,
    ),
    "dinii-2024-07": Profile(
        Text("Incident scoring, July 2024", "障害スコアリング(2024年7月)"),
        scope=(
            Grade(1, Text("One to several customers", "1〜数件の顧客")),
            Grade(2, Text("A hundred customers to half of them", "100件〜半数の顧客")),
            Grade(3, Text("More than half of the customers", "過半数〜すべての顧客")),
        ),
        severity=(
            Grade(
                1,
                Text(
                    "Work with customers is slightly inconvenienced",
                    "店舗内の業務に軽微な不便がある",
                ),
            ),
            Grade(
                3,
                Text(
                    "Work with customers is hindered; there is a substitute",
                    "店舗内の業務に支障があるが、代替できる",
                ),
            ),
            Grade(
                5,
                Text(
                    "Work with customers can hardly be done; there is no substitute",
                    "店舗内の業務の遂行が困難で、代替できない",
                ),
            ),
        ),
        likelihood=_LIKELIHOOD,
    ),
}
