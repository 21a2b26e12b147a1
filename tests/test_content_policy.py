"""The policy in the head of each page."""

import re
from base64 import b64encode
from hashlib import sha256

from srr.content_policy import guarded

THEME = "theme()"
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
    content = "<p><script>evil()</script></p>"
    page = guarded(PAGE.format(THEME, content), content)
    assert sources(page) == f"'self' {hashed(THEME)}"


def test_a_script_of_the_content_that_copies_the_theme_gains_nothing_more() -> None:
    content = f"<script>{THEME}</script><script>evil()</script>"
    assert hashed("evil()") not in guarded(PAGE.format(THEME, content), content)


def test_the_policy_stands_before_anything_that_is_loaded_and_after_the_character_set() -> None:
    page = guarded(PAGE.format(THEME, ""))
    assert page.index("charset") < page.index("Content-Security-Policy") < page.index("<title>")
    assert page.count("Content-Security-Policy") == 1
    assert '<meta name="robots" content="noindex">' in page


def test_a_document_without_a_head_is_left_alone() -> None:
    assert guarded("<urlset></urlset>") == "<urlset></urlset>"


def test_the_rest_of_the_page_stays_as_it_is() -> None:
    before = PAGE.format(THEME, r"\1 \g<0>")
    after = re.sub(r'<meta http-equiv="Content.*?><meta name="robots".*?>', "", guarded(before))
    assert after == before
