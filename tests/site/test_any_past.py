"""Whatever was ever committed, the site is built: commits of any bytes, as the edge of git hands them on."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha1
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kit.examples import record
from kit.thorough import examples
from srr.exporters.data.feed import LIMIT
from srr.language import untranslated
from srr.lint.baseline import Baseline
from srr.repository import history
from srr.repository.git import GitCommit
from srr.repository.today import Today
from srr.repository.workspace import Workspace
from srr.schema.settings import parse
from srr.schema.vocabulary import STATUSES
from srr.site import sources

TODAY = date(2026, 2, 2)
RISK, POSTMORTEM = "risks/SRR-0001.md", "postmortems/PM-0001.md"
PATHS = (
    *(RISK, "risks/SRR-0002.md", "risks/SRR-0003.md", POSTMORTEM, "postmortems/PM-0002.md"),
    *("risks/SRR-0001.txt", "risks/some where/SRR-1.md", "risks/リスク.md", "risks/\udcff.md"),
    *("risks/README.md", "risks/assets/a.md", "postmortems/SRR-0001.md"),
)
HOSTILE = tuple(
    path.read_bytes() for path in sorted((Path(__file__).parents[1] / "hostile").glob("*.md"))
)
VISITS = (
    b"\n## Visits\n\n- 2026-01-27 ura: not-started -> in-progress, next 2026-02-05. Measured.\n"
)
VALID = tuple(
    record(path).replace("not-started", status).encode() + more
    for path in (RISK, POSTMORTEM)
    for status in STATUSES
    for more in (b"", VISITS)
)
VALUES = (
    *(b"", b"paused", b"2026-02-30", b"2099-01-01", b"0001-01-01", b"9999-12-31", b"-1", b".inf"),
    *(b"1e999", b"[a, b]", b"{a: b}", b"true", b"unknown", "未着手".encode(), b"'", b"\xff", b"~"),
)
Files = Mapping[str, bytes | None]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Return a record with other values behind some of its colons, lines lost, or bytes put in."""
    lines = draw(st.sampled_from(VALID)).split(b"\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        key, colon, _ = lines[at].partition(b": ")
        match draw(st.sampled_from(("value", "lost", "twice", "bytes"))):
            case "value":
                lines[at] = key + colon + draw(st.sampled_from(VALUES))
            case "lost" if len(lines) > 1:
                del lines[at]
            case "twice":
                lines.insert(at, lines[at])
            case _:
                lines[at] += draw(st.binary(max_size=8))
    return b"\n".join(lines)


BYTES = (
    st.sampled_from(VALID)
    | mutated()
    | st.sampled_from(HOSTILE)
    | st.binary(max_size=60)
    | st.just(b"")
)
SECONDS = st.integers(0, 4_102_444_800) | st.integers(1_762_000_000, 1_770_000_000)
FILES = st.dictionaries(st.sampled_from(PATHS), st.none() | BYTES, min_size=1, max_size=4)
MANY = st.builds(dict.fromkeys, st.just([f"risks/SRR-1{n:03}.md" for n in range(26)]), BYTES)
COMMITS = st.lists(st.tuples(SECONDS, FILES | MANY), max_size=8)
LEFT = st.none() | st.dictionaries(st.sampled_from(PATHS), BYTES, max_size=3)
UNSAID = b"---\nid: SRR-0001\ntitle: x\nstatus: paused\n---\n"
THEN = 1_768_000_000


@pytest.mark.usefixtures("few_texts")
@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(COMMITS, LEFT)
@example([(THEN, {RISK: VALID[0]}), (THEN, {RISK: None, POSTMORTEM: UNSAID})], None)
@example([(THEN, {POSTMORTEM: VALID[-1]}), (THEN, {RISK: UNSAID}), (THEN, {RISK: None})], {})
@example([(THEN, {RISK: UNSAID}), (THEN, {RISK: VALID[1]})], None)
def test_any_commits_of_any_bytes_build_a_site(
    commits: list[tuple[int, Files]], left: Files | None
) -> None:
    committed: dict[str, bytes | None] = {}
    for _, files in commits:
        committed |= files
    here = committed if left is None else left
    workspace = Workspace(
        Path("/nowhere"), parse({}, "srr.toml"), Today(TODAY, untranslated("given"))
    )
    tree = {path: content for path, content in here.items() if content is not None}
    vars(workspace).update(tree=tree, baseline=Baseline())
    log, blobs = _logged(commits)
    past = history.past(workspace, log, LIMIT, lambda names: {name: blobs[name] for name in names})
    assert "trend.md" in sources.files(sources.site(workspace, past))


def _logged(
    commits: list[tuple[int, Files]],
) -> tuple[list[GitCommit], dict[str, bytes]]:
    """Return the commits as git tells of them, and the contents of the blobs that they name."""
    contents = {
        content for _, files in commits for content in files.values() if content is not None
    }
    blobs = {_name(content): content for content in contents}
    log = [
        GitCommit(
            f"{number:040}",
            datetime.fromtimestamp(seconds, UTC),
            "ura",
            {path: None if held is None else _name(held) for path, held in files.items()},
        )
        for number, (seconds, files) in enumerate(commits)
    ]
    return log, blobs


def _name(content: bytes) -> str:
    return sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
