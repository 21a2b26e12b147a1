"""Answers of a server that hold no number, whatever was asked for."""

from srr.collectors import tokens
from srr.collectors.http import Answer
from srr.collectors.refusals import NotCollected
from srr.language import Text

_OK = 200
_DENIED = (401, 403)
_NO_ACCESS = Text(
    "{place} lets srr not in (HTTP {status}); put a token, or user:password, into {variable}",
    "{place} に入れません (HTTP {status})。トークンか user:password を {variable} に設定してください",
)
_NOT_THERE = Text(
    "{place} has nothing there (HTTP 404); correct the url",
    "{place} のその場所には何もありません (HTTP 404)。url を直してください",
)
_FAILED = Text(
    "{place} answers with HTTP {status} {reason}; look there, or try again later",
    "{place} の応答が HTTP {status} {reason} です。サーバーを確認するか、後で試してください",
)
_WEB_PAGE = Text(
    "{place} answers with a web page, perhaps one to log in; correct the url, or put a token into {variable}",
    "{place} の応答が Web ページです。ログイン画面かもしれません。"
    "url を直すか、トークンを {variable} に設定してください",
)


def refuse_failure(answer: Answer, url: str) -> None:
    """Raise NotCollected where *answer*, from *url*, is a failure or a page for people."""
    variable, place, status = tokens.variable(url), answer.place, answer.status
    if status in _DENIED:
        raise NotCollected(_NO_ACCESS.fill(place=place, status=status, variable=variable))
    if status == 404:
        raise NotCollected(_NOT_THERE.fill(place=place))
    if status != _OK:
        raise NotCollected(_FAILED.fill(place=place, status=status, reason=answer.reason))
    if "html" in answer.kind or answer.body.lstrip().startswith(b"<"):
        raise NotCollected(_WEB_PAGE.fill(place=place, variable=variable))
