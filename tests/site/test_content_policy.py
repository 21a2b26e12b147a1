"""The policy in the head of each page."""

import re
from base64 import b64encode
from hashlib import sha256

from srr.site.content_policy import guarded, scripts

THEME = "theme()"
OF_THEME = scripts([f"<script>{THEME}</script>"])
PAGE = (
    '<!doctype html><html><head>\n<meta charset="utf-8">\n<title>x</title></head>'
    "<body><script>{}</script><main>{}</main></body></html>"
)


def sources(page: str) -> str:
    found = re.search(r"script-src ([^;\"]*)", page)
    assert found
    return found[1]


def hashed(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def test_only_the_script_of_the_theme_is_let_through() -> None:
    page = guarded(PAGE.format(THEME, "<p><script>evil()</script></p>"), OF_THEME)
    assert sources(page) == f"'self' {hashed(THEME)}"


def test_a_script_that_comes_with_a_title_is_not_let_through() -> None:
    page = PAGE.format(THEME, "").replace("<title>x", "<title>x</title><script>evil()</script>")
    assert sources(guarded(page, OF_THEME)) == f"'self' {hashed(THEME)}"


def test_what_a_template_fills_in_may_be_an_address_or_json_but_no_call() -> None:
    template = '<script>{# its own #}base = {{ base_url|tojson }};\ngo("{{ up }}")</script>'
    shape = scripts([template])
    own = 'base = {"help": 191, "next": ["/a-b/"]};\ngo("../..")'
    odd = ('base = 1;\ngo("x");evil("y")', 'base = evil();\ngo("..")', own + "x")
    for script in odd:
        assert hashed(script) not in guarded(PAGE.format(script, ""), shape)
    assert hashed(own) in guarded(PAGE.format(own, ""), shape)


def test_a_theme_without_scripts_lets_none_through() -> None:
    assert sources(guarded(PAGE.format("", ""), scripts(["<p>x</p>"]))) == "'self'"


def test_the_policy_stands_before_anything_that_is_loaded_and_after_the_character_set() -> None:
    page = guarded(PAGE.format(THEME, ""), OF_THEME)
    assert page.index("charset") < page.index("Content-Security-Policy") < page.index("<title>")
    assert page.count("Content-Security-Policy") == 1
    assert '<meta name="robots" content="noindex">' in page


def test_a_document_without_a_head_is_left_alone() -> None:
    assert guarded("<urlset></urlset>", OF_THEME) == "<urlset></urlset>"


def test_the_rest_of_the_page_stays_as_it_is() -> None:
    before = PAGE.format(THEME, r"\1 \g<0>")
    after = re.sub(
        r'<meta http-equiv="Content.*?><meta name="robots".*?>', "", guarded(before, OF_THEME)
    )
    assert after == before
