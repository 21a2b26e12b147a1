"""The sources of the settings, asked for their numbers."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from urllib.parse import parse_qsl, urlsplit

from srr.collectors import csv_file, http, prometheus, tokens
from srr.collectors.failures import refuse_failure
from srr.collectors.hosts import is_usable
from srr.collectors.http import Answer, Question
from srr.collectors.refusals import NotCollected
from srr.language import Text
from srr.records.indicator import Reading
from srr.schema.indicators import Source

_SECRET_NAME = re.compile(r"(?i).*(?:token|secret|passwo?r?d|api[-_]?key|sig|signature)")
# What the settings hold in place of a secret that somebody wrote there.
_MASKED = re.compile(r"\*{3}")
_SECRET = Text(
    "its source in the settings holds a secret; take it out, and put it into {variable} of the environment",
    "設定の source に秘密情報があります。取り除いて、環境変数 {variable} に設定してください",
)
_ODD_URL = Text("its url cannot be used; correct it", "url が使えません。直してください")
_NO_BASE = Text(
    "its url holds a ?; write that of the server alone, and the query into query",
    "url に ? があります。サーバーのアドレスだけを書き、クエリーは query に書いてください",
)


def collected(
    sources: Sequence[Source], today: date, at: datetime | None, environment: Mapping[str, str]
) -> list[list[Reading] | NotCollected]:
    """Return the rows up to *today* that each of *sources* gives, or why it gives none.

    Prometheus is asked as of *at*, else as of now, and gives the row of *today*; a file gives all rows that it has.
    """
    questions = [_question(source, at, environment) for source in sources]
    asked = [each for each in questions if isinstance(each, Question)]
    answered = iter(http.answers(asked))
    outcomes = [next(answered) if isinstance(each, Question) else each for each in questions]
    return [
        _rows(source, outcome, today, environment)
        for source, outcome in zip(sources, outcomes, strict=True)
    ]


def _question(
    source: Source, at: datetime | None, environment: Mapping[str, str]
) -> Question | NotCollected:
    try:
        _refuse_url(source)
        known = tokens.authorization(source.url, environment)
    except NotCollected as refusal:
        return refusal
    if source.kind == "csv":
        return Question(source.url, csv_file.ACCEPT, known)
    address = prometheus.address(source.url, source.query or "", at)
    return Question(address, prometheus.ACCEPT, known)


def _refuse_url(source: Source) -> None:
    """Raise NotCollected where the url cannot be asked, or holds a secret."""
    if not is_usable(source.url):
        raise NotCollected(_ODD_URL)
    parts = urlsplit(source.url)
    words = f"{source.url} {source.query or ''}"
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    if "@" in parts.netloc or _MASKED.search(words) or any(map(_SECRET_NAME.fullmatch, names)):
        raise NotCollected(_SECRET.fill(variable=tokens.variable(source.url)))
    if source.kind == "prometheus" and parts.query:
        raise NotCollected(_NO_BASE)


def _rows(
    source: Source,
    outcome: Answer | NotCollected,
    today: date,
    environment: Mapping[str, str],
) -> list[Reading] | NotCollected:
    if isinstance(outcome, NotCollected):
        return outcome
    try:
        if source.kind == "csv":
            refuse_failure(outcome, source.url)
            return csv_file.rows_in(outcome.body, today)
        refused = prometheus.error_in(outcome.body)
        if refused:
            raise NotCollected(refused)
        refuse_failure(outcome, source.url)
        return [Reading(today, prometheus.value_in(outcome.body))]
    except NotCollected as refusal:
        return NotCollected(tokens.without_token(refusal.said, source.url, environment))
