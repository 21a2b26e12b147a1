"""Tokens that are known by how they begin: those of gitleaks, and those that it lacks or knows too narrowly."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from srr.language import Text
from srr.text import gitleaks
from srr.text.secret import Secret, is_meant

# As in gitleaks' table. What a row has in parentheses is the secret, else all of it is. A number in front of the
# beginning says how many characters before it belong to the token, too.
_ROWS = r"""
AWS access key | AKIA | [0-9A-Z]{16}
AWS access key | ASIA | [0-9A-Z]{16}
Anthropic key | sk-ant- | [a-z0-9]{2,12}-[\w-]{20,}
Atlassian token | ATATT3 | [\w=-]{60,}
Atlassian token | ATCTT3 | [\w=-]{60,}
Azure secret | 4 Q~ | (?<=[\w~.]{3}\dQ~)[\w~.-]{31,34}
Bitbucket token | ATBB | [A-Za-z0-9]{28,}
Buildkite token | bkua_ | [a-f0-9]{40}
CircleCI token | CCIPAT_ | \w{20,}
Contentful token | CFPAT- | [\w-]{40,}
crates.io token | cio | [A-Za-z0-9]{32}
Discord webhook | discord.com/api/webhooks/ | \d{15,20}/([\w-]{40,})
Discord webhook | discordapp.com/api/webhooks/ | \d{15,20}/([\w-]{40,})
Facebook token | EAA | [A-Za-z0-9]{80,}
Docker token | dckr_oat_ | [\w-]{20,}
Docker token | dckr_pat_ | [\w-]{20,}
Dropbox token | sl.u. | [\w-]{100,}
Figma token | figd_ | [\w-]{30,}
GitHub token | ghp_ | [A-Za-z0-9]{30,}
GitHub token | gho_ | [A-Za-z0-9]{30,}
GitHub token | ghu_ | [A-Za-z0-9]{30,}
GitHub token | ghs_ | [A-Za-z0-9]{30,}
GitHub token | ghr_ | [A-Za-z0-9]{30,}
GitHub token | github_pat_ | [A-Za-z0-9_]{22,}
GitLab token | glpat- | [\w-]{20,}(?:\.[a-z0-9.]{2,20})?
GitLab token | glrt- | [\w-]{20,}(?:\.[a-z0-9.]{2,20})?
Google API key | AIza | [0-9A-Za-z_-]{35}
Google secret | GOCSPX- | [\w-]{20,}
Google token | 1//0 | [\w-]{40,}
Google token | ya29. | [\w-]{30,}
Grafana token | glc_ | [\w+/=]{20,}
Grafana token | glsa_ | \w{30,}
Groq key | gsk_ | [A-Za-z0-9]{40,}
HubSpot token | pat-eu1- | [a-f0-9]{8}-[a-f0-9-]{27}
HubSpot token | pat-na1- | [a-f0-9]{8}-[a-f0-9-]{27}
Hugging Face token | hf_ | [A-Za-z0-9]{30,}
Linear key | lin_api_ | [A-Za-z0-9]{30,}
Linear token | lin_oauth_ | [A-Za-z0-9]{30,}
Mailchimp key | 32 -us | (?<=[a-f0-9]{32}-us)\d{1,2}
Mapbox token | sk.eyJ | [\w-]{20,}\.[\w-]{20,}
MaxMind key | 36 _mmk | (?<=[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk)
Microsoft Teams webhook | webhook.office.com/webhookb2/ | ([\w@/.-]{20,})
Microsoft Teams webhook | outlook.office.com/webhook/ | ([\w@/.-]{20,})
Netlify token | nfp_ | [A-Za-z0-9]{36,}
Notion token | ntn_ | [A-Za-z0-9]{40,}
Notion token | secret_ | [A-Za-z0-9]{43}
npm token | npm_ | [A-Za-z0-9]{30,}
NuGet key | oy2 | [a-z0-9]{43}
OpenAI key | sk- | [A-Za-z0-9]{32,}
OpenAI key | sk-admin- | [\w-]{20,}
OpenAI key | sk-proj- | [\w-]{20,}
OpenAI key | sk-svcacct- | [\w-]{20,}
OpenRouter key | sk-or- | v1-[a-f0-9]{64}
PyPI token | pypi- | [\w-]{50,}
Replicate token | r8_ | [A-Za-z0-9]{35,}
SendGrid token | SG. | [\w-]{16,32}\.[\w-]{16,64}
Slack token | xapp- | \d-[A-Z0-9]{6,16}-\d{6,16}-[a-z0-9]{20,}
Slack token | xox | [abeoprs](?:\.xox[bp])?-[A-Za-z0-9-]{13,}
Slack webhook | hooks.slack.com/ | (?:services|workflows|triggers)/([A-Za-z0-9/_+-]{16,})
SonarQube token | sqa_ | [a-f0-9]{40}
SonarQube token | sqp_ | [a-f0-9]{40}
SonarQube token | squ_ | [a-f0-9]{40}
Stripe secret | whsec_ | [A-Za-z0-9+/=]{24,}
Supabase secret | sb_secret_ | [\w-]{20,}
Supabase token | sbp_ | [a-f0-9]{40}
Tailscale key | tskey- | [a-z]{2,10}-[\w-]{15,}
Telegram token | 8 :AA | (?<=\d{8}:AA)[\w-]{33}
Terraform token | 14 .atlasv1. | (?<=[A-Za-z0-9]{14}\.atlasv1\.)[\w=-]{60,}
Vault token | hvb. | [\w-]{20,}
Vault token | hvr. | [\w-]{20,}
Vault token | hvs. | [\w-]{20,}
xAI key | xai- | [A-Za-z0-9]{60,}
"""
_JAPANESE = {
    "access key": "アクセスキー",
    "API key": " API キー",
    "key": "キー",
    "password": "パスワード",
    "secret": "シークレット",
    "token": "トークン",
    "webhook": " Webhook",
}
# A placeholder such as ghp_xxxxxxxxxxxx11111111 has few characters.
_FEWEST_CHARACTERS = 4
_SHORT = 10
# Each token has so many of these characters in a row, and begins not far before them. Prose and links seldom do, so
# most texts are searched no further.
_RUN = 17
_NEAR = 60
_RUN_OF = "A-Za-z0-9_+=~-"
_LONG = re.compile(rf"[{_RUN_OF}]{{{_RUN}}}")
_IN_RUN = re.compile(rf"[{_RUN_OF}]")
_LINE_BELOW = re.compile(rf"\n[ \t>]{{0,40}}([.{_RUN_OF}]{{5,60}}+)(?!:)".encode())
_RUNS = bytes(ord("x" if _IN_RUN.match(chr(code)) else " ") for code in range(256))


class _Token(NamedTuple):
    """A kind of token: *begin* is how it begins, after *lead* characters that belong to it."""

    kind: Text
    lead: int
    begin: str
    rest: str


def may_hold(text: str) -> bool:
    """Whether *text* may hold a token, decided quickly."""
    raw = text.encode(errors="replace")
    runs = raw.translate(_RUNS) + b" "
    near = []
    at = runs.find(b"x" * _RUN)
    while at >= 0:
        end = runs.find(b" ", at)
        near.append(raw[max(0, at - _NEAR) : end])
        at = runs.find(b"x" * _RUN, end)
    return bool(near) and _beginnings().search(b" ".join(near)) is not None


def may_wrap(text: str) -> bool:
    """Whether a token may begin at the end of one line of *text* and go on in the next, decided quickly."""
    raw = text.encode(errors="replace")
    for below in _LINE_BELOW.finditer(raw):
        start, end = below.span(1)
        first = max(0, below.start() - _NEAR)
        above = max(first, *(raw.rfind(sign, first, below.start()) + 1 for sign in (b" ", b"\n")))
        if below.start() - above + end - start < _RUN:
            continue
        if _beginnings().search(raw[above : below.start()].rstrip(b"\\\r") + below[1]):
            return True
    return False


def candidates(text: str) -> Iterator[Secret]:
    """Yield the tokens in *text*; one may lie in another."""
    for token in _tokens():
        if token.begin in text:
            for match in _expression(token).finditer(text):
                group = match.lastindex or 0
                start = match.start() - token.lead
                is_long = _LONG.search(text, start, match.start() + _NEAR + _RUN)
                if is_long and _is_random(match[group].removeprefix(token.begin)):
                    yield Secret(match.start(group) - token.lead, match.end(group), token.kind)


def _is_random(rest: str) -> bool:
    return is_meant(rest) and (len(set(rest)) >= _FEWEST_CHARACTERS or len(rest) < _SHORT)


@cache
def _beginnings() -> re.Pattern[bytes]:
    """Return a pattern of all beginnings, by their first letters, of which few are tried at one place."""
    rest: dict[str, set[str]] = {}
    for token in _tokens():
        rest.setdefault(token.begin[0], set()).add(re.escape(token.begin[1:]))
    groups = (f"{re.escape(first)}(?:{'|'.join(sorted(of))})" for first, of in sorted(rest.items()))
    return re.compile("|".join(groups).encode())


_WEB_TOKEN = _Token(
    Text("a JSON web token", "JSON Web トークン"),
    0,
    "eyJ",
    r"(?<![_-]eyJ)[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{6,}",
)


@cache
def _tokens() -> tuple[_Token, ...]:
    ours = [line.split(" | ", 2) for line in _ROWS.strip().splitlines()]
    theirs = [line.split(" | ", 3)[1:] for line in gitleaks.ROWS.strip().splitlines()]
    return (_WEB_TOKEN, *(_token(*row) for row in (*ours, *theirs)))


def _token(name: str, begin: str, rest: str) -> _Token:
    lead, _, after_lead = begin.rpartition(" ")
    return _Token(_kind(name), int(lead or 0), after_lead, rest)


def _kind(name: str) -> Text:
    sort = next(each for each in _JAPANESE if name.endswith(f" {each}"))
    maker = name.removesuffix(f" {sort}")
    article = "an" if maker[0] in "AEIOaeio" or maker in ("npm", "xAI") else "a"
    return Text(f"{article} {name}", f"{maker} の{_JAPANESE[sort]}")


_UNLIKE_A_WORD = re.compile(r".{3,}_|.{5,}-|xox")


@cache
def _expression(token: _Token) -> re.Pattern[str]:
    """Compile the expression of *token*; it begins with a plain text, for which the search is fastest.

    A letter or digit after a token would be part of it, as would one before a beginning that may end a word.
    """
    begin = re.escape(token.begin)
    is_free = token.lead or not token.begin[0].isalnum() or _UNLIKE_A_WORD.fullmatch(token.begin)
    before = "" if is_free else rf"(?<![A-Za-z0-9]{begin})"
    return re.compile(rf"{begin}{before}{token.rest}(?![A-Za-z0-9])", re.ASCII)
