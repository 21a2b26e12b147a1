"""The import of a source into a registry: read, planned, judged, and written on request."""

from dataclasses import replace
from pathlib import Path

from srr.cli.importing.map_files import MapFile
from srr.cli.importing.result import ImportResult
from srr.cli.new_records import taken_ids
from srr.cli.saving import save
from srr.importers.drafts.drafting import Terms
from srr.importers.mapping import map_file, map_text
from srr.importers.plan import Plan, plan
from srr.importers.reading import Reading, reading
from srr.importers.source import Unreadable
from srr.language import Text, counted
from srr.lint import baseline as baselines
from srr.lint import engine
from srr.lint.baseline import Baseline
from srr.lint.finding import Severity
from srr.repository import store
from srr.repository.errors import CannotDo
from srr.repository.given_source import GivenFiles, given_files
from srr.repository.steps import step
from srr.repository.today import zone
from srr.repository.workspace import Workspace
from srr.text.sinks import dumped

_READING = Text("reading {name}", "{name} を読んでいます")
_DRAFTING = Text("making records of {n} rows", "{n} 行から記録を作っています")
_JUDGING = Text("judging the records", "記録を検査しています")
_NO_ROWS = Text(
    "{name} holds no row to import{skipped}", "{name} に取り込む行がありません{skipped}"
)
_ALL_SKIPPED = (
    Text("; {n} was skipped, such as {place}: {why}", "。{n} 件は対象外です。{place}: {why}"),
    Text("; {n} were skipped, such as {place}: {why}", "。{n} 件は対象外です。{place}: {why}"),
)
_NO_TITLE = Text(
    'no column of {name} is the title of a risk; write which one into [columns] of {map}, as "{column}" = "title"',
    "{name} のどの列がリスクのタイトルかわかりません。{map} の [columns] に"
    ' "{column}" = "title" のように書いてください',
)
_LEAKS = (
    Text(
        "nothing was written, because {n} row holds a secret: {places}; change it, and take it out of the source",
        "{n} 行に秘密情報があるため、何も書き込みませんでした: {places}。無効にして、取り込み元から取り除いてください",
    ),
    Text(
        "nothing was written, because {n} rows hold secrets: {places}; change them, and take them out of the source",
        "{n} 行に秘密情報があるため、何も書き込みませんでした: {places}。無効にして、取り込み元から取り除いてください",
    ),
)
_LINKS = (
    Text("{n} symbolic link was not followed", "シンボリックリンク {n} 個はたどらなかった"),
    Text("{n} symbolic links were not followed", "シンボリックリンク {n} 個はたどらなかった"),
)
_LOST = (
    Text(
        "nothing was written: srr lint finds {n} file that cannot be read, and its row might come in again",
        "何も書き込みませんでした。読めないファイルが {n} 件あり (srr lint で確認できます)、"
        "同じ行をもう一度取り込む恐れがあります",
    ),
    Text(
        "nothing was written: srr lint finds {n} files that cannot be read, and their rows might come in again",
        "何も書き込みませんでした。読めないファイルが {n} 件あり (srr lint で確認できます)、"
        "同じ行をもう一度取り込む恐れがあります",
    ),
)
_MOST_PLACES = 5


def imported(
    kind: str, source: Path, file: MapFile, workspace: Workspace, *, baseline: bool
) -> ImportResult:
    """Return what an import of *source* does to the registry; write nothing."""
    given = given_files(source)
    with step(_READING.fill(name=source.name)):
        found = _read(kind, source.name, given, file, workspace)
    with step(_DRAFTING.fill(n=f"{len(found.source.rows):,}")):
        planned = _planned(found, workspace)
    result = ImportResult(
        found,
        planned,
        (),
        baselines.EMPTY,
        None if found.is_own else file.shown,
        map_is_new=file.map is None,
        notes=(counted(len(given.links), *_LINKS),) if given.links else (),
    )
    return _judged(result, workspace, baseline=baseline)


def _read(kind: str, name: str, given: GivenFiles, file: MapFile, workspace: Workspace) -> Reading:
    try:
        wanted, settings = file.wanted, workspace.settings
        found = reading(kind, name, given.files, wanted, settings, is_usual=file.is_usual)
    except Unreadable as error:
        raise CannotDo(error.said) from None
    if not found.source.rows:
        raise CannotDo(_no_rows(found))
    if not found.has_title:
        write_map(found, file, workspace)
        column = found.columns[0].head if found.columns else ""
        raise CannotDo(_NO_TITLE.fill(name=name, map=file.shown, column=column))
    return found


def _no_rows(found: Reading) -> Text:
    skipped = found.source.skipped
    said = Text("", "")
    if skipped:
        place, why = skipped[0]
        said = _ALL_SKIPPED[len(skipped) != 1].fill(n=len(skipped), place=place, why=why)
    return _NO_ROWS.fill(name=found.source.name, skipped=said)


def _planned(found: Reading, workspace: Workspace) -> Plan:
    settings = workspace.settings
    terms = Terms(found.wanted, settings, workspace.today.date, zone(settings))
    return plan(found, workspace.as_written, taken_ids(workspace, "risk"), terms)


def _judged(result: ImportResult, workspace: Workspace, *, baseline: bool) -> ImportResult:
    records = _records(result.plan)
    if not records:
        return result
    with step(_JUDGING):
        registry = workspace.holding(records).as_written
        report = engine.check(
            registry,
            workspace.settings,
            workspace.today.date,
            baseline=workspace.baseline,
            only={*records},
        )
    findings = tuple(each for each in report.findings if each.severity is not Severity.INFO)
    if not baseline:
        return replace(result, findings=findings)
    unvisited = {risk.path for risk in registry.risks if risk.awaits_first_visit}
    waiting = baselines.until_first_visit(each for each in findings if each.path in unvisited)
    rest = tuple(each for each in findings if baselines.key_of(each) not in waiting.counts)
    return replace(result, findings=rest, waiting=waiting)


def _records(planned: Plan) -> dict[str, bytes]:
    return {each.path: each.files[each.path] for each in planned.outcomes if each.files}


def write(result: ImportResult, file: MapFile, workspace: Workspace) -> ImportResult:
    """Write the records, their files, the map and the baseline, all or nothing; refuse secrets."""
    _refuse_leaks(result)
    _refuse_lost(workspace)
    files, before = dict(result.plan.files), dict(workspace.tree)
    there = store.read_files(workspace.root, (path for path in files if path not in before))
    files = {path: raw for path, raw in files.items() if there.get(path) != raw}
    before |= there
    if result.waiting.total:
        files[baselines.FILE] = baselines.render(_grown(workspace.baseline, result)).encode()
        before |= workspace.baseline_tree
    save(workspace.root, files, before)
    write_map(result.reading, file, workspace)
    return replace(result, wrote=True)


def _grown(old: Baseline, result: ImportResult) -> Baseline:
    """Return the baseline with what waits now: its counts are those of all findings of a key."""
    waiting = result.waiting
    return Baseline({**old.counts, **waiting.counts}, old.until_visit | waiting.until_visit)


def _refuse_lost(workspace: Workspace) -> None:
    """Refuse a registry with files that cannot be read: their rows would come in a second time."""
    lost = workspace.as_written.lost
    if lost:
        raise CannotDo(_LOST[lost != 1].fill(n=lost))


def _refuse_leaks(result: ImportResult) -> None:
    leaking = result.leaking
    if not leaking:
        return
    places = [each.row.place for each in leaking[:_MOST_PLACES]]
    listed = Text(", ".join(each.en for each in places), "、".join(each.ja for each in places))
    raise CannotDo(_LEAKS[len(leaking) != 1].fill(n=len(leaking), places=listed))


def write_map(found: Reading, file: MapFile, workspace: Workspace) -> None:
    """Write the map where there is none yet, and its JSON Schema beside the others."""
    if file.map is not None or found.is_own:
        return
    content = map_text.rendered(found, workspace.settings).encode()
    save(file.place.parent, {file.place.name: content}, {})
    if not (workspace.root / map_text.SCHEMA).exists():
        schema = f"{dumped(map_file.json_schema())}\n".encode()
        save(workspace.root, {map_text.SCHEMA: schema}, {})
