"""What an answer of Prometheus says: one number, or one sentence, whatever its bytes are."""

import json
from datetime import UTC, datetime
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.collectors import prometheus
from srr.collectors.refusals import NotCollected

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
WORDS = st.sampled_from(("5", "NaN", "+Inf", "1e999", "1_0", " 5", "٥", "", "0x1F"))
SAMPLES = st.lists(st.integers() | WORDS | JSON, max_size=3)
VECTORS = st.lists(st.fixed_dictionaries({}, optional={"metric": JSON, "value": SAMPLES}) | JSON)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(("success", "error")) | JSON,
        "data": JSON
        | st.fixed_dictionaries(
            {},
            optional={
                "resultType": st.sampled_from(("vector", "scalar", "matrix", "string")) | JSON,
                "result": VECTORS | SAMPLES | JSON,
            },
        ),
        "error": JSON,
        "warnings": JSON,
        "isPartial": JSON,
    },
)


def scalar(value: object) -> bytes:
    data = {"resultType": "scalar", "result": [1, value]}
    return json.dumps({"status": "success", "data": data}).encode()


def test_a_number_is_read() -> None:
    assert prometheus.value_in(scalar("0.25")) == 0.25


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_each_number_is_read_as_it_is(value: float) -> None:
    assert prometheus.value_in(scalar(repr(value))) == value


@given(st.binary(max_size=60) | ANSWERS.map(lambda each: json.dumps(each).encode()))
def test_any_other_answer_is_one_sentence(body: bytes) -> None:
    prometheus.error_in(body)
    try:
        found: float | NotCollected = prometheus.value_in(body)
    except NotCollected as refusal:
        found = refusal
    if isinstance(found, NotCollected):
        assert found.said.en.count("\n") == found.said.ja.count("\n") == 0
        assert len(found.said.en) < 1000
    else:
        assert isfinite(found)


@each_case("value", ["1_000", "٥", "0x1F", "nan", "Infinity", "5 ", "", "1" * 400, 5, None, True])
def test_only_a_plain_number_in_text_counts(value: object) -> None:
    with pytest.raises(NotCollected):
        prometheus.value_in(scalar(value))


def test_what_is_nested_without_end_is_not_read() -> None:
    with pytest.raises(NotCollected, match="not what Prometheus says"):
        prometheus.value_in(b"[" * 100_000)


def test_a_native_histogram_is_named() -> None:
    data = {"resultType": "vector", "result": [{"metric": {}, "histogram": [1, {"count": "5"}]}]}
    with pytest.raises(NotCollected, match="the query gives a histogram"):
        prometheus.value_in(json.dumps({"status": "success", "data": data}).encode())


@each_case(
    ("url", "asked"),
    [
        ("https://a.example", "https://a.example/api/v1/query?query=up%7Bjob%3D%22x%22%7D+%3E+0"),
        (
            "https://a.example/p/",
            "https://a.example/p/api/v1/query?query=up%7Bjob%3D%22x%22%7D+%3E+0",
        ),
    ],
)
def test_the_query_is_asked_below_the_address_of_the_server(url: str, asked: str) -> None:
    assert prometheus.address(url, 'up{job="x"} > 0', None) == asked
    at = datetime(2026, 2, 2, 23, 59, 59, tzinfo=UTC)
    assert prometheus.address(url, 'up{job="x"} > 0', at) == f"{asked}&time=1770076799"
