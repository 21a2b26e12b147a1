"""What reads alike is found; what does not is left out."""

import tracemalloc

from srr.documents import document
from srr.insights.similar import alike, grams
from srr.records import risk as risks
from srr.records.risk import Risk
from srr.schema.settings import Settings


def risk(number: int, title: str, summary: str = "Nothing more is known.") -> Risk:
    text = f"---\nid: SRR-{number:04d}\ntitle: {title}\n---\n\n## Summary\n\n{summary}\n"
    return risks.risk(document.read(f"risks/SRR-{number:04d}.md", text.encode()), Settings())


REGISTRY = (
    risk(1, "Menu screens restart because the memory of the menu server grows"),
    risk(2, "Orders time out when the order history query changes its plan"),
    risk(3, "店舗数が増えると夜間の売上集計が開店までに終わらない"),
    risk(4, "Sold views are lost", "The banner vanishes while the advertisement server fails."),
    risk(5, "メニューのサーバーのメモリが増え続けて再起動する"),
    risk(6, "The certificate of the payment provider expires unseen"),
)


def ids(title: str) -> list[str]:
    return [record.id for record in alike(title, REGISTRY)]


def test_another_wording_of_the_same_risk_is_found_first() -> None:
    assert ids("Memory of the menu server is growing again")[0] == "SRR-0001"


def test_japanese_is_compared_without_spaces_between_words() -> None:
    assert ids("夜間の集計が朝までに終わらない")[0] == "SRR-0003"
    assert ids("メモリが増え続ける")[0] == "SRR-0005"


def test_the_summary_counts_too() -> None:
    assert ids("Advertisement server fails") == ["SRR-0004"]


def test_what_is_new_resembles_nothing() -> None:
    assert ids("A typhoon floods the warehouse in Osaka") == []
    assert ids("配送の見積もりが間違っている") == []


def test_short_titles_without_a_word_in_common_are_not_alike() -> None:
    assert alike("Fire", (risk(1, "Mould"), risk(2, "Snow"))) == ()


def test_a_common_word_alone_is_no_likeness() -> None:
    bulk = tuple(risk(n, f"The server {word}") for n, word in enumerate(("burns", "leaks", "hums")))
    assert alike("The server of the lottery is sold", bulk) == ()


def test_no_more_than_three_are_given() -> None:
    bulk = tuple(risk(number, "Memory of the menu server grows") for number in range(9))
    assert len(alike("Memory of the menu server grows", bulk)) == 3


def test_equal_likeness_is_settled_by_id() -> None:
    bulk = tuple(risk(number, "Memory grows") for number in (3, 1, 2))
    found = [record.id for record in alike("Memory grows", bulk)]
    assert found == ["SRR-0001", "SRR-0002", "SRR-0003"]


def test_width_and_case_make_no_difference() -> None:
    assert grams("ＭＥＭＯＲＹ") == grams("memory")
    assert grams("ﾒﾓﾘ") == grams("メモリ")


def test_a_title_without_words_resembles_nothing() -> None:
    assert ids("!?") == []
    assert alike("anything", ()) == ()


def test_a_title_of_one_letter_resembles_nothing() -> None:
    bulk = tuple(risk(n, f"A {word} is a risk") for n, word in enumerate(("fire", "leak", "hum")))
    assert alike("a", bulk) == ()
    assert alike("火", (risk(1, "火 事"), risk(2, "火 災"))) == ()


def test_titles_are_compared_without_keeping_the_pieces_of_every_record() -> None:
    records = [risk(number, "Orders fail when the stock is slow") for number in range(200)]
    alike("Orders fail", records)
    tracemalloc.start()
    try:
        alike("Orders fail", records)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1_000 * len(records)
