"""A registry that holds everything that a record could try, and the site built from it."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from kit.examples import record
from kit.shared import filled
from srr.language import Text
from srr.site.mkdocs import build as mkdocs_run

STARTER = Path(__file__).parents[2] / "tool/srr/starter/mkdocs.yml"
TODAY = "2026-02-02"
ELSEWHERE = "the text of another file"
MARK = "SRRMARK"

PAYLOADS = (
    f"</title><script>{MARK}()</script>",
    f"<img src=x onerror={MARK}()>",
    f"<svg/onload={MARK}()><iframe srcdoc='<script>{MARK}()</script>'>",
    f'"><a href="javascript:{MARK}()" onclick={MARK}()>x</a>',
    f"' onmouseover='{MARK}()",
    f"[x](javascript:{MARK}())",
    f"[x](JaVaScRiPt:{MARK}())",
    f"[x](java&#x09;script:{MARK}())",
    f"[x](&#106;avascript&colon;{MARK}())",
    f"[x](<java\tscript:{MARK}()>)",
    f"[x](\x01javascript:{MARK}())",
    f"[x](data:text/html;base64,{MARK})",
    f"[x](vbscript:{MARK}())",
    f"[x](file:///etc/passwd#{MARK})",
    f"[x](//{MARK}.example)",
    f"[x](\\\\{MARK}.example)",
    f"[x](../../secret.md#{MARK})",
    f"<javascript:{MARK}()>",
    f"![x](https://{MARK}.example/pixel.png)",
    f"[x][r]\n\n[r]: javascript:{MARK}()",
    f"[x](https://ok.example){{: onclick={MARK}() }} {{ .x onerror={MARK}() style=x }}",
    "[TOC]",
    '--8<-- "secret.md"',
    ';--8<-- "secret.md"\n--8<--\nsecret.md\n--8<--',
    '{% include "secret.md" %} {{ config }} {{ 7*7 }} {% raw %}',
    "$(cat secret.md) `cat secret.md` ; cat ../secret.md | sh",
    "!!python/object/apply:os.system ['cat secret.md'] &a *a : - # %TAG",
    f"::: {MARK}\n!!! danger\n    x\n\n/// html | script\n{MARK}()\n///",
    '<div markdown="1">*x*</div> <!-- x --> <? x ?> <![CDATA[ x ]]>',
    "&lt;script&gt; &#60;script&#62; &#x3c;script&#x3e;",
    "\x02wzxhzdk:0\x03 klzzwxh:0000",
    '<div data-srr-block="0"></div>',
    "]]>--></textarea></style></noscript><script>",
)
LINES = tuple(" ".join(payload.split()) for payload in PAYLOADS)
URLS = (
    f"javascript:{MARK}()",
    f"java\tscript:{MARK}()",
    f"JAVASCRIPT&colon;{MARK}()",
    f"data:text/html,<script>{MARK}()</script>",
    f"vbscript:{MARK}()",
    f"//{MARK}.example",
    f"/\\{MARK}.example",
    f'https://ok.example/"onmouseover="{MARK}()',
    f" javascript:{MARK}()",
    f"mailto:a@example.com?x=<script>{MARK}()</script>",
)


class Tag(NamedTuple):
    name: str
    attributes: dict[str, str]


class Parsed(HTMLParser):
    """The tags of a page, the ids in it, and the text of its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.scripts: list[str] = []
        self.text = ""
        self._in_script = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))
        self._in_script = tag == "script"
        if self._in_script:
            self.scripts.append(self.tags[-1].attributes.get("src", ""))

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts[-1] += data
        else:
            self.text += data

    @property
    def ids(self) -> set[str]:
        return {tag.attributes["id"] for tag in self.tags if "id" in tag.attributes}


def quoted(text: str) -> str:
    return json.dumps(text)


def replaced(text: str, key: str, value: str) -> str:
    """Return a record with another value for one key."""
    start = text.index(f"\n{key}: ") + 1
    return f"{text[:start]}{key}: {quoted(value)}{text[text.index(chr(10), start) :]}"


def hostile_risk(name: str, line: str, url: str, body: str) -> str:
    text = record(f"risks/{name}.md")
    for key in ("title", "owner"):
        text = replaced(text, key, line)
    front = "".join(
        f"{key}: {quoted(line)}\n"
        for key in ("team", "area", "service", "scale_driver", "breaks_when", "workaround")
    )
    front += f"containment: {quoted(body)}\nx_{MARK.lower()}: {quoted(line)}\n"
    front += f"links:\n  metrics: [{quoted(url)}]\n  {quoted(line)}: [{quoted(url)}]\n"
    front += f"postmortems: [{quoted(line)}, PM-0001]\nrelated: [SRR-0001, {quoted(url)}]\n"
    front += f"duplicate_of: {quoted(line)}\nhorizon: {quoted(line)}\nnoticed: {quoted(line)}\n"
    whole = "{detect_minutes: 1, repair_minutes: 2, affected_percent: 3, every_days: 4}"
    estimate = whole if int(name[-1]) % 2 else f"{{repair_minutes: {quoted(line)}}}"
    front += f"estimate: {estimate}\nresolution: {quoted(line)}\n"
    front += (
        f"acceptance:\n  by: {quoted(line)}\n  decided: {quoted(line)}\n  because: {quoted(body)}\n"
        f"  consequences: [{quoted(line)}]\n  holds_while: [{quoted(line)}]\n"
        f"  until: 2026-01-01\n  reviewer: {quoted(line)}\n"
    )
    text = text.replace("\n---\n", f"\n{front}---\n", 1)
    text = text.replace("Not known yet.", body)
    visits = (
        f"- 2026-01-27 ura: watching, next 2026-02-05. {line}\n"
        f"- 2026-01-28 {line.split(' ')[0]}: {line}\n- {line}\n"
    )
    return f"{text}\n## {line}\n\n{body}\n\n## Visits\n\n{visits}"


def hostile_postmortem(name: str, line: str, url: str, body: str) -> str:
    text = record(f"postmortems/{name}.md")
    for key in ("title", "owner", "kind", "trigger", "cause_class"):
        text = replaced(text, key, line)
    action = (
        f"  - {{id: {quoted(line)}, do: {quoted(line)}, viewpoint: {quoted(line)},"
        f" owner: {quoted(line)}, due: {quoted(line)}, link: {quoted(url)}}}\n"
    )
    front = (
        f"services: [{quoted(line)}]\nrisks: [SRR-0001, {quoted(line)}]\nrollback: {quoted(line)}\n"
    )
    text = text.replace("actions:\n", f"{front}actions:\n{action}")
    return text.replace("A change of the pool size", body)


def hostile_concern(name: str, line: str, url: str, body: str) -> str:
    text = record(f"concerns/{name}.md")
    for key in ("title", "owner"):
        text = replaced(text, key, line)
    front = "".join(f"{key}: {quoted(line)}\n" for key in ("area", "service", "tier"))
    front += f"links:\n  metrics: [{quoted(url)}]\n  {quoted(line)}: [{quoted(url)}]\n"
    # Half of them became a risk, whose page names them; the others name what is none.
    became = "SRR-0001" if int(name[-1]) % 2 else line
    front += f"risk: {quoted(became)}\nx_{MARK.lower()}: {quoted(line)}\n"
    status = "assigned" if int(name[-1]) % 3 else line
    text = replaced(text.replace("\n---\n", f"\n{front}---\n", 1), "status", status)
    reports = f"- 2026-01-27 ura: assigned, due 2026-02-05. {line}\n- {line}\n"
    return f"{text}{reports}\n## {line}\n\n{body}\n"


def write_hostile(root: Path) -> None:
    for number, line in enumerate(LINES, start=1):
        url = URLS[number % len(URLS)]
        body = PAYLOADS[number - 1]
        for folder, prefix, make in (
            ("risks", "SRR", hostile_risk),
            ("postmortems", "PM", hostile_postmortem),
            ("concerns", "CN", hostile_concern),
        ):
            name = f"{prefix}-{number:04}"
            (root / folder / f"{name}.md").write_text(make(name, line, url, body), "utf-8")
    status = record("risks/SRR-0900.md").replace("status: not-started", "status: accepted")
    (root / "risks/SRR-0900.md").write_text(status, encoding="utf-8")
    write_odd_files(root / "risks")


def write_odd_files(risks: Path) -> None:
    script = f"<script>{MARK}()</script>"
    (risks / "SRR-0901.md").symlink_to("../secret.md")
    (risks / "SRR-0902.md").mkdir()
    (risks / "SRR-0903.md").write_bytes(f"---\ntitle: é {script}\n---\n".encode("latin-1"))
    (risks / "SRR-0904.md").write_text(f"---\ntitle: [\n---\n{script}", encoding="utf-8")
    (risks / "SRR-0905.md").write_text(script, encoding="utf-8")
    (risks / "SRR-0906.md").write_bytes(b"")
    (risks / "SRR-0907.md").write_bytes(b"\x00\x01" + script.encode())
    (risks / "SRR-0908.md").symlink_to("/nowhere")
    for name in ("index.md", "copy.md", f"{MARK}<img src=x onerror=x>.md", "a'b\"&c {{x}}.md"):
        (risks / name).write_text(
            record("risks/SRR-0001.md").replace("Orders fail", script), encoding="utf-8"
        )
    (risks / "javascript:x.md").write_text(record("risks/SRR-0001.md"), encoding="utf-8")
    unreadable = risks / "SRR-0909.md"
    unreadable.write_text(script, encoding="utf-8")
    unreadable.chmod(0)


def write(root: Path, *, hostile: bool, language: str = "en") -> None:
    for folder in ("risks", "postmortems", "concerns", "indicators", "site"):
        (root / folder).mkdir(parents=True)
    (root / "secret.md").write_text(f"---\ntitle: x\n---\n{ELSEWHERE}\n", encoding="utf-8")
    (root / "mkdocs.yml").write_bytes(STARTER.read_bytes())
    title = quoted(LINES[0]) if hostile else '"Harmless"'
    promise = f"[[slo]]\nname = {title}\nrationale = {title}\ntarget = 99.9\n"
    settings = f'language = "{language}"\ntitle = {title}\n{promise}'
    (root / "srr.toml").write_text(settings, encoding="utf-8")
    if hostile:
        write_hostile(root)
    else:
        for path in ("risks/SRR-0001.md", "postmortems/PM-0001.md", "concerns/CN-0001.md"):
            (root / path).write_text(record(path), encoding="utf-8")


def site(language: str, *, hostile: bool) -> Path:
    """Return the site of that registry, or of a harmless one, built once for all processes of a run."""

    def fill(root: Path) -> None:
        (root / "site").symlink_to(build(root / "registry", hostile=hostile, language=language))

    return (filled(f"hostile-{language}-{hostile}", fill) / "site").resolve()


def build(root: Path, *, hostile: bool, language: str = "en") -> Path:
    write(root, hostile=hostile, language=language)
    said: list[Text] = []
    built = mkdocs_run.build(root, TODAY, said.append)
    assert said == []
    return built.folder
