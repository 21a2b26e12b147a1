"""Prometheus, and what answers as it does: one number for a query.

https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from math import isfinite
from typing import Any
from urllib.parse import urlencode

from srr.collectors.refusals import NotCollected
from srr.documents import csv_series
from srr.language import Text
from srr.text.terminal import cut

ACCEPT = "application/json"
_PATH = "/api/v1/query"
_MOST_SHOWN = 3
_LONGEST = 200

_NO_JSON = Text(
    "the answer is not what Prometheus says; the url is that of the server, without /api/v1",
    "Prometheus の応答ではありません。url にはサーバーのアドレスを、/api/v1 なしで書いてください",
)
_ERROR = Text(
    "the query is refused: {error}; correct it", "クエリーが拒否されました: {error}。直してください"
)
_WARNED = Text(
    "the server warns that the number may be wrong: {warning}; correct the query, or try again",
    "サーバーが、数値が正しくないおそれがあると警告しています: {warning}。クエリーを直すか、もう一度試してください",
)
_PARTIAL = Text("a part of the data is missing", "データの一部が欠けています")
_NONE = Text(
    "the query finds nothing; correct it, or where it is written once a day, ask last_over_time(NAME[1d])",
    "クエリーの結果がありません。クエリーを直すか、"
    "1 日 1 回しか記録されないなら last_over_time(NAME[1d]) と書いてください",
)
_SEVERAL = Text(
    "the query finds {n} series: {listed}; ask for one, as sum(...) does",
    "クエリーの結果が {n} 系列あります: {listed}。sum(...) などで 1 つにしてください",
)
_OTHER_KIND = Text(
    "the query gives a {kind}; ask for one number, as sum(...) or last_over_time(...) does",
    "クエリーの結果が {kind} です。sum(...) や last_over_time(...) などで 1 つの数値にしてください",
)
_NO_NUMBER = Text(
    "the query gives {value}, which is no number to watch; correct it",
    "クエリーの結果が {value} です。数値になるように直してください",
)


def address(url: str, query: str, at: datetime | None) -> str:
    """Return where the server at *url* answers *query*: as of *at*, else as of now."""
    asked = {"query": query}
    if at:
        asked["time"] = str(int(at.timestamp()))
    return f"{url.rstrip('/')}{_PATH}?{urlencode(asked)}"


def error_in(body: bytes) -> Text | None:
    """Return what the server says is wrong with the query; None where *body* says nothing of it."""
    found = _object(body)
    error = found.get("error") if found.get("status") == "error" else None
    return _ERROR.fill(error=_shown(error)) if isinstance(error, str) and error.strip() else None


def value_in(body: bytes) -> float:
    """Return the one number of an answer; raise NotCollected where *body* holds none, or several."""
    found = _object(body)
    data = found.get("data")
    if found.get("status") != "success" or not isinstance(data, dict):
        raise NotCollected(error_in(body) or _NO_JSON)
    _refuse_warnings(found)
    return _number(_sample(data))


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _refuse_warnings(found: Mapping[str, Any]) -> None:
    """Raise NotCollected where a part of the data is missing: Thanos warns, VictoriaMetrics says so.

    https://thanos.io/tip/components/query.md/#partial-response,
    https://docs.victoriametrics.com/victoriametrics/cluster-victoriametrics/#cluster-availability
    """
    warnings = found.get("warnings")
    if isinstance(warnings, list) and warnings:
        raise NotCollected(_WARNED.fill(warning=_shown(warnings[0])))
    if found.get("isPartial") is True:
        raise NotCollected(_WARNED.fill(warning=_PARTIAL))


def _sample(data: Mapping[str, Any]) -> object:
    """Return the pair of time and number in the data of an answer."""
    kind, result = data.get("resultType"), data.get("result")
    if kind == "scalar":
        return result
    if kind != "vector":
        known = kind if kind in ("matrix", "string") else None
        raise NotCollected(_OTHER_KIND.fill(kind=known) if known else _NO_JSON)
    if not isinstance(result, list) or not all(isinstance(each, dict) for each in result):
        raise NotCollected(_NO_JSON)
    if not result:
        raise NotCollected(_NONE)
    if len(result) > 1:
        raise NotCollected(_SEVERAL.fill(n=len(result), listed=_listed(result)))
    if "histogram" in result[0]:
        raise NotCollected(_OTHER_KIND.fill(kind="histogram"))
    return result[0].get("value")


def _number(sample: object) -> float:
    if not isinstance(sample, list) or len(sample) != 2 or not isinstance(sample[1], str):
        raise NotCollected(_NO_JSON)
    found = csv_series.number(sample[1])
    if found is None or not isfinite(found):
        raise NotCollected(_NO_NUMBER.fill(value=_shown(sample[1])))
    return found


def _listed(result: Iterable[Mapping[str, Any]]) -> str:
    names = [_series(each.get("metric")) for each in result]
    more = ", ..." if len(names) > _MOST_SHOWN else ""
    return ", ".join(names[:_MOST_SHOWN]) + more


def _series(metric: object) -> str:
    """Return a series as a query names it: `orders{shop="a"}`."""
    labels = dict(metric) if isinstance(metric, dict) else {}
    name = labels.pop("__name__", "")
    inside = ", ".join(f'{key}="{value}"' for key, value in labels.items())
    return _shown(f"{name}{{{inside}}}")


def _shown(words: object) -> str:
    return cut(" ".join(str(words).split()), _LONGEST)
