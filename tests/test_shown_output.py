"""What the how-to pages show of a start, a postmortem in review and a build is what the commands print."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit import theme
from kit.answering import answering, reply
from kit.console import Step, shows, steps
from kit.terminal import git, repository, srr
from srr.cli.output import as_of
from srr.documents.document import read
from srr.language import Language
from srr.repository.workspace import open_workspace

PAGES = Path(__file__).parents[1] / "tool" / "srr" / "site" / "how-to"
RISK, POSTMORTEM = "risks/SRR-0001.md", "postmortems/PM-0001.md"
STARTED, LATER = "2026-11-23", "2027-03-08"

LANGUAGES = pytest.mark.parametrize("language", ["en", "ja"])


def page(name: str, language: Language) -> list[Step]:
    suffix = ".ja.md" if language == "ja" else ".md"
    return list(steps((PAGES / f"{name}{suffix}").read_text(encoding="utf-8")))


def follow(root: Path, step: Step, day: str) -> None:
    done = srr(root, *step.words[1:], SRR_TODAY=day)
    assert shows(step.shown, (done.stderr + done.stdout).splitlines()), done


def of(name: str, *words: str, language: Language) -> Iterator[Step]:
    """Yield the steps of a page that begin with srr and *words*."""
    return (step for step in page(name, language) if tuple(step.words[1:])[: len(words)] == words)


@LANGUAGES
def test_the_page_of_the_start_lists_every_file_that_init_writes(
    tmp_path: Path, language: Language
) -> None:
    git(repository(tmp_path), "config", "user.name", "Ada Lovelace")
    (init,) = of("start", "init", language=language)
    follow(tmp_path, init, STARTED)
    git(tmp_path, "add", "--all")
    written = git(tmp_path, "diff", "--cached", "--name-only").splitlines()
    assert sorted(line.split("  ")[1] for line in init.shown[:-1]) == sorted(written)
    new = next(of("start", "new", language=language))
    follow(tmp_path, new, STARTED)


@LANGUAGES
def test_a_postmortem_in_review_lacks_what_the_page_shows(
    tmp_path: Path, language: Language
) -> None:
    git(repository(tmp_path), "config", "user.name", "Ada Lovelace")
    (risk,) = of("start", "new", "risk", language=language)
    for words in (["init", "--language", language], risk.words[1:]):
        assert srr(tmp_path, *words, SRR_TODAY=LATER).returncode == 0
    (new,) = of("write-a-postmortem", "new", language=language)
    (lint,) = of("write-a-postmortem", "lint", language=language)
    follow(tmp_path, new, LATER)
    draft = (tmp_path / POSTMORTEM).read_text(encoding="utf-8")
    assert draft.count("\nstatus: draft\n") == 1
    (tmp_path / POSTMORTEM).write_text(
        draft.replace("\nstatus: draft\n", "\nstatus: in-review\n"), encoding="utf-8"
    )
    follow(tmp_path, lint, LATER)


@LANGUAGES
def test_a_concern_goes_the_way_that_its_page_shows(tmp_path: Path, language: Language) -> None:
    git(repository(tmp_path), "config", "user.name", "Ada Lovelace")
    assert srr(tmp_path, "init", "--language", language, SRR_TODAY=STARTED).returncode == 0
    days = ["2026-11-23"] * 2 + ["2026-11-30", "2026-12-07", "2026-12-08"] + ["2026-12-14"] * 2
    for step, day in zip(page("concerns", language), [*days, "2027-01-04"], strict=True):
        follow(tmp_path, step, day)
    last = (tmp_path / "concerns/CN-0001.md").read_text("utf-8").splitlines()[-1]
    suffix = ".ja.md" if language == "ja" else ".md"
    assert f"\n{last}\n" in (PAGES / f"concerns{suffix}").read_text("utf-8")
    assert srr(tmp_path, "lint", SRR_TODAY="2027-01-04").returncode == 0


@LANGUAGES
def test_the_ninth_risk_of_an_owner_is_one_too_many_as_the_page_shows(
    tmp_path: Path, language: Language
) -> None:
    git(repository(tmp_path), "config", "user.name", "Ada Lovelace")
    assert srr(tmp_path, "init", "--language", language, SRR_TODAY=STARTED).returncode == 0
    text = (PAGES / f"settings{'.ja' if language == 'ja' else ''}.md").read_text(encoding="utf-8")
    (limits,) = re.findall(r"```toml\n(\[limits\]\n.*?)```", text, re.DOTALL)
    with (tmp_path / "srr.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n{limits}")
    first = (tmp_path / RISK).read_text(encoding="utf-8")
    low = first.replace("\nscope: 3\n", "\nscope: 1\n").replace(
        "\npotential_impact: 6\n", "\npotential_impact: 3\n"
    )
    for number in range(2, 10):
        each = low.replace("SRR-0001", f"SRR-{number:04}").replace(
            "\npriority: 12\n", "\npriority: 6\n"
        )
        (tmp_path / f"risks/SRR-{number:04}.md").write_text(each, encoding="utf-8")
    lint = next(step for step in of("settings", "lint", language=language) if len(step.shown) > 1)
    follow(tmp_path, lint, STARTED)


@LANGUAGES
def test_a_risk_of_somebody_who_left_is_handed_over_as_the_page_shows(
    tmp_path: Path, language: Language
) -> None:
    git(repository(tmp_path), "config", "user.name", "Mei")
    assert srr(tmp_path, "init", "--language", language, SRR_TODAY=STARTED).returncode == 0
    text = (PAGES / f"ci{'.ja' if language == 'ja' else ''}.md").read_text(encoding="utf-8")
    (people,) = re.findall(r"```toml\n(\[ura\]\n.*?)```", text, re.DOTALL)
    (tmp_path / "people.toml").write_text(people, encoding="utf-8")
    (assign,) = of("ci", "assign", language=language)
    lint = next(step for step in of("ci", "lint", language=language) if step.shown)
    follow(tmp_path, lint, STARTED)
    follow(tmp_path, assign, STARTED)
    assert srr(tmp_path, "lint", SRR_TODAY=STARTED).returncode == 0


@LANGUAGES
def test_a_risk_is_accepted_happens_and_is_accepted_again_as_the_page_shows(
    tmp_path: Path, language: Language
) -> None:
    git(repository(tmp_path), "config", "user.name", "Ada Lovelace")
    (risk,) = of("start", "new", "risk", language=language)
    for words in (["init", "--language", language], risk.words[1:]):
        assert srr(tmp_path, *words, SRR_TODAY=STARTED).returncode == 0
    path = tmp_path / "risks/SRR-0002.md"
    heading = next(each.line for each in read(path.name, path.read_bytes()).sections[1:])
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text[: heading.end]}\n- 4 s.\n{text[heading.end :]}", encoding="utf-8")
    series = tmp_path / "indicators/orders_per_hour.csv"
    series.parent.mkdir()
    rows = "date,value\n2026-11-23,3100\n2027-05-10,3700\n"
    series.write_text(rows, encoding="utf-8")
    first, happened, again = page("accept", language)
    follow(tmp_path, first, STARTED)
    yaml = (PAGES / f"accept{'.ja' if language == 'ja' else ''}.md").read_text("utf-8")
    assert re.findall(r"```yaml\n(.*?)```", yaml, re.DOTALL)[0] in path.read_text("utf-8")
    follow(tmp_path, happened, "2027-01-12")
    follow(tmp_path, again, "2027-05-11")


@LANGUAGES
def test_the_records_are_exported_as_the_pages_show(tmp_path: Path, language: Language) -> None:
    git(repository(tmp_path), "config", "user.name", "ura")
    assert srr(tmp_path, "init", "--language", language, SRR_TODAY=STARTED).returncode == 0
    told = [*page("export", language), *of("json", "export", language=language)]
    shown = [step for step in told if step.shown]
    assert [step.words[2] for step in shown] == ["xlsx", "markdown", "table", "json"]
    for step in shown:
        follow(tmp_path, step, STARTED)


@LANGUAGES
def test_a_number_reaches_its_limit_as_the_page_shows(tmp_path: Path, language: Language) -> None:
    git(repository(tmp_path), "config", "user.name", "ura")
    assert srr(tmp_path, "init", "--language", language, SRR_TODAY=STARTED).returncode == 0
    text = (PAGES / f"indicators{'.ja' if language == 'ja' else ''}.md").read_text("utf-8")
    series, limit, settings = (
        re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)[0] for kind in ("csv", "yaml", "toml")
    )
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators/api_calls_per_hour.csv").write_text(series, encoding="utf-8")
    with (tmp_path / "srr.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{settings}")
    risk, breaks_when = (tmp_path / RISK).read_text(encoding="utf-8"), limit.splitlines()[0]
    risk = risk.replace("\nlikelihood:", f"\n{breaks_when}\nlikelihood:", 1)
    (tmp_path / RISK).write_text(risk, encoding="utf-8")
    (write,) = of("indicators", "indicator", language=language)
    (lint,) = of("indicators", "lint", language=language)
    follow(tmp_path, write, STARTED)
    follow(tmp_path, lint, STARTED)


@LANGUAGES
def test_the_budget_of_the_page_is_spent_as_it_shows(tmp_path: Path, language: Language) -> None:
    git(repository(tmp_path), "config", "user.name", "Ada Lovelace")
    assert srr(tmp_path, "init", "--language", language, SRR_TODAY=STARTED).returncode == 0
    text = (PAGES / f"error-budget{'.ja' if language == 'ja' else ''}.md").read_text("utf-8")
    promise, policy = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (front,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    with (tmp_path / "srr.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{promise}")
    risk = (tmp_path / RISK).read_text(encoding="utf-8")
    risk = risk.replace(f"\nnoticed: {STARTED}\n", "\n").replace("\narea:", f"\n{front}area:", 1)
    (tmp_path / RISK).write_text(risk, encoding="utf-8")
    occurred, budget, lint = page("error-budget", language)
    follow(tmp_path, occurred, STARTED)
    follow(tmp_path, budget, STARTED)
    with (tmp_path / "srr.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{policy}")
    follow(tmp_path, lint, STARTED)


@LANGUAGES
def test_numbers_are_fetched_as_the_page_shows(tmp_path: Path, language: Language) -> None:
    git(repository(tmp_path), "config", "user.name", "ura")
    assert srr(tmp_path, "init", "--language", language, SRR_TODAY=STARTED).returncode == 0
    text = (PAGES / f"indicators{'.ja' if language == 'ja' else ''}.md").read_text("utf-8")
    (settings,) = re.findall(r"```toml\n(\[indicators\S+source\].*?)```", text, re.DOTALL)
    breaks_when = re.findall(r"```yaml\n(breaks_when.*?)\n", text)[0]
    risk = (tmp_path / RISK).read_text(encoding="utf-8")
    risk = risk.replace("\nlikelihood:", f"\n{breaks_when}\nlikelihood:", 1)
    (tmp_path / RISK).write_text(risk, encoding="utf-8")
    (collect,) = of("indicators", "collect", language=language)
    answer = '{"status": "success", "data": {"resultType": "scalar", "result": [1, "915"]}}'
    with answering({"/api/v1/query": reply(answer)}) as asked:
        with (tmp_path / "srr.toml").open("a", encoding="utf-8") as file:
            file.write(re.sub(r"https://[a-z]+\.example\.com", asked.address, f"\n{settings}"))
        done = srr(tmp_path, *collect.words[1:], SRR_TODAY=STARTED)
    place = asked.address.removeprefix("http://")
    shown = [line.replace("files.example.com", place) for line in collect.shown]
    assert shows(shown, (done.stdout + done.stderr).splitlines()), done


@pytest.mark.usefixtures("few_texts")
@LANGUAGES
def test_the_builds_of_the_page_print_what_it_shows(tmp_path: Path, language: Language) -> None:
    assert srr(tmp_path, "init", "--language", language, SRR_TODAY=LATER).returncode == 0
    clean, with_record, with_page, *_ = of("publish", "build", language=language)
    (serve,) = of("publish", "serve", language=language)
    where = as_of(open_workspace(tmp_path, LATER), ()).replace("--today", "SRR_TODAY")
    assert serve.shown[-1] == f"http://127.0.0.1:8000/ {where} (0.4 s)"
    with theme.plain():
        follow(tmp_path, clean, LATER)
        risk = (tmp_path / RISK).read_text(encoding="utf-8")
        leak = risk.replace("\n---\n", "\nx_password: S0mmer-2026\n---\n", 1)
        (tmp_path / RISK).write_text(leak, encoding="utf-8")
        follow(tmp_path, with_record, LATER)
        (tmp_path / RISK).write_text(risk, encoding="utf-8")
        (tmp_path / "site/runbook.md").write_text(
            "# Runbook\n\nThe queue uses the password: S0mmer-2026\n", encoding="utf-8"
        )
        with (tmp_path / "mkdocs.yml").open("a", encoding="utf-8") as config:
            config.write("\nnot_in_nav: /runbook.md\n")
        follow(tmp_path, with_page, LATER)
