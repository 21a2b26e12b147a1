"""Secrets out of the environment, each for one host."""

import re
from contextlib import suppress
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.collectors.refusals import NotCollected
from srr.collectors.tokens import authorization, variable

LABEL = st.from_regex(r"[a-z0-9](?:[a-z0-9_-]{0,6}[a-z0-9])?", fullmatch=True)
HOST = st.lists(LABEL, min_size=1, max_size=4).map(".".join)


@each_case(
    ("url", "name"),
    [
        ("https://prometheus.example.com/x?y", "SRR_COLLECT_TOKEN_PROMETHEUS_EXAMPLE_COM"),
        ("https://Prometheus.Example.com:9090", "SRR_COLLECT_TOKEN_PROMETHEUS_EXAMPLE_COM"),
        ("https://prometheus-example.com", "SRR_COLLECT_TOKEN_PROMETHEUS__EXAMPLE_COM"),
        ("https://prometheus_example.com", "SRR_COLLECT_TOKEN_PROMETHEUS___EXAMPLE_COM"),
        ("http://[::1]:9090/", "SRR_COLLECT_TOKEN___1"),
        ("http://127.0.0.1:9090/", "SRR_COLLECT_TOKEN_127_0_0_1"),
    ],
)
def test_the_variable_is_named_after_the_host(url: str, name: str) -> None:
    assert variable(url) == name


@given(st.lists(HOST, min_size=2, max_size=6, unique=True))
def test_two_hosts_never_share_a_variable(hosts: list[str]) -> None:
    for one, other in combinations(hosts, 2):
        assert variable(f"https://{one}") != variable(f"https://{other}")


@given(HOST)
def test_a_variable_has_a_name_that_shells_and_forges_accept(host: str) -> None:
    assert re.fullmatch("[A-Z][A-Z0-9_]*", variable(f"https://{host}"))


@each_case("token", ["", "  \n"])
def test_an_empty_one_is_none(token: str) -> None:
    assert authorization("https://a.example", {"SRR_COLLECT_TOKEN_A_EXAMPLE": token}) is None


@given(st.text(min_size=1, max_size=20))
def test_whatever_it_holds_a_header_is_one_line_of_plain_signs(token: str) -> None:
    token = f"q9{token}x7"
    with suppress(NotCollected):
        header = authorization("https://a.example", {"SRR_COLLECT_TOKEN_A_EXAMPLE": token})
        assert re.fullmatch(r"(?:Bearer|Basic) [\x21-\x7e]+", header or "")


@each_case("token", ["q9 x7", "q9\x00x7", "q9\r\nX: y", ":x7", "q9é", "q9\u2028x7"])
def test_what_cannot_be_sent_is_refused_without_being_repeated(token: str) -> None:
    with pytest.raises(NotCollected, match="neither a token nor user:password") as refused:
        authorization("https://a.example", {"SRR_COLLECT_TOKEN_A_EXAMPLE": token})
    said = refused.value.said
    assert not [word for word in ("q9", "x7", "X: y") if word in said.en + said.ja]


@each_case(
    ("url", "is_sent"),
    [
        ("https://a.example", True),
        ("http://a.example", False),
        ("http://localhost:9090", True),
        ("http://127.0.0.1", True),
        ("http://[::1]:9090", True),
        ("http://127.0.0.1.example", False),
    ],
)
def test_it_is_sent_over_https_or_within_the_machine(url: str, is_sent: bool) -> None:
    environment = {variable(url): "a1B2c3"}
    if is_sent:
        assert authorization(url, environment) == "Bearer a1B2c3"
    else:
        with pytest.raises(NotCollected, match="in the open"):
            authorization(url, environment)
